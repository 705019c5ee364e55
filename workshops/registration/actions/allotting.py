"""Seats that are allotted from what people rank: ranked, drawn, previewed, released.

What is previewed is what is released: the release computes the same problem under the lock, and refuses
when it is not the one that the host looked at. The seed is drawn once, so that nobody draws until they like
what comes of it.
"""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.log_actions import log

from core.accounts.models import User
from workshops.programme.models import Session
from workshops.registration import audit, mails, queries
from workshops.registration.actions.desk import refuse_archived
from workshops.registration.actions.locking import lock
from workshops.registration.allotment import Allotment, Offered, Wish, allot, rounds
from workshops.registration.enums import (
    HOLDS_SEAT,
    BookingState,
    RegistrationState,
    SeatEventKind,
    SeatMode,
)
from workshops.registration.host_refusals import EditionClosed
from workshops.registration.models import Booking, Preference, Registration, RegistrationDesk, SeatEvent
from workshops.registration.refusals import NotActive, Overlooked, RankingClosed, StillRanking
from workshops.registration.seat_choice import holders_by_session, reserves_by_session


@dataclass(frozen=True, slots=True)
class Preview:
    """An allotment that is not released yet."""

    allotment: Allotment
    wishes: tuple[Wish, ...]
    sessions: tuple[Offered, ...]
    seed: str
    digest: str
    """What the host looked at, in short."""

    def by_rank(self) -> dict[int, int]:
        """How many seats of each rank are given: rank, number."""
        counted: dict[int, int] = {}
        for wish in self.wishes:
            for key in self.allotment.seats.get(wish.id, ()):
                rank = wish.ranked.index(key) + 1
                counted[rank] = counted.get(rank, 0) + 1
        return dict(sorted(counted.items()))


@transaction.atomic
def rank(registration: Registration, sessions: Sequence[int]) -> None:
    """Keep what somebody would like, the keys of sessions in their order; replaces what they said before.

    Keys that are no sessions of the edition are left out.

    Raises:
        NotActive: the registration is not confirmed.
        RankingClosed: seats are not allotted here, or the deadline is over.
    """
    desk = lock(registration.edition_id)
    current = Registration.objects.get(pk=registration.pk)
    if current.state != RegistrationState.CONFIRMED:
        raise NotActive
    if not is_ranking(desk):
        raise RankingClosed
    known = set(Session.objects.filter(slot__edition=desk.edition_id).values_list("pk", flat=True))
    wanted = [key for key in dict.fromkeys(sessions) if key in known]
    Preference.objects.filter(registration=current).delete()
    Preference.objects.bulk_create(
        Preference(registration=current, session_id=key, rank=place) for place, key in enumerate(wanted, 1)
    )


def is_ranking(desk: RegistrationDesk) -> bool:
    """Whether people may say now what they would like."""
    if desk.seat_mode != SeatMode.RANKED or desk.allotted_at is not None:
        return False
    return desk.ranking_closes_at is None or timezone.now() < desk.ranking_closes_at


def is_due(desk: RegistrationDesk) -> bool:
    """Whether seats can be allotted now: the deadline is over, and it was not done yet."""
    return desk.seat_mode == SeatMode.RANKED and desk.allotted_at is None and not is_ranking(desk)


@transaction.atomic
def draw_seed(edition_id: int, by: User | None) -> str:
    """Draw what decides between equals; once it is drawn it stays.

    Raises:
        EditionClosed: the edition is cancelled or lies in the archive.
        StillRanking: the deadline is not over, or seats were allotted already.
    """
    desk = lock(edition_id)
    _refuse_unless_due(desk)
    if not desk.allotment_seed:
        desk.allotment_seed = secrets.token_hex(8)
        desk.save(update_fields=["allotment_seed"])
        log(desk, audit.SEED_DRAWN, user=by, data={"seed": desk.allotment_seed})
    return desk.allotment_seed


def preview(edition_id: int, seed: str = "") -> Preview:
    """What the allotment would be, with the desk's seed, ``seed``, or a new one. Changes nothing.

    Seven queries, however many people and sessions there are. Nobody waits for it: what has changed
    meanwhile is noticed by the release.

    Raises:
        StillRanking: the deadline is not over, or seats are not allotted here.
    """
    desk = RegistrationDesk.objects.select_related("edition").get(edition=edition_id)
    if not is_due(desk):
        raise StillRanking
    return _computed(desk, desk.allotment_seed or seed or secrets.token_hex(8))


@transaction.atomic
def release(edition_id: int, seed: str, digest: str, by: User | None) -> Preview:
    """Give the seats as they were previewed, put those who got none into lines, and tell everybody.

    Raises:
        EditionClosed: the edition is cancelled or lies in the archive.
        StillRanking: the deadline is not over, or seats were allotted already.
        Overlooked: what would be allotted now is not what was previewed.
    """
    desk = lock(edition_id)
    _refuse_unless_due(desk)
    seed = desk.allotment_seed or seed
    computed = _computed(desk, seed)
    if not seed or computed.digest != digest:
        raise Overlooked
    registrations = Registration.objects.select_related("edition", "member").in_bulk(
        [wish.id for wish in computed.wishes]
    )
    made: dict[int, list[Booking]] = {key: [] for key in registrations}
    for key, session_ids in computed.allotment.seats.items():
        for session_id in session_ids:
            made[key].append(_book(registrations[key], session_id, BookingState.CONFIRMED))
    for session_id, keys in computed.allotment.lines.items():
        for key in keys:
            made[key].append(_book(registrations[key], session_id, BookingState.WAITING))
    _explain(computed)
    desk.allotted_at, desk.allotment_seed = timezone.now(), seed
    desk.save(update_fields=["allotted_at", "allotment_seed"])
    log(desk, audit.ALLOTTED, user=by, data={"seed": seed, "wishes": len(computed.wishes)})
    for key, bookings in made.items():
        mails.tell_of_seats(registrations[key], bookings)
    return computed


def _refuse_unless_due(desk: RegistrationDesk) -> None:
    refuse_archived(desk.edition)
    if desk.edition.cancelled_at:
        raise EditionClosed([_("The edition is cancelled, so no seats are allotted.")])
    if not is_due(desk):
        raise StillRanking


def _book(registration: Registration, session_id: int, state: BookingState) -> Booking:
    booking = Booking.objects.create(registration=registration, session_id=session_id, state=state)
    kind = SeatEventKind.ALLOTTED if state == BookingState.CONFIRMED else SeatEventKind.QUEUED
    SeatEvent.objects.create(session_id=session_id, registration=registration, kind=kind)
    return booking


def _computed(desk: RegistrationDesk, seed: str) -> Preview:
    sessions = tuple(_offered(desk))
    wishes = tuple(_wishes(desk, sessions))
    allotment = allot(sessions, wishes, seed)
    problem = repr((sessions, wishes, seed)).encode()
    return Preview(allotment, wishes, sessions, seed, hashlib.sha256(problem).hexdigest())


def _offered(desk: RegistrationDesk) -> list[Offered]:
    """The sessions that can still be allotted, with the seats that nobody has."""
    held, kept = holders_by_session(desk.edition_id), reserves_by_session(desk.edition_id)
    found = []
    for session in queries.bookable_sessions(desk.edition).filter(slot__starts_at__gt=timezone.now()):
        holders = held.get(session.pk, {})
        left = [reserve.left_after(holders) for reserve in kept.get(session.pk, [])]
        free = max(0, session.seats - sum(holders.values()))
        found.append(Offered(session.pk, queries.times_of(session), free, tuple(left)))
    return found


def _wishes(desk: RegistrationDesk, sessions: Sequence[Offered]) -> list[Wish]:
    """What confirmed people ranked, without what overlaps a seat that they have already."""
    offered = {session.id: session for session in sessions}
    people = Registration.objects.filter(
        edition=desk.edition_id, state=RegistrationState.CONFIRMED, preferences__isnull=False
    ).distinct()
    held: dict[int, list[Booking]] = {}
    seats = Booking.objects.filter(registration__edition=desk.edition_id, state__in=HOLDS_SEAT)
    for booking in seats.select_related("session__slot"):
        held.setdefault(booking.registration_id, []).append(booking)
    wishes = []
    for person in people.prefetch_related("preferences").order_by("pk"):
        taken = [queries.times_of(booking.session) for booking in held.get(person.pk, [])]
        ranked = tuple(
            preference.session_id
            for preference in person.preferences.all()
            if preference.session_id in offered
            and not any(offered[preference.session_id].times.overlaps(times) for times in taken)
        )
        if ranked:
            wishes.append(Wish(person.pk, queries.person_of(person), ranked))
    return wishes


def _explain(computed: Preview) -> None:
    """Write to each wish, in words for the person, what came of it."""
    seats = {session.id: session.seats for session in computed.sessions}
    wanted = {key: sum(key in wish.ranked for wish in computed.wishes) for key in seats}
    part_of = {one.id: number for number, part in enumerate(rounds(computed.sessions)) for one in part}
    got = {(wish, part_of[key]): key for wish, keys in computed.allotment.seats.items() for key in keys}
    preferences = Preference.objects.filter(registration__in=[wish.id for wish in computed.wishes])
    for preference in preferences.filter(session__in=seats):
        key = preference.session_id
        mine = got.get((preference.registration_id, part_of[key]))
        preference.outcome = _outcome(preference, mine, wanted[key], seats[key])
        preference.save(update_fields=["outcome"])


def _outcome(preference: Preference, mine: int | None, wanted: int, seats: int) -> str:
    """One wish's fate; ``mine`` is the session that the person got at that time."""
    if mine == preference.session_id:
        return _("You got a seat: it was number %(rank)d on your list.") % {"rank": preference.rank}
    told = ngettext(
        "%(count)d person wished it, and it had %(seats)d seats.",
        "%(count)d people wished it, and it had %(seats)d seats.",
        wanted,
    ) % {"count": wanted, "seats": seats}
    if mine is not None:
        return _("You got another one that takes place at the same time. %(told)s") % {"told": told}
    return _("You got no seat at that time. %(told)s") % {"told": told}
