"""The public search finds the same for the same words, whatever the database, and nothing that is hidden."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from cooperation.agenda.actions import release
from cooperation.agenda.models import SlotSpeaker
from cooperation.pages.models import AgendaPage, NetworkPage, NewsIndexPage, NewsPage
from core.publishing.enums import Audience
from home.models import StandardPage
from home.search import matching
from home.search.matching import Found
from tests.factories import MemberFactory, SlotFactory, SpeakerFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexes"), pytest.mark.every_case]


def add_page(home_page, title, text="", **fields):
    body = [{"type": "paragraph", "value": f"<p>{text}</p>"}] if text else []
    return home_page.add_child(instance=StandardPage(title=title, body=body, **fields))


def ask(client, query, **more):
    return client.get("/search/", {"q": query} | more)


def titles(client, query, **more):
    response = ask(client, query, **more)
    assert response.status_code == 200, response.text
    return [hit.found.title for hit in response.context["hits"]]


@pytest.fixture
def library(home_page):
    """Pages whose words try everything that databases' own searches disagree about."""
    for title, text in (
        ("Getting to the town hall", "The tram stops in front of the café. Summer-time begins."),
        ("Πώς θα έρθετε", "Το τραμ σταματά μπροστά στο δημαρχείο, όλους τους σταθμούς."),
        ("Как да стигнете", "Трамваят спира пред кметството. Български език."),
        ("Straßenbahn", "Die Straßenbahn hält vor dem Rathaus. Größe: naïve."),
        ("Łódź and Ørsted", "Žalgirio gatvė, ščúr, Żółć"),
        ("NEAR the OR gate", "an AND b NOT c, 50% off, under_score, C++ and e-mail"),
    ):
        add_page(home_page, title, text)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("cafe", ["Getting to the town hall"]),
        ("CAFÉ", ["Getting to the town hall"]),
        ("cafe\u0301", ["Getting to the town hall"]),
        ("πως", ["Πώς θα έρθετε"]),
        ("ΈΡΘΕΤΕ", ["Πώς θα έρθετε"]),
        ("σταθμους", ["Πώς θα έρθετε"]),
        ("трамв", ["Как да стигнете"]),
        ("български ЕЗИК", ["Как да стигнете"]),
        ("strasse", ["Straßenbahn"]),
        ("STRASSENBAHN", ["Straßenbahn"]),
        ("naive", ["Straßenbahn"]),
        ("lodz orsted", ["Łódź and Ørsted"]),
        ("zalgirio", ["Łódź and Ørsted"]),
        ("tram st", ["Getting to the town hall"]),
        ("summer-time", ["Getting to the town hall"]),
        ("summertime", []),
        ('"town hall"', ["Getting to the town hall"]),
        ("town*", ["Getting to the town hall"]),
        ("town -hall", ["Getting to the town hall"]),
        ("NEAR", ["NEAR the OR gate"]),
        ("near(tram, stops)", []),
        ("or", ["NEAR the OR gate", "Łódź and Ørsted"]),
        ("under_score", ["NEAR the OR gate"]),
        ("50%", ["NEAR the OR gate"]),
        ("e-mail", ["NEAR the OR gate"]),
        ("to\x00wn", []),
        ("to\x00the\x00hall", ["Getting to the town hall"]),
        ("' OR 1=1 --", ["NEAR the OR gate", "Łódź and Ørsted"]),
        ("title:town", []),
        ("allway", []),
    ],
)
def test_words_are_found_alike_on_every_database(client, library, query, found):
    assert titles(client, query) == found


def test_a_word_in_the_title_comes_first(client, home_page):
    add_page(home_page, "Lunch", "There is a tram.")
    add_page(home_page, "Trams", "Two lines.")
    add_page(home_page, "Tram", "One line.")

    assert titles(client, "tram") == ["Tram", "Trams", "Lunch"]


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("a", "at least two letters"),
        ("…!?*", "at least two letters"),
        ("x" * 10_000, "at most 200 characters"),
    ],
)
def test_what_cannot_be_looked_for_is_refused_beside_the_field(client, library, query, message):
    response = ask(client, query)

    assert response.status_code == 400
    assert message in response.text
    assert 'aria-invalid="true"' in response.text


@pytest.mark.parametrize("query", ["", "   "])
def test_without_words_there_is_only_the_form(client, library, query):
    response = ask(client, query)

    assert response.status_code == 200
    assert "results" not in response.text
    assert "accents do not matter" in response.text


def test_nothing_found_says_what_to_do(client, library):
    response = ask(client, "zebra")

    assert "Nothing found for “zebra”" in response.text
    assert "Use fewer words" in response.text


def test_hits_are_marked_and_everything_is_escaped(client, home_page):
    add_page(home_page, "<b>Tram</b> & bus", "&lt;script&gt;alert('tram')&lt;/script&gt;")

    response = ask(client, "tram")

    assert "&lt;b&gt;<mark>Tram</mark>&lt;/b&gt; &amp; bus" in response.text
    assert "<script>alert" not in response.text
    assert "alert(&#x27;<mark>tram</mark>&#x27;)" in response.text


def test_the_query_is_escaped_where_it_is_repeated(client, home_page):
    response = ask(client, '"><script>alert(1)</script>')

    assert "<script>alert" not in response.text


def test_a_snippet_shows_the_hit_and_not_the_beginning():
    found = Found("Page", "Long", "/long/", "word " * 300 + "needle " + "word " * 300)

    snippet = matching.show(found, "needle").snippet

    assert "<mark>needle</mark>" in snippet
    assert snippet.startswith("… ")
    assert snippet.endswith(" …")
    assert len(snippet) < 300


def test_unpublished_and_restricted_pages_are_never_found(client, home_page):
    add_page(home_page, "Tram draft", live=False)
    closed = add_page(home_page, "Tram for some")
    below = closed.add_child(instance=StandardPage(title="Tram below"))
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)

    assert below.live
    assert titles(client, "tram") == []


def test_news_under_embargo_are_found_only_afterwards(client, home_page):
    index = home_page.add_child(instance=NewsIndexPage(title="News", slug="news"))
    page = index.add_child(
        instance=NewsPage(title="Tram opens", body=[], embargo_until=timezone.now() + timedelta(days=1))
    )
    assert titles(client, "tram") == []

    page.embargo_until = timezone.now() - timedelta(seconds=1)
    page.save()

    assert titles(client, "tram") == ["Tram opens"]


def test_members_are_found_by_name_country_and_city(client, home_page):
    home_page.add_child(instance=NetworkPage(title="Network", slug="network"))
    MemberFactory(name="Centre Lithuania", slug="lithuania", city="Vilnius", country="LT")

    for query in ("centre lit", "lithuania", "vilnius"):
        assert titles(client, query) == ["Centre Lithuania"]
    assert 'href="/network/lithuania/"' in ask(client, "vilnius").text


def test_members_have_no_page_and_are_not_found_without_the_networks_page(client, home_page):
    MemberFactory(name="Centre Lithuania")

    assert titles(client, "lithuania") == []


@pytest.fixture
def agenda_page(edition_page):
    return edition_page.add_child(instance=AgendaPage(title="Agenda", slug="agenda"))


def speak(edition, name, **slot):
    speaker = SpeakerFactory(edition=edition, name=name)
    SlotSpeaker.objects.create(slot=SlotFactory(edition=edition, **slot), speaker=speaker)
    return speaker


def test_speakers_are_found_once_the_agenda_is_released(client, edition, agenda_page):
    speak(edition, "Žydrė Example", title="Opening")
    assert titles(client, "zydre") == []

    release(edition, note="", by=UserFactory())

    assert titles(client, "zydre") == ["Žydrė Example"]
    assert "/2027/agenda/#slot-" in ask(client, "zydre").text


def test_speakers_of_slots_for_attendees_are_never_found(client, edition, agenda_page):
    speak(edition, "Hidden Example", audience=Audience.ATTENDEES)
    release(edition, note="", by=UserFactory())

    assert titles(client, "hidden") == []


def test_speakers_who_never_got_into_the_agenda_are_not_found(client, edition, agenda_page):
    speak(edition, "Shown Example")
    release(edition, note="", by=UserFactory())
    SpeakerFactory(edition=edition, name="Absent Example")

    assert titles(client, "example") == ["Shown Example"]


def test_many_hits_are_spread_over_pages(client, home_page):
    for number in range(25):
        add_page(home_page, f"Tram {number}")

    assert len(titles(client, "tram")) == 10
    assert len(titles(client, "tram", page="3")) == 5
    assert len(titles(client, "tram", page="99")) == 5
    assert len(titles(client, "tram", page="x")) == 10
    assert 'href="/search/?q=tram&amp;page=2"' in ask(client, "tram").text
    assert 'start="11"' in ask(client, "tram", page="2").text


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_searching_changes_nothing(client, home_page, method):
    assert getattr(client, method)("/search/").status_code == 405


def test_searching_sets_no_cookie_and_may_be_kept(client, library):
    response = ask(client, "tram")

    assert not response.cookies
    assert "public" in response.headers["Cache-Control"]


def test_the_number_of_queries_does_not_grow(client, home_page, edition, agenda_page):
    home_page.add_child(instance=NetworkPage(title="Network", slug="network"))

    def queries(number):
        for each in range(number):
            add_page(home_page, f"Tram of lot{number} {each}", "Lines")
            speak(edition, f"Tram Driver lot{number} {each}")
            MemberFactory(name=f"Tram Centre lot{number} {each}")
        release(edition, note="", by=UserFactory())
        with CaptureQueriesContext(connection) as executed:
            response = client.get("/search/", {"q": f"lot{number} tram"})
        assert len(response.context["hits"]) == min(3 * number, 10)
        return len(executed)

    queries(2)  # content types and the like are read once per process

    assert queries(1) == queries(9) == 8
