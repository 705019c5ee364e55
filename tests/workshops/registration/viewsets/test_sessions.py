"""The admin's list and form of sessions: seats, reserved seats, and what is booked."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cooperation.editions.enums import Role
from cooperation.editions.models import Edition
from cooperation.editions.teams import give_role
from core.accounts.models import User
from tests.factories import EditionFactory, MemberFactory, RoomFactory, SlotFactory, UserFactory
from tests.workshops.registration.actions.test_seats import some, states
from tests.workshops.registration.samples import make_desk, make_session
from workshops.programme.models import Session
from workshops.registration.actions import seats
from workshops.registration.models import RegistrationDesk, SeatReserve

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> RegistrationDesk:
    return make_desk()


@pytest.fixture
def organiser(client: Client, desk: RegistrationDesk) -> Client:
    user = UserFactory()
    give_role(desk.edition, user, Role.HOST_LEAD, by=None)
    client.force_login(user)
    return client


def sent(number: object, *reserves: dict[str, Any], standing: int = 0, **more: object) -> dict[str, Any]:
    """What the form sends; ``reserves`` are its rows, of which ``standing`` are kept already."""
    rows = {
        f"reserves-{place}-{name}": value for place, row in enumerate(reserves) for name, value in row.items()
    }
    counts = {
        "reserves-TOTAL_FORMS": len(reserves),
        "reserves-INITIAL_FORMS": standing,
        "reserves-MIN_NUM_FORMS": 0,
        "reserves-MAX_NUM_FORMS": 1000,
    }
    return {"seats": number, **counts, **rows, **more}


def row(number: object, member: object = "", role: str = "", **more: object) -> dict[str, Any]:
    return {"seats": number, "member": member, "role": role, "ORDER": 1, **more}


def edit(session: Session) -> str:
    return reverse("sessions:edit", args=[session.pk])


def kept() -> list[tuple[int, int | None, str]]:
    return list(SeatReserve.objects.order_by("role").values_list("seats", "member", "role"))


def test_more_seats_in_the_form_let_the_line_move_up(organiser: Client, desk: RegistrationDesk) -> None:
    session = make_session(desk, seats=1)
    for one in some(desk, "ona", "jonas"):
        seats.book(one, session)
    assert organiser.post(edit(session), sent(2)).status_code == 302
    assert states(session) == [("Ona", "confirmed"), ("Jonas", "confirmed")]


def test_more_seats_than_the_room_has_places_are_refused(organiser: Client, desk: RegistrationDesk) -> None:
    room = RoomFactory(edition=desk.edition, name="Birch room", places=30)
    session = make_session(desk, seats=20, room=room)
    page = organiser.get(edit(session)).content.decode()
    assert "09:00–10:00, Birch room, 30 places in the room" in page
    answer = organiser.post(edit(session), sent(31))
    (error,) = answer.context["form"].errors["seats"]
    assert "“Birch room” has 30 places." in error
    session.refresh_from_db()
    assert session.seats == 20
    assert organiser.post(edit(session), sent(30)).status_code == 302
    type(room).objects.update(places=None)
    assert organiser.post(edit(session), sent(31)).status_code == 302, "nobody knows how many fit there"


def test_fewer_seats_than_are_taken_are_refused_beside_the_field_with_the_names(
    organiser: Client, desk: RegistrationDesk
) -> None:
    session = make_session(desk, seats=2)
    for one in some(desk, "ona", "jonas"):
        seats.book(one, session)
    answer = organiser.post(edit(session), sent(1, row(1, role="speaker")))
    assert answer.status_code == 409
    (error,) = answer.context["form"].errors["seats"]
    assert "Ona, Jonas" in error
    assert error in answer.content.decode()
    assert 'value="1"' in answer.content.decode()
    session.refresh_from_db()
    assert (session.seats, kept()) == (2, [])


def test_seats_are_reserved_for_a_member_and_for_a_role(organiser: Client, desk: RegistrationDesk) -> None:
    session, member = make_session(desk, seats=5), MemberFactory()
    rows = row(2, member=member.pk), row(1, role="speaker")
    assert organiser.post(edit(session), sent(5, *rows)).status_code == 302
    assert kept() == [(2, member.pk, ""), (1, None, "speaker")]
    standing = [reserve.pk for reserve in SeatReserve.objects.order_by("pk")]
    changed = [
        row(3, member=member.pk, id=standing[0]),
        row(1, role="speaker", id=standing[1], DELETE="on"),
    ]
    assert organiser.post(edit(session), sent(5, *changed, standing=2)).status_code == 302
    assert kept() == [(3, member.pk, "")]


@pytest.mark.parametrize(
    ("number", "for_member", "role"),
    [
        ("", True, ""),
        ("0", True, ""),
        ("-1", True, ""),
        ("x", True, ""),
        ("1", False, ""),
        ("1", True, "speaker"),
        ("1", False, "king"),
    ],
)
def test_a_row_that_says_nothing_clear_is_refused(
    organiser: Client, desk: RegistrationDesk, number: str, for_member: bool, role: str
) -> None:
    """No number, an impossible one, for nobody, or for a member and a role at once."""
    session = make_session(desk, seats=5)
    member = MemberFactory().pk if for_member else ""
    answer = organiser.post(edit(session), sent(5, row(number, member, role)))
    assert answer.status_code == 200
    assert answer.context["form"].formsets["reserves"].errors != [{}]
    assert kept() == []


def test_more_reserved_seats_than_seats_are_refused(organiser: Client, desk: RegistrationDesk) -> None:
    session = make_session(desk, seats=2)
    answer = organiser.post(edit(session), sent(2, row(3, role="guest")))
    assert answer.status_code == 409
    assert "3 seats are reserved" in answer.context["form"].errors["seats"][0]
    assert kept() == []


def test_a_session_is_made_with_its_reserved_seats(organiser: Client, desk: RegistrationDesk) -> None:
    slot = SlotFactory(edition=desk.edition, kind="workshop")
    new = reverse("sessions:add")
    refused = organiser.post(new, sent(2, row(3, role="guest"), slot=slot.pk))
    assert refused.status_code == 409
    assert not Session.objects.exists()
    assert organiser.post(new, sent(2, row(1, role="guest"), slot=slot.pk)).status_code == 302
    assert Session.objects.get().seats == 2
    assert kept() == [(1, None, "guest")]


@pytest.mark.parametrize("number", ["0", "-1", "", "many", "9" * 30])
def test_a_session_needs_a_number_of_seats(organiser: Client, desk: RegistrationDesk, number: str) -> None:
    session = make_session(desk, seats=2)
    answer = organiser.post(edit(session), sent(number))
    assert answer.status_code == 200
    assert answer.context["form"].errors["seats"]
    session.refresh_from_db()
    assert session.seats == 2


def test_nothing_of_an_archived_edition_changes(organiser: Client, desk: RegistrationDesk) -> None:
    session = make_session(desk, seats=2)
    Edition.objects.update(archived_at=timezone.now())
    assert organiser.post(edit(session), sent(3)).status_code == 200
    session.refresh_from_db()
    assert session.seats == 2


def test_a_session_that_was_ever_booked_is_not_deleted(organiser: Client, desk: RegistrationDesk) -> None:
    session = make_session(desk)
    ona, jonas = some(desk, "ona", "jonas")
    seats.book(ona, session)
    seats.book(jonas, session)
    seats.leave(jonas, session)
    delete = reverse("sessions:delete", args=[session.pk])
    assert "2 bookings" in organiser.get(delete).content.decode()
    answer = organiser.post(delete)
    assert answer.status_code == 409
    assert "cancel the session in the agenda" in answer.content.decode()
    assert Session.objects.filter(pk=session.pk).exists()


def test_a_session_that_nobody_booked_can_be_deleted(organiser: Client, desk: RegistrationDesk) -> None:
    session = make_session(desk)
    SeatReserve.objects.create(session=session, seats=1, role="guest")
    assert organiser.post(reverse("sessions:delete", args=[session.pk])).status_code == 302
    assert not Session.objects.exists()


def test_the_list_tells_how_full_each_session_is_at_the_same_cost(
    organiser: Client, desk: RegistrationDesk
) -> None:
    people = some(desk, "ona", "jonas", "rasa")
    organiser.get(reverse("sessions:index"))  # what is kept for every page is made once
    counts = []
    for number in (1, 4):
        for _place in range(number):
            session = make_session(desk, seats=2, hour=2 * Session.objects.count())
            for one in people:
                seats.book(one, session)
        with CaptureQueriesContext(connection) as captured:
            answer = organiser.get(reverse("sessions:index"))
        counts.append(len(captured))
        listed = [(one.taken, one.waiting) for one in answer.context["object_list"]]
        assert listed == [(2, 1)] * Session.objects.count()
    assert counts[0] == counts[1]


def test_a_foreign_organiser_changes_nothing(client: Client, desk: RegistrationDesk) -> None:
    session = make_session(desk, seats=2)
    other = UserFactory()
    give_role(make_desk().edition, other, Role.HOST_LEAD, by=None)
    client.force_login(other)
    assert client.post(edit(session), sent(3, row(1, role="guest"))).status_code == 404
    session.refresh_from_db()
    assert (session.seats, kept()) == (2, [])


def test_the_list_is_narrowed_to_an_edition_and_runs_as_its_agenda(
    organiser: Client, desk: RegistrationDesk
) -> None:
    make_session(desk, hour=5, title="In the afternoon")
    make_session(desk, hour=0, title="In the morning")
    later = EditionFactory(year=2028)
    give_role(later, User.objects.get(pk=organiser.session["_auth_user_id"]), Role.HOST_LEAD, by=None)
    Session.objects.create(slot=SlotFactory(edition=later, title="Next year"), seats=1)
    page = organiser.get(f"{reverse('sessions:index')}?edition={desk.edition_id}").content.decode()
    assert "Next year" not in page
    assert page.index("In the morning") < page.index("In the afternoon")
    assert "Next year" in organiser.get(reverse("sessions:index")).content.decode()
