"""What an organiser does next: a pure decision from an edition and what is known of its agenda and pages."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cooperation.editions import rules
from cooperation.editions.enums import HostStatus, Mode, State


@dataclass(frozen=True, slots=True)
class KnownFromElsewhere:
    """What the edition itself cannot know."""

    has_pages: bool = False
    """Its start page and the page of its agenda."""
    has_release: bool = False
    has_workshop_slots: bool = False
    has_sessions: bool = False
    has_desk: bool = False
    """Somebody has said how people register."""
    has_look_back: bool = False
    has_lead: bool = False
    is_start_page_draft: bool = False
    """It stands, but nobody outside the admin sees it."""
    is_agenda_page_draft: bool = False
    lacks_privacy_notice: bool = False
    """The website has none that is published."""
    lacks_accessibility_statement: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do; ``place`` names the page of the admin where it is done."""

    place: str
    sentence: str | Promise


def days_to_go(edition: Any, now: datetime) -> int | None:
    """Days from today at the venue to the first day, negative afterwards; ``None`` without a first day."""
    first: date | None = edition.starts_on
    return (first - now.astimezone(edition.zone).date()).days if first else None


def next_steps(edition: Any, known: KnownFromElsewhere, now: datetime) -> list[Step]:
    """What is still to do for ``edition`` at ``now`` (aware), in the order in which it is best done.

    Nothing is left of a cancelled or archived edition but to archive the one that is cancelled.
    """
    state = rules.state(edition, now)
    if state == State.ARCHIVED:
        return []
    if state == State.CANCELLED:
        return [TO_ARCHIVE]
    if state == State.CONCLUDED:
        return [*([] if known.has_look_back else [TO_LOOK_BACK]), TO_ARCHIVE]
    return [step for is_open, step in PREPARATION if is_open(edition, known)]


SECRETARIAT_DECISIONS = frozenset({"unarchive", "reinstate"})
"""What only the secretariat decides: it takes back what the public was told for good."""


def decisions(state: State) -> list[str]:
    """What can be decided about an edition in ``state``, by the names of the admin's pages."""
    if state == State.ARCHIVED:
        return ["unarchive"]
    if state == State.PLANNED:
        return ["host", "announce", "cancel"]
    if state == State.CONCLUDED:
        return ["host", "archive"]
    if state == State.CANCELLED:
        return ["host", "archive", "reinstate"]
    return ["host", "cancel"]


TO_LOOK_BACK = Step("pages", _("Write the look-back: what happened, pictures, numbers, farewells."))
TO_ARCHIVE = Step("archive", _("Put the edition into the archive when nothing is left to write."))

PREPARATION: tuple[tuple[Callable[[Any, KnownFromElsewhere], bool], Step], ...] = (
    (
        lambda edition, known: edition.host_status == HostStatus.UNDECIDED,
        Step("host", _("Record who hosts, and who decided it.")),
    ),
    (
        lambda edition, known: not known.has_lead,
        Step("roles", _("Name the host lead: who runs this edition.")),
    ),
    (
        lambda edition, known: not (edition.starts_on and edition.ends_on),
        Step("edition", _("Set the first and the last day.")),
    ),
    (
        lambda edition, known: edition.mode != Mode.ONLINE and not edition.city,
        Step("edition", _("Write the city.")),
    ),
    (
        lambda edition, known: not known.has_pages,
        Step("make_pages", _("Make the edition's start page and the pages below it.")),
    ),
    (
        lambda edition, known: known.is_start_page_draft,
        Step("start_page", _("Publish the start page: until then its address leads nowhere.")),
    ),
    (lambda edition, known: not edition.announced_at, Step("announce", _("Announce the edition."))),
    (
        lambda edition, known: edition.mode != Mode.ONLINE and not edition.venue_name,
        Step("edition", _("Write the venue, its address and the way without steps.")),
    ),
    (
        lambda edition, known: bool(rules.missing_for_registration(edition)),
        Step("edition", _("Fill “Privacy and accessibility”: registration cannot open without it.")),
    ),
    (
        lambda edition, known: known.lacks_privacy_notice,
        Step(
            "privacy",
            _(
                "Write the website's privacy notice and publish it; the secretariat does that. Registration "
                "cannot open without it."
            ),
        ),
    ),
    (
        lambda edition, known: known.lacks_accessibility_statement,
        Step(
            "accessibility",
            _(
                "Write the website's accessibility statement and publish it; the secretariat does that. "
                "Registration cannot open without it."
            ),
        ),
    ),
    (lambda edition, known: not known.has_release, Step("agenda", _("Make the agenda and release it."))),
    (lambda edition, known: known.is_agenda_page_draft, Step("agenda_page", _("Publish the agenda's page."))),
    (
        lambda edition, known: known.has_workshop_slots and not known.has_sessions,
        Step("sessions", _("Say how many seats each workshop's session has.")),
    ),
    (
        lambda edition, known: not known.has_desk,
        Step("registration", _("Say how people register: who, how many, and what is asked.")),
    ),
    (
        lambda edition, known: not edition.registration_opens_at,
        Step("edition", _("Say when registration opens and closes.")),
    ),
)
