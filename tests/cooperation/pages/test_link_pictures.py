"""The pictures of shared links: whose they are, what they say, who gets them and for how long."""

import io
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from PIL import Image
from wagtail.models import PageViewRestriction

from cooperation.network.models import NetworkSettings
from cooperation.pages import link_pictures
from cooperation.pages.models import EditionPage, NewsPage
from core.formats import link_picture as drawing
from core.publishing import colours
from core.publishing.models import Picture
from tests.cooperation.pages.conftest import queries_of
from workshops.pages.models import WorkshopIndexPage, WorkshopPage

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)


@pytest.fixture
def workshop(edition_page):
    index = edition_page.add_child(instance=WorkshopIndexPage(title="Workshops", slug="workshops"))
    return index.add_child(instance=WorkshopPage(title="Lost parcels", slug="parcels", summary="Who pays?"))


@pytest.fixture
def hero(edition):
    file = io.BytesIO()
    Image.new("RGB", (900, 700), "#ff0000").save(file, "PNG")
    edition.hero_picture = Picture.objects.create(
        title="Town", credit="Photo: Ona", file=ContentFile(file.getvalue(), "town.png")
    )
    edition.save()
    return edition.hero_picture


def told(client, path):
    """What the head of a page says: names and their contents."""
    html = client.get(path).content.decode()
    return dict(re.findall(r'<meta (?:property|name)="([^"]+)"\s+content="([^"]*)"', html))


def address(client, path, settings):
    return told(client, path)["og:image"].removeprefix(settings.SITE_ORIGIN)


def image_of(response):
    return Image.open(io.BytesIO(b"".join(response.streaming_content))).convert("RGB")


def test_a_page_names_its_picture_with_size_and_words(client, edition_page, settings):
    head = told(client, edition_page.url)

    assert head["og:image"].startswith(f"{settings.SITE_ORIGIN}/link-pictures/{edition_page.pk}-")
    assert (head["og:image:width"], head["og:image:height"]) == ("1200", "630")
    assert head["og:image:type"] == "image/png"
    assert head["og:image:alt"].startswith("Vilnius, ")
    assert head["twitter:card"] == "summary_large_image"


def test_the_picture_is_drawn_in_the_editions_colour_and_kept_for_good(client, edition_page, settings):
    response = client.get(address(client, edition_page.url, settings))

    assert response["Content-Type"] == "image/png"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    image = image_of(response)
    cover = bytes.fromhex(colours.accent(edition_page.edition.accent_colour).cover[1:])
    assert image.size == (1200, 630)
    assert bytes(image.getpixel((3, 3))) == cover


def test_it_is_drawn_once_and_only_the_newest_is_kept(client, edition, edition_page, settings, monkeypatch):
    draw, calls = drawing.draw, []
    monkeypatch.setattr(drawing, "draw", lambda *args: calls.append(1) or draw(*args))
    url = address(client, edition_page.url, settings)
    first, second = (b"".join(client.get(url).streaming_content) for _number in range(2))

    assert first == second
    assert len(calls) == 1

    edition.city = "Kaunas"
    edition.save()
    client.get(address(client, edition_page.url, settings))
    assert len(calls) == 2
    assert len(list((Path(settings.MEDIA_ROOT) / "link-pictures").iterdir())) == 1


def test_another_fact_makes_another_address(client, edition, edition_page, settings):
    before = address(client, edition_page.url, settings)
    edition.city = "Kaunas"
    edition.save()

    after = address(client, edition_page.url, settings)
    assert before != after
    assert client.get(before).status_code == 404
    assert client.get(after).status_code == 200


def test_whose_picture_a_page_shows(client, home_page, released, workshop, news, settings):
    def number(path):
        return int(re.search(r"/link-pictures/(\d+)-", address(client, path, settings))[1])

    edition_page = EditionPage.objects.get()
    assert number(edition_page.url) == edition_page.pk
    assert number(released.url) == edition_page.pk
    assert number(workshop.url) == workshop.pk
    assert number(news.url) == news.pk
    assert number("/") == number("/search/") == number("/no-such-page/") == number("/news/") == home_page.pk


def test_what_stands_on_each(edition, edition_page, workshop, news, home_page):
    network = NetworkSettings(name="European Network", event_name="Cooperation Day", short_name="EN")

    def card(page):
        return link_pictures.drawing(page, network).card

    on_edition = card(edition_page)
    assert (on_edition.heading, on_edition.name) == (edition.city, edition.title)
    assert on_edition.line == "12–13 May 2027, Lithuania"
    assert on_edition.numeral == "12–13"
    assert (on_edition.mark, on_edition.mark_more) == ("Cooperation Day", "European Network")
    assert (card(workshop).heading, card(workshop).name) == ("Lost parcels", "Workshop")
    assert (card(news).heading, card(news).line) == ("A date is set", "1 October 2026")
    assert (card(home_page).heading, card(home_page).line) == ("Cooperation Day", "European Network")
    edition.city = ""
    edition_page.edition = edition
    assert card(edition_page).heading == edition.title


def test_an_example_is_marked_on_the_picture_too(edition, edition_page, workshop):
    edition.is_example = True
    edition.save()

    for page in (EditionPage.objects.get(), WorkshopPage.objects.get()):
        made = link_pictures.drawing(page, NetworkSettings())
        assert made.card.badge.startswith("Example")
        assert "Example" in made.words


def test_the_editions_picture_is_the_right_part(client, hero, edition_page, settings):
    response = client.get(address(client, edition_page.url, settings))
    red, green, _blue = image_of(response).getpixel((1000, 100))

    assert (red > 240, green < 15) == (True, True)


def test_a_picture_that_cannot_be_read_is_left_out_for_a_while(client, hero, edition_page, settings):
    Path(hero.file.path).unlink()
    response = client.get(address(client, edition_page.url, settings))

    assert response.status_code == 200
    assert response["Cache-Control"] == "public, max-age=60"
    cover = bytes.fromhex(colours.accent(edition_page.edition.accent_colour).cover[1:])
    assert bytes(image_of(response).getpixel((1190, 500))) == cover
    assert not (Path(settings.MEDIA_ROOT) / "link-pictures").exists()


def test_refusals(client, edition_page, released, settings):
    url = address(client, edition_page.url, settings)
    digest = url.rpartition("-")[2]

    assert client.get(f"/link-pictures/{edition_page.pk}-0000000000000000.png").status_code == 404
    assert client.get(f"/link-pictures/999999-{digest}").status_code == 404
    assert client.get(f"/link-pictures/{released.pk}-{digest}").status_code == 404
    assert client.post(url).status_code == 405


def test_nobody_gets_the_picture_of_a_page_that_is_not_public(client, edition_page, settings):
    url = address(client, edition_page.url, settings)
    restriction = PageViewRestriction.objects.create(page=edition_page, restriction_type="login")
    assert client.get(url).status_code == 404

    restriction.delete()
    assert client.get(url).status_code == 200
    edition_page.unpublish()
    assert client.get(url).status_code == 404


def test_nobody_gets_the_picture_of_news_under_embargo(client, news, settings):
    url = address(client, news.url, settings)
    page = NewsPage.objects.get()
    page.embargo_until = datetime.now(UTC) + timedelta(hours=1)
    page.save()

    assert client.get(url).status_code == 404


def test_an_edition_with_a_picture_takes_no_query_more(client, hero, edition_page, released):
    assert queries_of(client, edition_page.url) <= 12
    assert queries_of(client, released.url) <= 12
