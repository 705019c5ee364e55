"""Checks the history of seats against the laws, event by event, with an implementation of its own.

``violations`` replays the events under the terms that held at each of them (seats, reserves, the agenda)
and says in words where a law was broken.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from workshops.registration.enums import BookingState, SeatEventKind
from workshops.registration.models import Booking, Registration, RegistrationDesk, SeatEvent
from workshops.registration.rules import Person, Reserve, Times

Kind = SeatEventKind
CONFIRMED, OFFERED, WAITING = "confirmed", "offered", "waiting"
ENDS = {
    Kind.DECLINED: {OFFERED},
    Kind.LAPSED: {OFFERED},
    Kind.LEFT: {CONFIRMED, WAITING},
    Kind.SWAPPED: {CONFIRMED, WAITING},
    Kind.DISPLACED: {CONFIRMED},
    Kind.WITHDRAWN: {CONFIRMED, OFFERED, WAITING},
}
"""What ends by which event."""


@dataclass(frozen=True)
class Event:
    """One event; ``number`` is its place in the history."""

    number: int
    session: int
    person: int
    kind: str


@dataclass(frozen=True)
class Terms:
    """What holds for a session after event ``since``."""

    since: int
    session: int
    seats: int
    times: Times
    reserves: tuple[Reserve, ...] = ()
    is_cancelled: bool = False


@dataclass
class History:
    """What happened, under which terms, to whom, and what came of it."""

    events: list[Event]
    terms: list[Terms]
    people: dict[int, Person]
    given_up_for: dict[tuple[int, int, int], int]
    """The session that is given up, by session, person and how often they had joined before."""
    rows: list[tuple[int, int, str]]
    """Session, person and state of the bookings that are not released, in the order of their keys."""
    is_at_rest: bool = True
    """Whether nothing is left to follow, so that whoever can have a seat has it."""


def read(desk: RegistrationDesk, terms: list[Terms], *, is_at_rest: bool = True) -> History:
    """The history of an edition as the database has it."""
    of_edition = {"session__slot__edition": desk.edition_id}
    events = SeatEvent.objects.filter(**of_edition).order_by("pk")
    bookings = list(Booking.objects.filter(**of_edition).select_related("instead_of").order_by("pk"))
    joined: Counter[tuple[int, int]] = Counter()
    given_up: dict[tuple[int, int, int], int] = {}
    for booking in bookings:
        pair = booking.session_id, booking.registration_id
        if booking.instead_of is not None:
            given_up[*pair, joined[pair]] = booking.instead_of.session_id
        joined[pair] += 1
    people = Registration.objects.filter(edition=desk.edition_id).values_list("pk", "member", "role")
    return History(
        [Event(*row) for row in events.values_list("pk", "session", "registration", "kind")],
        terms,
        {pk: Person(member, role) for pk, member, role in people},
        given_up,
        [
            (booking.session_id, booking.registration_id, booking.state)
            for booking in bookings
            if booking.state != BookingState.RELEASED
        ],
        is_at_rest,
    )


def violations(history: History) -> list[str]:
    """Every break of a law, in words; empty when there is none."""
    return _Replay(history).run()


@dataclass
class _Replay:
    history: History
    terms: dict[int, Terms] = field(default_factory=dict)
    lines: defaultdict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    held: defaultdict[int, dict[int, str]] = field(default_factory=lambda: defaultdict(dict))
    joined: Counter[tuple[int, int]] = field(default_factory=Counter)
    found: list[str] = field(default_factory=list)

    def run(self) -> list[str]:
        changes = sorted(self.history.terms, key=lambda terms: terms.since)
        events = self.history.events
        for place, event in enumerate(events):
            while changes and changes[0].since < event.number:
                self._change(changes.pop(0))
            following = events[place + 1] if place + 1 < len(events) else None
            self._apply(event, following)
        for terms in changes:
            self._change(terms)
        self._compare_with_rows()
        if self.history.is_at_rest:
            self._nobody_waits_in_vain()
        return self.found

    def _change(self, terms: Terms) -> None:
        self.terms[terms.session] = terms
        if len(self.held[terms.session]) > terms.seats:
            self._say(f"session {terms.session} was lowered below what is taken")

    def _apply(self, event: Event, following: Event | None) -> None:
        session, person = event.session, event.person
        if event.kind in ENDS:
            self._end(event)
        elif event.kind == Kind.QUEUED:
            self._queue(event)
        elif event.kind in (Kind.PROMOTED, Kind.OFFERED):
            self._promote(event)
        elif event.kind == Kind.ACCEPTED:
            if self.held[session].get(person) != OFFERED:
                self._say(f"{event}: accepted what was not offered")
            self.held[session][person] = CONFIRMED
        else:
            self._book(event)
        if self.held[session].get(person) == CONFIRMED:
            self._refuse_overlaps(event, following)
        if len(self.held[session]) > self.terms[session].seats:
            self._say(f"{event}: more seats are taken than there are")

    def _queue(self, event: Event) -> None:
        self._refuse_twice(event)
        if self._is_free_for(event.person, event.session):
            self._say(f"{event}: a seat was free, and they had to wait")
        self.lines[event.session].append(event.person)
        self.joined[event.session, event.person] += 1

    def _book(self, event: Event) -> None:
        self._refuse_twice(event)
        if not self._is_free_for(event.person, event.session):
            self._say(f"{event}: got a seat that was not free for them")
        if event.kind == Kind.BOOKED:
            self._refuse_overtaking(event, self.lines[event.session])
        self.joined[event.session, event.person] += 1
        self.held[event.session][event.person] = CONFIRMED

    def _promote(self, event: Event) -> None:
        session, person = event.session, event.person
        if person not in self.lines[session]:
            self._say(f"{event}: moved up from a line in which they did not stand")
            return
        self._refuse_overtaking(event, self.lines[session][: self.lines[session].index(person)])
        if not self._can_have(person, session):
            self._say(f"{event}: moved up into a seat that they could not have")
        self.lines[session].remove(person)
        self.held[session][person] = OFFERED if event.kind == Kind.OFFERED else CONFIRMED

    def _end(self, event: Event) -> None:
        line, held = self.lines[event.session], self.held[event.session]
        was = WAITING if event.person in line else held.get(event.person)
        if was not in ENDS[Kind(event.kind)]:
            self._say(f"{event}: what ended was {was}")
        if event.person in line:
            line.remove(event.person)
        held.pop(event.person, None)

    def _refuse_twice(self, event: Event) -> None:
        if event.person in self.lines[event.session] or event.person in self.held[event.session]:
            self._say(f"{event}: had a seat or a place in the line already")

    def _refuse_overtaking(self, event: Event, ahead: list[int]) -> None:
        overtaken = [person for person in ahead if self._can_have(person, event.session)]
        if overtaken:
            self._say(f"{event}: came before {overtaken}, who had waited longer")

    def _refuse_overlaps(self, event: Event, following: Event | None) -> None:
        """The seat that a swap gives up ends with the next event."""
        if event.kind in ENDS:
            return
        for other in self._at_the_same_time(event.person, event.session, {CONFIRMED}):
            swapped = following and (following.session, following.person) == (other, event.person)
            if not (swapped and following and following.kind == Kind.SWAPPED):
                self._say(f"{event}: has a seat in session {other} at the same time")

    def _can_have(self, person: int, session: int) -> bool:
        """Whether somebody who waits could have a seat now."""
        place = self.joined[session, person] - 1
        given_up = self.history.given_up_for.get((session, person, place))
        held = set(self._at_the_same_time(person, session, {CONFIRMED, OFFERED})) - {given_up}
        return not held and self._is_free_for(person, session)

    def _at_the_same_time(self, person: int, session: int, states: set[str]) -> list[int]:
        times = self.terms[session].times
        return [
            other
            for other, holders in self.held.items()
            if other != session
            and holders.get(person) in states
            and not self.terms[other].is_cancelled
            and self.terms[other].times.starts_at < times.ends_at
            and times.starts_at < self.terms[other].times.ends_at
        ]

    def _is_free_for(self, person: int, session: int) -> bool:
        terms, kinds = self.terms[session], self.history.people
        kept = 0
        for reserve in terms.reserves:
            used = sum(reserve.is_for(kinds[holder]) for holder in self.held[session])
            if not reserve.is_for(kinds[person]):
                kept += max(0, reserve.places - used)
        return len(self.held[session]) + kept < terms.seats

    def _compare_with_rows(self) -> None:
        """What the events come to is what the bookings say, lines in the same order."""
        seats = {(s, p, state) for s, holders in self.held.items() for p, state in holders.items()}
        in_rows = {row for row in self.history.rows if row[2] != WAITING}
        if seats != in_rows:
            self._say(f"the bookings say otherwise than the events: {sorted(seats ^ in_rows)}")
        lines: defaultdict[int, list[int]] = defaultdict(list)
        for session, person, state in self.history.rows:
            if state == WAITING:
                lines[session].append(person)
        if {s: line for s, line in self.lines.items() if line} != dict(lines):
            self._say(f"the lines stand otherwise than the events say: {dict(lines)}")

    def _nobody_waits_in_vain(self) -> None:
        for session, line in self.lines.items():
            waiting = [] if self.terms[session].is_cancelled else line
            for person in waiting:
                if self._can_have(person, session):
                    self._say(f"person {person} waits for session {session}, where a seat is free for them")

    def _say(self, sentence: str) -> None:
        self.found.append(sentence)
