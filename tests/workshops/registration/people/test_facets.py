"""What a room above adds to the lists: a filter, and columns of the proof of attendance."""

from collections.abc import Iterator

import pytest
from django.db.models import Q
from wagtail import hooks

from tests.workshops.registration.desk_posts import address, organiser_of, said
from tests.workshops.registration.people_samples import make_people
from workshops.registration.exports.lists.purposes import PURPOSES, Choice
from workshops.registration.models import RegistrationDesk
from workshops.registration.people.facets import AttendanceColumn, Facet

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Iterator[RegistrationDesk]:
    desk = make_people(["Ona", "Jonas"])
    facet = Facet("short", "Has a short name", lambda edition: Q(badge_name="Ona", edition=edition))
    column = AttendanceColumn("day_1", "Day 1", lambda edition, keys: {min(keys): "09:12"})
    with (
        hooks.register_temporarily("register_people_facets", lambda: [facet]),
        hooks.register_temporarily("register_attendance_columns", lambda: [column]),
    ):
        yield desk


def test_a_filter_of_a_room_above_narrows_the_list(desk: RegistrationDesk) -> None:
    client = organiser_of(desk.edition)
    page = said(client.get(address(desk, "people/?facet=short")))
    assert "Has a short name" in page
    assert "Ona" in page
    assert "Jonas" not in page


def test_columns_of_a_room_above_stand_in_the_proof_of_attendance(desk: RegistrationDesk) -> None:
    table = PURPOSES["grant"].table(desk.edition, Choice())
    assert (table.heads[-1], table.keys[-1]) == ("Day 1", "day_1")
    assert {row[0]: row[-1] for row in table.rows} == {"Ona": "09:12", "Jonas": ""}
