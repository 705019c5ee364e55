"""Pure decisions about what the pages say: no database."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, auto

from django.utils.translation import gettext as _

from cooperation.editions.enums import State
from cooperation.editions.models import Edition
from cooperation.pages import wording


class Offer(Enum):
    """What somebody gets who wants to register now."""

    PLACE = auto()
    WAITING = auto()
    """All places are taken; one can wait for one."""
    NOTHING = auto()
    """Registration makes a pause: what people have to be told first is not published."""


@dataclass(frozen=True, slots=True)
class Ways:
    """The pages of an edition that exist; an empty address leads nowhere."""

    agenda: str = ""
    today: str = ""
    """Today in the agenda, while the edition is on."""
    look_back: str = ""
    register: str = ""
    """Where one registers; empty when that is not settled, too."""
    offer: Offer = Offer.PLACE
    """What one gets there."""
    practical: str = ""
    news: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an edition stands and what one can do now."""

    label: str
    sentence: str
    url: str = ""
    action: str = ""
    """The words of the link to ``url``."""


def standing(edition: Edition, state: State, ways: Ways) -> Standing:
    """What the start page says in one breath about ``edition`` in ``state``."""
    url, action = _next_step(state, ways)
    if state == State.REGISTRATION_OPEN and ways.register:
        return Standing(str(state.label), _open_here(edition, ways.offer), url, action)
    return Standing(str(state.label), _SENTENCES[state](edition), url, action)


def is_to_come(state: State) -> bool:
    """Whether one can still take part in an edition in ``state``, now or later."""
    return state not in {State.CONCLUDED, State.ARCHIVED, State.CANCELLED}


def is_over(state: State) -> bool:
    """Whether an edition in ``state`` took place, so that what nobody knows of it will not come any more."""
    return state in {State.CONCLUDED, State.ARCHIVED}


def _next_step(state: State, ways: Ways) -> tuple[str, str]:
    if state == State.REGISTRATION_OPEN and ways.register and ways.offer != Offer.NOTHING:
        return ways.register, _("Register") if ways.offer == Offer.PLACE else _("Join the waiting list")
    if state == State.ON_NOW and ways.today:
        return ways.today, _("Today in the agenda")
    if is_over(state) and ways.look_back:
        return ways.look_back, _("Read the look-back")
    return _way_on(state, ways)


def _way_on(state: State, ways: Ways) -> tuple[str, str]:
    """The first of what there is to read about an edition in ``state``."""
    takes_place = state != State.CANCELLED
    found = (
        (ways.agenda if takes_place else "", _("See the agenda")),
        (ways.practical if is_to_come(state) else "", _("Plan your journey")),
        (ways.news, _("Read the news")),
    )
    return next(((url, action) for url, action in found if url), ("", ""))


def _planned(edition: Edition) -> str:
    if edition.starts_on:
        return _("Dates and place may still change.")
    return _("The dates are not set yet.")


def _announced(edition: Edition) -> str:
    if edition.registration_opens_at is None:
        return _("Registration has not opened yet.")
    opens = wording.moment_in_zone(edition.registration_opens_at, edition.zone)
    return _("Registration opens on %(moment)s.") % {"moment": opens}


def _registration_open(edition: Edition) -> str:
    if edition.registration_closes_at is None:
        return _("How to register is sent to the members of the network.")
    closes = wording.moment_in_zone(edition.registration_closes_at, edition.zone)
    return _("It closes on %(moment)s. How to register is sent to the members of the network.") % {
        "moment": closes
    }


def _open_here(edition: Edition, offer: Offer) -> str:
    """Until when one registers on this site, and whether there are places."""
    if offer == Offer.NOTHING:
        return _("Registration makes a pause. Please come back later.")
    is_full = offer == Offer.WAITING
    closes = edition.registration_closes_at
    words = {"moment": wording.moment_in_zone(closes, edition.zone)} if closes else {}
    if is_full and closes:
        return _("All places are taken. You can join the waiting list until %(moment)s.") % words
    if is_full:
        return _("All places are taken. You can join the waiting list.")
    return _("You can register until %(moment)s.") % words if closes else _("You can register now.")


def _registration_closed(edition: Edition) -> str:
    if edition.registration_closes_at is None:
        return _("Nobody can register any more.")
    closed = wording.moment_in_zone(edition.registration_closes_at, edition.zone)
    return _("It ended on %(moment)s.") % {"moment": closed}


def _on_now(edition: Edition) -> str:
    last = edition.ends_on or edition.starts_on
    return _("It ends on %(day)s.") % {"day": wording.day(last)} if last else ""


def _cancelled(edition: Edition) -> str:
    return edition.cancellation_reason or _("It does not take place.")


_SENTENCES = {
    State.PLANNED: _planned,
    State.ANNOUNCED: _announced,
    State.REGISTRATION_OPEN: _registration_open,
    State.REGISTRATION_CLOSED: _registration_closed,
    State.ON_NOW: _on_now,
    State.CONCLUDED: lambda edition: _("Thank you to everybody who took part."),
    State.ARCHIVED: lambda edition: _("Nothing about it changes any more."),
    State.CANCELLED: _cancelled,
}


def is_under_embargo(embargo_until: datetime | None, now: datetime) -> bool:
    """Whether nobody outside the admin may see a piece of news at ``now``."""
    return embargo_until is not None and now < embargo_until


def opening(opens_on: date | None, closes_on: date | None, today: date) -> str:
    """Whether an exhibition is open on ``today``, in words; empty when its dates are not known."""
    if opens_on and today < opens_on:
        return _("Not open yet. It opens on %(day)s.") % {"day": wording.day(opens_on)}
    if closes_on and today > closes_on:
        return _("Closed since %(day)s.") % {"day": wording.day(closes_on)}
    if closes_on:
        return _("Open now, until %(day)s.") % {"day": wording.day(closes_on)}
    if opens_on:
        return _("Open now.")
    return ""
