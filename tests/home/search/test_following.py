"""The index follows what is published, changed and taken back, without anybody rebuilding it."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cooperation.agenda.actions import release
from cooperation.agenda.models import SlotSpeaker
from cooperation.pages.models import AgendaPage, SpeakerPage
from home.models import StandardPage
from home.search import finding
from tests.factories import MemberFactory, SlotFactory, SpeakerFactory, UserFactory
from workshops.pages.models import Decision, Facilitator, WorkshopIndexPage, WorkshopPage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexes"), pytest.mark.every_case]


@pytest.fixture
def search(rf):
    def titles(query):
        return [found.title for found in finding.find(rf.get("/search/"), query)]

    return titles


def test_a_page_is_found_when_it_is_published_and_no_more_when_it_is_taken_back(home_page, search):
    page = home_page.add_child(instance=StandardPage(title="Tram", live=False))
    assert search("tram") == []

    page.save_revision().publish()
    assert search("tram") == ["Tram"]

    page.title = "Bus"
    revision = page.save_revision()
    assert (search("tram"), search("bus")) == (["Tram"], [])

    revision.publish()
    assert (search("tram"), search("bus")) == ([], ["Bus"])

    StandardPage.objects.get().unpublish()
    assert search("bus") == []


def test_a_deleted_page_is_found_no_more(home_page, search):
    page = home_page.add_child(instance=StandardPage(title="Tram"))
    page.delete()

    assert search("tram") == []


def test_a_page_is_found_by_what_its_edition_and_host_are_called(edition_page, search):
    edition_page.edition.city = "Zarasai"
    edition_page.edition.save()
    assert search("zarasai") == [edition_page.title]

    edition_page.edition.host.name = "Renamed Centre"
    edition_page.edition.host.save()
    assert search("renamed") == [edition_page.title]


@pytest.fixture
def workshop(edition_page):
    index = edition_page.add_child(instance=WorkshopIndexPage(title="Workshops", slug="workshops"))
    return index.add_child(instance=WorkshopPage(title="Mediation", slug="mediation", summary="Two stories."))


def test_pages_are_looked_for_only_when_one_can_speak_of_the_record():
    with CaptureQueriesContext(connection) as of_new:
        member = MemberFactory()
    with CaptureQueriesContext(connection) as of_known:
        member.save()
    asked = ["editionpage" in str(queries.captured_queries) for queries in (of_new, of_known)]
    assert asked == [False, True]


def test_a_workshop_is_found_by_facilitators_and_decisions(workshop, edition, search):
    speaker = SpeakerFactory(edition=edition, name="Rasa Example")
    workshop.facilitators.add(Facilitator(speaker=speaker))
    workshop.decisions.add(Decision(text="We share templates."))
    workshop.save_revision().publish()
    assert search("rasa") == search("share templates") == ["Mediation"]

    speaker.name = "Aldona Example"
    speaker.save()

    assert (search("rasa"), search("aldona")) == ([], ["Mediation"])


@pytest.fixture
def agenda_page(edition_page):
    return edition_page.add_child(instance=AgendaPage(title="Agenda", slug="agenda"))


def test_speakers_are_found_as_the_newest_release_names_them(edition, agenda_page, search):
    speaker = SpeakerFactory(edition=edition, name="Rasa Example")
    SlotSpeaker.objects.create(slot=SlotFactory(edition=edition, title="Opening"), speaker=speaker)
    release(edition, note="", by=UserFactory())
    speaker.name, speaker.organisation = "Aldona Example", "Secret Body"
    speaker.save()

    assert search("rasa opening") == ["Rasa Example"]
    assert search("aldona") == search("secret") == []

    release(edition, note="", by=UserFactory())

    assert (search("rasa"), search("aldona secret")) == ([], ["Aldona Example"])


def test_a_speaker_with_a_page_is_found_once_and_by_its_words(edition, agenda_page, search, rf):
    speaker = SpeakerFactory(edition=edition, name="Rasa Example")
    body = [{"type": "paragraph", "value": "<p>She keeps bees.</p>"}]
    agenda_page.add_child(instance=SpeakerPage(title="Rasa", slug="rasa", speaker=speaker, body=body))
    assert search("bees") == search("rasa") == []

    SlotSpeaker.objects.create(slot=SlotFactory(edition=edition), speaker=speaker)
    release(edition, note="", by=UserFactory())

    assert search("bees") == search("rasa") == ["Rasa Example"]
    [found] = finding.with_texts(finding.find(rf.get("/search/"), "bees"))
    assert found.url == "/2027/agenda/rasa/"
    assert "She keeps bees." in found.text


def test_rebuilding_the_index_changes_nothing(home_page, edition_page, search):
    home_page.add_child(instance=StandardPage(title="Tram"))
    MemberFactory(name="Tram Centre")
    before = search("tram")

    call_command("update_index", verbosity=0, stdout=StringIO())

    assert search("tram") == before == ["Tram"]
