"""Invitations: sent, followed by a reminder, withdrawn, given to somebody else.

Each is one transaction under the desk's lock, with its audit line and its mail in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.log_actions import log

from cooperation.editions.enums import State
from core.accounts.models import User
from workshops.registration import audit, mails
from workshops.registration.actions.desk import refuse_archived
from workshops.registration.actions.ending import cancel
from workshops.registration.actions.locking import lock
from workshops.registration.delegation_queries import PAUSE_BETWEEN_MAILS, count_delegation, to_remind
from workshops.registration.enums import InvitationState, Participation, RegistrationState, Way
from workshops.registration.host_refusals import (
    AlreadyInvited,
    AlreadyRegistered,
    JustReminded,
    LinesRefused,
    NoDesk,
    NotAnnounced,
    NotOfDelegation,
    NotWaitingForAnswer,
    OtherNumber,
    WayIsShut,
)
from workshops.registration.models import Delegation, Invitation, Registration, RegistrationDesk
from workshops.registration.refusals import Closed, NoPlaceLeft, Refused

CLOSED_STATES = frozenset({State.CANCELLED, State.ARCHIVED, State.CONCLUDED, State.REGISTRATION_CLOSED})


@dataclass(frozen=True, slots=True)
class Invitee:
    """Whom to invite, as what."""

    email: str
    name: str = ""
    role: str = Participation.GUEST
    line: int = 1
    """The line of the list that names them, counted from 1."""


@transaction.atomic
def invite_many(edition_id: int, people: Sequence[Invitee], by: User | None) -> list[Invitation]:
    """Invite all of ``people`` or nobody.

    Raises:
        NoDesk, EditionClosed, Closed, NotAnnounced, WayIsShut: nobody is invited now.
        LinesRefused: some are invited or registered already; with every such line.
    """
    desk = _open_desk(edition_id)
    if not desk.by_invitation:
        raise WayIsShut
    wrong: list[tuple[int, str]] = []
    made = []
    for one in people:
        try:
            made.append(_invite(desk, one, Way.INVITATION, None, by))
        except Refused as refusal:
            wrong.append((one.line, str(refusal)))
    if wrong:
        raise LinesRefused(wrong)
    return made


@transaction.atomic
def invite_colleague(delegation: Delegation, email: str, name: str, by: User | None) -> Invitation:
    """Invite somebody as a delegate of ``delegation``.

    Raises:
        NoDesk, EditionClosed, Closed, NotAnnounced, WayIsShut: nobody is named now.
        NoPlaceLeft: all places are named.
        AlreadyInvited, AlreadyRegistered: the address is known.
    """
    desk = _open_desk(delegation.edition_id)
    return _invite_into(desk, delegation, email, name, by)


def _invite_into(
    desk: RegistrationDesk, delegation: Delegation, email: str, name: str, by: User | None
) -> Invitation:
    if not desk.by_delegation:
        raise WayIsShut
    current = Delegation.objects.select_related("member", "edition").get(pk=delegation.pk)
    counted = count_delegation(desk, current)
    if counted.places is not None and counted.named >= counted.places:
        raise NoPlaceLeft(counted.places)
    return _invite(desk, Invitee(email, name, Participation.DELEGATE), Way.DELEGATION, current, by)


def _open_desk(edition_id: int) -> RegistrationDesk:
    """The locked desk of an edition that people can be invited to.

    Raises:
        NoDesk, EditionClosed, Closed, NotAnnounced: they cannot.
    """
    if not RegistrationDesk.objects.filter(edition=edition_id).exists():
        raise NoDesk
    desk = lock(edition_id)
    refuse_archived(desk.edition)
    if desk.edition.announced_at is None:
        raise NotAnnounced
    if desk.edition.state() in CLOSED_STATES:
        raise Closed
    return desk


def _invite(
    desk: RegistrationDesk, one: Invitee, way: Way, delegation: Delegation | None, by: User | None
) -> Invitation:
    address = one.email.strip().lower()
    people = Registration.objects.filter(edition=desk.edition_id, email__iexact=address)
    if people.exclude(state=RegistrationState.CANCELLED).exists():
        raise AlreadyRegistered(address)
    _make_way(desk, address, delegation)
    invitation = Invitation.objects.create(
        edition=desk.edition,
        delegation=delegation,
        email=address,
        name=one.name.strip(),
        role=one.role,
        way=way,
        invited_by=by,
    )
    log(invitation, audit.INVITED, user=by, data={"role": str(one.role), "way": str(way)})
    mails.send_invitation(invitation)
    return invitation


def _make_way(desk: RegistrationDesk, address: str, delegation: Delegation | None) -> None:
    """Refuse an address that is invited; an invitation whose registration has ended makes way.

    Raises:
        AlreadyInvited: there is one that holds. Who asks for a delegation is not told what became of it
            when another one, or the host, has invited that person.
    """
    standing = Invitation.objects.filter(edition=desk.edition_id, email__iexact=address)
    former = standing.exclude(state=InvitationState.WITHDRAWN).first()
    if former is None:
        return
    if former.state == InvitationState.ACCEPTED:
        former.state = InvitationState.WITHDRAWN
        former.save(update_fields=["state"])
        return
    is_own = delegation is None or former.delegation_id == delegation.pk
    raise AlreadyInvited(address, former.get_state_display() if is_own else "")


@transaction.atomic
def remind(invitation: Invitation, by: User | None) -> Invitation:
    """Send the way to the form again to somebody who has not answered.

    Raises:
        NoDesk, EditionClosed, Closed, NotAnnounced: nobody can register now.
        NotWaitingForAnswer: they have answered, or it was withdrawn.
        JustReminded: the last mail is less than an hour old.
    """
    _open_desk(invitation.edition_id)
    current = _current(invitation)
    _refuse_answered(current)
    now = timezone.now()
    last = max(filter(None, (current.created_at, current.reminded_at)))
    if now - last < PAUSE_BETWEEN_MAILS:
        raise JustReminded
    _send_reminder(current, now, by)
    return current


@transaction.atomic
def remind_all(edition_id: int, number: int, by: User | None) -> int:
    """Remind everybody who has not answered and was not written to within the last hour.

    Args:
        edition_id: the edition.
        number: how many the host was told; with another number nothing leaves.
        by: who asks for it.

    Raises:
        NoDesk, EditionClosed, Closed, NotAnnounced: nobody can register now.
        OtherNumber: it would be more or fewer people than the host confirmed.
    """
    desk = _open_desk(edition_id)
    now = timezone.now()
    found = list(_locked(to_remind(desk.edition_id, now)))
    if len(found) != number:
        raise OtherNumber(len(found))
    for invitation in found:
        _send_reminder(invitation, now, by)
    return len(found)


def _locked(invitations: QuerySet[Invitation]) -> QuerySet[Invitation]:
    return invitations.order_by("pk").select_for_update(of=("self",))


def _send_reminder(invitation: Invitation, now: datetime, by: User | None) -> None:
    invitation.reminded_at = now
    invitation.save(update_fields=["reminded_at"])
    log(invitation, audit.REMINDED, user=by)
    mails.send_reminder(invitation)


@transaction.atomic
def withdraw(invitation: Invitation, by: User | None) -> Invitation:
    """Take an invitation back that was not followed; its address opens nothing any more.

    Raises:
        EditionClosed: the edition lies in the archive.
        NotWaitingForAnswer: they have registered, or it was withdrawn.
    """
    desk = lock(invitation.edition_id)
    refuse_archived(desk.edition)
    return _withdraw(invitation, by)


def _withdraw(invitation: Invitation, by: User | None) -> Invitation:
    current = _current(invitation)
    if current.state != InvitationState.DECLINED:
        _refuse_answered(current)
    current.state = InvitationState.WITHDRAWN
    current.save(update_fields=["state"])
    log(current, audit.INVITATION_WITHDRAWN, user=by)
    return current


@transaction.atomic
def replace_invited(invitation: Invitation, email: str, name: str, by: User | None) -> Invitation:
    """Withdraw an invitation of a delegation and invite somebody else, both or neither.

    Raises:
        NotOfDelegation: no delegation sent it.
        Refused: as for ``withdraw`` and ``invite_colleague``.
    """
    if invitation.delegation is None:
        raise NotOfDelegation
    desk = _open_desk(invitation.edition_id)
    _withdraw(invitation, by)
    return _invite_into(desk, invitation.delegation, email, name, by)


@transaction.atomic
def end_registration(delegation: Delegation, registration: Registration, by: User | None) -> None:
    """Cancel the registration of one of a delegation's delegates.

    Raises:
        EditionClosed: the edition lies in the archive.
        NotOfDelegation: it is nobody whom the head names.
        TicketCancelled: it is cancelled already.
    """
    desk = lock(delegation.edition_id)
    refuse_archived(desk.edition)
    _end(delegation, registration, by)


def _end(delegation: Delegation, registration: Registration, by: User | None) -> None:
    same = (registration.edition_id, registration.member_id) == (delegation.edition_id, delegation.member_id)
    if not same or registration.role != Participation.DELEGATE:
        raise NotOfDelegation
    cancel(registration, by=by)


@transaction.atomic
def replace_registered(
    delegation: Delegation, registration: Registration, email: str, name: str, by: User | None
) -> Invitation:
    """Cancel a delegate's registration and invite somebody else, both or neither.

    The place goes to who waits for it first, if somebody of the delegation does; then nothing changes.

    Raises:
        Refused: as for ``end_registration`` and ``invite_colleague``.
    """
    desk = _open_desk(delegation.edition_id)
    _end(delegation, registration, by)
    return _invite_into(desk, delegation, email, name, by)


def _current(invitation: Invitation) -> Invitation:
    return Invitation.objects.select_related("edition", "delegation__member").get(pk=invitation.pk)


def _refuse_answered(invitation: Invitation) -> None:
    if invitation.state != InvitationState.SENT:
        raise NotWaitingForAnswer(invitation.get_state_display())
