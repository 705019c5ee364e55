"""The form of an edition and of the rota: what is refused, beside which field, in which words."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from cooperation.editions.enums import HostStatus
from cooperation.editions.models import Edition, Presidency
from cooperation.editions.panels import edition_panels, presidency_panels
from home.models import HomePage, StandardPage
from tests.factories import (
    EditionFactory,
    MemberFactory,
    PresidencyFactory,
    RoomFactory,
    SlotFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

PRIVACY = {
    "controller_name": "Ministry of Examples",
    "controller_address": "Example street 1",
    "controller_email": "data@example.org",
    "supervisory_authority": "Authority of Examples",
    "accessibility_contact": "access@example.org",
    "enforcement_body": "Body of Examples",
}


@pytest.fixture
def boss() -> Any:
    return UserFactory(is_superuser=True, is_staff=True)


@pytest.fixture(autouse=True)
def legal_pages(home_page: HomePage) -> list[Page]:
    """The two pages that the law asks for, for everybody to read."""
    return [
        home_page.add_child(instance=StandardPage(title=slug, slug=slug))
        for slug in ("privacy", "accessibility")
    ]


def form_of(edition: Edition, user: Any, **changed: Any) -> Any:
    """The form as a browser would send it with ``changed`` fields."""
    form_class = edition_panels.bind_to_model(Edition).get_form_class()
    shown = form_class(instance=edition, for_user=user)
    data: dict[str, Any] = {}
    for name in shown.fields:
        value = shown[name].value()
        if value is not None and value is not False:
            data[name] = value if isinstance(value, list) else str(value)
    for prefix in shown.formsets:
        data |= {f"{prefix}-TOTAL_FORMS": "0", f"{prefix}-INITIAL_FORMS": "0"}
    for rich in ("directions", "step_free_access"):
        data[rich] = "null"
    return form_class(data | changed, instance=edition, for_user=user)


def test_what_was_loaded_can_be_saved(edition: Edition, boss: Any) -> None:
    form = form_of(edition, boss)
    assert form.is_valid(), form.errors


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"ends_on": "2027-05-11"}, "ends_on", "lies before the first day"),
        ({"starts_on": ""}, "starts_on", "the first day is needed"),
        ({"year": "2026"}, "year", "lies in another year"),
        ({"host": ""}, "host", "Choose the member that hosts"),
        ({"host_status": "other", "host": ""}, "other_host", "Write who organises"),
        ({"host_status": "undecided"}, "host_status", "A host is named below"),
        ({"time_zone": "Europe/Nowhere"}, "time_zone", "is not a time zone"),
        ({"accent_colour": "blue"}, "accent_colour", "Write a colour"),
        ({"registration_opens_at": "2027-03-01 10:00"}, "registration_opens_at", "Still missing"),
        (
            {**PRIVACY, "registration_opens_at": "2024-03-01 10:00"},
            "registration_opens_at",
            "at most two years ahead",
        ),
        (
            {**PRIVACY, "registration_opens_at": "2027-05-14 10:00"},
            "registration_opens_at",
            "not after the last day",
        ),
        (
            {
                **PRIVACY,
                "registration_opens_at": "2027-03-02 10:00",
                "registration_closes_at": "2027-03-01 10:00",
            },
            "registration_closes_at",
            "closes before it opens",
        ),
        (
            {
                **PRIVACY,
                "registration_opens_at": "2027-03-02 10:00",
                "registration_closes_at": "2027-05-14 10:00",
            },
            "registration_closes_at",
            "closes after the last day",
        ),
        ({"registration_closes_at": "2027-03-01 10:00"}, "registration_opens_at", "needs a beginning"),
        (
            {"registration_opens_at": "2027-03-28 03:30"},
            "registration_opens_at",
            "does not exist in Europe/Vilnius",
        ),
        (
            {"registration_opens_at": "2026-10-25 03:30"},
            "registration_opens_at",
            "twice when summer time ends",
        ),
        ({"registration_opens_at": "soon"}, "registration_opens_at", "Enter a valid date/time"),
    ],
)
def test_a_slip_is_told_beside_its_field(
    edition: Edition, boss: Any, changed: dict[str, str], field: str, words: str
) -> None:
    form = form_of(edition, boss, **changed)
    assert not form.is_valid()
    assert any(words in message for message in form.errors.get(field, [])), form.errors


def test_registration_waits_for_the_websites_legal_pages(
    edition: Edition, boss: Any, legal_pages: list[Page]
) -> None:
    privacy, accessibility = legal_pages
    privacy.unpublish()
    accessibility.delete()
    opening = {**PRIVACY, "registration_opens_at": "2027-03-01 10:00"}
    assert form_of(edition, boss, **opening).errors["registration_opens_at"] == [
        "Registration cannot open yet. Still missing: the website's privacy notice, published by the "
        "secretariat, the website's accessibility statement, published by the secretariat."
    ]


def test_moments_that_were_taken_over_let_the_rest_be_filled_in_bit_by_bit(boss: Any) -> None:
    edition = EditionFactory(registration_opens_at=datetime(2027, 3, 1, 8, tzinfo=UTC))
    form = form_of(edition, boss, venue_name="Old town hall", controller_name="Ministry of Examples")
    assert form.is_valid(), form.errors


def test_seconds_that_the_form_does_not_show_are_no_change_of_the_moment(boss: Any) -> None:
    edition = EditionFactory(registration_opens_at=datetime(2027, 3, 1, 8, 0, 41, 250, tzinfo=UTC))
    form = form_of(edition, boss, venue_name="Old town hall", registration_opens_at="2027-03-01 10:00")
    assert form.is_valid(), form.errors


def test_what_registration_needs_is_not_taken_away_while_a_moment_is_set(boss: Any) -> None:
    edition = EditionFactory(
        ready_for_registration=True, registration_opens_at=datetime(2027, 3, 1, 8, tzinfo=UTC)
    )
    form = form_of(edition, boss, controller_name="")
    assert "Still missing: the controller of" in form.errors["registration_opens_at"][0]


def test_an_edition_is_edited_whatever_becomes_of_the_legal_pages_later(
    edition: Edition, boss: Any, legal_pages: list[Page]
) -> None:
    form_of(edition, boss, **PRIVACY, registration_opens_at="2027-03-01 10:00").save()
    for page in legal_pages:
        page.unpublish()
    assert form_of(edition, boss, city="Kaunas").is_valid()


def test_a_presidency_of_another_year_is_refused(edition: Edition, boss: Any) -> None:
    form = form_of(edition, boss, presidency=str(PresidencyFactory(year=2028).pk))
    assert form.errors["presidency"] == ["This presidency belongs to another year."]


@pytest.mark.parametrize("is_example", [False, True])
def test_a_year_has_one_cooperation_day(edition: Edition, boss: Any, is_example: bool) -> None:
    EditionFactory(title="Standing", year=2028, is_example=is_example, starts_on=None, ends_on=None)
    form = form_of(edition, boss, year="2028", starts_on="", ends_on="")
    assert form.errors["year"] == [
        "2028 has its Cooperation Day already: “Standing”. Both would have the address /2028/. "
        "Change that one, or choose another year or kind."
    ]


def test_other_meetings_share_a_year(edition: Edition, boss: Any) -> None:
    EditionFactory(year=2028, starts_on=None, ends_on=None)
    form = form_of(edition, boss, kind="study_visit", year="2028", starts_on="", ends_on="")
    assert form.is_valid(), form.errors


def test_two_cooperation_days_that_stand_in_one_year_can_be_edited(edition: Edition, boss: Any) -> None:
    EditionFactory(year=edition.year)
    assert form_of(edition, boss, city="Kaunas").is_valid()


def test_the_country_is_the_new_hosts_unless_one_was_written(boss: Any) -> None:
    edition = EditionFactory(host=None, host_status=HostStatus.UNDECIDED, country="")
    hosted = {"host_status": "member", "host": str(MemberFactory(country="IT").pk)}
    assert form_of(edition, boss, **hosted).save().country == "IT"
    edition = EditionFactory(host=None, host_status=HostStatus.UNDECIDED, country="")
    assert form_of(edition, boss, country="SI", **hosted, kind="study_visit").save().country == "SI"


def test_times_are_those_of_the_edition_and_the_zone_is_named(edition: Edition, boss: Any) -> None:
    form = form_of(edition, boss, **PRIVACY, registration_opens_at="2027-03-01 10:00")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["registration_opens_at"] == datetime(2027, 3, 1, 8, tzinfo=UTC)
    assert str(form.fields["registration_opens_at"].help_text) == "Time in Europe/Vilnius."


def test_a_changed_zone_reads_the_times_that_are_sent_with_it(edition: Edition, boss: Any) -> None:
    form = form_of(
        edition, boss, **PRIVACY, time_zone="Atlantic/Reykjavik", registration_opens_at="2027-03-01 10:00"
    )
    assert form.is_valid(), form.errors
    assert form.cleaned_data["registration_opens_at"] == datetime(2027, 3, 1, 10, tzinfo=UTC)


def test_an_archived_edition_refuses_its_form(edition: Edition, boss: Any) -> None:
    edition.archived_at = timezone.now()
    form = form_of(edition, boss, city="Kaunas")
    assert not form.is_valid()
    assert "archived editions do not change" in form.non_field_errors()[0]


def test_an_organiser_does_not_move_an_edition_to_another_collection(edition: Edition) -> None:
    fields = form_of(edition, UserFactory()).fields
    assert {"collection", "is_example"} & fields.keys() == set()


def test_a_half_year_stands_in_the_rota_once() -> None:
    PresidencyFactory(year=2031, half=1, country="DE")
    form_class = presidency_panels.bind_to_model(Presidency).get_form_class()
    sent = {"year": "2031", "half": "1", "country": "FR", "eu_code": "FR", "certainty": "confirmed"}
    form = form_class(sent)
    assert form.errors["half"] == ["This half-year is in the rota already: Germany."]
    assert form_class(sent | {"half": "2"}).is_valid()


@pytest.fixture
def client_of_boss(boss: Any) -> Client:
    client = Client()
    client.force_login(boss)
    return client


def test_the_rota_goes_on_past_what_is_known(client_of_boss: Client) -> None:
    sent = {"year": "2035", "half": "1", "country": "FR", "eu_code": "FR", "certainty": "likely"}
    assert client_of_boss.post("/admin/rota/new/", sent).status_code == 302
    assert Presidency.objects.get().semester == "2035-H1"


def test_deleting_names_what_depends_on_the_record(client_of_boss: Client, edition: Edition) -> None:
    room = RoomFactory(edition=edition, name="Hall")
    SlotFactory(edition=edition, title="Opening", room=room)
    for url, name in (
        (f"/admin/rooms/delete/{room.pk}/", "Slot: Opening"),
        (f"/admin/members/delete/{edition.host_id}/", f"Edition: {edition}"),
        (f"/admin/editions/delete/{edition.pk}/", "Room: Hall"),
    ):
        assert name in client_of_boss.get(url).content.decode()
        answer = client_of_boss.post(url)
        assert (answer.status_code, name in answer.content.decode()) == (409, True)
    assert Edition.objects.exists()


def test_what_nothing_depends_on_is_deleted(client_of_boss: Client, edition: Edition) -> None:
    room = RoomFactory(edition=edition)
    assert client_of_boss.post(f"/admin/rooms/delete/{room.pk}/").status_code == 302
    assert not edition.rooms.exists()


def test_records_of_an_archived_edition_stay(client_of_boss: Client, edition: Edition) -> None:
    room = RoomFactory(edition=edition, name="Hall")
    Edition.objects.update(archived_at=timezone.now())
    assert client_of_boss.post(f"/admin/rooms/delete/{room.pk}/").status_code == 409
    answer = client_of_boss.post(f"/admin/rooms/edit/{room.pk}/", {"name": "Other", "sort_order": "0"})
    assert "archived editions do not change" in answer.content.decode()
    answer = client_of_boss.post(
        "/admin/rooms/new/", {"name": "New", "sort_order": "0", "edition": edition.pk}
    )
    assert "Select a valid choice" in answer.content.decode()
    assert list(edition.rooms.values_list("name", flat=True)) == ["Hall"]


def test_a_room_is_made_for_the_only_edition(client_of_boss: Client, edition: Edition) -> None:
    page = client_of_boss.get("/admin/rooms/new/").content.decode()
    assert f'<option value="{edition.pk}" selected>' in page
    sent = {"name": "Hall", "sort_order": "1", "edition": edition.pk, "is_step_free": "on"}
    assert client_of_boss.post("/admin/rooms/new/", sent).status_code == 302
    again = client_of_boss.post("/admin/rooms/new/", sent | {"name": "HALL"})
    assert "has a room of that name already" in again.content.decode()
    assert edition.rooms.get().name == "Hall"
