"""The time zone in which a country meets, from the tables that come with the zones themselves."""

from functools import cache
from importlib.resources import files


@cache
def _first_zones() -> dict[str, str]:
    """For each country its first zone in ``zone.tab``, which is that of most of its people."""
    table = files("tzdata.zoneinfo").joinpath("zone.tab").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines() if line and not line.startswith("#")]
    found: dict[str, str] = {}
    for country, _where, zone, *_rest in rows:
        found.setdefault(country, zone)
    return found


def zone_of(country: str) -> str:
    """The zone of ``country`` (ISO code); empty when there is none of that code."""
    return _first_zones().get(country, "")
