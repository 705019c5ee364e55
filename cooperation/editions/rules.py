"""Pure decisions about editions: no database."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cooperation.editions.enums import HostStatus, Kind, Mode, State

Text = str | Promise
"""A sentence or a name, translated when it is shown."""


class HasDates(Protocol):
    """When an edition takes place, as far as is known."""

    year: int | None
    starts_on: date | None
    ends_on: date | None

    @property
    def zone(self) -> ZoneInfo: ...


class HasPrivacyParts(Protocol):
    """What an edition has to say before it may ask people for their data."""

    starts_on: date | None
    controller_name: str
    controller_address: str
    controller_email: str
    supervisory_authority: str
    accessibility_contact: str
    enforcement_body: str


class HasLifeCycle(HasDates, HasPrivacyParts, Protocol):
    """What of an edition its state depends on."""

    announced_at: datetime | None
    cancelled_at: datetime | None
    archived_at: datetime | None
    registration_opens_at: datetime | None
    registration_closes_at: datetime | None


class HasAnnouncement(HasLifeCycle, Protocol):
    """What of an edition has to be known before it is announced."""

    mode: str
    city: str

    @property
    def is_host_known(self) -> bool: ...


class Refused(Exception):  # noqa: N818 - a refusal is an answer, not an error of the program
    """An action that the rules do not allow now; ``reasons`` are whole sentences for people."""

    def __init__(self, *reasons: Text) -> None:
        super().__init__(*reasons)
        self.reasons: tuple[Text, ...] = reasons

    def __str__(self) -> str:
        return " ".join(str(reason) for reason in self.reasons)


class CannotAnnounce(Refused):
    """The edition is not ready to be announced."""


class CannotCancel(Refused):
    """The edition cannot be cancelled."""


class CannotReinstate(Refused):
    """The edition cannot take place after all."""


class CannotArchive(Refused):
    """The edition cannot be archived, or taken out of the archive."""


class CannotRecordHost(Refused):
    """What was said of the host is incomplete or contradicts itself."""


class HostIsNoCandidate(CannotRecordHost):
    """The host is none of the year's candidates, and no reason was given."""


class CannotGiveRole(Refused):
    """The role cannot be given."""


@dataclass(frozen=True, slots=True)
class Requirement:
    """A field that has to be filled before registration opens, and its name in words."""

    field: str
    words: Text


REGISTRATION_REQUIREMENTS: tuple[Requirement, ...] = (
    Requirement("starts_on", _("the first day")),
    Requirement("controller_name", _("the controller of the personal data")),
    Requirement("controller_address", _("the controller's address")),
    Requirement("controller_email", _("the controller's e-mail")),
    Requirement("supervisory_authority", _("the supervisory authority for data protection")),
    Requirement("accessibility_contact", _("the contact for accessibility")),
    Requirement("enforcement_body", _("the enforcement body for accessibility")),
)
"""Sources: Regulation (EU) 2016/679, article 13, and Directive (EU) 2016/2102, article 7."""


def missing_for_registration(edition: HasPrivacyParts, among: Collection[str] | None = None) -> list[Text]:
    """What the edition still lacks before registration can open, in words; empty when nothing.

    With ``among`` only what is lacking of the fields that it names.
    """
    return [
        requirement.words
        for requirement in REGISTRATION_REQUIREMENTS
        if not getattr(edition, requirement.field) and (among is None or requirement.field in among)
    ]


LEGAL_PAGES: tuple[Requirement, ...] = (
    Requirement("privacy", _("the website's privacy notice, published by the secretariat")),
    Requirement("accessibility", _("the website's accessibility statement, published by the secretariat")),
)
"""The two pages of the website without which nobody is asked for data, by the end of their address."""


def missing_legal_pages(published: Collection[str]) -> list[Text]:
    """Which of ``LEGAL_PAGES`` are not among those ``published``, in words; empty when all are."""
    return [page.words for page in LEGAL_PAGES if page.field not in published]


def state(edition: HasLifeCycle, now: datetime) -> State:
    """Where ``edition`` stands at ``now`` (aware).

    Cancelling, archiving and announcing are decisions and come first; the rest follows from dates,
    counted in the edition's own time zone. Registration is never open while something that people
    have to be told first is missing.
    """
    if edition.cancelled_at:
        return State.CANCELLED
    if edition.archived_at:
        return State.ARCHIVED
    if is_over(edition, now):
        return State.CONCLUDED
    if not edition.announced_at:
        return State.PLANNED
    if edition.starts_on and now.astimezone(edition.zone).date() >= edition.starts_on:
        return State.ON_NOW
    return _before_the_first_day(edition, now)


def is_over(edition: HasDates, now: datetime) -> bool:
    """Whether its last day has passed at the venue; without days, whether its year has."""
    today = now.astimezone(edition.zone).date()
    last_day = edition.ends_on or edition.starts_on
    if last_day:
        return today > last_day
    return edition.year is not None and today.year > edition.year


def _before_the_first_day(edition: HasLifeCycle, now: datetime) -> State:
    opens, closes = edition.registration_opens_at, edition.registration_closes_at
    if opens is None or now < opens:
        return State.ANNOUNCED
    if closes is not None and now >= closes:
        return State.REGISTRATION_CLOSED
    return State.ANNOUNCED if missing_for_registration(edition) else State.REGISTRATION_OPEN


def reasons_against_announcing(edition: HasAnnouncement, now: datetime) -> list[Text]:
    """Why ``edition`` cannot be announced at ``now``; empty when it can."""
    if edition.cancelled_at:
        return [_("It was cancelled.")]
    if edition.archived_at:
        return [_("It lies in the archive.")]
    if edition.announced_at:
        return [_("It is announced already.")]
    if is_over(edition, now):
        return [_("Its last day has passed.")]
    return _missing_for_announcing(edition)


def _missing_for_announcing(edition: HasAnnouncement) -> list[Text]:
    reasons: list[Text] = []
    if not edition.starts_on or not edition.ends_on:
        reasons.append(_("The first and the last day are missing."))
    if not edition.is_host_known:
        reasons.append(_("The host is not recorded yet."))
    if not edition.city and edition.mode != Mode.ONLINE:
        reasons.append(_("The city is missing. When people meet online, choose the mode “Online”."))
    return reasons


def reasons_against_cancelling(edition: HasLifeCycle, reason: str, now: datetime) -> list[Text]:
    """Why ``edition`` cannot be cancelled at ``now`` for ``reason``; empty when it can."""
    if edition.cancelled_at:
        return [_("It is cancelled already.")]
    if edition.archived_at:
        return [_("It lies in the archive.")]
    if is_over(edition, now):
        return [_("It has taken place: what is past cannot be cancelled.")]
    return [] if reason.strip() else [_("Write why it is cancelled: people will read it.")]


def reasons_against_reinstating(edition: HasLifeCycle, reason: str, now: datetime) -> list[Text]:
    """Why the cancelled ``edition`` cannot take place after all for ``reason``; empty when it can."""
    if not edition.cancelled_at:
        return [_("It is not cancelled.")]
    if edition.archived_at:
        return [_("It lies in the archive.")]
    if is_over(edition, now):
        return [_("Its last day has passed.")]
    return [] if reason.strip() else [_("Write why it takes place after all: the history keeps it.")]


def reasons_against_archiving(edition: HasLifeCycle, now: datetime) -> list[Text]:
    """Why ``edition`` cannot be archived at ``now``; empty when it can."""
    if edition.archived_at:
        return [_("It lies in the archive already.")]
    if edition.cancelled_at or is_over(edition, now):
        return []
    return [_("Only an edition that is concluded or cancelled can be archived.")]


def start_page_slug(kind: str, year: int | None) -> str:
    """The last part of the start page's address: a Cooperation Day's year; empty when nothing fixes it."""
    return str(year) if kind == Kind.COOPERATION_DAY and year else ""


def country_of_place(country: str, mode: str, hosts_country: str) -> str:
    """The country that people meet in: the one that was written, else that of the member that hosts.

    Empty when neither is known; an edition online is nowhere unless somebody wrote where.
    """
    return country or ("" if mode == Mode.ONLINE else hosts_country)


def objections_to_host(
    status: str, host: object, other_host: str, decided_on: date | None, today: date
) -> dict[str, Text]:
    """What contradicts what in a decision about the host, in words, by the part of it that has to change.

    ``today`` is the day at the venue. Empty when a member or another organiser is named just when
    ``status`` says so, and the decision was taken already.
    """
    objections = _objections_to_names(status, bool(host), bool(other_host))
    if decided_on and decided_on > today:
        objections["decided_on"] = _("This day has not come yet. Record a decision when it is taken.")
    return objections


def _objections_to_names(status: str, has_member: bool, has_other: bool) -> dict[str, Text]:
    objections: dict[str, Text] = {}
    if status == HostStatus.MEMBER:
        if not has_member:
            objections["host"] = _("Choose the member that hosts.")
        if has_other:
            objections["other_host"] = _("A member hosts, so leave this empty.")
    elif status == HostStatus.OTHER:
        if has_member:
            objections["host"] = _("Another organiser hosts, so choose no member.")
        if not has_other:
            objections["other_host"] = _("Write who organises.")
    elif has_member or has_other:
        objections["status"] = _("A host is named below, so say here what kind of host it is.")
    return objections


def reasons_against_changing(edition: HasLifeCycle) -> Sequence[Text]:
    """Why what is recorded of ``edition`` cannot change; empty when it can."""
    if edition.archived_at:
        return [_("It lies in the archive, and archived editions do not change.")]
    return []
