"""The picture of a shared link: its size, its colours, and that every word of it can be read."""

import random
from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from core.formats import link_picture
from core.formats.link_picture import (
    BIGGEST,
    FOOT,
    HEIGHT,
    PICTURE_SIZE,
    REGULAR,
    STRONG,
    WIDTH,
    LinkPicture,
    digest,
    draw,
    fitted,
    readable,
)

CARD = LinkPicture(
    heading="Vilnius",
    name="Cooperation Day 2027",
    line="12–13 May 2027, Lithuania",
    field="#006045",
    foot="#00432f",
    soft="#dbe8e3",
    mark="Cooperation Day",
    mark_more="European Consumer Centres Network",
)
TITLES = [
    "Verbraucherrechtsdurchsetzungsverordnung: grenzüberschreitende Streitbeilegungsstellen",
    "Ημέρα Συνεργασίας: διασυνοριακές υποθέσεις καταναλωτών και εξωδικαστική επίλυση διαφορών",
    "Ден на сътрудничеството: защита на потребителите отвъд границите на държавите членки",
    "Žuvų gatvės šešėlyje: vartotojų teisių gynimo įstaigų bendradarbiavimas",
    "Az európai fogyasztói központok együttműködési napja – őszi űrlapok",
    "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz" * 3,
    "A " * 120,
]


def opened(png):
    image = Image.open(BytesIO(png))
    assert image.format == "PNG"
    return image.convert("RGB")


def jpeg(image):
    file = BytesIO()
    image.save(file, "JPEG")
    return file.getvalue()


def noise():
    chance = random.Random(1)
    return Image.frombytes("RGB", (600, 600), chance.randbytes(600 * 600 * 3))


def colours_in(image, box):
    return {colour for _count, colour in image.crop(box).getcolors(1 << 20)}


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("width", [572, 1072])
def test_a_title_fits_and_no_word_is_cut(title, width):
    block = fitted(title, STRONG, (width, 320), 92, 1.06)

    assert block.height <= 320
    assert all(block.font.getlength(line) <= width for line in block.lines)
    assert " ".join(block.lines).split() == title.split()


@pytest.mark.parametrize("title", TITLES)
def test_nothing_is_drawn_into_the_margins(title):
    image = opened(draw(replace(CARD, heading=title, badge="Example")))

    field = {(0, 0x60, 0x45)}
    assert colours_in(image, (0, 0, 60, HEIGHT - FOOT)) == field
    assert colours_in(image, (WIDTH - 60, 0, WIDTH, HEIGHT - FOOT)) == field
    assert colours_in(image, (0, 0, WIDTH, 40)) == field
    assert len(colours_in(image, (60, 40, WIDTH - 60, HEIGHT - FOOT))) > 5


@pytest.mark.parametrize("face", [REGULAR, STRONG])
@pytest.mark.parametrize(
    "letters", ["ČčĖėŠšŽžŁłŐőŰűẞßØøÅåÞþðĦħĠġ€–„“", "ΑΒΓΔΩάέήίόύώϊΰς", "АБВГДЖЙЩЪЮЯабвгджйщъюя"]
)
def test_no_letter_of_the_networks_languages_is_an_empty_box(face, letters):
    font = link_picture._font(face, 40)
    missing = bytes(font.getmask(chr(0x10FFFF)))

    assert any(missing)
    assert [letter for letter in letters if bytes(font.getmask(letter)) == missing] == []
    assert readable(letters) == letters


def test_what_the_font_does_not_have_is_left_out_and_never_a_box():
    assert readable("Party \U0001f389 in 日本") == "Party  in "
    assert readable("oﬃce ①") == "office 1"
    assert readable("two\u200b\nlines\x00") == "two lines"
    draw(replace(CARD, heading="日本", line="\U0001f389"))


def test_size_and_colours():
    image = opened(draw(CARD))

    assert image.size == (1200, 630)
    assert image.getpixel((1150, 20)) == (0, 0x60, 0x45)
    assert image.getpixel((5, 625)) == (0, 0x43, 0x2F)


def test_a_picture_fills_the_right_part_and_names_its_author():
    card = replace(CARD, picture="1", credit="Photo: Ona")
    red = jpeg(Image.new("RGB", (640, 900), "#ff0000"))
    image = opened(draw(card, red))

    left = WIDTH - PICTURE_SIZE[0]
    red, green, _blue = image.getpixel((left + 3, 3))
    assert (red > 240, green < 15) == (True, True)
    assert image.getpixel((left - 3, 3)) == (0, 0x60, 0x45)
    assert image.getpixel((WIDTH - 2, HEIGHT - FOOT - 3)) == (0, 0x43, 0x2F)


def test_words_keep_clear_of_the_picture():
    image = Image.new("RGB", PICTURE_SIZE, "#ff0000")
    drawn = opened(draw(replace(CARD, heading=TITLES[0], picture="1"), jpeg(image)))

    left = WIDTH - PICTURE_SIZE[0]
    assert colours_in(drawn, (left - 50, 0, left, HEIGHT - FOOT)) == {(0, 0x60, 0x45)}


def test_digits_stand_where_there_is_no_picture():
    corner = (WIDTH // 2, 40, WIDTH - 60, 200)

    assert len(colours_in(opened(draw(CARD)), corner)) == 1
    assert len(colours_in(opened(draw(replace(CARD, numeral="12–13"))), corner)) > 5


@pytest.mark.sweeps
def test_even_the_busiest_photograph_makes_a_small_file():
    assert len(draw(CARD, jpeg(noise()))) <= BIGGEST
    assert len(draw(CARD)) < 40_000


def test_the_same_words_make_the_same_picture():
    assert draw(CARD) == draw(replace(CARD))
    assert digest(CARD) == digest(replace(CARD))
    assert digest(CARD) != digest(replace(CARD, line="13–14 May 2027, Lithuania"))
    assert digest(CARD) != digest(replace(CARD, picture="other"))


def test_a_damaged_picture_is_an_error_that_callers_can_expect():
    with pytest.raises(OSError, match="cannot identify"):
        draw(CARD, b"no picture")
    with pytest.raises(OSError, match="truncated"):
        draw(CARD, jpeg(noise())[:20_000])
