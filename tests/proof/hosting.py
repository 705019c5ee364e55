"""A host who changes seats, reserves and the agenda while people book, and notes which terms held since when.

The history of seats can be judged only by terms that are known for each of its events. What the host changes
holds from the moment at which the lock was theirs, so that is when the newest event is looked up.
"""

import random
from collections import Counter
from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from cooperation.agenda.models import Slot
from cooperation.network.models import Member
from tests.workshops.registration.laws import Terms
from workshops.programme.models import Session
from workshops.registration.actions import capacity, following, seats
from workshops.registration.enums import BookingState, Promotion
from workshops.registration.models import Booking, RegistrationDesk, SeatEvent
from workshops.registration.queries import reserves_of, times_of
from workshops.registration.refusals import Refused
from workshops.registration.rules import Reserve

MOST_SEATS = 12


class Host:
    """Does one thing after the other; what it is, a seed decides."""

    def __init__(self, seed: int) -> None:
        self.drawn = random.Random(seed)
        self.desk = RegistrationDesk.objects.select_related("edition").get()
        self.sessions = list(Session.objects.select_related("slot").order_by("pk"))
        self.members = list(Member.objects.filter(registrations__isnull=False).distinct().order_by("pk"))
        self.terms: list[Terms] = []
        self.told_of_losses: Counter[str] = Counter()
        self.done: Counter[str] = Counter()
        self.since = 0
        self._lock: Callable[[int], RegistrationDesk] = capacity.lock
        capacity.lock = self._lock_and_note
        for session in self.sessions:
            self._note_terms(session)

    def act(self, times: int) -> None:
        """Do so many things."""
        choices = {
            self._set_seats: 6,
            self._reserve: 3,
            self._promote_by: 2,
            self._lapse: 2,
            self._move: 2,
            self.follow: 3,
        }
        for deed in self.drawn.choices(list(choices), list(choices.values()), k=times):
            try:
                deed()
                self.done[deed.__name__.strip("_")] += 1
            except Refused:
                self.done["refused"] += 1

    def _lock_and_note(self, edition_id: int) -> RegistrationDesk:
        desk = self._lock(edition_id)
        self.since = newest_event()
        return desk

    def _set_seats(self) -> None:
        session = self.drawn.choice(self.sessions)
        capacity.set_seats(session, self.drawn.randrange(1, MOST_SEATS), None)
        self._note_terms(session)

    def _reserve(self) -> None:
        session, member = self.drawn.choice(self.sessions), self.drawn.choice(self.members)
        kept = [
            Reserve(self.drawn.randrange(3), member_id=member.pk),
            Reserve(self.drawn.randrange(3), role="speaker"),
        ]
        capacity.set_reserves(session, kept, None)
        self._note_terms(session)

    def _promote_by(self) -> None:
        promotion = self.drawn.choice(list(Promotion))
        RegistrationDesk.objects.filter(pk=self.desk.pk).update(promotion=promotion)

    def _lapse(self) -> None:
        Booking.objects.filter(state=BookingState.OFFERED).update(offered_until=timezone.now())
        seats.lapse_offers()

    def _move(self) -> None:
        """The agenda moves a session within its day; seats follow later."""
        session = self.drawn.choice(self.sessions)
        slot = session.slot
        start = slot.starts_at.replace(hour=6 + self.drawn.randrange(5))
        with transaction.atomic():
            self._lock_and_note(self.desk.edition_id)
            Slot.objects.filter(pk=slot.pk).update(
                starts_at=start, ends_at=start + (slot.ends_at - slot.starts_at)
            )
        self._note_terms(session)

    def follow(self) -> None:
        """Bring seats in line with the agenda; who loses several of them is told once."""
        last = newest_event()
        following.follow_agenda()
        lost = SeatEvent.objects.filter(pk__gt=last, kind="displaced")
        self.told_of_losses.update(set(lost.values_list("registration__email", flat=True)))

    def _note_terms(self, session: Session) -> None:
        current = Session.objects.select_related("slot").get(pk=session.pk)
        self.terms.append(
            Terms(self.since, current.pk, current.seats, times_of(current), tuple(reserves_of(current.pk)))
        )


def newest_event() -> int:
    """The key of the newest event of a seat; 0 before the first."""
    return SeatEvent.objects.order_by("pk").values_list("pk", flat=True).last() or 0


HOSTS: list[Host] = []
"""The one host of this process, once there is one."""


def begin(seed: int) -> None:
    """Look at the terms that hold before anybody changes them."""
    HOSTS[:] = [Host(seed)]


def act(times: int) -> dict[str, int]:
    """Let the host do so many things; what was done until now."""
    HOSTS[0].act(times)
    return HOSTS[0].done


def end() -> None:
    """Let seats follow the last change of the agenda, so that nobody waits for that any more."""
    HOSTS[0].follow()
