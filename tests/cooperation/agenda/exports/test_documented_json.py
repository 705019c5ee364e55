"""The agenda as JSON: the fields are those that the document describes."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from cooperation.agenda.exports.documented_json import agenda_json
from cooperation.agenda.programme import SpeakerEntry
from tests.cooperation.agenda.samples import FACTS, ROOMS, programme, slot

DOCUMENT = Path(__file__).resolve().parents[4] / "docs" / "agenda-json.md"


def test_slot_says_everything_with_the_offset_of_the_moment() -> None:
    entry = slot(room=ROOMS[1], sequence=2, speakers=(SpeakerEntry(7, "Ona", "Judge", "Court", "chair"),))
    data = json.loads(json.dumps(agenda_json(programme(entry), FACTS)))
    assert data["slots"] == [
        {
            "uid": entry.uid,
            "url": f"https://day.example.eu/2027/agenda/#{entry.anchor}",
            "kind": "plenary",
            "title": "Opening",
            "abstract": "",
            "starts_at": "2027-05-12T09:00:00+03:00",
            "ends_at": "2027-05-12T10:00:00+03:00",
            "hours_known": True,
            "room": 2,
            "place": "",
            "language": "",
            "audience": "public",
            "is_cancelled": False,
            "speakers": [{"name": "Ona", "function": "Judge", "organisation": "Court", "role": "chair"}],
            "sequence": 2,
            "changed_at": "2027-04-01T12:30:00+03:00",
        }
    ]
    assert data["edition"]["time_zone"] == "Europe/Vilnius"
    assert data["release"] == {"number": 1, "released_at": "2027-04-01T12:30:00+03:00", "note": ""}


def test_offset_follows_the_clocks() -> None:
    winter = datetime(2027, 3, 28, 0, 59, tzinfo=UTC)
    summer = datetime(2027, 3, 28, 1, 0, tzinfo=UTC)
    told = agenda_json(programme(slot(starts_at=winter, ends_at=summer)), FACTS)["slots"][0]
    assert (told["starts_at"], told["ends_at"]) == (
        "2027-03-28T02:59:00+02:00",
        "2027-03-28T04:00:00+03:00",
    )


def test_fallen_out_slots_are_left_out_and_a_cancelled_edition_cancels_all() -> None:
    made = programme(slot("One"), slot("Gone", 10, fell_out=True, is_cancelled=True))
    told = agenda_json(made, replace(FACTS, cancelled_at=datetime(2027, 1, 1, tzinfo=UTC)))
    assert [(row["title"], row["is_cancelled"]) for row in told["slots"]] == [("One", True)]
    assert told["edition"]["is_cancelled"] is True


def test_every_field_is_documented() -> None:
    data = agenda_json(programme(slot(speakers=(SpeakerEntry(1, "Ona"),))), FACTS)
    documented = set(re.findall(r"`\.?(?:[a-z]+\.)?([a-z_]+)(?:\[\])?`", DOCUMENT.read_text()))
    groups = [data, data["edition"], data["release"], data["rooms"][0], data["slots"][0]]
    groups.append(data["slots"][0]["speakers"][0])
    names = {name for group in groups for name in group} - {"edition", "release"}
    assert names - documented == set()
