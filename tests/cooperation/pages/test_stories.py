from datetime import UTC, date, datetime
from io import BytesIO

import pytest
import time_machine
from django.core.files.images import ImageFile
from django.test import Client
from lxml import html
from PIL import Image

from cooperation.pages.models import (
    EditionPage,
    ExhibitionPage,
    ExhibitionPicture,
    LookBackFigure,
    LookBackPage,
    LookBackPicture,
    PracticalPage,
    Tribute,
)
from core.publishing.models import Picture
from tests.cooperation.pages.conftest import queries_of

LOOK_BACK_QUERIES = 8


def picture(name: str) -> Picture:
    data = BytesIO()
    Image.new("RGB", (60, 40), "teal").save(data, "PNG")
    data.seek(0)
    return Picture.objects.create(
        title=name,
        description=f"Shows {name}",
        credit=f"Photo of {name}",
        file=ImageFile(data, f"{name}.png"),
    )


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(html.fromstring(response.content).xpath("//main")[0].text_content().split())


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (datetime(2027, 6, 12, 20, 59, tzinfo=UTC), "Open now, until 12 June 2027."),
        (datetime(2027, 6, 12, 21, 0, tzinfo=UTC), "Closed since 12 June 2027."),
        (datetime(2027, 5, 1, tzinfo=UTC), "Not open yet. It opens on 12 May 2027."),
    ],
)
def test_an_exhibition_opens_and_closes_by_the_clock_of_its_place(
    client: Client, edition_page: EditionPage, today: datetime, words: str
) -> None:
    edition_page.add_child(
        instance=ExhibitionPage(
            title="Doors", slug="exhibition", opens_on=date(2027, 5, 12), closes_on=date(2027, 6, 12)
        )
    )
    with time_machine.travel(today, tick=False):
        assert words in text_of(client, "/2027/exhibition/")


def test_an_exhibition_names_artist_place_book_and_credits(client: Client, edition_page: EditionPage) -> None:
    page = edition_page.add_child(
        instance=ExhibitionPage(
            title="Doors",
            slug="exhibition",
            artist="Example Artist",
            place="Gallery",
            place_address="1 Street",
            opening_hours="Daily 10 to 18",
            book_title="Doors, the book",
            website="https://example.org/doors",
        )
    )
    ExhibitionPicture.objects.create(page=page, picture=picture("gate"), caption="A gate")
    text = text_of(client, page.url)
    parts = (
        "Example Artist",
        "Gallery",
        "1 Street",
        "Daily 10 to 18",
        "Doors, the book",
        "Photo of gate",
        "A gate",
    )
    for part in parts:
        assert part in text
    tree = html.fromstring(client.get(page.url).content)
    assert "Shows gate" in tree.xpath("//main//img/@alt")


def test_a_look_back_shows_pictures_with_consent_only(client: Client, edition_page: EditionPage) -> None:
    page = edition_page.add_child(instance=LookBackPage(title="Look-back", slug="look-back"))
    LookBackPicture.objects.create(page=page, picture=picture("hall"), has_consent=True)
    LookBackPicture.objects.create(page=page, picture=picture("faces"), has_consent=False)
    LookBackFigure.objects.create(page=page, value="29", label="members took part")
    Tribute.objects.create(page=page, name="Mrs Benassi", function="Head of Unit", text="<p>Thank you.</p>")
    content = client.get(page.url).content.decode()
    assert "Shows hall" in content
    assert "faces" not in content
    text = text_of(client, page.url)
    for part in ("29", "members took part", "Mrs Benassi", "Head of Unit", "Thank you."):
        assert part in text


def test_a_picture_whose_file_is_gone_leaves_its_words(client: Client, edition_page: EditionPage) -> None:
    page = edition_page.add_child(instance=ExhibitionPage(title="Doors", slug="exhibition"))
    for name in ("gate", "gone"):
        ExhibitionPicture.objects.create(page=page, picture=picture(name), caption=f"The {name}")
    gone = Picture.objects.get(title="gone")
    gone.file.storage.delete(gone.file.name)
    tree = html.fromstring(client.get(page.url).content)
    (link,) = tree.xpath("//main//a[@class='gallery__link']")
    assert "gate" in link.get("href")
    text = text_of(client, page.url)
    for part in ("Shows gone", "The gone", "Photo of gone"):
        assert part in text


@pytest.mark.parametrize(
    ("page_type", "slug", "words"),
    [
        (LookBackPage, "look-back", "The report will stand here after the event."),
        (PracticalPage, "practical", "How to get there, where to stay and what to bring will stand here"),
    ],
)
def test_an_empty_page_says_what_comes(
    client: Client, edition_page: EditionPage, page_type: type, slug: str, words: str
) -> None:
    page = edition_page.add_child(instance=page_type(title=slug, slug=slug))
    assert words in text_of(client, page.url)


def test_the_practical_page_repeats_what_the_edition_knows(client: Client, edition_page: EditionPage) -> None:
    edition = edition_page.edition
    edition.venue_name, edition.step_free_access = "Old hall", "<p>By the lift.</p>"
    edition.save()
    edition_page.add_child(instance=PracticalPage(title="Practical", slug="practical"))
    text = text_of(client, "/2027/practical/")
    assert "Old hall" in text
    assert "By the lift." in text


@pytest.mark.parametrize("number", [1, 12])
def test_the_queries_do_not_grow(client: Client, edition_page: EditionPage, number: int) -> None:
    page = edition_page.add_child(instance=LookBackPage(title="Look-back", slug="look-back"))
    for count in range(number):
        LookBackPicture.objects.create(page=page, picture=picture(f"p{count}"), has_consent=True)
        Tribute.objects.create(page=page, name=f"Person {count}", text="<p>Thanks.</p>")
    client.get(page.url)
    assert queries_of(client, f"{page.url}?again") == LOOK_BACK_QUERIES
