"""Registrations: made, changed, cancelled, handed on; and the waiting list for places.

Each is one transaction under the desk's lock (``locking.lock``), with its audit line and its mail.
"""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from cooperation.editions.enums import Role, State
from cooperation.editions.models import EditionRole
from cooperation.network.models import Member
from core.accounts.actions import account_for
from core.accounts.models import User
from workshops.registration import audit, mails, queries
from workshops.registration.actions import seats
from workshops.registration.actions.locking import lock
from workshops.registration.enums import InvitationState, RegistrationState, Way
from workshops.registration.models import (
    Booking,
    Draft,
    Extra,
    ExtraChoice,
    Invitation,
    Registration,
    RegistrationDesk,
    new_key,
)
from workshops.registration.refusals import AddressTaken, Closed, ExtraFull, NotOpen, TicketCancelled
from workshops.registration.rules import Person, has_place

NOTHING_MORE = frozenset({State.CONCLUDED, State.ARCHIVED, State.CANCELLED})


@dataclass(frozen=True, slots=True)
class Admission:
    """As what somebody may register, and which way led here."""

    role: str
    way: Way
    member: Member | None = None
    invitation: Invitation | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """What somebody filled in; checked by the form as far as its shape goes."""

    badge_name: str
    member: Member | None = None
    organisation: str = ""
    function: str = ""
    language: str = "en"
    diet: str = ""
    access_needs: str = ""
    needs_consent: bool = False
    """Whether they agreed that diet and access needs are kept; without it neither is."""
    pictures_allowed: bool = False
    is_listed: bool = False
    answers: Mapping[str, object] = field(default_factory=dict)
    extras: tuple[int, ...] = ()
    """Keys of extras."""
    sessions: tuple[int, ...] = ()
    """Keys of sessions."""


@dataclass(frozen=True, slots=True)
class Registered:
    """What came of sending the form."""

    registration: Registration
    is_new: bool
    """Whether this form made it; ``False`` when it was there already, and nothing was done."""


@transaction.atomic
def register(
    edition_id: int,
    email: str,
    admission: Admission,
    entry: Entry,
    form_key: uuid.UUID,
    by: User | None = None,
) -> Registered:
    """Register the owner of ``email``, who has proven it, and book the sessions that they chose.

    A form that is sent again, and a second form for the same address, find the registration that is
    there, change nothing and send nothing. When there is no place, the registration waits for one.

    Args:
        edition_id: the edition.
        email: the address; whatever its capitals.
        admission: as what and how they may take part.
        entry: what they filled in.
        form_key: the form's own number.
        by: the organiser who enters it for them, whom the window does not bind.

    Raises:
        Refused: the window is closed, an extra is full, or two sessions overlap; nothing is kept then.
    """
    desk = lock(edition_id)
    address = email.strip().lower()
    if standing := _standing(desk, address, form_key):
        return Registered(standing, is_new=False)
    if by is None:
        _refuse_when_closed(desk, admission)
    registration = _make(desk, address, admission, entry, form_key)
    _choose_extras(registration, entry.extras)
    bookings = []
    if registration.state == RegistrationState.CONFIRMED:
        bookings = [seats.book_locked(desk, registration, key) for key in dict.fromkeys(entry.sessions)]
    _settle_invitation(admission.invitation)
    Draft.objects.filter(edition=edition_id, email__iexact=address).delete()
    log(registration, audit.REGISTERED, user=by, data={"way": registration.way, "state": registration.state})
    mails.tell_registered(registration, bookings)
    return Registered(registration, is_new=True)


def _standing(desk: RegistrationDesk, address: str, form_key: uuid.UUID) -> Registration | None:
    """The registration that this form made, or that the address has already."""
    known = Registration.objects.filter(edition=desk.edition_id).select_related("edition", "member")
    same_form = known.filter(form_key=form_key, email__iexact=address).first()
    if same_form is not None:
        return same_form
    return known.filter(email__iexact=address).exclude(state=RegistrationState.CANCELLED).first()


def _refuse_when_closed(desk: RegistrationDesk, admission: Admission) -> None:
    now = timezone.now()
    edition = desk.edition
    window = queries.window_of(desk)
    if edition.announced_at is None:
        raise NotOpen(None, edition.zone)
    if window.is_closed(now) or edition.state(now) in NOTHING_MORE:
        raise Closed
    if window.is_ahead_for(admission.role, now):
        raise NotOpen(window.begins_for(admission.role), edition.zone)


def _make(
    desk: RegistrationDesk, address: str, admission: Admission, entry: Entry, form_key: uuid.UUID
) -> Registration:
    now = timezone.now()
    member = admission.member or entry.member
    user = account_for(address)
    has_one = _has_place(desk, Person(member.pk if member else None, admission.role))
    registration = Registration.objects.create(
        edition=desk.edition,
        form_key=form_key,
        email=address,
        user=user,
        badge_name=entry.badge_name,
        member=member,
        organisation="" if member else entry.organisation,
        function=entry.function,
        language=entry.language,
        role=admission.role,
        way=admission.way,
        invitation=admission.invitation,
        state=RegistrationState.CONFIRMED if has_one else RegistrationState.WAITING,
        diet=entry.diet if entry.needs_consent else "",
        access_needs=entry.access_needs if entry.needs_consent else "",
        needs_consent_at=now if entry.needs_consent else None,
        pictures_allowed=entry.pictures_allowed,
        is_listed=entry.is_listed,
        answers=dict(entry.answers),
    )
    if has_one:
        _let_in(registration)
    return registration


def _has_place(desk: RegistrationDesk, person: Person) -> bool:
    """Whether there is a place; nobody who waits is passed over, because whoever fits has moved up already."""
    places = queries.places_of(desk, desk.keeps_places_of_members(timezone.now()))
    return has_place(person, places, queries.holders_of_places(desk.edition_id))


def _let_in(registration: Registration) -> None:
    """Let the person see what is meant for attendees, once they sign in."""
    if registration.user_id:
        EditionRole.objects.get_or_create(
            edition=registration.edition, user_id=registration.user_id, role=Role.ATTENDEE
        )


def _shut_out(registration: Registration) -> None:
    if registration.user_id:
        EditionRole.objects.filter(
            edition=registration.edition, user_id=registration.user_id, role=Role.ATTENDEE
        ).delete()


def _settle_invitation(invitation: Invitation | None) -> None:
    if invitation is not None:
        Invitation.objects.filter(pk=invitation.pk).update(state=InvitationState.ACCEPTED)


def _choose_extras(registration: Registration, wanted: Iterable[int]) -> None:
    """Let ``registration`` take part in just these extras.

    Raises:
        ExtraFull: one has no place left.
    """
    chosen = set(registration.extra_choices.values_list("extra", flat=True))
    wanted = set(wanted)
    registration.extra_choices.filter(extra__in=chosen - wanted).delete()
    for extra in Extra.objects.filter(pk__in=wanted - chosen, desk__edition=registration.edition_id):
        taken = extra.choices_made.exclude(registration__state=RegistrationState.CANCELLED).count()
        if extra.places is not None and taken >= extra.places:
            raise ExtraFull(extra)
        ExtraChoice.objects.create(extra=extra, registration=registration)


@transaction.atomic
def change_answers(registration: Registration, entry: Entry, by: User | None = None) -> Registration:
    """Replace what somebody filled in; role, member and seats stay.

    Raises:
        TicketCancelled: it was cancelled.
        ExtraFull: an extra has no place left.
    """
    desk = lock(registration.edition_id)
    registration = _current(registration)
    now = timezone.now()
    registration.badge_name, registration.function = entry.badge_name, entry.function
    registration.organisation = "" if registration.member_id else entry.organisation
    registration.diet = entry.diet if entry.needs_consent else ""
    registration.access_needs = entry.access_needs if entry.needs_consent else ""
    if not entry.needs_consent:
        registration.needs_consent_at = None
    elif registration.needs_consent_at is None:
        registration.needs_consent_at = now
    registration.pictures_allowed, registration.is_listed = entry.pictures_allowed, entry.is_listed
    registration.answers = dict(entry.answers)
    registration.save()
    _choose_extras(registration, entry.extras)
    log(registration, audit.ANSWERS_CHANGED, user=by, data={"edition": desk.edition_id})
    return registration


def _current(registration: Registration) -> Registration:
    """The registration under the lock.

    Raises:
        TicketCancelled: it was cancelled.
    """
    current = Registration.objects.select_related("edition", "member").get(pk=registration.pk)
    if not current.is_active:
        raise TicketCancelled
    return current


@transaction.atomic
def cancel(registration: Registration, by: User | None = None) -> None:
    """End a registration: its seats go to those who wait for them, its place to the next in the waiting list.

    Raises:
        TicketCancelled: it was cancelled already.
    """
    desk = lock(registration.edition_id)
    current = _current(registration)
    seats.release_all(desk, current)
    current.extra_choices.all().delete()
    current.state, current.cancelled_at = RegistrationState.CANCELLED, timezone.now()
    current.calendar_sequence += 1
    current.save(update_fields=["state", "cancelled_at", "calendar_sequence", "changed_at"])
    _shut_out(current)
    log(current, audit.CANCELLED, user=by)
    mails.tell_cancelled(current)
    settle_places(desk)


def settle_places(desk: RegistrationDesk) -> int:
    """Give free places to those who wait, in their order; how many moved up. For a caller with the lock."""
    places = queries.places_of(desk, desk.keeps_places_of_members(timezone.now()))
    holders = dict(queries.holders_of_places(desk.edition_id))
    waiting = Registration.objects.filter(edition=desk.edition_id, state=RegistrationState.WAITING)
    moved = 0
    for registration in waiting.select_related("edition", "member").order_by("pk").iterator(chunk_size=200):
        person = queries.person_of(registration)
        if not has_place(person, places, holders):
            continue
        registration.state = RegistrationState.CONFIRMED
        registration.save(update_fields=["state", "changed_at"])
        holders[person] = holders.get(person, 0) + 1
        _let_in(registration)
        log(registration, audit.PLACE_GIVEN)
        mails.tell_place_given(registration)
        moved += 1
    return moved


@transaction.atomic
def transfer(registration: Registration, email: str, badge_name: str, by: User | None = None) -> Registration:
    """Hand a registration on to a colleague: they get the place and the seats, and a ticket of their own.

    What the former owner said of themselves is erased; their ticket and calendar open nothing any more.

    Raises:
        TicketCancelled: it was cancelled.
        AddressTaken: the colleague is registered already.
    """
    lock(registration.edition_id)
    current = _current(registration)
    address = email.strip().lower()
    others = Registration.objects.filter(edition=current.edition_id, email__iexact=address)
    if others.exclude(state=RegistrationState.CANCELLED).exists():
        raise AddressTaken
    former = current.email
    _shut_out(current)
    current.email, current.badge_name = address, badge_name.strip()
    current.user = account_for(address)
    current.ticket, current.feed_key, current.form_key = new_key(), new_key(), uuid.uuid4()
    current.function = current.diet = current.access_needs = ""
    current.needs_consent_at, current.pictures_allowed, current.is_listed = None, False, False
    current.answers = {}
    current.save()
    if current.state == RegistrationState.CONFIRMED:
        _let_in(current)
    log(current, audit.TRANSFERRED, user=by)
    mails.tell_transferred(current, former)
    return current


@transaction.atomic
def revoke_feed(registration: Registration) -> Registration:
    """Shut the personal calendar's address off, and make a new one.

    Raises:
        TicketCancelled: it was cancelled.
    """
    lock(registration.edition_id)
    current = _current(registration)
    current.feed_key = new_key()
    current.save(update_fields=["feed_key"])
    log(current, audit.FEED_REVOKED)
    return current


def seats_of(registration: Registration) -> list[Booking]:
    """The seats and places in lines that a registration has now."""
    return list(queries.active_bookings(registration))
