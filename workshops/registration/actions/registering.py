"""Registrations: made and changed.

Each is one transaction under the desk's lock (``locking.lock``), with its audit line and its mail.
"""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.log_actions import log

from cooperation.editions.enums import State
from cooperation.network.models import Member
from core.accounts.actions import account_for
from core.accounts.models import User
from workshops.registration import audit, mails, queries
from workshops.registration.actions import places, seats
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
)
from workshops.registration.refusals import Closed, ExtraFull, NotOpen
from workshops.registration.rules import Person, Window

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
    quotas = queries.quotas_of(desk)
    if by is None:
        _refuse_when_closed(desk, queries.window_of(desk, quotas), admission)
    counted = places.count(desk, quotas)
    registration = _make(desk, counted, address, admission, entry, form_key)
    if entry.extras:
        _choose_extras(registration, entry.extras)
    bookings: list[Booking] = []
    if registration.state == RegistrationState.CONFIRMED:
        counted.add(queries.person_of(registration))
        places.note_whether_full(desk, counted)
        for key in dict.fromkeys(entry.sessions):
            bookings.append(seats.book_locked(desk, registration, key, held=bookings))
    _settle_invitation(admission.invitation)
    Draft.objects.filter(edition=edition_id, email__iexact=address).delete()
    log(registration, audit.REGISTERED, user=by, data={"way": registration.way, "state": registration.state})
    mails.tell_registered(registration, bookings)
    return Registered(registration, is_new=True)


def _standing(desk: RegistrationDesk, address: str, form_key: uuid.UUID) -> Registration | None:
    """The registration that this form made, or that the address has already."""
    stands = Q(form_key=form_key) | ~Q(state=RegistrationState.CANCELLED)
    known = list(Registration.objects.filter(stands, edition=desk.edition_id, email__iexact=address))
    same_form = (one for one in known if one.form_key == form_key)
    standing = next(same_form, known[0] if known else None)
    if standing is not None:
        standing.edition = desk.edition
    return standing


def _refuse_when_closed(desk: RegistrationDesk, window: Window, admission: Admission) -> None:
    now = timezone.now()
    edition = desk.edition
    if edition.announced_at is None:
        raise NotOpen(None, edition.zone)
    if window.is_closed(now) or edition.state(now) in NOTHING_MORE:
        raise Closed
    if window.is_ahead_for(admission.role, now):
        raise NotOpen(window.begins_for(admission.role), edition.zone)


def _make(
    desk: RegistrationDesk,
    counted: places.Count,
    address: str,
    admission: Admission,
    entry: Entry,
    form_key: uuid.UUID,
) -> Registration:
    now = timezone.now()
    member = admission.member or entry.member
    user = account_for(address)
    has_one = counted.has_place_for(Person(member.pk if member else None, admission.role))
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
        places.let_in(registration)
    return registration


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
    registration = places.current_registration(registration)
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
