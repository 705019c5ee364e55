"""What the exports say about the edition: its city stands in a line once."""

from dataclasses import replace

import pytest

from tests.cooperation.agenda.samples import FACTS


@pytest.mark.parametrize(
    ("venue", "address", "place", "full_address"),
    [
        ("Library", "Gedimino pr. 51", "Library, Vilnius", "Library, Gedimino pr. 51, Vilnius"),
        ("Library", "Gedimino pr. 51, VILNIUS", "Library, Vilnius", "Library, Gedimino pr. 51, VILNIUS"),
        ("Hotel Vilnius", "", "Hotel Vilnius", "Hotel Vilnius"),
        ("", "Vilniussen 1", "Vilnius", "Vilniussen 1, Vilnius"),
        ("", "", "Vilnius", "Vilnius"),
    ],
)
def test_the_city_is_said_once(venue: str, address: str, place: str, full_address: str) -> None:
    facts = replace(FACTS, venue=venue, address=address)
    assert (facts.place, facts.full_address) == (place, full_address)


def test_without_a_city_the_rest_is_said() -> None:
    facts = replace(FACTS, city="")
    assert (facts.place, facts.full_address) == ("National Library", "National Library, Gedimino pr. 51")
    assert replace(facts, venue="", address="").full_address == ""
