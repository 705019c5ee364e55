"""Links in texts: however many paragraphs have some, they are read at once, and lead where they should."""

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from wagtail.models import Locale
from wagtail.rich_text import expand_db_html

from cooperation.pages.models import LookBackPage, NewsIndexPage, NewsPage, Tribute
from core.publishing.links import PageLinks, read_together
from core.publishing.models import DocumentFile
from home.models import StandardPage

pytestmark = pytest.mark.django_db


def link(target, link_type="page"):
    return f'<p>See <a linktype="{link_type}" id="{target.pk}">this</a>.</p>'


def paragraphs(*texts):
    return [{"type": "paragraph", "value": text} for text in texts]


@pytest.fixture
def targets(home_page):
    return [home_page.add_child(instance=StandardPage(title=f"Target {n}", slug=f"t{n}")) for n in range(20)]


@pytest.fixture
def document():
    return DocumentFile.objects.create(title="Slides", file=ContentFile(b"-", name="slides.pdf"))


def cost(client, path):
    with CaptureQueriesContext(connection) as queries:
        response = client.get(path)
    assert response.status_code == 200
    return len(queries), response.text


def test_a_page_of_many_linking_paragraphs_costs_what_one_costs(client, home_page, targets, document):
    def show(count):
        body = paragraphs(*[link(each) + link(document, "document") for each in targets[:count]])
        page = home_page.add_child(instance=StandardPage(title=f"Page {count}", body=body))
        queries, text = cost(client, page.url)
        assert all(f'href="/t{number}/"' in text for number in range(count))
        assert text.count(f'href="{document.url}"') == count
        return queries

    show(2)  # content types and the like are read once per process

    assert show(1) == show(20) == 7


def test_callouts_take_part(client, home_page, targets, django_assert_num_queries):
    body = [
        *paragraphs(link(targets[0])),
        {"type": "callout", "value": {"title": "", "text": link(targets[1])}},
    ]
    page = home_page.add_child(instance=StandardPage(title="Page", body=body))
    page.body.render_as_block()  # the sites are read once
    page = StandardPage.objects.get(pk=page.pk)

    with django_assert_num_queries(1):
        text = page.body.render_as_block()

    assert 'href="/t0/"' in text
    assert 'href="/t1/"' in text


def test_a_feed_of_many_news_costs_what_one_costs(client, home_page, targets):
    index = home_page.add_child(instance=NewsIndexPage(title="News", slug="news"))

    def show(first, last):
        for each in targets[first:last]:
            index.add_child(instance=NewsPage(title=f"News {each.slug}", body=paragraphs(link(each))))
        queries, text = cost(client, "/news/feed/")
        assert f"/t{last - 1}/" in text
        return queries

    show(0, 1)

    assert show(1, 2) == show(2, 20)


def test_many_tributes_cost_what_one_costs(client, edition_page, targets):
    page = edition_page.add_child(instance=LookBackPage(title="Look-back", slug="look-back"))

    def show(first, last):
        for each in targets[first:last]:
            Tribute.objects.create(page=page, name="Somebody", text=link(each))
        queries, text = cost(client, page.url)
        assert f'href="/t{last - 1}/"' in text
        return queries

    show(0, 1)

    assert show(1, 2) == show(2, 20)


def test_links_to_what_is_gone_lead_nowhere(targets):
    text = link(targets[0]) + '<a linktype="page">x</a><a linktype="page" id="nonsense">y</a>'
    targets[0].delete()

    assert expand_db_html(text) == "<p>See <a>this</a>.</p><a>x</a><a>y</a>"


@pytest.mark.parametrize("link_type", ["page", "document"])
@pytest.mark.parametrize("key", ["²", "٣", "9" * 23])
def test_links_with_an_impossible_key_lead_nowhere(link_type, key):
    assert "href" not in expand_db_html(f'<a linktype="{link_type}" id="{key}">x</a>')


def test_what_was_read_together_is_forgotten_afterwards(targets):
    with read_together([link(targets[0])]):
        StandardPage.objects.get(pk=targets[0].pk).delete()
        assert 'href="/t0/"' in expand_db_html(link(targets[0]))

    assert "href" not in expand_db_html(link(targets[0]))


def test_links_lead_to_the_readers_language_where_it_is_published(home_page, targets):
    lithuanian = Locale.objects.create(language_code="lt")
    home_page.copy_for_translation(lithuanian)
    first, second = (each.copy_for_translation(lithuanian) for each in targets[:2])
    first.save_revision().publish()

    with override("lt"):
        found = PageLinks.read({targets[0].pk, targets[1].pk})

    assert {key: page.pk for key, page in found.items()} == {
        str(targets[0].pk): first.pk,
        str(targets[1].pk): targets[1].pk,
    }
    assert not second.live
