"""What a host does for somebody: through the same actions as the person, with a reason, told or quietly.

Each is one transaction under the desk's lock. What was done, by whom and why stays with the registration as
a ``HostAct`` and goes with it; the audit log says that it was done, without a word of the reason.
"""

import uuid
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from cooperation.editions.models import Edition
from cooperation.network.models import Member
from core.accounts.models import User
from workshops.programme.models import Session
from workshops.registration import audit, host_mails, telling
from workshops.registration.actions import ending, places, registering, seats
from workshops.registration.actions.desk import refuse_archived
from workshops.registration.actions.locking import lock
from workshops.registration.actions.registering import Admission, Entry
from workshops.registration.delegation_queries import PAUSE_BETWEEN_MAILS
from workshops.registration.enums import HostActKind, RegistrationState, Way
from workshops.registration.host_refusals import (
    AlreadyRegistered,
    HasPlace,
    JustRemindedOfAnswers,
    NoPlaceFree,
    NothingMissing,
)
from workshops.registration.models import Booking, HostAct, Registration
from workshops.registration.people.queries import missing_of, questions_of


@dataclass(frozen=True, slots=True)
class ByHost:
    """Who does it, why, and what the person hears of it."""

    user: User
    reason: str = ""
    is_told: bool = True
    """Whether the person gets the usual mail."""
    is_reason_told: bool = False
    """Whether the reason stands in it."""

    def telling(self, email: str) -> AbstractContextManager[None]:
        """While it lasts, mails to ``email`` are as the host wishes."""
        words = self.reason if self.is_reason_told else ""
        return telling.telling(email, is_told=self.is_told, words=words)


def note(registration: Registration, kind: HostActKind, host: ByHost) -> HostAct:
    """Write down what a host did; for a caller in the transaction that did it."""
    log(registration, audit.ACTED_FOR, user=host.user, data={"act": kind.value, "told": host.is_told})
    return HostAct.objects.create(
        registration=registration, by=host.user, kind=kind, reason=host.reason, is_told=host.is_told
    )


@contextmanager
def _acting(registration: Registration, kind: HostActKind, host: ByHost) -> Iterator[HostAct]:
    """One transaction in which something is done to ``registration``.

    Raises:
        EditionClosed: the edition lies in the archive.
    """
    with transaction.atomic():
        refuse_archived(lock(registration.edition_id).edition)
        act = note(registration, kind, host)
        with host.telling(registration.email):
            yield act


@dataclass(frozen=True, slots=True)
class Entered:
    """Who is entered, and as what."""

    email: str
    role: str
    member: Member | None
    entry: Entry


@transaction.atomic
def enter(edition: Edition, entered: Entered, form_key: uuid.UUID, host: ByHost) -> Registration:
    """Register somebody whom the host knows to come; whether registration is open does not matter.

    Raises:
        EditionClosed: the edition lies in the archive.
        AlreadyRegistered: the address is registered, by another form than this one.
        Refused: an extra is full, or two sessions overlap; nothing is kept then.
    """
    refuse_archived(lock(edition.pk).edition)
    admission = Admission(entered.role, Way.DESK, member=entered.member)
    with host.telling(entered.email):
        done = registering.register(
            edition.pk, entered.email, admission, entered.entry, form_key, by=host.user
        )
    if done.is_new:
        note(done.registration, HostActKind.ENTERED, host)
    elif done.registration.form_key != form_key:
        raise AlreadyRegistered(entered.email)
    return done.registration


def change(registration: Registration, entry: Entry, host: ByHost) -> None:
    """Change what somebody filled in, and tell them to look at it.

    Raises:
        Refused: as for ``registering.change_answers``.
    """
    with _acting(registration, HostActKind.CHANGED, host) as act:
        changed = registering.change_answers(registration, entry, by=host.user)
        host_mails.tell_changed(changed, act)


def cancel(registration: Registration, host: ByHost) -> None:
    """End a registration; somebody who waited for a place is refused one.

    Raises:
        TicketCancelled: it was cancelled already.
    """
    is_waiting = registration.state == RegistrationState.WAITING
    kind = HostActKind.REFUSED if is_waiting else HostActKind.CANCELLED
    with _acting(registration, kind, host):
        ending.cancel(registration, by=host.user)


def give_place(registration: Registration, host: ByHost) -> None:
    """Confirm somebody who waits for a place. Nobody is passed over: who comes before them moves up first.

    Raises:
        HasPlace: they have one.
        NoPlaceFree: there is none for them.
        TicketCancelled: it was cancelled.
    """
    with _acting(registration, HostActKind.PLACED, host):
        if places.current_registration(registration).state != RegistrationState.WAITING:
            raise HasPlace
        places.settle_places(lock(registration.edition_id))
        if places.current_registration(registration).state == RegistrationState.WAITING:
            raise NoPlaceFree


def book(registration: Registration, session: Session, host: ByHost) -> Booking:
    """Give somebody a seat, or the last place in its line when none is free.

    Raises:
        Refused: as for ``seats.book``.
    """
    with _acting(registration, HostActKind.BOOKED, host):
        return seats.book(registration, session)


def swap(registration: Registration, old: Session, new: Session, host: ByHost) -> Booking:
    """Move somebody from one session to another.

    Raises:
        Refused: as for ``seats.swap``.
    """
    with _acting(registration, HostActKind.SWAPPED, host):
        return seats.swap(registration, old, new)


def give_seat(registration: Registration, session: Session, host: ByHost) -> Booking:
    """Give somebody who waits in a line the seat, as far as there is one.

    Raises:
        Refused: as for ``seats.give``.
    """
    with _acting(registration, HostActKind.SEATED, host):
        return seats.give(registration, session)


def take_seat_back(registration: Registration, session: Session, host: ByHost) -> None:
    """End somebody's seat, or their place in the line; the next moves up.

    Raises:
        Refused: as for ``seats.leave``.
    """
    with _acting(registration, HostActKind.LEFT, host):
        seats.leave(registration, session)


def remind(registration: Registration, host: ByHost) -> None:
    """Remind somebody of answers that are missing.

    Raises:
        TicketCancelled: it was cancelled.
        NothingMissing: they have answered everything.
        JustRemindedOfAnswers: they were reminded within the last hour.
    """
    since = timezone.now() - PAUSE_BETWEEN_MAILS
    acts = HostAct.objects.filter(registration=registration, kind=HostActKind.REMINDED, at__gt=since)
    with _acting(registration, HostActKind.REMINDED, host) as act:
        current = places.current_registration(registration)
        if not missing_of(current.answers, questions_of(current.edition)):
            raise NothingMissing
        if acts.exclude(pk=act.pk).exists():
            raise JustRemindedOfAnswers
        host_mails.tell_incomplete(current, act)
