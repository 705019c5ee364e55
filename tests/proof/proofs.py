"""What ``./run proof`` shows, row by row, each with what happens when its guard is taken out."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.mail_server import Postbox, free_mail_port, listening
from tests.proof.clock_cases import CASES, SERVERS
from tests.proof.crowds import percentile
from tests.proof.deliveries import A_MINUTE, MINUTE, TROUBLES, crash_workers, endure
from tests.proof.forms import kill_while_registering, send_ten_times
from tests.proof.mixed import mix
from tests.proof.seats import Rush, press_for_seats
from tests.proof.sites import Site, inside, site


@dataclass(frozen=True)
class Size:
    """How much of everything."""

    posts: int
    seeds: int
    seats: int
    at_once: int
    operations: int
    forms: int
    kills: int
    crashes: int
    minutes: int


SHORT = Size(
    posts=200, seeds=2, seats=20, at_once=60, operations=300, forms=10, kills=3, crashes=10, minutes=6
)
LONG = Size(
    posts=5_000,
    seeds=20,
    seats=50,
    at_once=500,
    operations=10_000,
    forms=100,
    kills=100,
    crashes=200,
    minutes=60,
)
FEWER_AT_ONCE = 100
NOTHING_KEPT = {"RESPONSE_CACHE_SECONDS": "0"}
"""For a site whose clock is set forth and back: what is kept may be late by a minute."""
FORMS_EACH = 30
"""How many forms are on their way when the site is killed."""


@dataclass(frozen=True)
class Shown:
    """Figures in words, and what is not as it must be."""

    figures: str
    complaints: list[str]


@dataclass(frozen=True)
class Proof:
    """One row: what it shows, and which guard has to be there for it."""

    row: str
    what: str
    show: Callable[[str, Path, Size], Shown]
    guard: str
    without_guard: Callable[[str, Path], list[str]]
    """What is not as it must be once the guard is out; it has to be something."""


# --- Seats ---------------------------------------------------------------------------------------


def seats_given(kind: str, folder: Path, size: Size) -> Shown:
    """R1 and R2; the last rush is for another session, on a site as large as docs/deploy.md advises."""
    with site(kind, folder, size.posts, size.seats, sessions=4) as running:
        web = running.start_web()
        came = press_for_seats(running, size.seats, size.at_once)
        complaints = came.complaints() + rushes_of_seeds(running, size)
        running.kill(web)
        running.start_web(processes=1 if kind == "sqlite" else os.cpu_count() or 1)
        fewer = press_for_seats(running, size.seats, FEWER_AT_ONCE, number=3, people=size.posts // 5)
    figures = f"{len(came.answers):,} wishes for {size.seats} seats, {size.at_once} at once: {speed(came)}; "
    figures += f"{size.seeds} times {size.posts // 5:,} wishes in an order drawn by lot; "
    figures += f"{len(fewer.answers):,} wishes, {FEWER_AT_ONCE} at once: {speed(fewer)}"
    return Shown(figures, complaints + fewer.complaints())


def rushes_of_seeds(running: Site, size: Size) -> list[str]:
    """What is not as it must be when a fifth comes, once in the order of each seed."""
    complaints = []
    for seed in range(size.seeds):
        running.call("filling.empty_seats")
        came = press_for_seats(running, size.seats, size.at_once, people=size.posts // 5, seed=seed)
        complaints += [f"seed {seed}: {complaint}" for complaint in came.complaints()]
    return complaints


def speed(came: Rush) -> str:
    """How fast the answers came."""
    return f"{came.a_minute:,.0f} a minute, p99 {came.p99:.1f} s"


def seats_given_without_the_lock(kind: str, folder: Path) -> list[str]:
    with site(kind, folder, 60, 7, without="lock") as running:
        running.start_web()
        return press_for_seats(running, 7, 30).complaints()


def wishes_mixed(kind: str, folder: Path, size: Size) -> Shown:
    """R3."""
    guests = size.operations // 50
    with site(kind, folder, people=200, seats=8, sessions=4, keys=guests) as running:
        running.start_web()
        mixed = mix(running, size.operations, range(guests))
    changed, refused = sum(mixed.events.values()), sum(answer.status == 409 for answer in mixed.answers)
    figures = (
        f"{len(mixed.answers):,} wishes of people and {sum(mixed.host.values()):,} changes by the host: "
    )
    figures += f"{changed:,} things happened to seats, {refused:,} wishes were refused with a reason, "
    slowest = percentile((answer.seconds for answer in mixed.answers), 0.99)
    return Shown(
        f"{figures}{len(mixed.answers) * 60 / mixed.seconds:,.0f} a minute, p99 {slowest:.1f} s",
        mixed.complaints(),
    )


def wishes_mixed_without_the_lock(kind: str, folder: Path) -> list[str]:
    with site(kind, folder, people=60, seats=7, sessions=4, keys=10, without="lock") as running:
        running.start_web()
        return mix(running, 150, range(10)).complaints()


# --- Forms ---------------------------------------------------------------------------------------


def forms_repeated(kind: str, folder: Path, size: Size) -> Shown:
    """R4."""
    with site(kind, folder, keys=size.forms) as running:
        running.start_web()
        complaints = send_ten_times(running, range(size.forms))
    return Shown(f"{size.forms} forms, each ten times in parallel", complaints)


def forms_repeated_without_the_lock(kind: str, folder: Path) -> list[str]:
    with site(kind, folder, keys=5, without="lock") as running:
        running.start_web()
        return send_ten_times(running, range(5))


def site_killed(kind: str, folder: Path, size: Size) -> Shown:
    """R5."""
    people = range(size.kills * FORMS_EACH)
    with site(kind, folder, keys=len(people)) as running:
        storm = kill_while_registering(running, people, size.kills)
    figures = f"{storm.kills} times kill -9 of web and worker: {storm.acknowledged} forms answered before, "
    return Shown(f"{figures}{storm.unanswered} without an answer, all sent again", storm.complaints)


def site_killed_with_mails_written_afterwards(kind: str, folder: Path) -> list[str]:
    people = range(5 * FORMS_EACH)
    with site(kind, folder, keys=len(people), without="one transaction") as running:
        return kill_while_registering(running, people, kills=5).complaints


# --- Mails ---------------------------------------------------------------------------------------


@contextmanager
def site_with_mails(kind: str, folder: Path, keys: int, **more: str) -> Iterator[tuple[Site, Postbox, int]]:
    """A running site, and where its mails go: a server, and its port, at which nobody listens yet."""
    postbox, port = Postbox(), free_mail_port()
    mails = {"EMAIL_URL": f"smtp://127.0.0.1:{port}", **more}
    with site(kind, folder, keys=keys, **mails) as running:
        running.start_web()
        yield running, postbox, port


def workers_killed(kind: str, folder: Path, size: Size) -> Shown:
    """R6."""
    guests = range(2 * size.crashes)
    with site_with_mails(kind, folder, len(guests)) as (running, postbox, port), listening(postbox, port):
        came = crash_workers(running, postbox, guests, size.crashes)
    figures = f"{came.mails} mails by workers of which {came.crashes} were killed, two at a time: "
    return Shown(f"{figures}{came.doubles} came twice, with the same Message-ID", came.complaints)


def workers_killed_that_mark_first(kind: str, folder: Path) -> list[str]:
    with site_with_mails(kind, folder, 20) as (running, postbox, port), listening(postbox, port):
        return crash_workers(running, postbox, range(20), 6, "mark-first").complaints


def trouble_endured(kind: str, folder: Path, size: Size) -> Shown:
    """R7."""
    each = A_MINUTE * size.minutes
    passing = {"PROOF_MINUTE": str(MINUTE)}
    outages = []
    with site_with_mails(kind, folder, each * len(TROUBLES), **passing) as (running, postbox, port):
        running.start_worker()
        for number, trouble in enumerate(TROUBLES):
            guests = range(number * each, (number + 1) * each)
            outages.append(endure(running, postbox, port, trouble, guests))
    answers = [answer for outage in outages for answer in outage.answers]
    slowest = max(answer.seconds for answer in answers)
    minutes = ", ".join(f"{outage.trouble} {outage.minutes}" for outage in outages)
    figures = (
        f"{len(answers)} forms during {len(outages)} times {size.minutes} minutes of trouble, which passed "
    )
    figures += (
        f"in {MINUTE:g} s each: slowest answer {slowest:.1f} s; minutes until all had arrived: {minutes}"
    )
    return Shown(figures, [complaint for outage in outages for complaint in outage.complaints])


def trouble_with_mails_sent_by_the_page(kind: str, folder: Path) -> list[str]:
    more = {"without": "outbox", "PROOF_MINUTE": str(MINUTE)}
    with site_with_mails(kind, folder, 4, **more) as (running, postbox, port):
        return endure(running, postbox, port, "away", range(4)).complaints


# --- Clocks --------------------------------------------------------------------------------------


def clocks_compared(kind: str, folder: Path, _size: Size) -> Shown:
    """R10."""
    with inside(kind, folder, **NOTHING_KEPT) as asked:
        asked.call("filling.make_tables")
        found = asked.call("clocks.compare_all")
    figures = (
        f"{len(CASES)} moments on servers in {', '.join(SERVERS)}: {found['number']} comparisons of pages, "
    )
    return Shown(f"{figures}personal calendars, mails and answers at the second", found["complaints"])


def clocks_of_the_server(kind: str, folder: Path) -> list[str]:
    with inside(kind, folder, **NOTHING_KEPT) as asked:
        asked.call("filling.make_tables")
        found: list[str] = asked.call("clocks.compare_by_the_servers_clocks")
    return found


PROOFS = (
    Proof(
        "R1, R2",
        "Everybody wants the same seats at the same moment",
        seats_given,
        "the lock of the edition",
        seats_given_without_the_lock,
    ),
    Proof(
        "R3",
        "Mixed wishes while the host changes seats and agenda, judged by a checker of histories",
        wishes_mixed,
        "the lock of the edition",
        wishes_mixed_without_the_lock,
    ),
    Proof(
        "R4",
        "The same form ten times in parallel: one registration, one mail, one answer",
        forms_repeated,
        "the lock of the edition",
        forms_repeated_without_the_lock,
    ),
    Proof(
        "R5",
        "kill -9 at random moments: nothing that was answered is lost, no registration is without its mail",
        site_killed,
        "one transaction for a fact and its mail",
        site_killed_with_mails_written_afterwards,
    ),
    Proof(
        "R6",
        "Workers killed between the mail server's yes and our mark: every mail at least once",
        workers_killed,
        "the mark that comes last",
        workers_killed_that_mark_first,
    ),
    Proof(
        "R7",
        "An hour of trouble with the mail server: no error on the web, all delivered within 15 minutes after",
        trouble_endured,
        "the outbox",
        trouble_with_mails_sent_by_the_page,
    ),
    Proof(
        "R10",
        "Both changes of the clocks, 29 February, opening and closing to the second",
        clocks_compared,
        "the edition's own zone",
        clocks_of_the_server,
    ),
)
