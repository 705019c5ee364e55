"""The feed of an agenda's releases: notes arrive as they were written, and mended ones are a change."""

from datetime import UTC, datetime, timedelta

import feedparser
import pytest
import time_machine
from django.test import Client
from lxml import etree

from cooperation.agenda import actions
from cooperation.agenda.models import Release
from cooperation.editions.models import Edition
from cooperation.pages.models import AgendaPage
from tests.factories import SlotFactory

ADDRESS = "/2027/agenda/releases/feed/"
ATOM = "{http://www.w3.org/2005/Atom}"
NOTE = "Doors & <b>lifts</b> are open"
FIRST = datetime(2027, 4, 1, 9, 30, tzinfo=UTC)


@pytest.fixture
def agenda(edition: Edition, agenda_page: AgendaPage) -> Edition:
    """An edition whose agenda was released at ``FIRST`` with ``NOTE``."""
    SlotFactory(edition=edition)
    with time_machine.travel(FIRST, tick=False):
        actions.release(edition, NOTE, None)
    return edition


def test_a_note_arrives_as_it_was_written(client: Client, agenda: Edition) -> None:
    answer = client.get(ADDRESS).content
    summary = etree.fromstring(answer).find(f"{ATOM}entry/{ATOM}summary")
    assert summary is not None
    assert (summary.get("type"), summary.text, len(summary)) == ("text", NOTE, 0)
    (entry,) = feedparser.parse(answer).entries
    assert (entry.summary_detail.type, entry.summary) == ("text/plain", NOTE)
    assert "<p>Doors &amp; &lt;b&gt;lifts&lt;/b&gt; are open</p>" in entry.content[0].value


def test_a_release_without_a_note_has_no_summary(client: Client, agenda: Edition) -> None:
    Release.objects.update(note="")
    assert etree.fromstring(client.get(ADDRESS).content).find(f"{ATOM}entry/{ATOM}summary") is None


def moments(client: Client, query: str) -> tuple[str, str, str]:
    """When the feed and its newest entry were changed, and when that was published."""
    feed = feedparser.parse(client.get(f"{ADDRESS}?{query}").content)
    return feed.feed.updated, feed.entries[0].updated, feed.entries[0].published


def test_a_mended_note_is_a_change_of_the_entry(client: Client, agenda: Edition) -> None:
    first = FIRST.isoformat()
    assert moments(client, "a") == (first, first, first)
    later = FIRST + timedelta(days=2)
    with time_machine.travel(later, tick=False):
        actions.change_note(agenda, 1, "Doors are open", None)
    assert moments(client, "b") == (later.isoformat(), later.isoformat(), first)
    with time_machine.travel(later + timedelta(days=1), tick=False):
        actions.change_note(agenda, 1, " Doors are open ", None)
    assert moments(client, "c") == (later.isoformat(), later.isoformat(), first), "the note says the same"
