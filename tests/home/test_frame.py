"""What stands around every page: names, menus, the way here, what machines read."""

import json
import re

import pytest
from wagtail.models import PageViewRestriction

from cooperation.network.models import NetworkSettings
from home.models import PrivacyPage, StandardPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def about(home_page):
    return home_page.add_child(instance=StandardPage(title="About", slug="about", show_in_menus=True))


def structured_data(response):
    return [
        json.loads(block)
        for block in re.findall(r'<script type="application/ld\+json">(.*?)</script>', response.text, re.S)
    ]


def menu(response):
    html = re.search(r'<nav class="site-menu".*?</nav>', response.text, re.S).group()
    return re.findall(r'href="([^"]+)"', html)


def test_a_page_has_one_title_a_language_and_landmarks(client, about):
    text = client.get("/about/").text

    assert text.count("<h1") == 1
    assert re.search(r'<html lang="en"\s+dir="ltr">', text)
    for landmark in ("<header ", "<main ", "<footer ", '<a class="skip-link" href="#main">'):
        assert text.count(landmark) >= 1


def test_the_menu_holds_published_pages_that_editors_put_there(client, home_page, about):
    home_page.add_child(instance=StandardPage(title="Elsewhere", slug="elsewhere"))
    home_page.add_child(instance=StandardPage(title="Draft", slug="draft", show_in_menus=True, live=False))
    closed = home_page.add_child(instance=StandardPage(title="Closed", slug="closed", show_in_menus=True))
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)

    assert menu(client.get("/")) == ["/about/", "/search/"]


def test_the_menu_says_where_one_is(client, about):
    about.add_child(instance=StandardPage(title="Below", slug="below"))

    assert re.search(r'href="/about/"\s+aria-current="page"', client.get("/about/").text)
    assert re.search(r'href="/about/"\s+aria-current="true"', client.get("/about/below/").text)
    assert 'aria-current="true"' not in client.get("/").text


def test_a_renamed_page_is_renamed_in_the_menu(client, about):
    assert ">About<" in client.get("/").text

    about.title = "Who we are"
    about.save_revision().publish()

    assert ">About<" not in client.get("/").text
    assert ">Who we are<" in client.get("/").text


def test_breadcrumbs_lead_back_visibly_and_for_machines(client, about):
    about.add_child(instance=StandardPage(title="Below </script> & more", slug="below"))

    response = client.get("/about/below/")

    assert '<li aria-current="page">Below &lt;/script&gt; &amp; more</li>' in response.text
    (crumbs,) = structured_data(response)
    assert crumbs["@type"] == "BreadcrumbList"
    assert [(item["position"], item["name"], item["item"]) for item in crumbs["itemListElement"]] == [
        (1, "Home", "http://testserver/"),
        (2, "About", "http://testserver/about/"),
        (3, "Below </script> & more", "http://testserver/about/below/"),
    ]


def test_the_home_page_has_no_breadcrumbs(client, home_page):
    assert "breadcrumbs" not in client.get("/").text


def test_the_names_are_the_networks_own(client, home_page):
    network = NetworkSettings.for_site(home_page.get_site())
    network.name, network.event_name = "Ring of Centres", "Meeting Day"
    network.funding_statement = "Funded by nobody & proud"
    network.save()

    text = client.get("/").text

    assert "Ring of Centres" in text
    assert re.search(r"<title>\s*Cooperation Day\s*– Meeting Day</title>", text)
    assert "Funded by nobody &amp; proud" in text


def test_the_page_tells_those_who_share_it_what_it_is(client, home_page, about):
    about.teaser = "What the network is."
    about.save_revision().publish()

    text = client.get("/about/").text

    assert '<link rel="canonical" href="http://testserver/about/">' in text
    assert re.search(r'<meta property="og:title"\s+content="About">', text)
    assert re.search(r'<meta name="description"\s+content="What the network is.">', text)


def test_the_footer_leads_to_what_the_law_asks_for(client, home_page):
    assert 'href="/privacy/"' not in client.get("/").text

    home_page.add_child(
        instance=PrivacyPage(
            title="Privacy",
            slug="privacy",
            introduction="a",
            purposes="a",
            recipients="a",
            rights="a",
            reviewed_on="2026-11-01",
        )
    )

    assert 'href="/privacy/"' in client.get("/search/").text


def test_an_anonymous_page_sets_no_cookie_and_asks_nobody_else(client, about):
    response = client.get("/about/")

    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")
    own = re.findall(r'(?:src|href)="(?!https?://testserver|/|#|mailto:)([^"]*)"', response.text)
    assert own == []


def test_pages_hold_no_inline_script_or_style(client, about):
    text = client.get("/about/").text

    assert "<style" not in text
    assert " style=" not in text
    assert not re.search(r"\son[a-z]+=", text)
    assert set(re.findall(r"<script[^>]*>", text)) == {'<script type="application/ld+json">'}
