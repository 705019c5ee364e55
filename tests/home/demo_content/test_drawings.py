"""The pictures of the demo: each can be opened, none is empty, no two are alike."""

from io import BytesIO
from itertools import combinations, pairwise

import pytest
from PIL import Image, ImageChops, ImageStat

from home.demo_content.drawings import canvas, doors, patterns, people, towns

GREEN = "#0b6e4f"
DRAWINGS = {
    "tower": lambda: towns.town(GREEN, "flat tower", 1),
    "dome": lambda: towns.town(GREEN, "dome", 1),
    "hill": lambda: towns.town(GREEN, "castle hill", 1),
    "evening": lambda: towns.town(GREEN, "castle hill", 1, evening=True),
    "open door": lambda: doors.open_door(GREEN),
    "mosaic": lambda: patterns.mosaic(GREEN, 1),
    "programme": lambda: patterns.programme(GREEN),
    "parcels": lambda: patterns.parcels(GREEN, 1),
    "dashboard": lambda: patterns.dashboard(GREEN),
    "words": lambda: patterns.words(GREEN, 1),
    "faces": lambda: people.wall_of_faces(GREEN, 1),
}


def opened(jpeg):
    image = Image.open(BytesIO(jpeg))
    assert image.format == "JPEG"
    return image.convert("RGB")


def difference(first, second):
    """How far two pictures lie apart on average, from 0 to 255."""
    small = [opened(each).resize((160, 90)) for each in (first, second)]
    return sum(ImageStat.Stat(ImageChops.difference(*small)).mean) / 3


@pytest.fixture(scope="module")
def drawn():
    return {name: draw() for name, draw in DRAWINGS.items()}


def test_none_is_a_grey_box(drawn):
    for name, jpeg in drawn.items():
        image = opened(jpeg)
        assert image.width >= 1500, name
        assert len(image.resize((80, 45)).getcolors(80 * 45)) > 40, name
        _hue, _saturation, value = ImageStat.Stat(image.convert("HSV")).stddev
        assert value > 15, name
        assert len(jpeg) < 250_000, name


@pytest.mark.sweeps
def test_no_two_are_alike(drawn):
    alike = [pair for pair in combinations(drawn, 2) if difference(*(drawn[name] for name in pair)) < 3]
    assert alike == []


def test_the_same_arguments_make_the_same_picture(drawn):
    assert drawn["evening"] == DRAWINGS["evening"]()
    assert drawn["faces"] == DRAWINGS["faces"]()


def test_neighbouring_doors_and_people_differ():
    for draw in (doors.door, people.portrait):
        made = [draw(GREEN, seed) for seed in range(8)]
        assert all(difference(*pair) > 8 for pair in pairwise(made))
        assert len(set(made)) == len(made)


def test_they_wear_the_colour_that_is_asked_for():
    green, red = (opened(towns.town(colour, "dome", 1)) for colour in (GREEN, "#8a1c3c"))
    front = (100, towns.HORIZON - 6)

    assert green.getpixel(front)[1] > green.getpixel(front)[0]
    assert red.getpixel(front)[0] > red.getpixel(front)[1]


def test_what_a_cut_keeps_lies_inside_of_the_picture():
    assert towns.FOCUS.keys() == towns.LANDMARKS.keys()
    for x, y, width, height in towns.FOCUS.values():
        assert 0 <= x - width / 2 < x + width / 2 <= canvas.WIDE[0]
        assert 0 <= y - height / 2 < y + height / 2 <= canvas.WIDE[1]
