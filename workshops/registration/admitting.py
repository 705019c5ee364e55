"""Who may register, as what, by which way, and whether there would be a place for them. Reads only."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from cooperation.editions.enums import State
from cooperation.editions.models import Edition
from cooperation.editions.queries import published_legal_pages
from cooperation.editions.rules import missing_for_registration, missing_legal_pages
from workshops.registration import links, queries
from workshops.registration.actions.registering import NOTHING_MORE, Admission
from workshops.registration.enums import InvitationState, Participation, RegistrationState, Way
from workshops.registration.models import Invitation, MailDomain, Registration, RegistrationDesk
from workshops.registration.refusals import Closed, NotAdmitted, NotOpen, Paused
from workshops.registration.rules import DEFAULT_ROLE, Person, Window, has_place

ASKED = (
    *("edition", "delegation", "email", "name", "role", "way", "key", "state"),
    *("delegation__member__name", "registration__state"),
)
"""What of an invitation counts here; whole rows of its four tables take twice as long."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Whose address a key proves, and to which desk they come."""

    desk: RegistrationDesk
    email: str
    invitation: Invitation | None

    @property
    def edition(self) -> Edition:
        """The edition that they want to register for."""
        return self.desk.edition


def visitor_with(key: str) -> Visitor | None:
    """Who holds ``key``: an invitation's, or a proof of an address; ``None`` when it opens nothing.

    At most three queries.
    """
    proof = links.read_proof(key)
    if proof is None:
        invitation = _invitations().filter(key=key).first()
        edition_id, email = (invitation.edition_id, invitation.email) if invitation else (None, "")
    else:
        edition_id, email = proof.edition_id, proof.email
        invitation = _invitations().filter(edition=edition_id, email__iexact=email).first()
    if edition_id is None:
        return None
    desk = RegistrationDesk.objects.select_related("edition").filter(edition=edition_id).first()
    return Visitor(desk, email.lower(), invitation) if desk else None


def visitor_at(desk: RegistrationDesk, email: str) -> Visitor:
    """The owner of ``email`` at ``desk``, with the invitation that waits for them. One query."""
    address = email.strip().lower()
    invitation = _invitations().filter(edition=desk.edition_id, email__iexact=address).first()
    return Visitor(desk, address, invitation)


def _invitations() -> QuerySet[Invitation]:
    asked = Invitation.objects.select_related("delegation__member", "registration").only(*ASKED)
    return asked.exclude(state=InvitationState.WITHDRAWN)


def admit(visitor: Visitor, now: datetime) -> Admission:
    """As what ``visitor`` may register at ``now``. At most four queries.

    The ways that the edition has opened are tried from the one that says most to the one that says least:
    a personal invitation or the head of a delegation, the mail domain of a member, the open form.

    Raises:
        NotAdmitted: no way is open for this address.
        NotOpen: not yet, for those who take part as they would.
        Closed: not any more.
        Paused: nobody can read now what they have to be told first.
    """
    # Read for everybody, so that no answer comes sooner.
    window, published = queries.window_of(visitor.desk), published_legal_pages()
    admission = _by_invitation(visitor) or _by_domain(visitor) or _by_open_form(visitor)
    if admission is None:
        raise NotAdmitted
    _refuse_when_closed(visitor.edition, window, published, admission.role, now)
    return admission


def _refuse_when_closed(
    edition: Edition, window: Window, published: Collection[str], role: str, now: datetime
) -> None:
    """Refuse who would take part as ``role``; nobody is asked before they are told what they have to be."""
    if window.is_closed(now) or edition.state(now) in NOTHING_MORE:
        raise Closed
    if edition.state(now) == State.PLANNED or missing_for_registration(edition):
        raise NotOpen(None, edition.zone)
    if window.is_ahead_for(role, now):
        raise NotOpen(window.begins_for(role), edition.zone)
    if missing_legal_pages(published):
        raise Paused


def _by_invitation(visitor: Visitor) -> Admission | None:
    """An invitation admits while the way that it came by is open."""
    invitation, desk = visitor.invitation, visitor.desk
    if invitation is None:
        return None
    if not (desk.by_delegation if invitation.way == Way.DELEGATION else desk.by_invitation):
        return None
    made = getattr(invitation, "registration", None)
    if made is not None and made.is_active:  # handed on to somebody else, and the place with it
        return None
    member = invitation.delegation.member if invitation.delegation else None
    # A registration that was cancelled keeps its invitation, and an invitation has one registration.
    kept = invitation if made is None else None
    return Admission(invitation.role, Way(invitation.way), member=member, invitation=kept)


def _by_domain(visitor: Visitor) -> Admission | None:
    if not visitor.desk.by_domain:
        return None
    domain = visitor.email.rpartition("@")[2]
    found = MailDomain.objects.filter(desk=visitor.desk, domain__iexact=domain).select_related("member")
    known = found.first()
    return Admission(DEFAULT_ROLE, Way.DOMAIN, member=known.member) if known else None


def _by_open_form(visitor: Visitor) -> Admission | None:
    return Admission(DEFAULT_ROLE, Way.OPEN) if visitor.desk.is_open else None


def has_place_for(desk: RegistrationDesk, person: Person, now: datetime) -> bool:
    """Whether ``person`` would get a place at ``now``, as far as nobody is faster. Three queries."""
    places = queries.places_of(desk, desk.keeps_places_of_members(now))
    return has_place(person, places, queries.holders_of_places(desk.edition_id))


def standing_registration(edition_id: int, email: str) -> Registration | None:
    """The registration that the owner of ``email`` has, unless it was cancelled. One query."""
    known = Registration.objects.filter(edition=edition_id, email__iexact=email)
    return known.exclude(state=RegistrationState.CANCELLED).select_related("member").first()


@dataclass(frozen=True, slots=True)
class Opening:
    """Whether one can ask for the form now, and what is said about when."""

    is_open: bool
    """Whether it is open for somebody at least."""
    sentence: str
    early: tuple[tuple[str, datetime], ...]
    """As what one may register earlier than others, and from when, while that lies ahead of the rest."""


def opening(desk: RegistrationDesk, now: datetime) -> Opening:
    """When one can register, for the page that everybody reads. Two queries."""
    edition, window, published = desk.edition, queries.window_of(desk), published_legal_pages()
    sentences = {}
    for role in (DEFAULT_ROLE, *window.early):
        try:
            _refuse_when_closed(edition, window, published, role, now)
        except (Closed, NotOpen, Paused) as refusal:
            sentences[role] = str(refusal)
        else:
            sentences[role] = ""
    is_ahead = window.opens_at is None or now < window.opens_at
    early = sorted(
        (moment, role) for role, moment in window.early.items() if window.begins_for(role) == moment
    )
    return Opening(
        is_open="" in sentences.values(),
        sentence=sentences[DEFAULT_ROLE],
        early=tuple((str(Participation(role).label), moment) for moment, role in early) if is_ahead else (),
    )
