"""What can be told of a registration in a list or a file: one column for each thing.

Diet and access needs are none of them: these leave the site by a list of their own, for their own purpose.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workshops.registration.enums import BookingState, QuestionKind
from workshops.registration.models import Question, Registration

OF_QUESTION = "q-"
USUAL = ("state", "affiliation", "role", "arrival")
"""What the list shows unless somebody chose."""


@dataclass(frozen=True, slots=True)
class Column:
    """One thing about a registration, and how it is told."""

    key: str
    label: str | Promise
    tell: Callable[[Registration], str]

    @property
    def is_answer(self) -> bool:
        """Whether it tells the answer to a question of the host's."""
        return self.key.startswith(OF_QUESTION)

    def of(self, registration: Registration) -> str:
        """What it tells of ``registration``."""
        return self.tell(registration)


def columns_of(questions: Iterable[Question], zone: tzinfo) -> list[Column]:
    """Every column of an edition; of registrations read by ``queries.with_shown`` they need no query.

    Args:
        questions: what the host asks.
        zone: the venue's, in which days are told.
    """
    own = [Column(f"{OF_QUESTION}{one.key}", one.label, _answer_to(one)) for one in questions]
    return [
        Column("state", gettext_lazy("State"), lambda one: str(one.get_state_display())),
        Column("affiliation", gettext_lazy("Member or organisation"), lambda one: one.affiliation),
        Column("country", gettext_lazy("Country"), _country),
        Column("role", gettext_lazy("As what"), lambda one: str(one.get_role_display())),
        Column("function", gettext_lazy("Function"), lambda one: one.function),
        Column("email", gettext_lazy("E-mail address"), lambda one: one.email),
        Column("seats", gettext_lazy("Seats"), seats_of),
        Column("extras", gettext_lazy("Beside the workshops"), extras_of),
        Column("arrival", gettext_lazy("Registered"), lambda one: _day(one.created_at, zone)),
        Column("way", gettext_lazy("How they came"), lambda one: str(one.get_way_display())),
        Column("language", gettext_lazy("Language"), lambda one: one.language),
        Column("pictures", gettext_lazy("Pictures allowed"), lambda one: yes_or_no(one.pictures_allowed)),
        Column("listed", gettext_lazy("In the list of attendees"), lambda one: yes_or_no(one.is_listed)),
        Column("needs", gettext_lazy("Told diet or access needs"), _told_needs),
        *own,
    ]


def chosen(columns: Sequence[Column], keys: Sequence[str]) -> list[Column]:
    """Those of ``columns`` that ``keys`` name, in the columns' order; the usual ones for no keys."""
    wanted = set(keys or USUAL)
    return [one for one in columns if one.key in wanted]


def yes_or_no(is_so: bool) -> str:
    """“yes” or “no”."""
    return _("yes") if is_so else _("no")


def seats_of(registration: Registration) -> str:
    """The sessions in which somebody has a seat, is offered one, or waits for one."""
    return "; ".join(_seat(booking) for booking in registration.seats_shown)  # type: ignore[attr-defined]


def _seat(booking: Any) -> str:
    if booking.state == BookingState.CONFIRMED:
        return str(booking.session.slot.title)
    words = {"session": booking.session.slot.title, "state": booking.get_state_display()}
    return _("%(session)s (%(state)s)") % words


def extras_of(registration: Registration) -> str:
    """What somebody takes part in beside the workshops."""
    return "; ".join(choice.extra.title for choice in registration.extras_shown)  # type: ignore[attr-defined]


def _country(registration: Registration) -> str:
    return registration.member.eu_code if registration.member else ""


def _told_needs(registration: Registration) -> str:
    return yes_or_no(bool(registration.diet or registration.access_needs))


def _day(moment: Any, zone: tzinfo) -> str:
    return date_format(moment.astimezone(zone), "j M Y")


def _answer_to(question: Question) -> Callable[[Registration], str]:
    return lambda registration: answer_in_words(question, registration.answers.get(question.key))


def answer_in_words(question: Question, answer: Any) -> str:
    """An answer as text; a consent as yes or no, an answer that was not given as nothing."""
    if question.kind == QuestionKind.CONSENT:
        return yes_or_no(answer is True)
    if answer is None:
        return ""
    return "; ".join(map(str, answer)) if isinstance(answer, list) else str(answer)
