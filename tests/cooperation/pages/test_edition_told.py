"""What the start page tells of its host, what leads on from it, and what its pages are called elsewhere."""

from django.test import Client
from lxml import html

from cooperation.pages.models import AgendaPage, EditionPage, HostsPage, NewsIndexPage, NewsPage
from home.models import HomePage
from tests.cooperation.pages.test_edition_page import change, text_of
from tests.factories import MemberFactory, PresidencyFactory


def test_the_host_is_told_as_a_story(client: Client, edition_page: EditionPage) -> None:
    edition = edition_page.edition
    change(edition, presidency=PresidencyFactory(), host_reason="Because of the rota.")
    PresidencyFactory(half=2, country="GR", eu_code="EL")
    MemberFactory(name="Centre of Greece", country="GR", eu_code="EL")
    text = text_of(client, edition_page)
    assert f"{edition.host.name} Presidency, January to June 2027: Lithuania Why this host" in text
    assert "The other candidate was Centre of Greece, for July to December." in text
    assert text.count("The other candidate") == 1


def test_nobody_is_left_without_a_way_on(
    client: Client, home_page: HomePage, edition_page: EditionPage
) -> None:
    hosts = home_page.add_child(instance=HostsPage(title="Hosts", slug="hosts"))
    (button,) = html.fromstring(client.get(edition_page.url).content).xpath("//a[@class='button']")
    assert (button.get("href"), button.text) == (hosts.url, "Who hosts, and when")
    index = home_page.add_child(instance=NewsIndexPage(title="News", slug="news"))
    piece = NewsPage(title="A date is set", slug="date", edition=edition_page.edition)
    index.add_child(instance=piece)
    (button,) = html.fromstring(client.get(edition_page.url).content).xpath("//a[@class='button']")
    assert button.get("href") == "#news"


def test_what_is_shared_says_of_which_year_it_is(
    client: Client, agenda_page: AgendaPage, edition_page: EditionPage
) -> None:
    head = html.fromstring(client.get(agenda_page.url).content).find("head")
    (shared,) = head.xpath("meta[@property='og:title']/@content")
    (description,) = head.xpath("meta[@name='description']/@content")
    assert " ".join(head.findtext("title").split()) == shared == "Agenda – Cooperation Day 2027"
    assert description == "Agenda: Cooperation Day 2027, 12–13 May 2027, Vilnius, Lithuania."
    agenda_page.introduction = "<p>From the <b>first</b> coffee to the last bus.</p>"
    agenda_page.save()
    head = html.fromstring(client.get(agenda_page.url).content).find("head")
    assert head.xpath("meta[@property='og:description']/@content") == [
        "From the first coffee to the last bus."
    ]
