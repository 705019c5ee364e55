"""Something done to several registrations: tried out first, then to all that can, in one transaction."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from cooperation.editions.models import Edition
from core.accounts.models import User
from workshops.programme.models import Session
from workshops.registration import telling
from workshops.registration.actions import mailing
from workshops.registration.actions.locking import lock
from workshops.registration.actions.people import hosting
from workshops.registration.actions.people.hosting import ByHost
from workshops.registration.enums import BookingState
from workshops.registration.host_refusals import OtherOutcome
from workshops.registration.host_words import told_to_host
from workshops.registration.mailing_queries import Audience
from workshops.registration.models import Booking, Mailing, Registration
from workshops.registration.queries import active_bookings, times_of
from workshops.registration.refusals import Refused

MOST = 200
"""To how many something is done at once: everybody else waits for the lock meanwhile."""

Act = Callable[[Registration, ByHost], str]
"""Does something to one and says what came of it; raises ``Refused`` when it cannot."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one of them, in words."""

    registration: Registration
    is_done: bool
    words: str


def cancel(registration: Registration, host: ByHost) -> str:
    """End it."""
    hosting.cancel(registration, host)
    return _("is cancelled")


def give_place(registration: Registration, host: ByHost) -> str:
    """Confirm it."""
    hosting.give_place(registration, host)
    return _("has a place")


def remind(registration: Registration, host: ByHost) -> str:
    """Remind of missing answers."""
    hosting.remind(registration, host)
    return _("is reminded")


def move_to(session: Session) -> Act:
    """Give a seat in ``session``, instead of the one that somebody has at the same time."""

    def move(registration: Registration, host: ByHost) -> str:
        booking = _move(registration, session, host)
        return _("waits in the line") if booking.state == BookingState.WAITING else _("has a seat")

    return move


def _move(registration: Registration, session: Session, host: ByHost) -> Booking:
    times = times_of(session)
    held = active_bookings(registration).filter(state=BookingState.CONFIRMED).exclude(session=session)
    clashing = [one for one in held if times.overlaps(times_of(one.session))]
    if len(clashing) == 1 and not clashing[0].session.slot.is_cancelled:
        return hosting.swap(registration, clashing[0].session, session, host)
    return hosting.book(registration, session, host)


def try_out(edition: Edition, keys: Iterable[int], act: Act, by: User) -> list[Outcome]:
    """What would come of it: it is done and taken back, so what is told is true. Nobody is written to."""
    with transaction.atomic(), telling.trying_out():
        outcomes = _do(edition, keys, act, ByHost(by))
        transaction.set_rollback(True)
    return outcomes


@transaction.atomic
def do(edition: Edition, keys: Iterable[int], act: Act, host: ByHost, expected: int) -> list[Outcome]:
    """Do it to all that can.

    Raises:
        OtherOutcome: it is not ``expected`` many any more; nothing was done.
    """
    outcomes = _do(edition, keys, act, host)
    number = sum(one.is_done for one in outcomes)
    if number != expected:
        raise OtherOutcome(number)
    return outcomes


def _do(edition: Edition, keys: Iterable[int], act: Act, host: ByHost) -> list[Outcome]:
    lock(edition.pk)
    rows = Registration.objects.filter(edition=edition, pk__in=list(keys)[:MOST])
    return [_do_one(row, act, host) for row in rows.select_related("edition", "member").order_by("pk")]


def _do_one(registration: Registration, act: Act, host: ByHost) -> Outcome:
    try:
        with transaction.atomic():
            # One before it may have let this one move up.
            registration.refresh_from_db(fields=["state"])
            return Outcome(registration, True, act(registration, host))
    except Refused as refusal:
        return Outcome(registration, False, told_to_host(refusal))


@transaction.atomic
def write_to(edition: Edition, keys: Iterable[int], by: User) -> Mailing:
    """Begin a mail to just these people; it goes to nobody before it was looked at and confirmed."""
    rows = Registration.objects.filter(edition=edition, pk__in=list(keys))
    chosen = list(rows.order_by("pk").values_list("pk", "state"))
    audience = Audience(
        states=tuple(sorted({state for _key, state in chosen})), people=tuple(key for key, _state in chosen)
    )
    return mailing.save_draft(edition, _("About {edition}"), _("Hello {name},\n\n"), audience, by)
