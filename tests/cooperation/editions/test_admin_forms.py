"""The form of an edition and of the rota: what is refused, beside which field, in which words."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cooperation.editions.enums import HostStatus
from cooperation.editions.models import Edition, Presidency
from cooperation.editions.panels import edition_panels, presidency_panels
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


def test_a_presidency_of_another_year_is_refused(edition: Edition, boss: Any) -> None:
    form = form_of(edition, boss, presidency=str(PresidencyFactory(year=2028).pk))
    assert form.errors["presidency"] == ["This presidency belongs to another year."]


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


def test_announcing_asks_first_and_leaves_a_line(client_of_boss: Client) -> None:
    edition = EditionFactory(announced_at=None, mode="in_person")
    url = f"/admin/editions/announce/{edition.pk}/"
    assert client_of_boss.get(url).status_code == 200
    assert Edition.objects.get().announced_at is None
    assert client_of_boss.post(url).status_code == 302
    assert Edition.objects.get().announced_at is not None
    assert ModelLogEntry.objects.get(action="editions.announce").object_id == str(edition.pk)


def test_a_decision_that_the_rules_refuse_says_why(client_of_boss: Client, edition: Edition) -> None:
    answer = client_of_boss.post(f"/admin/editions/announce/{edition.pk}/")
    assert answer.status_code == 200
    assert "It is announced already." in answer.content.decode()


def test_cancelling_needs_a_reason(client_of_boss: Client, edition: Edition) -> None:
    url = f"/admin/editions/cancel/{edition.pk}/"
    assert "This field is required." in client_of_boss.post(url, {"reason": " "}).content.decode()
    assert client_of_boss.post(url, {"reason": "The hall burned down."}).status_code == 302
    assert Edition.objects.get().cancellation_reason == "The hall burned down."


def test_the_archive_closes_and_the_secretariat_opens_it(client_of_boss: Client) -> None:
    edition = EditionFactory(year=2019, starts_on=date(2019, 9, 24), ends_on=date(2019, 9, 25))
    assert client_of_boss.post(f"/admin/editions/archive/{edition.pk}/").status_code == 302
    assert Edition.objects.get().archived_at is not None
    assert client_of_boss.post(f"/admin/editions/unarchive/{edition.pk}/").status_code == 302
    assert Edition.objects.get().archived_at is None
    assert ModelLogEntry.objects.filter(action="editions.unarchive").count() == 1


def test_the_secretariat_takes_a_cancellation_back(client_of_boss: Client, edition: Edition) -> None:
    Edition.objects.update(cancelled_at=timezone.now())
    assert (
        f"/admin/editions/reinstate/{edition.pk}/" in client_of_boss.get("/admin/editions/").content.decode()
    )
    url = f"/admin/editions/reinstate/{edition.pk}/"
    assert "This field is required." in client_of_boss.post(url, {"reason": " "}).content.decode()
    assert client_of_boss.post(url, {"reason": "The hall is dry again."}).status_code == 302
    assert Edition.objects.get().cancelled_at is None
    assert "It is not cancelled." in client_of_boss.post(url, {"reason": "Again."}).content.decode()


def test_the_list_leads_to_the_decisions_that_can_be_taken(client_of_boss: Client, edition: Edition) -> None:
    decisions = ("host", "announce", "cancel", "archive", "unarchive")

    def offered() -> list[str]:
        page = client_of_boss.get("/admin/editions/").content.decode()
        return [name for name in decisions if f"/admin/editions/{name}/{edition.pk}/" in page]

    assert offered() == ["host", "cancel"]
    Edition.objects.update(announced_at=None)
    assert offered() == ["host", "announce", "cancel"]
    Edition.objects.update(archived_at=timezone.now())
    assert offered() == ["unarchive"]


def test_the_host_is_recorded_with_the_candidates_first(client_of_boss: Client) -> None:
    edition = EditionFactory(host_status=HostStatus.UNDECIDED, host=None)
    candidate, other = MemberFactory(country="LT"), MemberFactory(country="FR")
    PresidencyFactory(year=2027, half=1, country="LT")
    url = f"/admin/editions/host/{edition.pk}/"
    page = client_of_boss.get(url).content.decode()
    assert page.index("Candidates from the rota") < page.index(str(candidate)) < page.index(str(other))
    sent = {"status": "member", "host": other.pk, "decided_by": "directors", "decided_on": "2026-11-01"}
    refused = client_of_boss.post(url, sent)
    assert refused.status_code == 200
    assert "serves no country that holds the presidency" in refused.content.decode()
    assert client_of_boss.post(url, sent | {"reason": "Both candidates declined."}).status_code == 302
    saved = Edition.objects.get()
    assert (saved.host, saved.host_decided_by, saved.host_decided_on) == (
        other,
        "directors",
        date(2026, 11, 1),
    )


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
