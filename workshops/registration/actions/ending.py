"""Registrations that end or go to somebody else.

Each is one transaction under the desk's lock (``locking.lock``), with its audit line and its mail.
"""

import uuid

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from core.accounts.actions import account_for
from core.accounts.models import User
from workshops.registration import audit, mails
from workshops.registration.actions import places, seats
from workshops.registration.actions.locking import lock
from workshops.registration.enums import RegistrationState
from workshops.registration.models import Registration, new_key
from workshops.registration.refusals import AddressTaken


@transaction.atomic
def cancel(registration: Registration, by: User | None = None) -> None:
    """End a registration: its seats go to those who wait for them, its place to the next in the waiting list.

    Raises:
        TicketCancelled: it was cancelled already.
    """
    desk = lock(registration.edition_id)
    current = places.current_registration(registration)
    seats.release_all(desk, current)
    current.extra_choices.all().delete()
    current.state, current.cancelled_at = RegistrationState.CANCELLED, timezone.now()
    current.calendar_sequence += 1
    current.save(update_fields=["state", "cancelled_at", "calendar_sequence", "changed_at"])
    places.shut_out(current)
    log(current, audit.CANCELLED, user=by)
    mails.tell_cancelled(current)
    places.settle_places(desk)


@transaction.atomic
def transfer(registration: Registration, email: str, badge_name: str, by: User | None = None) -> Registration:
    """Hand a registration on to a colleague: they get the place and the seats, and a ticket of their own.

    What the former owner said of themselves is erased; their ticket and calendar open nothing any more.

    Raises:
        TicketCancelled: it was cancelled.
        AddressTaken: the colleague is registered already.
    """
    lock(registration.edition_id)
    current = places.current_registration(registration)
    address = email.strip().lower()
    others = Registration.objects.filter(edition=current.edition_id, email__iexact=address)
    if others.exclude(state=RegistrationState.CANCELLED).exists():
        raise AddressTaken
    former = current.email
    places.shut_out(current)
    current.email, current.badge_name = address, badge_name.strip()
    current.user = account_for(address)
    current.ticket, current.feed_key, current.form_key = new_key(), new_key(), uuid.uuid4()
    current.function = current.diet = current.access_needs = ""
    current.needs_consent_at, current.pictures_allowed, current.is_listed = None, False, False
    current.answers = {}
    current.save()
    current.host_acts.all().delete()  # the reasons tell of the former owner
    if current.state == RegistrationState.CONFIRMED:
        places.let_in(current)
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
    current = places.current_registration(registration)
    current.feed_key = new_key()
    current.save(update_fields=["feed_key"])
    log(current, audit.FEED_REVOKED)
    return current
