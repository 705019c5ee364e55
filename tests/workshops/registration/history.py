"""Mixed operations on the seats of one edition, and the history that they leave.

``Hall`` is an edition with overlapping sessions and people of two members and three roles; each of its
methods does one thing through the actions, as people and the host do. ``run_mixed`` does a long row of them,
drawn from a seed, and gives back what it did and what the laws (``laws.violations``) say of it.
"""

import random
from collections import Counter
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core import mail
from django.utils import timezone

from cooperation.agenda.models import Slot
from core.mail.models import OutgoingMail
from tests.factories import MemberFactory
from tests.workshops.registration import laws
from tests.workshops.registration.samples import make_desk, make_session, register_one
from workshops.programme.models import Session
from workshops.registration.actions import capacity, ending, following, seats
from workshops.registration.enums import (
    BookingState,
    Participation,
    Promotion,
    RegistrationState,
    SeatEventKind,
)
from workshops.registration.models import Booking, Registration, RegistrationDesk, SeatEvent
from workshops.registration.queries import reserves_of, times_of
from workshops.registration.refusals import Refused
from workshops.registration.rules import Reserve

HOURS = ((0, 1), (0, 2), (1, 1), (3, 1))
"""When each session begins, and how many hours it lasts: the second overlaps with two others."""
ROLES = (Participation.DELEGATE, Participation.SPEAKER, Participation.GUEST)
TOLD = frozenset(SeatEventKind) - {SeatEventKind.SWAPPED, SeatEventKind.WITHDRAWN}
"""Each of these has a mail of its own; a swap is told with the seat that was got."""


class Hall:
    """An edition with sessions and people."""

    def __init__(self, people: int = 8, seats_each: int = 2, promotion: str = Promotion.AT_ONCE) -> None:
        self.desk: RegistrationDesk = make_desk(promotion=promotion)
        self.members = [MemberFactory(), MemberFactory()]
        self.sessions = [make_session(self.desk, seats_each, hour=hour, hours=hours) for hour, hours in HOURS]
        self.people: list[Registration] = []
        self.joined = 0
        self.terms: list[laws.Terms] = []
        self.done: Counter[str] = Counter()
        self.mails_expected: Counter[str] = Counter()
        self.is_at_rest = True
        self.mails_before = mails_by_address()
        for session in self.sessions:
            self._note_terms(session, 0)
        for _number in range(people):
            self.join()

    def again(self) -> "Hall":
        """The same hall for another history, which is undone in the database afterwards."""
        made = copy(self)
        made.terms, made.done = list(self.terms), Counter()
        made.mails_before, made.mails_expected = mails_by_address(), Counter()
        return made

    def bookings(self, *states: BookingState) -> list[tuple[int, int]]:
        """Who has bookings in ``states`` in which sessions: places in ``people`` and in ``sessions``."""
        of_people = {person.pk: place for place, person in enumerate(self.people)}
        of_sessions = {session.pk: place for place, session in enumerate(self.sessions)}
        found = Booking.objects.filter(registration__edition=self.desk.edition, state__in=states)
        rows = found.order_by("pk").values_list("registration", "session")
        return [(of_people[person], of_sessions[session]) for person, session in rows]

    def join(self) -> None:
        """Somebody new registers."""
        number = self.joined = self.joined + 1
        self.people.append(
            register_one(
                self.desk,
                f"person{number}@example.org",
                ROLES[number % len(ROLES)],
                member=[*self.members, None][number % 3],
            )
        )
        self.mails_expected[self.people[-1].email] += 1

    def book(self, person: int, session: int) -> None:
        self._do("book", lambda: seats.book(self.people[person], self.sessions[session]))

    def leave(self, person: int, session: int) -> None:
        self._do("leave", lambda: seats.leave(self.people[person], self.sessions[session]))

    def swap(self, person: int, old: int, new: int) -> None:
        self._do("swap", lambda: seats.swap(self.people[person], self.sessions[old], self.sessions[new]))

    def accept(self, person: int, session: int) -> None:
        self._do("accept", lambda: seats.accept(self.people[person], self.sessions[session]))

    def lapse(self) -> None:
        """The time of all offers is over."""
        offers = Booking.objects.filter(state=BookingState.OFFERED, registration__edition=self.desk.edition)
        offers.update(offered_until=timezone.now())
        self._do("lapse", seats.lapse_offers)

    def cancel(self, person: int) -> None:
        def end() -> None:
            ending.cancel(self.people[person])
            self.mails_expected[self.people[person].email] += 1

        self._do("cancel", end)

    def set_seats(self, session: int, number: int) -> None:
        changed = self.sessions[session]
        self._do("set seats", lambda: capacity.set_seats(changed, number, None), changed)

    def reserve(self, session: int, member: int, for_member: int, for_speakers: int) -> None:
        changed = self.sessions[session]
        kept = [
            Reserve(for_member, member_id=self.members[member].pk),
            Reserve(for_speakers, role=Participation.SPEAKER),
        ]
        self._do("reserve", lambda: capacity.set_reserves(changed, kept, None), changed)

    def promote_by(self, promotion: str) -> None:
        """The host chooses what happens when a seat becomes free."""
        RegistrationDesk.objects.filter(pk=self.desk.pk).update(promotion=promotion)

    def move(self, session: int, hour: int) -> None:
        """The agenda moves a session; seats follow later."""
        slot = self.sessions[session].slot
        start = self.desk.edition.slots.order_by("pk")[0].starts_at.replace(hour=6 + hour)
        self._change_agenda(session, starts_at=start, ends_at=start + (slot.ends_at - slot.starts_at))

    def call_off(self, session: int, is_cancelled: bool) -> None:
        """The agenda cancels a session, or lets it take place after all; seats follow later."""
        self._change_agenda(session, is_cancelled=is_cancelled)

    def follow(self) -> None:
        self._do("follow", following.follow_agenda)
        self.is_at_rest = True

    def _change_agenda(self, session: int, **fields: Any) -> None:
        self.done["agenda"] += 1
        last = self._last_event()
        Slot.objects.filter(pk=self.sessions[session].slot_id).update(**fields)
        self.is_at_rest = False
        self._note_terms(self.sessions[session], last)

    def _do(self, name: str, action: Callable[[], object], changed: Session | None = None) -> None:
        last = self._last_event()
        try:
            action()
        except Refused as refusal:
            self.done[f"{name}: {type(refusal).__name__}"] += 1
            assert self._last_event() == last, "what was refused left an event"
            return
        self.done[name] += 1
        if changed is not None:
            self._note_terms(changed, last)
        self._expect_mails(last)

    def _expect_mails(self, last: int) -> None:
        """One for each decision; those who lost several seats to the agenda are told once."""
        events = SeatEvent.objects.filter(pk__gt=last).values_list("registration__email", "kind")
        lost: set[str] = set()
        for address, kind in events:
            if kind == SeatEventKind.DISPLACED or (
                kind == SeatEventKind.WITHDRAWN and self._is_active(address)
            ):
                lost.add(address)
            elif kind in TOLD:
                self.mails_expected[address] += 1
        self.mails_expected.update(lost)

    def _is_active(self, address: str) -> bool:
        found = Registration.objects.filter(edition=self.desk.edition, email=address)
        return found.exclude(state=RegistrationState.CANCELLED).exists()

    def _note_terms(self, session: Session, since: int) -> None:
        current = Session.objects.select_related("slot").get(pk=session.pk)
        slot = current.slot
        self.terms.append(
            laws.Terms(
                since,
                current.pk,
                current.seats,
                times_of(current),
                tuple(reserves_of(current.pk)),
                slot.is_cancelled,
            )
        )

    def _last_event(self) -> int:
        last = SeatEvent.objects.order_by("pk").values_list("pk", flat=True).last()
        return last or 0

    def history(self) -> laws.History:
        """What happened so far."""
        return laws.read(self.desk, self.terms, is_at_rest=self.is_at_rest)

    def violations(self) -> list[str]:
        """What of it breaks a law, and who got other mails than there was news for them."""
        sent = mails_by_address() - self.mails_before
        expected = self.mails_expected
        return laws.violations(self.history()) + [
            f"{address} got {sent[address]} mails, and there was news for {expected[address]}"
            for address in sorted(set(sent) | set(expected))
            if sent[address] != expected[address]
        ]


def mails_by_address() -> Counter[str]:
    """How many mails were written to whom so far, into the tests' outbox or the real one."""
    if settings.EMAIL_BACKEND.endswith("locmem.EmailBackend"):
        return Counter(to for message in mail.outbox for to in message.to)
    return Counter(to for (to,) in OutgoingMail.objects.values_list("recipients").iterator() for to in to)


@dataclass(frozen=True)
class Run:
    """What a row of operations came to."""

    seed: int
    operations: int
    done: Counter[str]
    """How often what was done, or refused why."""
    events: int
    violations: list[str]


def run_mixed(seed: int, operations: int, *, people: int = 24, seats_each: int = 5) -> Run:
    """Do ``operations`` mixed operations, always the same for one seed, and check their history.

    It commits nothing by itself; the caller gives it a database, and a transaction if it is to be undone.
    """
    drawn = random.Random(seed)
    hall = Hall(people, seats_each)
    for _number in range(operations):
        _one(hall, drawn)
    hall.follow()
    return Run(seed, operations, hall.done, SeatEvent.objects.count(), hall.violations())


def _one(hall: Hall, drawn: random.Random) -> None:
    person, session, other = (drawn.randrange(len(within)) for within in (hall.people, hall.sessions, HOURS))

    def of_somebody(*states: BookingState) -> tuple[int, int]:
        """Usually a booking that there is, so that most operations do something."""
        found = hall.bookings(*states) if drawn.random() < 0.8 else []
        return drawn.choice(found) if found else (person, session)

    held, waiting, offered = BookingState.CONFIRMED, BookingState.WAITING, BookingState.OFFERED
    choices: list[tuple[int, Callable[[], None]]] = [
        (40, lambda: hall.book(person, session)),
        (12, lambda: hall.leave(*of_somebody(held, waiting, offered))),
        (16, lambda: hall.swap(*of_somebody(held, waiting), other)),
        (6, lambda: hall.accept(*of_somebody(offered))),
        (2, hall.lapse),
        (4, lambda: _replace(hall, person)),
        (6, lambda: hall.set_seats(session, drawn.randrange(1, 9))),
        (3, lambda: hall.reserve(session, drawn.randrange(2), drawn.randrange(3), drawn.randrange(3))),
        (2, lambda: hall.promote_by(drawn.choice(list(Promotion)))),
        (2, lambda: hall.move(session, drawn.randrange(5))),
        (1, lambda: hall.call_off(session, drawn.random() < 0.25)),
        (3, hall.follow),
    ]
    weights = [weight for weight, _operation in choices]
    drawn.choices([operation for _weight, operation in choices], weights)[0]()


def _replace(hall: Hall, person: int) -> None:
    """Somebody cancels, and somebody else registers and stands in their place."""
    hall.cancel(person)
    hall.join()
    hall.people[person] = hall.people.pop()
