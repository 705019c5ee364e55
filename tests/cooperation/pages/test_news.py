import json
from datetime import UTC, date, datetime, timedelta

import feedparser
import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from lxml import etree, html

from cooperation.pages.models import EditionPage, NewsIndexPage, NewsPage
from tests.cooperation.pages.conftest import queries_of

INDEX_QUERIES = 7
PIECE_QUERIES = 7
NOW = datetime(2027, 1, 10, 12, 0, tzinfo=UTC)


def make_news(index: NewsIndexPage, number: int, **facts: object) -> NewsPage:
    values = {"title": f"News {number}", "slug": f"news-{number}", "published_on": date(2027, 1, 1)} | facts
    return index.add_child(instance=NewsPage(body=[("paragraph", "<p>Text.</p>")], **values))


def titles(client: Client, address: str) -> list[str]:
    tree = html.fromstring(client.get(address).content)
    return [title.text_content().strip() for title in tree.xpath("//main//article//h2")]


def test_news_are_shown_newest_first(client: Client, news_index: NewsIndexPage) -> None:
    make_news(news_index, 1, published_on=date(2026, 12, 1))
    make_news(news_index, 2, published_on=date(2027, 1, 1))
    assert titles(client, "/news/") == ["News 2", "News 1"]


def test_a_year_or_a_tag_chooses(client: Client, news: NewsPage, news_index: NewsIndexPage) -> None:
    make_news(news_index, 1, published_on=date(2027, 1, 1))
    assert titles(client, "/news/?year=2026") == ["A date is set"]
    assert titles(client, "/news/?year=2027") == ["News 1"]
    assert titles(client, "/news/?tag=dates") == ["A date is set"]
    assert titles(client, "/news/?tag=dates&year=2027") == []
    assert "No news fits this choice." in client.get("/news/?tag=dates&year=2027").content.decode()


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("year=x", 404),
        ("year=0000", 404),
        ("year=99999999999999999999", 404),
        ("year=-200", 404),
        ("year=%D9%A2%D9%A0%D9%A2%D9%A7", 404),
        ("tag=never-used", 404),
        ("tag=%00", 404),
        ("page=x", 200),
        ("page=0", 200),
        ("page=-1", 200),
        ("page=99999999999999999999999", 200),
        ("page=%00", 200),
        ("unknown=1", 200),
    ],
)
def test_a_bad_choice_is_never_an_error_of_ours(
    client: Client, news: NewsPage, query: str, status: int
) -> None:
    assert client.get(f"/news/?{query}").status_code == status


def test_pages_of_news_keep_the_choice(client: Client, news_index: NewsIndexPage) -> None:
    for number in range(11):
        make_news(news_index, number)
    tree = html.fromstring(client.get("/news/?year=2027").content)
    (older,) = tree.xpath("//a[@rel='next']/@href")
    assert older == "/news/?year=2027&page=2"
    assert len(titles(client, "/news/?year=2027")) == 10
    assert len(titles(client, older)) == 1


def test_without_news_the_page_says_so(client: Client, news_index: NewsIndexPage) -> None:
    assert "There is no news yet." in client.get("/news/").content.decode()
    assert feedparser.parse(client.get("/news/feed/").content).bozo is False


@pytest.mark.parametrize("number", [1, 30])
def test_the_queries_do_not_grow(client: Client, news_index: NewsIndexPage, number: int) -> None:
    for count in range(number):
        page = make_news(news_index, count)
        page.tags.add("Dates", "Places")
        page.save()
    assert queries_of(client, "/news/") == INDEX_QUERIES


@pytest.mark.parametrize(("seconds", "is_seen"), [(-1, False), (1, True)])
def test_nobody_sees_news_before_its_embargo_ends(
    client: Client, news: NewsPage, edition_page: EditionPage, seconds: int, is_seen: bool
) -> None:
    news.embargo_until = NOW
    news.save_revision().publish()
    with time_machine.travel(NOW + timedelta(seconds=seconds), tick=False):
        assert news.live
        assert (client.get(news.url).status_code == 200) is is_seen
        assert (titles(client, "/news/") == ["A date is set"]) is is_seen
        assert (client.get("/news/?tag=dates").status_code == 200) is is_seen
        assert ("A date is set" in client.get("/news/feed/").content.decode()) is is_seen
        assert ("A date is set" in client.get(edition_page.url).content.decode()) is is_seen
        assert bool(news.get_sitemap_urls()) is is_seen
        assert NewsPage.objects.published().exists() is is_seen
        assert NewsPage.objects.under_embargo().exists() is not is_seen


def test_an_editor_previews_news_under_embargo(news: NewsPage) -> None:
    news.embargo_until = datetime.now(UTC) + timedelta(days=1)
    assert news.make_preview_request().status_code == 200


def test_scheduled_news_appear_when_the_worker_publishes(client: Client, news_index: NewsIndexPage) -> None:
    page = make_news(news_index, 1, live=False, go_live_at=NOW)
    with time_machine.travel(NOW - timedelta(minutes=1), tick=False):
        page.save_revision(approved_go_live_at=NOW)
        call_command("publish_scheduled", verbosity=0)
        assert client.get("/news/news-1/").status_code == 404
    with time_machine.travel(NOW + timedelta(minutes=1), tick=False):
        call_command("publish_scheduled", verbosity=0)
        assert client.get("/news/news-1/").status_code == 200


def test_a_piece_of_news_tells_all_about_itself(
    client: Client, news: NewsPage, edition_page: EditionPage
) -> None:
    tree = html.fromstring(client.get(news.url).content)
    text = " ".join(tree.xpath("//main")[0].text_content().split())
    for part in ("1 October 2026", "Ona Example", "We meet in May.", "Cooperation Day 2027"):
        assert part in text
    assert {"/2027/", "/news/?tag=dates"} < set(tree.xpath("//main//a/@href"))
    article = json.loads(tree.xpath("//head/script[@type='application/ld+json']")[0].text)
    assert article["@type"] == "NewsArticle"
    assert article["datePublished"] == "2026-10-01"
    assert article["keywords"] == ["Dates"]
    assert tree.xpath("//link[@type='application/atom+xml']/@href") == ["/news/feed/"]


def test_the_feed_carries_the_whole_text(client: Client, news: NewsPage) -> None:
    response = client.get("/news/feed/")
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert "public" in response["Cache-Control"]
    feed = feedparser.parse(response.content)
    assert feed.bozo is False
    assert feed.feed.updated
    (entry,) = feed.entries
    assert (entry.title, entry.author, entry.link) == (
        "A date is set",
        "Ona Example",
        "http://testserver/news/a-date-is-set/",
    )
    assert "We meet in <b>May</b>." in entry.content[0].value
    assert [tag.term for tag in entry.tags] == ["Dates"]


def test_a_teaser_arrives_in_the_feed_as_it_was_written(client: Client, news: NewsPage) -> None:
    news.teaser = "Rights & <b>duties</b>"
    news.save_revision().publish()
    answer = client.get("/news/feed/").content
    (summary,) = etree.fromstring(answer).iter("{http://www.w3.org/2005/Atom}summary")
    assert (summary.get("type"), summary.text, len(summary)) == ("text", "Rights & <b>duties</b>", 0)
    (entry,) = feedparser.parse(answer).entries
    assert (entry.summary_detail.type, entry.summary) == ("text/plain", "Rights & <b>duties</b>")


def test_the_feed_does_not_change_while_nothing_does(client: Client, news_index: NewsIndexPage) -> None:
    with time_machine.travel(NOW):
        before = client.get("/news/feed/").content
    with time_machine.travel(NOW + timedelta(days=1)):
        assert client.get("/news/feed/?again").content == before


def test_an_edition_chooses_and_keeps_the_other_choices(
    client: Client, news: NewsPage, news_index: NewsIndexPage, edition_page: EditionPage
) -> None:
    make_news(news_index, 1, published_on=date(2027, 1, 1))
    tree = html.fromstring(client.get("/news/?year=2026&page=1").content)
    assert titles(client, "/news/?edition=2027") == ["A date is set"]
    assert "/news/?year=2026&tag=dates" in tree.xpath("//main//nav//a/@href")
    assert client.get("/news/?edition=1999").status_code == 404


def test_an_edition_without_a_live_page_is_no_choice(
    client: Client, news: NewsPage, edition_page: EditionPage
) -> None:
    edition_page.unpublish()
    assert client.get("/news/?edition=2027").status_code == 404


def test_news_lead_to_those_before_and_after(client: Client, news_index: NewsIndexPage) -> None:
    for number in (1, 2, 3):
        make_news(news_index, number, published_on=date(2027, 1, number))
    make_news(news_index, 4, published_on=date(2027, 1, 2), live=False)
    assert neighbours(client, "/news/news-2/") == {"prev": "/news/news-1/", "next": "/news/news-3/"}
    assert neighbours(client, "/news/news-1/") == {"next": "/news/news-2/"}
    assert neighbours(client, "/news/news-3/") == {"prev": "/news/news-2/"}


def neighbours(client: Client, address: str) -> dict[str, str]:
    tree = html.fromstring(client.get(address).content)
    return {link.get("rel"): link.get("href") for link in tree.xpath("//main//a[@rel]")}


@pytest.mark.parametrize("number", [1, 30])
def test_the_queries_of_a_piece_do_not_grow(client: Client, news_index: NewsIndexPage, number: int) -> None:
    for count in range(number):
        make_news(news_index, count)
    assert queries_of(client, "/news/news-0/") == PIECE_QUERIES
