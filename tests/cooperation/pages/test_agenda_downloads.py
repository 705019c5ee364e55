"""What lies below an agenda's page, as visitors reach it."""

import json
import re
from datetime import timedelta
from typing import Any

import feedparser
import pytest
from django.test import Client
from django.utils.html import strip_tags
from icalendar import Calendar

from cooperation.agenda import actions
from cooperation.agenda.models import Slot
from cooperation.editions import actions as editions
from cooperation.editions.enums import Role
from cooperation.editions.models import Edition, EditionRole
from cooperation.pages.models import AgendaPage, EditionPage
from core.publishing.enums import Audience
from tests.factories import RoomFactory, SlotFactory, SpeakerFactory, UserFactory, in_address

QUERIES = 7
"""What finds the page, then the network and the newest release; a page reads the menu, too."""
PAGE_QUERIES = 7

FILES = {
    "agenda.ics": "text/calendar; charset=utf-8",
    "agenda.json": "application/json",
    "agenda.pdf": "application/pdf",
    "agenda.pdf?format=pocket": "application/pdf",
    "schedule.xml": "application/xml; charset=utf-8",
    "releases/": "text/html; charset=utf-8",
    "releases/feed/": "application/atom+xml; charset=utf-8",
}


@pytest.fixture
def agenda_page(edition_page: EditionPage) -> AgendaPage:
    return edition_page.add_child(instance=AgendaPage(title="Agenda", slug="agenda"))


@pytest.fixture
def released(agenda_page: AgendaPage, edition: Edition) -> Edition:
    SlotFactory(edition=edition, title="Opening", room=RoomFactory(edition=edition, name="Aula"))
    hour = timedelta(hours=2)
    start = SlotFactory.starts_at + hour
    SlotFactory(
        edition=edition,
        title="Secret talk",
        audience=Audience.ATTENDEES,
        starts_at=start,
        ends_at=start + hour,
    )
    actions.release(edition, "The first one", None)
    return edition


@pytest.fixture
def attendee(client: Client, edition: Edition) -> Client:
    user = UserFactory()
    EditionRole.objects.create(edition=edition, user=user, role=Role.ATTENDEE)
    client.force_login(user)
    return client


@pytest.mark.parametrize(("name", "content_type"), FILES.items())
def test_anyone_gets_it_and_caches_may_keep_it(
    client: Client, released: Edition, name: str, content_type: str
) -> None:
    answer = client.get(f"/2027/agenda/{name}")
    assert (answer.status_code, answer["Content-Type"]) == (200, content_type)
    assert answer["Cache-Control"].startswith("public")
    assert not answer.cookies
    assert b"Secret" not in answer.content
    again = client.get(f"/2027/agenda/{name}", HTTP_IF_NONE_MATCH=answer["ETag"])
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("name", FILES)
def test_attendee_gets_it_whole_and_no_cache_keeps_it(attendee: Client, released: Edition, name: str) -> None:
    answer = attendee.get(f"/2027/agenda/{name}")
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert "private" in answer["Cache-Control"]
    if "pdf" not in name:
        assert b"Secret talk" in answer.content


def test_attendee_of_another_edition_gets_what_everyone_gets(client: Client, released: Edition) -> None:
    stranger = UserFactory()
    EditionRole.objects.create(edition=SlotFactory().edition, user=stranger, role=Role.ATTENDEE)
    client.force_login(stranger)
    for name in FILES:
        assert b"Secret" not in client.get(f"/2027/agenda/{name}").content


@pytest.mark.parametrize("name", FILES)
def test_nothing_can_be_sent_to_it(client: Client, released: Edition, name: str) -> None:
    assert client.post(f"/2027/agenda/{name}").status_code == 405
    assert client.head(f"/2027/agenda/{name}").status_code == 200


@pytest.mark.parametrize("name", ["agenda.json", "agenda.pdf", "agenda.pdf?format=pocket", "schedule.xml"])
def test_before_the_first_release_a_page_says_so(
    client: Client, agenda_page: AgendaPage, edition: Edition, name: str
) -> None:
    SlotFactory(edition=edition, title="Draft slot")
    answer = client.get(f"/2027/agenda/{name}")
    assert answer.status_code == 404
    assert "The agenda of this edition is not released yet." in answer.content.decode()
    assert b"Draft slot" not in answer.content


def test_before_the_first_release_calendar_and_releases_are_empty(
    client: Client, agenda_page: AgendaPage, edition: Edition
) -> None:
    SlotFactory(edition=edition, title="Draft slot")
    calendar = client.get("/2027/agenda/agenda.ics")
    assert calendar.status_code == 200
    assert Calendar.from_ical(calendar.content).walk("VEVENT") == []
    assert "not released yet" in client.get("/2027/agenda/releases/").content.decode()
    assert feedparser.parse(client.get("/2027/agenda/releases/feed/").content).entries == []


@pytest.mark.parametrize("wrong", ["a5", "A4", "pocket2", "%00", "../x"])
def test_unknown_paper_is_refused_in_words(client: Client, released: Edition, wrong: str) -> None:
    answer = client.get(f"/2027/agenda/agenda.pdf?format={wrong}")
    assert answer.status_code == 400
    assert "There is no programme of this format." in answer.content.decode()


def test_papers_differ_and_files_are_named(client: Client, released: Edition) -> None:
    a4, pocket = (client.get(f"/2027/agenda/agenda.pdf{query}") for query in ("", "?format=pocket"))
    assert a4.content != pocket.content
    assert a4["Content-Disposition"] == 'inline; filename="cooperation-day-2027-agenda.pdf"'
    assert pocket["Content-Disposition"] == 'inline; filename="cooperation-day-2027-agenda-pocket.pdf"'
    calendar = client.get("/2027/agenda/agenda.ics")
    assert calendar["Content-Disposition"] == 'attachment; filename="cooperation-day-2027-agenda.ics"'


def test_one_slot_is_a_calendar_of_its_own(client: Client, released: Edition) -> None:
    slot = Slot.objects.get(title="Opening")
    answer = client.get(f"/2027/agenda/slots/{in_address(slot)}.ics")
    assert [event["UID"] for event in Calendar.from_ical(answer.content).walk("VEVENT")] == [str(slot.uid)]


def test_slot_for_attendees_is_not_there_for_others(client: Client, released: Edition) -> None:
    secret = Slot.objects.get(title="Secret talk")
    assert client.get(f"/2027/agenda/slots/{in_address(secret)}.ics").status_code == 404
    assert client.get(f"/2027/agenda/slots/{'0' * 10}.ics").status_code == 404


def test_attendee_gets_a_slot_for_attendees(attendee: Client, released: Edition) -> None:
    secret = Slot.objects.get(title="Secret talk")
    assert attendee.get(f"/2027/agenda/slots/{in_address(secret)}.ics").status_code == 200


@pytest.mark.parametrize("name", ["agenda.ics", "agenda.pdf", "agenda.json", "schedule.xml"])
def test_short_address_leads_there_for_good(client: Client, released: Edition, name: str) -> None:
    answer = client.get(f"/2027/{name}?format=pocket", follow=True)
    assert answer.redirect_chain == [(f"agenda/{name}?format=pocket", 301)]
    assert answer.request["PATH_INFO"] == f"/2027/agenda/{name}"
    assert answer.status_code == 200


def test_second_look_shows_what_changed(client: Client, released: Edition) -> None:
    first = client.get("/2027/agenda/agenda.ics")
    slot = Slot.objects.get(title="Opening")
    slot.starts_at += timedelta(minutes=15)
    slot.ends_at += timedelta(minutes=15)
    slot.save()
    kept = client.get("/2027/agenda/agenda.ics", HTTP_IF_NONE_MATCH=first["ETag"])
    assert kept.status_code == 304, "a draft is nobody's business"
    actions.release(released, "Later", None)
    second = client.get("/2027/agenda/agenda.ics", HTTP_IF_NONE_MATCH=first["ETag"])
    (event,) = Calendar.from_ical(second.content).walk("VEVENT")
    assert (second.status_code, event["SEQUENCE"]) == (200, 1)
    assert event["DTSTART"].dt.strftime("%H:%M") == "10:15"


def test_releases_say_what_moved_came_and_fell_out(client: Client, released: Edition) -> None:
    Slot.objects.get(title="Opening").delete()
    SlotFactory(edition=released, title="Welcome <b>")
    actions.release(released, "A new beginning", None)
    page = client.get("/2027/agenda/releases/").content.decode()
    for words in (
        "A new beginning",
        "“Opening” (12 May, 10:00, Aula) fell out.",
        "“Welcome &lt;b&gt;” is new: 12 May, 10:00.",
        "The first one",
    ):
        assert words in page
    headings = [strip_tags(heading) for heading in re.findall(r"<h2[^>]*>(.*?)</h2>", page, re.DOTALL)]
    assert [" ".join(heading.split()) for heading in headings] == ["Release 2", "Release 1"]
    feed = feedparser.parse(client.get("/2027/agenda/releases/feed/").content)
    assert not feed.bozo
    assert [entry.title for entry in feed.entries] == [
        "Release 2 of the agenda",
        "Release 1 of the agenda",
    ]
    assert "“Opening” (12 May, 10:00, Aula) fell out." in feed.entries[0].content[0].value
    assert feed.entries[0].id == "http://testserver/2027/agenda/releases/#release-2"


def test_deleted_slot_is_cancelled_in_calendars_and_named_by_the_feed(
    client: Client, released: Edition
) -> None:
    def entries() -> dict[str, tuple[str, int]]:
        calendar = Calendar.from_ical(client.get("/2027/agenda/agenda.ics").content)
        return {entry["UID"]: (entry["STATUS"], entry["SEQUENCE"]) for entry in calendar.walk("VEVENT")}

    slot = Slot.objects.get(title="Opening")
    uid, address = str(slot.uid), f"/2027/agenda/slots/{in_address(slot)}.ics"
    assert entries() == {uid: ("CONFIRMED", 0)}
    actions.delete_slot(slot, None)
    assert entries() == {uid: ("CONFIRMED", 0)}, "a draft is nobody's business"
    actions.release(released, "", None)
    assert entries() == {uid: ("CANCELLED", 1)}
    alone = Calendar.from_ical(client.get(address).content).walk("VEVENT")
    assert [(entry["STATUS"], entry["SEQUENCE"]) for entry in alone] == [("CANCELLED", 1)]
    newest = feedparser.parse(client.get("/2027/agenda/releases/feed/").content).entries[0]
    assert newest.content[0].value == "<ul><li>“Opening” (12 May, 10:00, Aula) fell out.</li></ul>"
    assert "Opening" not in client.get("/2027/agenda/").content.decode()
    SlotFactory(edition=released, title="Something else")
    actions.release(released, "", None)
    assert entries()[uid] == ("CANCELLED", 1), "calendars are told for good, and once"


def test_release_that_changes_nothing_public_says_so(client: Client, released: Edition) -> None:
    Slot.objects.filter(title="Secret talk").update(title="Another secret")
    actions.release(released, "", None)
    page = client.get("/2027/agenda/releases/").content.decode()
    assert "Nothing that is public changed in this release." in page
    assert "secret" not in page.lower()


def test_cancelled_edition_cancels_every_entry(client: Client, released: Edition) -> None:
    def told() -> list[tuple[str, int]]:
        entries = Calendar.from_ical(client.get("/2027/agenda/agenda.ics").content).walk("VEVENT")
        return [(entry["STATUS"], entry["SEQUENCE"]) for entry in entries]

    editions.cancel(released, "A storm.", None)
    assert told() == [("CANCELLED", 1)]
    editions.reinstate(released, "Sun.", None)
    assert told() == [("CONFIRMED", 2)]
    editions.cancel(released, "A storm.", None)
    assert told() == [("CANCELLED", 3)]
    assert json.loads(client.get("/2027/agenda/agenda.json").content)["slots"][0]["is_cancelled"] is True


def grow(edition: Edition, count: int) -> None:
    """Release ``count`` slots that follow each other, each with a speaker of its own."""
    for number in range(count):
        begin = SlotFactory.starts_at + timedelta(minutes=number)
        slot = SlotFactory(
            edition=edition, kind="visit", starts_at=begin, ends_at=begin + timedelta(minutes=1)
        )
        slot.speaker_links.create(speaker=SpeakerFactory(edition=edition))
    actions.release(edition, "", None)


@pytest.mark.parametrize("count", [3, 60])
@pytest.mark.parametrize(
    ("name", "queries"),
    [
        ("agenda.ics", QUERIES),
        ("agenda.json", QUERIES),
        ("agenda.pdf", QUERIES),
        ("schedule.xml", QUERIES),
        ("slots/one.ics", QUERIES),
        ("releases/", PAGE_QUERIES),
        ("releases/feed/", QUERIES),
    ],
)
def test_costs_the_same_for_few_and_many_slots(
    client: Client,
    agenda_page: AgendaPage,
    edition: Edition,
    count: int,
    name: str,
    queries: int,
    django_assert_num_queries: Any,
) -> None:
    grow(edition, count)
    address = name.replace("one", in_address(Slot.objects.latest("pk")))
    client.get(f"/2027/agenda/{address}?warm")
    with django_assert_num_queries(queries):
        assert client.get(f"/2027/agenda/{address}").status_code == 200
