"""``schedule.xml``: what it says, and that it is what readers of the format expect."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from lxml import etree

from cooperation.agenda.exports.frab import schedule_xml
from cooperation.agenda.programme import Programme, SpeakerEntry
from tests.cooperation.agenda.samples import FACTS, RELEASED, ROOMS, big_programme, programme, slot


def tree(made: Programme, facts: object = FACTS) -> etree._Element:
    return etree.fromstring(schedule_xml(made, facts))


def test_event_says_everything() -> None:
    entry = slot(room=ROOMS[0], language="French", abstract="Why", speakers=(SpeakerEntry(7, "Ona"),))
    event = tree(programme(entry)).find("day/room/event")
    told = {child.tag: child.text or "" for child in event if child.tag != "persons"}
    assert event.get("guid") == entry.uid
    assert told == {
        "room": "Aula",
        "title": "Opening",
        "subtitle": "",
        "type": "plenary",
        "date": "2027-05-12T09:00:00+03:00",
        "start": "09:00",
        "duration": "01:00",
        "abstract": "Why",
        "slug": f"opening-{entry.uid}",
        "track": "Plenary",
        "language": "French",
        "url": f"https://day.example.eu/2027/agenda/#{entry.anchor}",
    }
    assert [(person.get("id"), person.text) for person in event.iter("person")] == [("7", "Ona")]


def test_head_names_edition_release_and_zone() -> None:
    root = tree(programme(slot(), number=4))
    assert root.findtext("version") == "4"
    assert {child.tag: child.text for child in root.find("conference")} == {
        "title": "Cooperation Day 2027",
        "acronym": "cooperation-day-2027",
        "start": "2027-05-12",
        "end": "2027-05-13",
        "days": "1",
        "timeslot_duration": "00:05",
        "base_url": "https://day.example.eu/2027/agenda/",
        "time_zone_name": "Europe/Vilnius",
    }


def test_cancelled_and_fallen_out_slots_are_left_out() -> None:
    made = programme(
        slot("One"),
        slot("Two", 10, is_cancelled=True),
        slot("Three", 11, fell_out=True, is_cancelled=True),
    )
    assert [event.findtext("title") for event in tree(made).iter("event")] == ["One"]
    cancelled = replace(FACTS, cancelled_at=RELEASED)
    assert list(tree(made, cancelled).iter("event")) == []


def test_number_of_an_event_stays_and_is_its_own() -> None:
    numbers = [event.get("id") for event in tree(big_programme(300)).iter("event")]
    assert len(set(numbers)) == 300
    first = tree(programme(slot("One"), slot("Two", 10)))
    second = tree(programme(slot("Two", 12)))
    assert first.xpath("//event[title='Two']/@id") == second.xpath("//event[title='Two']/@id")


def test_same_identity_modulo_the_largest_number_does_not_clash() -> None:
    uids = [f"00000000-0000-0000-0000-{number:012x}" for number in (5, 5 + 2**31 - 1)]
    events = tree(programme(*(slot(uid, uid=uid) for uid in uids))).iter("event")
    assert sorted(event.get("id") for event in events) == ["6", "7"]


def test_characters_that_xml_forbids_are_dropped() -> None:
    event = tree(programme(slot("A\x00B\x1b<&>\r\nC\ufffeD"))).find("day/room/event")
    assert event.findtext("title") == "AB<&>\nCD"


def agendas() -> dict[str, Programme]:
    long = slot("Long", minutes=200 * 60)
    late = slot(
        "Late",
        starts_at=datetime(2028, 2, 29, 21, 30, tzinfo=UTC),
        ends_at=datetime(2028, 2, 29, 21, 30, tzinfo=UTC) + timedelta(hours=4),
    )
    return {
        "many": big_programme(300),
        "few": programme(slot(), slot("Nowhere", 10), slot("Place", 11, place="Harbour")),
        "odd": programme(long, late, slot("…", 13)),
        "none": programme(),
    }
