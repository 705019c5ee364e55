"""The tool that draws the map, on a few states made up for it, and the drawing that is committed."""

import re
from typing import Any

import pytest
from django_countries import countries

from cooperation.network.loading import MEMBERS_FILE, read_rows
from cooperation.pages.map.make_map import draw
from cooperation.pages.map.shapes import europe


def square(left: float, bottom: float, side: float) -> list[tuple[float, float]]:
    return [
        (left, bottom),
        (left + side, bottom),
        (left + side, bottom + side),
        (left, bottom + side),
        (left, bottom),
    ]


def topology(arcs: list[list[tuple[float, float]]], states: list[dict[str, Any]]) -> dict[str, Any]:
    """``arcs`` in degrees and ``states`` as TopoJSON on a grid of a hundredth of a degree."""
    steps = []
    for arc in arcs:
        points = [(round(x * 100), round(y * 100)) for x, y in arc]
        before = [(0, 0), *points]
        steps.append([[b[0] - a[0], b[1] - a[1]] for a, b in zip(before, points, strict=False)])
    return {
        "transform": {"scale": [0.01, 0.01], "translate": [0, 0]},
        "arcs": steps,
        "objects": {"countries": {"geometries": states}},
    }


def state(number: str, *rings: list[int], name: str = "") -> dict[str, Any]:
    polygons = [[ring] for ring in rings]
    return {"id": number, "type": "MultiPolygon", "arcs": polygons, "properties": {"name": name}}


def test_a_state_is_drawn_where_it_lies() -> None:
    drawing = draw(topology([square(9, 51, 2)], [state("276", [0])]))
    germany = drawing["states"]["DE"]
    centre_x, centre_y = 1800 / 4130 * 1000, 2270 / 4130 * 1000
    assert abs(germany["x"] - centre_x) < 2
    assert abs(germany["y"] - centre_y) < 2
    assert 35 < germany["size"] < 55, "two degrees are some 140 by 220 kilometres there"


def test_a_border_within_one_state_is_left_out() -> None:
    """Two rings that share a border, as the two parts of an island do."""
    shared = [(33.0, 35.5), (33.0, 35.0)]
    west = [(33.0, 35.0), (32.0, 35.0), (32.0, 35.5), (33.0, 35.5)]
    east = [(33.0, 35.5), (34.0, 35.5), (34.0, 35.0), (33.0, 35.0)]
    both = [state("196", [0, 1]), {**state("", [2, -1 - 0], name="N. Cyprus")}]
    drawing = draw(topology([shared, west, east], both))
    assert drawing["states"]["CY"]["path"].count("M") == 1


def test_neighbours_keep_the_same_border() -> None:
    """However the border is simplified, it is the same line for both."""
    border = [(10.0, 50.0), (10.15, 50.5), (10.3, 51.0), (10.15, 51.5), (10.0, 52.0)]
    west = [(10.0, 52.0), (8.0, 52.0), (8.0, 50.0), (10.0, 50.0)]
    east = [(10.0, 52.0), (12.0, 52.0), (12.0, 50.0), (10.0, 50.0)]
    drawing = draw(topology([border, west, east], [state("276", [0, 1]), state("203", [0, 2])]))
    corners = [set(_points(drawing["states"][code]["path"])) for code in ("DE", "CZ")]
    assert len(corners[0] & corners[1]) == 3, "both ends and the one bend that matters"


def test_what_lies_outside_of_the_frame_is_left_out() -> None:
    french = state("250", [0], [1])
    drawing = draw(topology([square(2, 46, 2), square(-54, 3, 2)], [french]))
    assert drawing["states"]["FR"]["path"].count("M") == 1


def test_land_beyond_the_edge_is_cut_there() -> None:
    drawing = draw(topology([square(40, 50, 60)], [state("643", [0])]))
    xs = [x for x, _y in _points(drawing["elsewhere"])]
    assert max(xs) <= 1012


def test_the_smallest_state_is_drawn_and_the_smallest_island_is_not() -> None:
    arcs = [square(14.4, 35.9, 0.1), square(10, 50, 3), square(8, 54, 0.05)]
    drawing = draw(topology(arcs, [state("470", [0]), state("276", [1], [2])]))
    assert drawing["states"]["MT"]["path"]
    assert drawing["states"]["DE"]["path"].count("M") == 1


@pytest.mark.parametrize("code", sorted(europe().shapes))
def test_the_drawing_holds_states_that_exist_within_its_frame(code: str) -> None:
    shape = europe().shapes[code]
    assert code == "XK" or code in dict(countries)
    assert 0 <= shape.x <= europe().width
    assert 0 <= shape.y <= europe().height
    assert re.fullmatch(r"(M-?\d+ -?\d+l[-\d ]+z)+", shape.path)


def test_the_drawing_has_the_state_of_every_member_and_marks_the_small_ones() -> None:
    codes = {row["country"] for row in read_rows(MEMBERS_FILE)}
    assert len(codes) == 30
    assert codes <= set(europe().shapes)
    assert {code for code in codes if europe().shapes[code].is_small} == {"CY", "LU", "MT"}


def _points(path: str) -> list[tuple[int, int]]:
    """The corners of a path as the tool writes it."""
    found = []
    for ring in path.split("z")[:-1]:
        start, steps = ring.removeprefix("M").split("l")
        x, y = (int(number) for number in start.split())
        found.append((x, y))
        numbers = [int(number) for number in re.findall(r"-?\d+", steps)]
        for step_x, step_y in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + step_x, y + step_y
            found.append((x, y))
    return found
