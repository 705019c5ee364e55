"""What is found, and in which order, is written down once and holds on SQLite and on PostgreSQL."""

import pytest

from cooperation.agenda.actions import release
from cooperation.agenda.models import SlotSpeaker
from cooperation.pages.models import AgendaPage, NetworkPage
from core.publishing.enums import Audience
from home.models import StandardPage
from tests.factories import MemberFactory, SlotFactory, SpeakerFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexes"), pytest.mark.every_case]


def add_page(home_page, title, text):
    body = [{"type": "paragraph", "value": f"<p>{text}</p>"}]
    home_page.add_child(instance=StandardPage(title=title, body=body))


def speak(edition, name, **slot):
    speaker = SpeakerFactory(edition=edition, name=name)
    SlotSpeaker.objects.create(slot=SlotFactory(edition=edition, **slot), speaker=speaker)


def titles(client, query):
    return [hit.found.title for hit in client.get("/search/", {"q": query}).context["hits"]]


@pytest.fixture
def a_bit_of_everything(home_page, edition, edition_page):
    """Pages of several kinds, members and speakers that share words in titles and in texts."""
    edition_page.add_child(instance=AgendaPage(title="Agenda", slug="agenda"))
    home_page.add_child(instance=NetworkPage(title="Network", slug="network"))
    edition.host.name = "Hosting Body"
    edition.host.save()
    MemberFactory(
        name="Centre Lietuva", slug="lietuva", city="Vilnius", about="Cross-border cases, 1e5 a year."
    )
    MemberFactory(name="Centre Ελλάδα", slug="greece", city="Αθήνα", about="Υποθέσεις: cases of travellers")
    speak(edition, "Žydrė Example", title="Cases across borders")
    speak(edition, "Ona Border", title="Opening", audience=Audience.ATTENDEES)
    release(edition, note="", by=UserFactory())
    add_page(home_page, "Cases", "What crosses a border; see example.org/cases and ona@mail.example.")
    add_page(home_page, "About", "A case, two cases; Lietuva's cases: «ΣΊΣΥΦΟΣ», don’t, 3.14, ½, Ⅻ, x².")
    add_page(home_page, "Borders without cases", "Nothing, 0012.")


AGREED = {
    "cases": ["Cases", "Borders without cases", "About", "Žydrė Example", "Centre Lietuva", "Centre Ελλάδα"],
    "case": ["Cases", "Borders without cases", "About", "Žydrė Example", "Centre Lietuva", "Centre Ελλάδα"],
    "border": ["Borders without cases", "Cases", "Žydrė Example", "Centre Lietuva"],
    "borders cases": ["Borders without cases", "Žydrė Example"],
    "border cases": ["Cases", "Centre Lietuva"],
    "cross": ["Cases", "Centre Lietuva"],
    "cross-border": ["Centre Lietuva"],
    "centre": ["Centre Lietuva", "Centre Ελλάδα"],
    "CENTRE ελλαδα": ["Centre Ελλάδα"],
    "αθηνα": ["Centre Ελλάδα"],
    "σισυφοσ": ["About"],
    "lietuva": ["Centre Lietuva", "About"],
    "example": ["Žydrė Example", "Cases"],
    "example.org": ["Cases"],
    "ona@mail.example": ["Cases"],
    "ona": ["Cases"],
    "don't": ["About"],
    "dont": [],
    "3.14": ["About"],
    "14": ["About"],
    "1e5": ["Centre Lietuva"],
    "1e": ["Centre Lietuva"],
    "0012": ["Borders without cases"],
    "12": ["About"],
    "xii": ["About"],
    "x2": ["About"],
    "nothing 0012": ["Borders without cases"],
    "hosting body": ["Hosting Body", "Cooperation Day 2027"],
    "vilnius": ["Cooperation Day 2027", "Centre Lietuva"],
    "\ufdfa" * 200: [],
}
"""What each query finds, in this order, on every database."""


def test_every_database_finds_the_same_in_the_same_order(client, a_bit_of_everything):
    assert {query: titles(client, query) for query in AGREED} == AGREED
