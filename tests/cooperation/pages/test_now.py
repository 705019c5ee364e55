"""What screens at doors show, and when it changes."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from cooperation.agenda.actions import release
from cooperation.agenda.programme import Programme, RoomEntry, SlotEntry
from cooperation.editions.models import Edition
from cooperation.editions.notices import actions
from cooperation.pages import now
from cooperation.pages.models import AgendaPage, EditionPage
from core.publishing.enums import Audience
from home.models import HomePage
from tests.factories import EditionFactory, RoomFactory, SlotFactory, UserFactory

NINE = datetime(2027, 5, 12, 6, 0, tzinfo=UTC)
HALL, NERIS = RoomEntry(1, "Hall"), RoomEntry(2, "Neris", "second floor")


def slot(title: str, hour: float, room: RoomEntry | None = HALL, **more: Any) -> SlotEntry:
    start = NINE + timedelta(hours=hour)
    return SlotEntry(title, "plenary", title, start, start + timedelta(hours=1), room=room, **more)


PROGRAMME = Programme(
    rooms=(HALL, NERIS, RoomEntry(3, "Unused")),
    slots=(
        slot("Opening", 0),
        slot("Parcels", 1),
        slot("Trains", 1, NERIS),
        slot("Lunch", 3, None),
        slot("Tomorrow", 24),
    ),
)


def titles(screen: now.Screen) -> tuple[list[str], list[str]]:
    return [slot.title for slot in screen.now], [slot.title for slot in screen.next]


@pytest.mark.parametrize(
    ("hour", "room", "shown"),
    [
        (-0.01, HALL, ([], ["Opening"])),
        (0, HALL, (["Opening"], ["Parcels"])),
        (0.99, HALL, (["Opening"], ["Parcels"])),
        (1, HALL, (["Parcels"], [])),
        (2, HALL, ([], [])),
        (23.5, HALL, ([], ["Tomorrow"])),
        (0, NERIS, ([], ["Trains"])),
        (3, None, (["Lunch"], [])),
    ],
)
def test_a_screen_shows_what_is_on_and_what_begins_next(hour: float, room: Any, shown: Any) -> None:
    assert titles(now.screen(PROGRAMME, room, "", NINE + timedelta(hours=hour))) == shown


def test_there_is_a_screen_for_each_room_in_use_and_one_for_the_house() -> None:
    assert [screen.slug for screen in now.screens(PROGRAMME, NINE)] == ["", "hall", "neris"]


def test_rooms_of_like_names_have_addresses_of_their_own() -> None:
    rooms = tuple(RoomEntry(key, name) for key, name in enumerate(("Ž 1", "ž-1", "***", "Αίθουσα"), 1))
    assert list(now.slugs(Programme(rooms=rooms))) == ["ž-1", "ž-1-2", "room-3", "αίθουσα"]


def test_it_changes_next_when_anything_begins_or_ends() -> None:
    assert now.next_change(PROGRAMME, NINE) == NINE + timedelta(hours=1)
    assert now.next_change(PROGRAMME, NINE + timedelta(hours=3.5)) == NINE + timedelta(hours=4)
    assert now.next_change(PROGRAMME, NINE + timedelta(hours=30)) is None


@pytest.fixture
def agenda(db: None, home_page: Any) -> AgendaPage:
    edition = EditionFactory()
    page = HomePage.objects.get().add_child(
        instance=EditionPage(title=edition.title, slug="2027", edition=edition)
    )
    made: AgendaPage = page.add_child(instance=AgendaPage(title="Agenda", slug="agenda"))
    hall = RoomFactory(edition=edition, name="Great Hall")
    SlotFactory(
        edition=edition, title="Opening", room=hall, starts_at=NINE, ends_at=NINE + timedelta(hours=1)
    )
    SlotFactory(
        edition=edition,
        title="Secret talk",
        room=RoomFactory(edition=edition, name="Cellar"),
        audience=Audience.ATTENDEES,
        starts_at=NINE,
        ends_at=NINE + timedelta(hours=2),
    )
    later = NINE + timedelta(hours=1)
    SlotFactory(
        edition=edition, title="Parcels", room=hall, starts_at=later, ends_at=later + timedelta(hours=1)
    )
    release(edition, "", UserFactory())
    return made


def get(client: Client, address: str = "/2027/agenda/now/") -> Any:
    return client.get(address)


@pytest.mark.parametrize("address", ["/2027/agenda/now/", "/2027/agenda/now/great-hall/"])
def test_everybody_sees_the_public_part_and_it_looks_again_by_itself(
    agenda: AgendaPage, client: Client, time_machine: Any, address: str
) -> None:
    time_machine.move_to(NINE + timedelta(minutes=59, seconds=50), tick=False)
    answer = get(client, address)
    text = answer.content.decode()
    assert text.index("Opening") < text.index("Parcels")
    assert "Secret talk" not in text
    assert answer.headers["Refresh"] == "20"
    assert 'data-until="2027-05-12T' in text


def test_no_cache_keeps_it_beyond_the_change(
    agenda: AgendaPage, client: Client, settings: Any, time_machine: Any
) -> None:
    settings.RESPONSE_CACHE_SECONDS = 60
    time_machine.move_to(NINE + timedelta(minutes=59, seconds=50), tick=False)
    first = get(client)
    assert "s-maxage=10," in first.headers["Cache-Control"]
    time_machine.move_to(NINE + timedelta(minutes=59, seconds=59), tick=False)
    assert "hit" in get(client).headers["Cache-Status"]
    time_machine.move_to(NINE + timedelta(hours=1), tick=False)
    second = get(client)
    assert "hit" not in second.headers["Cache-Status"]
    assert "Opening" not in second.content.decode()


def test_a_room_that_is_not_there_is_not_found(agenda: AgendaPage, client: Client) -> None:
    assert get(client, "/2027/agenda/now/attic/").status_code == 404
    assert client.post("/2027/agenda/now/").status_code == 405


def test_a_screen_costs_the_same_for_many(
    agenda: AgendaPage, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    def cost() -> int:
        with django_assert_max_num_queries(30) as counted:
            get(client)
        return len(counted)

    cost()
    few = cost()
    edition = agenda.edition
    for _number in range(30):
        room = RoomFactory(edition=edition)
        SlotFactory(edition=edition, room=room, starts_at=NINE, ends_at=NINE + timedelta(hours=1))
    for number in range(5):
        actions.publish(edition, f"Notice {number}", None, datetime(2099, 1, 1, tzinfo=UTC), UserFactory())
    release(edition, "", UserFactory())
    cost()
    assert cost() == few


PAGES = ["/2027/", "/2027/agenda/", "/2027/agenda/releases/", "/2027/agenda/now/"]


@pytest.mark.parametrize("address", PAGES)
def test_a_notice_is_shown_at_once_and_gone_at_its_end_even_from_caches(
    agenda: AgendaPage, client: Client, settings: Any, time_machine: Any, address: str
) -> None:
    settings.RESPONSE_CACHE_SECONDS = 60
    end = NINE + timedelta(minutes=30)
    time_machine.move_to(end - timedelta(seconds=45), tick=False)
    assert "The bus" not in get(client, address).content.decode()
    edition = Edition.objects.get()
    actions.publish(edition, "The bus leaves <now>", None, end, UserFactory())
    shown = get(client, address)
    assert "The bus leaves &lt;now&gt;" in shown.content.decode()
    assert "s-maxage=45," in shown.headers["Cache-Control"]
    time_machine.move_to(end - timedelta(seconds=1), tick=False)
    assert "hit" in get(client, address).headers["Cache-Status"]
    time_machine.move_to(end, tick=False)
    assert "The bus" not in get(client, address).content.decode()


def test_a_notice_that_is_to_come_comes_in_time(
    agenda: AgendaPage, client: Client, settings: Any, time_machine: Any
) -> None:
    settings.RESPONSE_CACHE_SECONDS = 60
    start = NINE + timedelta(minutes=30)
    time_machine.move_to(start - timedelta(seconds=30), tick=False)
    actions.publish(Edition.objects.get(), "Soon", start, start + timedelta(hours=1), UserFactory())
    answers = []
    for seconds in (-30, -1, 0):
        time_machine.move_to(start + timedelta(seconds=seconds), tick=False)
        answers.append("Soon" in get(client, "/2027/").content.decode())
    assert answers == [False, False, True]
