"""What is printed: made first, and taken note of before anybody gets it.

A list of people that left the site without a line in the log would be one that nobody can account for.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from cooperation.agenda.exports.facts import AgendaFacts
from cooperation.agenda.queries import current_programme
from cooperation.editions.models import Edition
from cooperation.editions.rules import reasons_against_changing
from core.accounts.models import User
from workshops.printing import audit, queries
from workshops.printing.enums import Paper, Whom
from workshops.printing.exports.badges import badges_pdf
from workshops.printing.exports.cards import cards_pdf
from workshops.printing.exports.lists import door_list_pdf, room_lists_pdf
from workshops.printing.exports.signs import signs_of, signs_pdf
from workshops.printing.models import PrintedBadge
from workshops.printing.queries import Choice
from workshops.printing.refusals import (
    EditionClosed,
    NobodyChosen,
    NobodyYet,
    NoSessions,
    NoSuchSheet,
    NothingChanged,
    NothingTakesPlace,
    NotReleased,
)
from workshops.printing.rules import Badge, Blank, Look, fit_together, in_order
from workshops.registration.actions.locking import lock
from workshops.registration.actions.seeing import note_exported
from workshops.registration.models import Registration


@dataclass(frozen=True, slots=True)
class Printer:
    """Who prints something of which edition."""

    edition: Edition
    facts: AgendaFacts
    by: User


@dataclass(frozen=True, slots=True)
class Printed:
    """A document that was made and taken note of."""

    content: bytes
    count: int
    """Of how many people, sessions or signs it is."""


def print_badges(printer: Printer, choice: Choice, look: Look) -> Printed:
    """Badges for those whom ``choice`` names; what they say is kept, so that changes can be told later.

    Raises:
        EditionClosed: the edition is archived.
        NoSuchSheet: size and sheet do not fit together.
        NobodyYet, NobodyChosen, NothingChanged: there is no badge to make.
    """
    _refuse_if_closed(printer.edition)
    if not fit_together(look.size, look.sheet):
        raise NoSuchSheet
    now = timezone.now()
    if choice.whom == Whom.BLANK:
        blanks = [Blank(choice.role)] * choice.number
        made = badges_pdf(blanks, look, printer.facts, now)
        _note(printer, Paper.BADGES, len(blanks), size=look.size.value, blank=True)
        return Printed(made, len(blanks))
    badges = in_order(_somebody(printer.edition, choice), look.order)
    made = badges_pdf(badges, look, printer.facts, now)
    with transaction.atomic():
        lock(printer.edition.pk)
        _keep(printer.edition, badges, now)
        _note(printer, Paper.BADGES, len(badges), people=True, size=look.size.value, whom=choice.whom.value)
    return Printed(made, len(badges))


def print_cards(printer: Printer, choice: Choice) -> Printed:
    """Cards for tables with the names of those whom ``choice`` names.

    Raises:
        EditionClosed: the edition is archived.
        NobodyYet, NobodyChosen: there is no card to make.
    """
    _refuse_if_closed(printer.edition)
    badges = in_order(_somebody(printer.edition, choice), Look().order)
    made = cards_pdf(badges, printer.facts, timezone.now())
    _note(printer, Paper.CARDS, len(badges), people=True, whom=choice.whom.value)
    return Printed(made, len(badges))


def print_signs(printer: Printer, room_id: int | None, day: date | None) -> Printed:
    """Signs for the doors of all rooms and days, or of one, as the newest release has them.

    Raises:
        EditionClosed: the edition is archived.
        NotReleased: the agenda was never released.
        NothingTakesPlace: it has nothing in these rooms on these days.
    """
    _refuse_if_closed(printer.edition)
    programme = current_programme(printer.edition)
    if programme is None or programme.released_at is None:
        raise NotReleased
    signs = signs_of(programme, printer.facts, room_id, day)
    if not signs:
        raise NothingTakesPlace
    made = signs_pdf(signs, programme, printer.facts)
    _note(printer, Paper.SIGNS, len(signs))
    return Printed(made, len(signs))


def print_room_lists(printer: Printer, session_id: int | None) -> Printed:
    """Who is in each session, or in one of them, and who waits.

    Raises:
        EditionClosed: the edition is archived.
        NoSessions: there are no sessions with seats, or not this one.
    """
    _refuse_if_closed(printer.edition)
    seated = queries.seated_in(printer.edition, session_id)
    if not seated:
        raise NoSessions
    people = {person.pk for one in seated for person in (*one.confirmed, *one.reserve)}
    made = room_lists_pdf(seated, printer.facts, timezone.now())
    _note(printer, Paper.ROOM_LISTS, len(people), people=bool(people))
    return Printed(made, len(seated))


def print_door_list(printer: Printer) -> Printed:
    """Everybody who is confirmed, to be ticked off on paper when nothing else works.

    Raises:
        EditionClosed: the edition is archived.
        NobodyYet: nobody is.
    """
    _refuse_if_closed(printer.edition)
    people = queries.by_name(queries.confirmed(printer.edition.pk))
    if not people:
        raise NobodyYet
    made = door_list_pdf(people, printer.facts, timezone.now())
    _note(printer, Paper.DOOR_LIST, len(people), people=True)
    return Printed(made, len(people))


def _refuse_if_closed(edition: Edition) -> None:
    reasons = reasons_against_changing(edition)
    if reasons:
        raise EditionClosed(reasons)


def _somebody(edition: Edition, choice: Choice) -> list[Badge]:
    badges = queries.badges_for(edition, choice)
    if badges:
        return badges
    if not queries.confirmed(edition.pk).exists():
        raise NobodyYet
    raise NothingChanged if choice.whom == Whom.CHANGED else NobodyChosen


def _keep(edition: Edition, badges: Sequence[Badge], now: datetime) -> None:
    """Keep what was printed of those who are still there: somebody may have been erased meanwhile."""
    there = set(Registration.objects.filter(edition=edition).values_list("pk", flat=True))
    rows = [
        PrintedBadge(registration_id=badge.registration_id, shown=badge.digest, printed_at=now)
        for badge in badges
        if badge.registration_id in there
    ]
    PrintedBadge.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["registration"],
        update_fields=["shown", "printed_at"],
    )


@transaction.atomic
def _note(printer: Printer, paper: Paper, count: int, *, people: bool = False, **more: object) -> None:
    """Take note of what was printed, and that data of people left the site where it did."""
    log(printer.edition, audit.PRINTED, user=printer.by, data={"what": paper.value, "count": count, **more})
    if people:
        note_exported(printer.edition, printer.by, paper.value, count)
