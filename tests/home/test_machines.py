"""What machines ask a website for: sitemap, robots, security contact; and pages for what goes wrong."""

import re
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import timezone
from django.views import defaults
from PIL import Image
from wagtail.models import PageViewRestriction

from cooperation.pages.models import NetworkPage, NewsIndexPage, NewsPage
from home.models import SiteSettings, StandardPage
from tests.factories import MemberFactory


def locations(client):
    response = client.get("/sitemap.xml")
    assert response.status_code == 200
    return re.findall(r"<loc>http://testserver([^<]*)</loc>", response.text)


@pytest.mark.django_db
def test_the_sitemap_lists_what_everybody_may_see(client, home_page):
    MemberFactory(slug="lithuania")
    home_page.add_child(instance=NetworkPage(title="Network", slug="network"))
    home_page.add_child(instance=StandardPage(title="About", slug="about"))
    home_page.add_child(instance=StandardPage(title="Draft", slug="draft", live=False))
    closed = home_page.add_child(instance=StandardPage(title="Closed", slug="closed"))
    closed.add_child(instance=StandardPage(title="Below", slug="below"))
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)

    assert locations(client) == ["/", "/network/", "/network/lithuania/", "/about/"]


@pytest.mark.django_db
def test_news_under_embargo_stay_out_of_the_sitemap(client, home_page):
    index = home_page.add_child(instance=NewsIndexPage(title="News", slug="news"))
    tomorrow = timezone.now() + timedelta(days=1)
    index.add_child(instance=NewsPage(title="Now", slug="now", body=[]))
    index.add_child(instance=NewsPage(title="Later", slug="later", body=[], embargo_until=tomorrow))

    assert locations(client) == ["/", "/news/", "/news/now/"]


@pytest.mark.django_db
def test_the_sitemap_costs_the_same_for_many_pages(client, home_page, django_assert_num_queries):
    def ask(number):
        for each in range(number):
            home_page.add_child(instance=StandardPage(title="Page", slug=f"page-{number}-{each}"))
        home_page.refresh_from_db()
        with django_assert_num_queries(6):
            client.get("/sitemap.xml")

    client.get("/sitemap.xml")
    ask(1)
    ask(9)


@pytest.mark.django_db
def test_robots_are_told_where_the_sitemap_is(client):
    response = client.get("/robots.txt")

    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert "Sitemap: http://testserver/sitemap.xml" in response.text.splitlines()
    assert "Disallow: /admin/" in response.text


@pytest.mark.django_db
def test_there_is_no_security_contact_before_one_is_set(client, home_page):
    assert client.get("/.well-known/security.txt").status_code == 404


@pytest.mark.django_db
def test_the_security_contact_never_runs_out(client, home_page, time_machine):
    settings = SiteSettings.for_site(home_page.get_site())
    settings.security_contact = "security@example.org"
    settings.save()
    for now in (datetime(2027, 1, 1, tzinfo=UTC), datetime(2031, 8, 5, tzinfo=UTC)):
        time_machine.move_to(now)
        lines = dict(
            line.split(": ", 1) for line in client.get("/.well-known/security.txt").text.splitlines()
        )

        assert lines["Contact"] == "mailto:security@example.org"
        assert now < datetime.fromisoformat(lines["Expires"]) < now + timedelta(days=365)


@pytest.mark.django_db
def test_a_missing_page_offers_search_and_menu(client, home_page):
    home_page.add_child(instance=StandardPage(title="About", slug="about", show_in_menus=True))

    response = client.get("/no/such/page/")

    assert response.status_code == 404
    assert 'name="q"' in response.text
    assert 'href="/about/"' in response.text
    assert "There is no such page" in response.text
    assert not response.cookies


@pytest.mark.parametrize("template", ["500.html", "503.html", "400.html", "403.html"])
def test_error_pages_need_no_database(template):
    html = render_to_string(template)  # without the django_db mark a query would fail the test

    assert html.count("<h1>") == 1
    assert 'href="/"' in html


def test_an_error_is_answered_by_its_page():
    request = RequestFactory().get("/")

    response = defaults.server_error(request)

    assert response.status_code == 500
    assert "Something went wrong on our side" in response.content.decode()


@pytest.mark.django_db
def test_the_style_guide_is_not_for_the_public(client, home_page):
    assert client.get("/styleguide/").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "kind"), [("/favicon.ico", "image/x-icon"), ("/apple-touch-icon.png", "image/png")]
)
def test_icons_lie_where_browsers_ask_for_them_unbidden(client, path, kind):
    response = client.get(path)

    assert response.status_code == 200
    assert response["Content-Type"] == kind
    assert Image.open(BytesIO(b"".join(response.streaming_content))).width >= 48
