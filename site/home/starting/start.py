"""Starts an edition: its record, the decision about its host, what is taken over, and who leads it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from cooperation.editions import actions, teams
from cooperation.editions.actions import HostDecision
from cooperation.editions.enums import Kind, Mode, Role
from cooperation.editions.models import Edition, Presidency
from cooperation.editions.queries import candidates
from core.accounts.actions import account_for
from core.accounts.models import User
from home.models import HomePage
from home.starting.report import Part, Report
from home.starting.rules import CannotStart, ChangedMeanwhile, YearIsTaken
from home.starting.taking_over import take_over

STARTED = "home.start_edition"


@dataclass(frozen=True, slots=True)
class NewEdition:
    """All that was said of an edition before it is made."""

    year: int
    title: str
    key: str
    """What tells one start from another: the same one sent twice makes one edition."""
    decision: HostDecision | None = None
    """``None`` while the network has not decided."""
    mode: str = Mode.IN_PERSON
    starts_on: date | None = None
    ends_on: date | None = None
    time_zone: str = "Europe/Brussels"
    city: str = ""
    country: str = ""
    lead: str = ""
    """The address of who leads it; empty when nobody is invited now."""
    earlier: Edition | None = None
    """From where it is taken over; ``None`` for the frame."""
    parts: frozenset[Part] = field(default_factory=lambda: frozenset(Part))


def start(
    wanted: NewEdition, by: User | None, *, seen: str = "", is_trial: bool = False
) -> tuple[Edition, Report]:
    """Make the edition with everything that belongs to it; all of it, or nothing.

    Args:
        seen: the fingerprint of the report that ``by`` has looked at; empty when nobody has.
        is_trial: whether the caller takes everything back; then not even a mail is written.

    Raises:
        YearIsTaken: the year has its Cooperation Day.
        CannotStart: the days contradict each other, or lie in another year.
        HostIsNoCandidate, CannotRecordHost: what was said of the host is not complete.
        CannotMakePages: another page has the address of the year.
        CannotGiveRole: the account of who shall lead is switched off.
        ChangedMeanwhile: what would be made is not what was looked at.
    """
    with transaction.atomic():
        # Whoever starts second waits here. SQLite's transactions begin with the write lock.
        HomePage.objects.select_for_update(of=("self",)).order_by("path").first()
        _refuse_taken(wanted.year)
        edition = _make(wanted)
        if wanted.decision is not None:
            actions.record_host(edition, wanted.decision, by)
        report = take_over(edition, wanted.earlier, wanted.parts, by)
        edition.refresh_from_db()
        if wanted.lead and is_trial:
            teams.give_role(edition, account_for(wanted.lead), Role.HOST_LEAD, by)
        elif wanted.lead:
            teams.invite(edition, wanted.lead, Role.HOST_LEAD, by)
        log(edition, STARTED, user=by, data={"key": wanted.key, "year": wanted.year})
        if seen and seen != report.fingerprint:
            raise ChangedMeanwhile(report)
    return edition, report


def try_start(wanted: NewEdition, by: User | None) -> Report:
    """What ``start`` would do: it is done and taken back, so that what it says is true.

    Raises:
        Refused: as ``start``.
    """
    with transaction.atomic():
        _edition, report = start(wanted, by, is_trial=True)
        transaction.set_rollback(True)
    return report


def started_as(key: str, year: int) -> Edition | None:
    """The edition that was made by the start with this ``key``, if it was."""
    entries = ModelLogEntry.objects.filter(action=STARTED, data__key=key)
    made = entries.values_list("object_id", flat=True)
    return Edition.objects.filter(pk__in=[int(pk) for pk in made], year=year).first()


def _refuse_taken(year: int) -> None:
    if standing := Edition.objects.filter(kind=Kind.COOPERATION_DAY, year=year).first():
        raise YearIsTaken(year, standing.title, standing.pk)


def _make(wanted: NewEdition) -> Edition:
    edition = Edition(
        kind=Kind.COOPERATION_DAY,
        title=wanted.title.strip(),
        year=wanted.year,
        mode=wanted.mode,
        starts_on=wanted.starts_on,
        ends_on=wanted.ends_on,
        time_zone=wanted.time_zone,
        city=wanted.city.strip(),
        country=wanted.country,
        presidency=_presidency(wanted),
    )
    if wanted.starts_on and wanted.starts_on.year != wanted.year:
        raise CannotStart(_("The first day lies in another year."))
    if wanted.ends_on and (wanted.starts_on is None or wanted.ends_on < wanted.starts_on):
        raise CannotStart(_("The last day lies before the first day, or the first day is missing."))
    with _in_words():
        edition.full_clean()
    edition.save()
    return edition


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except ValidationError as error:
        raise CannotStart(*error.messages) from error


def _presidency(wanted: NewEdition) -> Presidency | None:
    """The host's country's when it holds one in the year, else that of the half-year of the first day."""
    host = wanted.decision.host if wanted.decision else None
    of_year = candidates(wanted.year)
    if host is not None:
        found = next((one.presidency for one in of_year if one.member == host), None)
        if found is not None:
            return found
    half = (1 if wanted.starts_on.month <= 6 else 2) if wanted.starts_on else 0
    return next((one.presidency for one in of_year if one.half == half), None)
