"""Allotting seats from what people rank: a pure decision, the same for the same wishes and the same seed.

Sessions that take place at the same time form a round, and nobody gets two seats of one round. In each
round as many people as can be get a seat; then the sum of the squares of the ranks that they get is as small
as it can be, so that one fourth choice is worse than two second ones; then the seats of a session are spread
over members; what is left is decided by the seed.

Solved exactly, as a flow of least cost (networkx). Seats that are kept for a member or a role go to nobody
else.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import networkx

from workshops.registration.rules import Person, Reserve, Times

JITTER = 1_000
"""The seed decides within this, far below what one more person of a member in a session costs."""
SPREAD = JITTER * 10_000
SCALE = SPREAD * 1_000_000
"""What the square of a rank is multiplied by: no sum of the lesser concerns comes near to it."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A session whose seats are allotted; ``seats`` are those that nobody has yet."""

    id: int
    times: Times
    seats: int
    reserves: tuple[Reserve, ...] = ()


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody ranked; ``ranked`` are keys of sessions, the best first."""

    id: int
    person: Person
    ranked: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Allotment:
    """Who gets what. ``lines`` are those who got no seat in a round, by the session that they wanted most."""

    seats: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    """Keys of sessions by key of the wish."""
    lines: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    """Keys of wishes in the order of the line, by key of the session."""


def rounds(sessions: Sequence[Offered]) -> list[list[Offered]]:
    """The sessions by what overlaps, directly or through others; each part in order of time."""
    found: list[list[Offered]] = []
    for session in sorted(sessions, key=lambda one: (one.times.starts_at, one.id)):
        touching = [part for part in found if any(session.times.overlaps(one.times) for one in part)]
        found = [part for part in found if part not in touching]
        found.append([one for part in touching for one in part] + [session])
    return found


def lot(seed: str, *names: object) -> int:
    """A number that only the seed and the names decide."""
    text = ":".join([seed, *map(str, names)])
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")


def allot(sessions: Sequence[Offered], wishes: Sequence[Wish], seed: str) -> Allotment:
    """The best allotment of ``sessions`` to ``wishes``; the order in which they are given does not matter."""
    seats: dict[int, list[int]] = {}
    lines: dict[int, list[int]] = {}
    for part in rounds(sessions):
        keys = {session.id for session in part}
        taking_part = [wish for wish in wishes if keys.intersection(wish.ranked)]
        got = _solve(part, taking_part, seed)
        for wish in sorted(taking_part, key=lambda one: (lot(seed, "line", one.id), one.id)):
            if wish.id in got:
                seats.setdefault(wish.id, []).append(got[wish.id])
            else:
                lines.setdefault(_ranked_in(wish, keys)[0], []).append(wish.id)
    return Allotment(
        {key: tuple(sorted(ids)) for key, ids in sorted(seats.items())},
        {key: tuple(ids) for key, ids in sorted(lines.items())},
    )


def _ranked_in(wish: Wish, keys: set[int]) -> list[int]:
    """What of a round somebody ranked, the best first."""
    return [key for key in wish.ranked if key in keys]


def _solve(part: list[Offered], wishes: list[Wish], seed: str) -> dict[int, int]:
    """The session that each wish gets, of one round; those who get none are missing."""
    if not wishes:
        return {}
    graph = networkx.MultiDiGraph()
    graph.add_node("sink", demand=len(wishes))
    by_key = {session.id: session for session in part}
    nothing = (len(part) + 1) ** 2 * SCALE * (len(wishes) + 1)  # more than any change of ranks can save
    for wish in sorted(wishes, key=lambda one: one.id):
        graph.add_node(("wish", wish.id), demand=-1)
        graph.add_edge(("wish", wish.id), "sink", capacity=1, weight=nothing)
        for rank, key in enumerate(_ranked_in(wish, set(by_key)), start=1):
            group = ("group", key, wish.person.member_id, wish.person.role)
            weight = rank * rank * SCALE + lot(seed, wish.id, key) % JITTER
            graph.add_edge(("wish", wish.id), group, capacity=1, weight=weight)
    for session in part:
        _add_session(graph, session, wishes)
    _cost, flow = networkx.network_simplex(graph)
    return {
        node[1]: target[1]
        for node, targets in flow.items()
        if node[0] == "wish"
        for target, edges in targets.items()
        if target != "sink" and any(edges.values())
    }


def _add_session(graph: Any, session: Offered, wishes: list[Wish]) -> None:
    """The seats of one session: those kept for somebody, and those for all."""
    kept = 0
    for number, reserve in enumerate(session.reserves):
        seats = min(reserve.places, session.seats - kept)
        kept += seats
        graph.add_edge(("kept", session.id, number), "sink", capacity=seats, weight=0)
    graph.add_edge(("open", session.id), "sink", capacity=session.seats - kept, weight=0)
    wanting = [wish.person for wish in wishes if session.id in wish.ranked]
    for person in sorted(set(wanting), key=lambda one: (one.member_id or 0, one.role)):
        group = ("group", session.id, person.member_id, person.role)
        spread = ("spread", session.id, person.member_id, person.role)
        for number in range(wanting.count(person)):
            # The second of a member costs more than the first, the third more than the second.
            dearer = number * SPREAD if person.member_id is not None else 0
            graph.add_edge(group, spread, capacity=1, weight=dearer)
        graph.add_edge(spread, ("open", session.id), weight=0)
        for number, reserve in enumerate(session.reserves):
            if reserve.is_for(person):
                graph.add_edge(spread, ("kept", session.id, number), weight=0)
