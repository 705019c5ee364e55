"""Seats, as the holder of a ticket chooses, changes and gives them up."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from core.publishing.keys import as_key
from core.serving.posted import posted
from workshops.programme.models import Session
from workshops.registration import queries, seat_choice
from workshops.registration.actions import seats
from workshops.registration.enums import BookingState, SeatMode
from workshops.registration.forms.ticket_forms import SeatWishForm
from workshops.registration.models import Booking, Registration
from workshops.registration.refusals import NoSeat, Refused
from workshops.registration.views.tickets import answer, opened_by_ticket, to_ticket


@opened_by_ticket("GET", "HEAD", "POST", posts_are_brief=True)
def seats_page(request: HttpRequest, registration: Registration) -> HttpResponse:
    """The sessions, what one has and could have of them; a POST is one wish about one session."""
    if request.method == "POST":
        return _fulfil(request, registration)
    return _page(request, registration, told=_told(request, registration))


def _fulfil(request: HttpRequest, registration: Registration) -> HttpResponse:
    form = SeatWishForm(posted(request))
    if not form.is_valid():
        return _page(request, registration, status=400, is_unread=True)
    session = _session(registration, form.cleaned_data["session"])
    old = _session(registration, form.cleaned_data["instead_of"])
    if session is None or (form.cleaned_data["wish"] == SeatWishForm.SWAP and old is None):
        return _page(request, registration, status=404, is_gone=True)
    try:
        _do(registration, form.cleaned_data["wish"], session, old or session)
    except Refused as refusal:
        if not _is_so_already(registration, form.cleaned_data["wish"], session):
            return _page(request, registration, status=409, refusal=refusal, refused=session.pk)
    return to_ticket(registration, "ticket_seats", f"?told={session.pk}#session-{session.pk}")


def _do(registration: Registration, wish: str, session: Session, old: Session) -> None:
    """Let the action decide.

    Raises:
        Refused: it cannot be done.
    """
    if wish == SeatWishForm.BOOK:
        seats.book(registration, session)
    elif wish == SeatWishForm.SWAP:
        seats.swap(registration, old, session)
    elif wish == SeatWishForm.ACCEPT:
        seats.accept(registration, session)
    elif wish == SeatWishForm.LEAVE or _state(registration, session) == BookingState.OFFERED:
        seats.leave(registration, session)
    else:
        raise NoSeat


def _is_so_already(registration: Registration, wish: str, session: Session) -> bool:
    """Whether what was wished is the case: somebody pressed twice, and the first time it was done."""
    state = _state(registration, session)
    if wish in (SeatWishForm.LEAVE, SeatWishForm.DECLINE):
        return state is None
    if wish == SeatWishForm.ACCEPT:
        return state == BookingState.CONFIRMED
    return state is not None


def _state(registration: Registration, session: Session) -> str | None:
    """What the person has there; ``None`` for nothing."""
    return (
        queries.active_bookings(registration).filter(session=session).values_list("state", flat=True).first()
    )


def _session(registration: Registration, key: int | None) -> Session | None:
    """The session of this edition with this key; ``None`` for any other."""
    if key is None:
        return None
    # The action reads the rest of it under the lock.
    return Session.objects.only("pk").filter(slot__edition=registration.edition_id, pk=key).first()


def _told(request: HttpRequest, registration: Registration) -> Booking | None:
    """What the page says has been done: the newest state of the session that the address names."""
    key = as_key(request.GET.get("told", ""))
    if key is None:
        return None
    found = Booking.objects.filter(registration=registration, session=key).select_related("session__slot")
    booking = found.order_by("-pk").first()
    if booking is not None:
        booking.registration = registration
        booking.only_waited = queries.only_waited(booking)
    return booking


def _page(request: HttpRequest, registration: Registration, status: int = 200, **told: Any) -> HttpResponse:
    desk = queries.desk_behind(registration)
    is_ranked = desk is not None and desk.seat_mode == SeatMode.RANKED and desk.allotted_at is None
    days = seat_choice.choice_days(registration)
    choices = [choice for day in days for choice in day.choices]
    changed = told.get("told")
    return answer(
        request,
        "registration/ticket/seats.html",
        registration,
        status,
        days=days,
        is_ranked=is_ranked,
        has_seats=any(choice.booking for choice in choices),
        told_beside=changed and any(choice.session.pk == changed.session_id for choice in choices),
        **told,
    )
