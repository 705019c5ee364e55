"""What calendars are told when a session is added to a slot that was released without one."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from cooperation.agenda.actions import release
from cooperation.agenda.models import Slot
from tests.factories import SlotFactory, UserFactory
from tests.workshops.registration.desk_posts import organiser_of
from tests.workshops.registration.samples import NINE, make_desk, register_one
from tests.workshops.registration.views.test_feeds import entries
from workshops.programme.models import Session
from workshops.registration.actions import seats
from workshops.registration.actions.capacity import add_session
from workshops.registration.models import RegistrationDesk, SeatNeed

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def desk() -> RegistrationDesk:
    desk = make_desk()
    SlotFactory(edition=desk.edition, title="Opening", starts_at=NINE - HOUR, ends_at=NINE)
    release(desk.edition, "First", UserFactory())
    return desk


def let_need_a_seat(slot: Slot) -> Session:
    """As the admin's form does it."""
    return add_session(Session(slot=slot, seats=1), [], by=None)


def remove(gone: Session) -> None:
    """As the admin does it."""
    answer = organiser_of(gone.slot.edition).post(reverse("sessions:delete", args=[gone.pk]))
    assert answer.status_code == 302


def test_what_was_everybodys_stays_as_cancelled_once_it_needs_a_seat(
    client: Client, desk: RegistrationDesk
) -> None:
    ona, jonas = register_one(desk), register_one(desk, "b@example.org")
    opening = Slot.objects.get(title="Opening")
    told = [entries(client, ona)["Opening"]]
    made = let_need_a_seat(opening)
    told.append(entries(client, ona)["Opening"])
    seats.book(ona, made)
    told.append(entries(client, ona)["Opening"])
    assert [status for status, *_rest in told] == ["CONFIRMED", "CANCELLED", "CONFIRMED"]
    assert entries(client, jonas)["Opening"][0] == "CANCELLED"
    assert [number for _status, number, *_rest in told] == [0, 1, 2]
    assert sorted(at for *_rest, at, _uid in told) == [at for *_rest, at, _uid in told]
    assert len({uid for *_rest, uid in told}) == 1
    SeatNeed.objects.all().delete()  # without what is kept of it, it would drop out
    assert "Opening" not in entries(client, jonas)


def test_it_comes_back_once_it_needs_none_any_more(client: Client, desk: RegistrationDesk) -> None:
    ona = register_one(desk)
    made = let_need_a_seat(Slot.objects.get(title="Opening"))
    cancelled = entries(client, ona)["Opening"]
    remove(made)
    status, number, at, uid = entries(client, ona)["Opening"]
    assert (status, number, uid) == ("CONFIRMED", cancelled[1] + 1, cancelled[3])
    assert at >= cancelled[2]
    Slot.objects.filter(title="Opening").delete()
    release(desk.edition, "Second", UserFactory())
    status, later, _at, _uid = entries(client, ona)["Opening"]
    assert status == "CANCELLED"
    assert later > number


def test_who_never_saw_it_without_a_seat_sees_nothing_cancelled(
    client: Client, desk: RegistrationDesk
) -> None:
    early = register_one(desk)
    let_need_a_seat(SlotFactory(edition=desk.edition, title="New", starts_at=NINE, ends_at=NINE + HOUR))
    release(desk.edition, "Second", UserFactory())
    assert "New" not in entries(client, early)
    let_need_a_seat(Slot.objects.get(title="Opening"))
    assert "Opening" not in entries(client, register_one(desk, "late@example.org"))
    assert entries(client, early)["Opening"][0] == "CANCELLED"
