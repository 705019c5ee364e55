"""Draws ``europe.json`` from Natural Earth's borders, which are in the public domain.

Run it when the map is to change; no server and no test does. The borders come in npm's package
``world-atlas``, a small step away from the original:

    npm pack world-atlas@2.0.2 && tar -xzf world-atlas-2.0.2.tgz
    python -m cooperation.pages.map.make_map package/countries-50m.json

Borders are simplified one by one before states are put together from them, so that neighbours still fit.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from math import cos, hypot, radians, sin, sqrt
from pathlib import Path
from typing import Any

TARGET = Path(__file__).parent / "europe.json"

CENTRE = (10.0, 52.0)
"""Longitude and latitude in degrees of the middle of the projection, as in the EU's own maps (EPSG:3035)."""
EARTH_RADIUS = 6371.0
"""In kilometres."""
WEST, EAST, SOUTH, NORTH = -1800.0, 2330.0, -1840.0, 2270.0
"""The frame in kilometres from the centre: from Iceland to Cyprus, from Malta to the North Cape."""
SCALE = 1000 / (EAST - WEST)
"""Units of the drawing for each kilometre; the drawing is a thousand units wide."""
MARGIN = 12
"""How far shapes reach beyond the frame, in units, so that no edge of a cut shows."""
TOLERANCE = 0.8
"""How far a simplified border may leave the true one, in units."""
SMALLEST_ISLAND = 14
"""In square units; smaller ones are left out unless they are all that a state has."""

STATES = {
    "008": "AL", "020": "AD", "040": "AT", "056": "BE", "070": "BA", "100": "BG", "191": "HR", "196": "CY",
    "203": "CZ", "208": "DK", "233": "EE", "246": "FI", "250": "FR", "276": "DE", "300": "GR", "348": "HU",
    "352": "IS", "372": "IE", "380": "IT", "428": "LV", "438": "LI", "440": "LT", "442": "LU", "470": "MT",
    "492": "MC", "498": "MD", "499": "ME", "528": "NL", "578": "NO", "616": "PL", "620": "PT", "642": "RO",
    "674": "SM", "688": "RS", "703": "SK", "705": "SI", "724": "ES", "752": "SE", "756": "CH", "792": "TR",
    "804": "UA", "807": "MK", "826": "GB",
    "248": "FI",  # Åland
}  # fmt: skip
"""By ISO number the states with a shape of their own; all other land is drawn as one."""
UNNUMBERED = {"Kosovo": "XK", "N. Cyprus": "CY"}
"""The same by name for what the geometry gives no number. The Union's maps show Cyprus as one island."""
CRIMEA = (34.2, 45.2)
"""A place in the ring that the geometry draws with Russia; here it belongs to Ukraine, as the Union holds."""

LABELS = {
    "CY": (33.0, 35.05), "FR": (2.5, 46.7), "FI": (26.0, 63.0), "GB": (-1.4, 52.6), "GR": (22.0, 39.4),
    "HR": (16.2, 45.5), "IT": (12.2, 43.0), "NO": (9.0, 61.2), "PT": (-8.1, 39.6), "SE": (15.2, 61.5),
}  # fmt: skip
"""Longitude and latitude of the middle of a year's label where the shape's own middle would not do."""

Point = tuple[float, float]
Ring = list[Point]


def main(source: Path) -> None:
    """Write ``europe.json`` from the TopoJSON file ``source``."""
    drawing = draw(json.loads(source.read_text(encoding="utf-8")))
    TARGET.write_text(json.dumps(drawing, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def draw(topology: dict[str, Any]) -> dict[str, Any]:
    """The whole map: its size, the shapes of the states and, in one shape, all other land."""
    geometries = topology["objects"]["countries"]["geometries"]
    degrees = list(_arcs_in_degrees(topology))
    arcs = [_simplified([_project(point) for point in arc]) for arc in degrees]
    owned: defaultdict[str, list[list[int]]] = defaultdict(list)
    for geometry in geometries:
        owner = STATES.get(geometry.get("id", "")) or UNNUMBERED.get(geometry["properties"]["name"], "")
        for ring in _rings_of(geometry):
            is_crimea = not owner and _holds(_joined(ring, degrees), CRIMEA)
            owned["UA" if is_crimea else owner].append(ring)
    elsewhere = owned.pop("", [])
    shapes = {code: _visible(_merged(rings, arcs)) for code, rings in owned.items()}
    return {
        "width": round((EAST - WEST) * SCALE),
        "height": round((NORTH - SOUTH) * SCALE),
        "elsewhere": _path(_visible([_joined(ring, arcs) for ring in elsewhere])),
        "states": {code: _state(code, rings) for code, rings in shapes.items() if rings},
    }


def _state(code: str, rings: list[Ring]) -> dict[str, Any]:
    largest = max(rings, key=_area)
    x, y = _project(LABELS[code]) if code in LABELS else _middle(largest)
    size = round(sqrt(sum(_area(ring) for ring in rings)))
    return {"path": _path(rings), "x": round(x), "y": round(y), "size": size}


def _rings_of(geometry: dict[str, Any]) -> Iterator[list[int]]:
    if geometry["type"] == "Polygon":
        yield from geometry["arcs"]
    elif geometry["type"] == "MultiPolygon":
        for polygon in geometry["arcs"]:
            yield from polygon


def _arcs_in_degrees(topology: dict[str, Any]) -> Iterator[Ring]:
    """Each border as longitudes and latitudes; TopoJSON keeps it as steps on a grid."""
    (scale_x, scale_y), (left, bottom) = topology["transform"]["scale"], topology["transform"]["translate"]
    for steps in topology["arcs"]:
        x = y = 0
        arc = []
        for step_x, step_y in steps:
            x, y = x + step_x, y + step_y
            arc.append((x * scale_x + left, y * scale_y + bottom))
        yield arc


def _project(place: Point) -> Point:
    """Where a place (degrees) lies in the drawing, by Lambert's azimuthal equal-area projection."""
    longitude, latitude = radians(place[0] - CENTRE[0]), radians(place[1])
    middle = radians(CENTRE[1])
    nearness = sin(middle) * sin(latitude) + cos(middle) * cos(latitude) * cos(longitude)
    stretch = EARTH_RADIUS * sqrt(2 / max(1 + nearness, 1e-6))
    east = stretch * cos(latitude) * sin(longitude)
    north = stretch * (cos(middle) * sin(latitude) - sin(middle) * cos(latitude) * cos(longitude))
    return (east - WEST) * SCALE, (NORTH - north) * SCALE


def _simplified(line: Ring) -> Ring:
    """``line`` without the points that nobody would miss, by Douglas and Peucker; its ends stay."""
    if len(line) < 3:
        return line
    first, last = line[0], line[-1]
    distances = [_distance(point, first, last) for point in line[1:-1]]
    farthest = max(range(len(distances)), key=distances.__getitem__)
    if distances[farthest] <= TOLERANCE:
        return [first, last]
    return _simplified(line[: farthest + 2])[:-1] + _simplified(line[farthest + 1 :])


def _distance(point: Point, first: Point, last: Point) -> float:
    """How far ``point`` lies from the line through two others, which may be one and the same point."""
    along_x, along_y = last[0] - first[0], last[1] - first[1]
    length = hypot(along_x, along_y)
    off_x, off_y = point[0] - first[0], point[1] - first[1]
    return abs(along_x * off_y - along_y * off_x) / length if length else hypot(off_x, off_y)


def _joined(ring: list[int], arcs: list[Ring]) -> Ring:
    """The points of a ring; TopoJSON counts a border that is walked backwards as ``~index``."""
    return [point for index in ring for point in _walked(index, arcs)[:-1]]


def _walked(index: int, arcs: list[Ring]) -> Ring:
    return arcs[index] if index >= 0 else arcs[~index][::-1]


def _merged(rings: list[list[int]], arcs: list[Ring]) -> list[Ring]:
    """The outlines of ``rings`` taken together: a border between two of them is left out."""
    walked = {index for ring in rings for index in ring}
    lines = [_walked(index, arcs) for index in sorted(walked) if ~index not in walked]
    found = []
    while lines:
        ring = lines.pop()[:]
        while ring[-1] != ring[0]:
            following = next(line for line in lines if line[0] == ring[-1])
            lines.remove(following)
            ring += following[1:]
        found.append(ring[:-1])
    return found


def _visible(rings: Iterable[Ring]) -> list[Ring]:
    """``rings`` as far as they lie in the frame, without the smallest islands."""
    cut = [ring for ring in map(_cut, rings) if len(ring) > 2]
    large = [ring for ring in cut if _area(ring) >= SMALLEST_ISLAND]
    return large or sorted(cut, key=_area)[-1:]


def _cut(ring: Ring) -> Ring:
    """``ring`` within the frame and its margin, by Sutherland and Hodgman."""
    limits = [
        (0, 1, -MARGIN),
        (0, -1, -(1000 + MARGIN)),
        (1, 1, -MARGIN),
        (1, -1, -((NORTH - SOUTH) * SCALE + MARGIN)),
    ]
    for axis, sign, limit in limits:
        kept: Ring = []
        for before, point in zip([*ring[-1:], *ring[:-1]], ring, strict=True):
            here, there = sign * point[axis] - limit, sign * before[axis] - limit
            if here * there < 0:
                share = there / (there - here)
                kept.append(tuple(a + (b - a) * share for a, b in zip(before, point, strict=True)))  # type: ignore[arg-type]
            if here >= 0:
                kept.append(point)
        ring = kept
    return ring


def _area(ring: Ring) -> float:
    return abs(_signed_area(ring))


def _signed_area(ring: Ring) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True)) / 2


def _middle(ring: Ring) -> Point:
    """The centre of gravity."""
    x = y = 0.0
    for a, b in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = a[0] * b[1] - b[0] * a[1]
        x, y = x + (a[0] + b[0]) * cross, y + (a[1] + b[1]) * cross
    area = 6 * _signed_area(ring)
    return x / area, y / area


def _holds(ring: Ring, place: Point) -> bool:
    """Whether ``place`` lies inside of ``ring``."""
    inside = False
    for a, b in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (a[1] > place[1]) != (b[1] > place[1]):
            inside ^= place[0] < (b[0] - a[0]) * (place[1] - a[1]) / (b[1] - a[1]) + a[0]
    return inside


def _path(rings: Iterable[Ring]) -> str:
    """``rings`` as the data of an SVG path: whole units, each step from the last, nothing to spare."""
    return "".join(filter(None, map(_ring_path, rings)))


def _ring_path(ring: Ring) -> str:
    points = [(round(x), round(y)) for x, y in ring]
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points) if a != b]
    if len(steps) < 2:
        return ""
    numbers = "".join(f"{x} {y} " if y >= 0 else f"{x}{y} " for x, y in steps).strip().replace(" -", "-")
    return f"M{points[0][0]} {points[0][1]}l{numbers}z"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
