"""``schedule.xml`` holds what the format promises: judged by a schema of our own, and by the format's.

Ours is stricter, so it needs nobody else's file. Where ``SCHEDULE_XSD`` names the schema that readers of
the format publish (``validator/xsd/schedule.xml.xsd`` of https://github.com/voc/schedule), the same
agendas are held against it, too.
"""

import os
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from lxml import etree

from cooperation.agenda.exports.frab import schedule_xml
from cooperation.agenda.programme import Programme, SpeakerEntry
from tests.cooperation.agenda.samples import FACTS, ROOMS, big_programme, programme, slot

OURS = Path(__file__).with_name("schedule.xsd")
SCHEMAS = [OURS, *(Path(path) for path in [os.environ.get("SCHEDULE_XSD", "")] if path)]


def schema(path: Path) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(path))


def agendas() -> dict[str, Programme]:
    long = slot("Long", minutes=200 * 60)
    past_midnight = datetime(2028, 2, 29, 21, 30, tzinfo=UTC)
    late = slot("Late", starts_at=past_midnight, ends_at=past_midnight + timedelta(hours=4))
    return {
        "many": big_programme(300),
        "few": programme(slot(), slot("Nowhere", 10), slot("Place", 11, place="Harbour")),
        "odd": programme(long, late, slot("…", 13)),
        "hours not known": programme(slot("Day", 0, minutes=2 * 24 * 60, is_untimed=True)),
        "none": programme(),
    }


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda path: path.name)
@pytest.mark.parametrize("name", agendas())
def test_is_valid(name: str, path: Path) -> None:
    for facts in (FACTS, replace(FACTS, first_day=None, last_day=None, venue="")):
        schema(path).assertValid(etree.fromstring(schedule_xml(agendas()[name], facts)))


def sound() -> str:
    """A document with all that can break: two slots of one room, a speaker."""
    made = programme(
        slot("One", room=ROOMS[0], speakers=(SpeakerEntry(7, "Ona"),)), slot("Two", 10, room=ROOMS[0])
    )
    return schedule_xml(made, FACTS).decode()


BREAKS = {
    "no version": ("<version>1</version>", ""),
    "no conference": ("<conference>.*</conference>", ""),
    "no title of the conference": ("<title>Cooperation Day 2027</title>", ""),
    "no acronym": ("<acronym>.*?</acronym>", ""),
    "start that is no date": ("<start>2027-05-12</start>", "<start>12 May</start>"),
    "end that is no date": ("<end>2027-05-13</end>", "<end>2027-02-30</end>"),
    "days in words": ("<days>1</days>", "<days>one</days>"),
    "grid that is no duration": ("<timeslot_duration>00:05", "<timeslot_duration>5"),
    "address that is no web address": ("<base_url>https:", "<base_url>ftp:"),
    "two zones": ("(<time_zone_name>.*?</time_zone_name>)", r"\1\1"),
    "no day": ("<day .*</day>", ""),
    "day with no date": (' date="2027-05-12"', ""),
    "date of a day with hours": (' date="2027-05-12"', ' date="2027-05-12T00:00:00+03:00"'),
    "day number zero": (' index="1"', ' index="0"'),
    "two days of one number": ("(<day .*</day>)", r'\1<day index="1" date="2027-05-13"'
     ' start="2027-05-13T00:00:00+03:00" end="2027-05-14T00:00:00+03:00"/>'),
    "begin of a day without offset": (r'(<day[^>]* start="[^"+]*)\+03:00', r"\1"),
    "end of a day without offset": (r'(<day[^>]* end="[^"+]*)\+03:00', r"\1"),
    "number that is no number": ('<event id="[0-9]+"', '<event id="one"'),
    "no number": ('<event id="[0-9]+"', "<event"),
    "no identity": (' guid="[^"]*"', ""),
    "identity that is no UUID": (' guid="[^"]*"', ' guid="one"'),
    "one number twice": ('id="[0-9]+" guid', 'id="5" guid'),
    "one identity twice": ('guid="[^"]*"', 'guid="00000000-0000-0000-0000-000000000001"'),
    "one slug twice": ("<slug>[^<]*", "<slug>same"),
    "unknown element": ("<subtitle ?/>", "<subtitle/><mood>glad</mood>"),
    "unknown attribute": ("<event ", '<event mood="glad" '),
    **{
        f"no {name}": (f"<{name}>[^<]*</{name}>|<{name} ?/>", "")
        for name in ("room", "subtitle", "type", "date", "duration", "abstract", "slug", "track")
    },
    "no title": ("<title>One</title>", ""),
    "two titles": ("<title>One</title>", "<title>One</title><title>Uno</title>"),
    "no beginning": ("<start>09:00</start>", ""),
    "beginning past midnight": ("<start>09:00", "<start>32:00"),
    "beginning with one digit": ("<start>09:00", "<start>9:00"),
    "date without offset": (r"(<date>[^+]*)\+03:00", r"\1"),
    "date without seconds": (r"(<date>[^+]*):00\+03:00", r"\1+03:00"),
    "date that does not exist": ("<date>2027-05-12", "<date>2027-02-29"),
    "duration in minutes": ("<duration>01:00", "<duration>60"),
    "address of a slot that is none": ("<url>https:", "<url>javascript:"),
    "person's number that is none": ('<person id="7"', '<person id="Ona"'),
    "person outside the list": ("<persons>(.*?)</persons>", r"\1"),
    "recording without terms": ("<persons>", "<recording/><persons>"),
    "recording with a vague answer": (
        "<persons>",
        "<recording><license/><optout>maybe</optout></recording><persons>",
    ),
    "links that are none": ("</persons>", "</persons><links><url/></links>"),
    "attachments that are none": ("</persons>", "</persons><attachments><link/></attachments>"),
    "video without address": ("<persons>", "<video_download_url>tape</video_download_url><persons>"),
}  # fmt: skip


def test_the_document_to_break_is_sound() -> None:
    for path in SCHEMAS:
        schema(path).assertValid(etree.fromstring(sound().encode()))


@pytest.mark.parametrize("name", BREAKS)
def test_what_is_broken_is_refused(name: str) -> None:
    broken = re.sub(*BREAKS[name], sound(), flags=re.DOTALL)
    assert broken != sound()
    assert not schema(OURS).validate(etree.fromstring(broken.encode()))


def test_all_that_the_format_knows_is_allowed() -> None:
    """The optional parts that we do not write today, so that the schema stands when we do."""
    terms = "<recording><license>CC BY 4.0</license><optout>false</optout></recording>"
    links = '<links><link href="https://example.eu/a">A</link></links>'
    attachments = '<attachments><attachment href="https://example.eu/b.pdf">B</attachment></attachments>'
    rich = sound().replace("<persons>", f"{terms}<persons>", 1)
    rich = rich.replace("</persons>", f"</persons>{links}{attachments}", 1)
    for path in SCHEMAS:
        schema(path).assertValid(etree.fromstring(rich.encode()))
