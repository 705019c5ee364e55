"""Gives registrations of the demo addresses that are known: run by ``manage.py shell`` on a server's data."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from core.accounts.models import User
from home.demo_content.people import ATTENDEE, HEAD
from tests.shots.addresses import FORM, SESSION, TICKET, TICKET_IN_LINE
from workshops.registration.enums import BookingState
from workshops.registration.models import Booking, Invitation, Registration


def put_addresses() -> None:
    """Let the addresses open what they say."""
    Registration.objects.filter(email=ATTENDEE).update(ticket=_last(TICKET))
    waiting = Booking.objects.filter(state=BookingState.WAITING, registration__edition__year=2027).latest(
        "pk"
    )
    Registration.objects.filter(pk=waiting.registration_id).update(ticket=_last(TICKET_IN_LINE))
    Invitation.objects.filter(email="guest@demo.example").update(key=_last(FORM))
    sign_in(User.objects.get(email=HEAD))


def _last(address: str) -> str:
    return address.rstrip("/").rpartition("/")[2]


def sign_in(user: User) -> None:
    """Make a session of ``user`` that goes by the name of ``SESSION``."""
    content = {
        SESSION_KEY: str(user.pk),
        BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
        HASH_SESSION_KEY: user.get_session_auth_hash(),
    }
    values = {
        "session_data": SessionStore().encode(content),
        "expire_date": timezone.now() + timedelta(days=1),
    }
    Session.objects.update_or_create(session_key=SESSION, defaults=values)
