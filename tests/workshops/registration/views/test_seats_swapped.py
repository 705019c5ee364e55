"""Giving up a seat, or a place in a line, for another session at the same time."""

import pytest
from django.test import Client

from tests.workshops.registration.samples import make_desk, make_session, register_one
from tests.workshops.registration.views.test_seats import address, states, text, wish
from workshops.registration.actions import seats
from workshops.registration.models import SeatEvent

pytestmark = pytest.mark.django_db


def test_swapping_is_offered_for_what_overlaps_and_takes_the_new_seat_first(client: Client) -> None:
    desk = make_desk()
    parcels, rights = make_session(desk, title="Parcels"), make_session(desk, title="Rights")
    ona = register_one(desk)
    seats.book(ona, parcels)
    page = text(client.get(address(ona)))
    assert "Change “Parcels” for this" in page
    assert f'name="instead_of" value="{parcels.pk}"' in page
    for _ in range(2):
        assert wish(client, ona, "swap", rights, instead_of=parcels.pk).status_code == 303
    assert states(ona) == {"Rights": "confirmed"}
    kinds = list(SeatEvent.objects.order_by("pk").values_list("kind", "session__slot__title"))
    assert kinds == [("booked", "Parcels"), ("booked", "Rights"), ("swapped", "Parcels")]


def test_swapping_into_a_full_session_waits_and_keeps_the_old_seat(client: Client) -> None:
    desk = make_desk()
    parcels, rights = make_session(desk, title="Parcels"), make_session(desk, title="Rights")
    seats.book(register_one(desk, "b@example.org"), rights)
    ona = register_one(desk)
    seats.book(ona, parcels)
    assert "Join the line; keep “Parcels” until a seat is free here" in text(client.get(address(ona)))
    for _ in range(2):
        assert wish(client, ona, "swap", rights, instead_of=parcels.pk).status_code == 303
    assert states(ona) == {"Parcels": "confirmed", "Rights": "waiting"}


@pytest.mark.parametrize(
    ("free", "button", "state"),
    [
        (1, "Take a seat here; stop waiting for “Parcels”", "confirmed"),
        (0, "Join the line here; stop waiting for “Parcels”", "waiting"),
    ],
)
def test_who_waits_can_have_something_else_at_that_time(
    client: Client, free: int, button: str, state: str
) -> None:
    desk = make_desk()
    parcels, rights = make_session(desk, title="Parcels"), make_session(desk, free, title="Rights")
    seats.book(register_one(desk, "b@example.org"), parcels)
    ona = register_one(desk)
    seats.book(ona, parcels)
    assert button in text(client.get(address(ona)))
    for _ in range(2):
        assert wish(client, ona, "swap", rights, instead_of=parcels.pk).status_code == 303
    assert states(ona) == {"Rights": state}


def test_swapping_what_one_does_not_have_is_refused(client: Client) -> None:
    desk = make_desk()
    parcels, rights = make_session(desk, title="Parcels"), make_session(desk, title="Rights")
    ona = register_one(desk)
    answer = wish(client, ona, "swap", rights, instead_of=parcels.pk)
    assert answer.status_code == 409
    assert "You have no seat there any more" in text(answer)
    assert states(ona) == {}
