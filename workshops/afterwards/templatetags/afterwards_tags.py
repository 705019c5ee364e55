"""What a ticket's page says once the meeting has begun, and how charts are drawn."""

from dataclasses import dataclass

from django import template
from django.utils import timezone

from cooperation.editions.rules import is_over
from workshops.afterwards.enums import Stage
from workshops.afterwards.queries.attendance import was_there
from workshops.afterwards.queries.feedback import offers_for
from workshops.afterwards.rules import Breakdown
from workshops.registration.enums import RegistrationState
from workshops.registration.models import Registration

register = template.Library()

BAR, GAP = 14, 6
"""How high a bar of a chart is and how far it lies from the next, in units of the drawing."""
WIDTH = 300


@dataclass(frozen=True, slots=True)
class After:
    """Which ways there are."""

    feedback: bool = False
    certificate: bool = False


@register.simple_tag
def afterwards_for(registration: Registration) -> After:
    """What somebody can do once the meeting has begun; before it nothing is asked. Four queries at most."""
    edition, now = registration.edition, timezone.now()
    first = edition.starts_on
    has_begun = first is not None and now.astimezone(edition.zone).date() >= first
    if not has_begun or registration.state != RegistrationState.CONFIRMED:
        return After()
    offers = offers_for(registration, now)
    return After(
        feedback=any(offer.stage == Stage.OPEN for offer in offers),
        certificate=is_over(edition, now) and was_there(registration),
    )


@dataclass(frozen=True, slots=True)
class DrawnBar:
    """A bar as the drawing needs it."""

    value: str
    count: int
    y: int
    text_y: int
    width: float


@register.inclusion_tag("afterwards/admin/chart.html")
def answer_chart(counted: Breakdown, label: str) -> dict[str, object]:
    """A chart of bars, the longest as wide as the drawing, and the same as a table."""
    most = max((bar.count for bar in counted.bars), default=0) or 1
    bars = [
        DrawnBar(
            bar.value,
            bar.count,
            place * (BAR + GAP),
            place * (BAR + GAP) + BAR - 3,
            round(WIDTH * bar.count / most, 1),
        )
        for place, bar in enumerate(counted.bars)
    ]
    height = max(len(bars) * (BAR + GAP) - GAP, 1)
    return {"drawn": bars, "counted": counted, "label": label, "height": height, "bar": BAR, "width": WIDTH}
