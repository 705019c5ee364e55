"""Cards, signs and lists in the admin, the preview, and what the pages cost."""

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cooperation.agenda.actions import release
from cooperation.editions.enums import Role
from cooperation.editions.teams import give_role
from tests.factories import MemberFactory, RoomFactory, SlotFactory, UserFactory
from tests.workshops.printing.asking import at, badges, client, desk, exported, printed, told
from tests.workshops.registration.samples import make_session, register_one
from workshops.registration import sightings
from workshops.registration.actions import seats
from workshops.registration.models import RegistrationDesk

__all__ = ["client", "desk"]  # fixtures

pytestmark = pytest.mark.django_db


class TestOthers:
    @pytest.mark.services
    def test_cards_say_the_name_on_both_sides_and_aloud_once(
        self, client: Client, desk: RegistrationDesk, tmp_path: Path
    ) -> None:
        register_one(desk, badge_name="Ona Ažuolaitė", member=MemberFactory(name="Centre", country="LV"))
        words = told(client.post(at(desk, "cards/"), {"whom": "all"}), tmp_path)
        assert words.count("Ažuolaitė") == 2
        assert "Centre, Latvia" in words
        assert exported(desk.edition) == [("tent_cards", 1)]

    @pytest.mark.services
    def test_signs_of_a_room_and_a_day(self, client: Client, desk: RegistrationDesk, tmp_path: Path) -> None:
        aula, hall = (
            RoomFactory(edition=desk.edition, name="Aula"),
            RoomFactory(edition=desk.edition, name="Hall"),
        )
        SlotFactory(edition=desk.edition, title="Opening", room=aula)
        SlotFactory(edition=desk.edition, title="Parcels", room=hall, audience="attendees")
        release(desk.edition, "First", UserFactory())
        both = told(client.post(at(desk, "signs/")), tmp_path)
        for part in ("Aula", "Opening", "10:00–11:00", "Hall", "Parcels", "Wednesday 12 May", "2027/agenda"):
            assert part in both
        one = told(client.post(at(desk, "signs/"), {"room": hall.pk, "day": "2027-05-12"}), tmp_path)
        assert "Parcels" in one
        assert "Opening" not in one
        assert client.post(at(desk, "signs/"), {"day": "2027-05-14"}).status_code == 400
        assert exported(desk.edition) == []
        assert [line["count"] for line in printed(desk.edition)] == [2, 1]

    @pytest.mark.services
    def test_lists_of_rooms_tell_seats_and_the_line(
        self, client: Client, desk: RegistrationDesk, tmp_path: Path
    ) -> None:
        session = make_session(desk, seats=1, title="Parcels")
        for name in ("ona", "jonas", "rasa"):
            seats.book(register_one(desk, f"{name}@example.org"), session)
        words = told(client.post(at(desk, "room-lists/")), tmp_path)
        assert "1 of 1 seats are taken; 2 people wait." in words
        assert words.index("Ona") < words.index("In reserve") < words.index("Jonas") < words.index("Rasa")
        assert exported(desk.edition) == [("room_lists", 3)]

    @pytest.mark.services
    def test_the_list_for_the_door_is_sorted_and_ends(
        self, client: Client, desk: RegistrationDesk, tmp_path: Path
    ) -> None:
        for number, name in enumerate(("Ona Žukaitė", "Jonas Ąžuolas", "Rasa Berg")):
            register_one(desk, f"p{number}@example.org", badge_name=name)
        words = told(client.post(at(desk, "door-list/")), tmp_path)
        assert words.index("Ąžuolas") < words.index("Berg") < words.index("Žukaitė")
        assert "3 people are expected" in words
        assert "Destroy after the event" in words
        assert "Printed on 1 December 2026, 14:" in words

    def test_a_picture_of_each_size_shows_somebody_and_is_noted(
        self, client: Client, desk: RegistrationDesk
    ) -> None:
        register_one(desk)
        for size in ("a6", "a7", "card"):
            answer = client.get(at(desk, f"badges/{size}.png"))
            assert answer.content.startswith(b"\x89PNG")
            assert answer["Cache-Control"].startswith("private, no-store")
        assert client.get(at(desk, "badges/a0.png")).status_code == 404
        assert [(line.data["what"], line.data["count"]) for line in sightings.latest_of(desk.edition)] == [
            ("badges", 1)
        ]


class TestPages:
    def test_the_desk_says_how_far_it_is(self, client: Client, desk: RegistrationDesk) -> None:
        assert "Nobody is confirmed yet" in client.get(at(desk)).content.decode()
        ona = register_one(desk)
        assert "No badge was made yet" in client.get(at(desk)).content.decode()
        badges(client, desk)
        assert "Every badge was made as it is now" in client.get(at(desk)).content.decode()
        ona.badge_name = "Ona B"
        ona.save()
        assert "1 badge is new or changed" in client.get(at(desk)).content.decode()

    def test_an_address_can_choose_the_person(self, client: Client, desk: RegistrationDesk) -> None:
        ona = register_one(desk)
        page = client.get(at(desk, f"badges/?whom=person&person={ona.pk}")).content.decode()
        assert f'<option value="{ona.pk}" selected>' in page

    def test_helpers_of_the_check_in_print_nothing(self, desk: RegistrationDesk) -> None:
        user = UserFactory()
        give_role(desk.edition, user, Role.CHECKIN_HELPER, by=None)
        client = Client()
        client.force_login(user)
        assert badges(client, desk).status_code == 302
        assert client.get(at(desk)).status_code == 302

    @pytest.mark.sweeps
    @pytest.mark.parametrize("page", ["", "badges/", "cards/", "signs/", "room-lists/", "door-list/"])
    def test_pages_cost_the_same_for_many(self, client: Client, desk: RegistrationDesk, page: str) -> None:
        def cost(method: str = "get", **sent: Any) -> int:
            client.get(at(desk, page))
            with CaptureQueriesContext(connection) as taken:
                getattr(client, method)(at(desk, page), sent)
            return len(taken)

        everybody = {"whom": "all", "size": "a6", "sheet": "cut", "order": "member"}
        fill(desk, 3)
        few = cost(), cost("post", **everybody)
        fill(desk, 60)
        assert (cost(), cost("post", **everybody)) == few


def fill(desk: RegistrationDesk, count: int) -> None:
    """People with seats, half of whom wait, each in a session and of a member of their own."""
    for _number in range(count):
        key = desk.edition.registrations.count()
        member = MemberFactory()
        one = register_one(desk, f"p{key}@example.org", member=member, function="Judge")
        if key < 20:
            session = make_session(desk, hour=key, room=RoomFactory(edition=desk.edition))
            seats.book(one, session)
    release(desk.edition, f"With {count}", UserFactory())
