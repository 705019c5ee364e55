"""How long the badges of 300 people take; run by the bench in a process of its own."""

import json
import os
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import django

PEOPLE = 300
FIRST = ("Ona", "Jonas", "Konstantinos", "Александра", "Anna-Maria", "Björn", "Ελένη", "Guðrún", "João")
LAST = ("Example", "Papadimitrakopoulou", "Димитрова", "von der Heide", "Χατζηγεωργίου", "Ąžuolaitė")


def seconds_for_badges() -> dict[str, list[float]]:
    """Of each size four times, of other people each time; the first one warms up."""
    from cooperation.agenda.exports.facts import AgendaFacts
    from workshops.printing.enums import Size
    from workshops.printing.exports.badges import badges_pdf
    from workshops.printing.rules import Look

    address = "https://meeting.example/2037/agenda/"
    facts = AgendaFacts("Cooperation Day 2037", ZoneInfo("Europe/Vilnius"), address, city="Vilnius")
    made_at = datetime(2037, 4, 1, tzinfo=UTC)
    found: dict[str, list[float]] = {size.value: [] for size in Size}
    for turn in range(4):
        for size in Size:
            people = [person(turn, number) for number in range(PEOPLE)]
            began = time.perf_counter()
            content = badges_pdf(people, Look(size), facts, made_at)
            found[size.value].append(round(time.perf_counter() - began, 3))
            assert content.startswith(b"%PDF")
    return found


def person(turn: int, number: int) -> Any:
    """Somebody of whom there is one in the whole bench."""
    from workshops.printing.rules import Badge
    from workshops.registration.enums import Participation

    key = turn * PEOPLE + number
    letters = "".join(chr(ord("a") + int(digit)) for digit in str(key))
    return Badge(
        registration_id=key,
        name=f"{FIRST[key % len(FIRST)]} {LAST[key % len(LAST)]}{letters}",
        function=f"Legal adviser {letters}",
        affiliation=f"Consumer Centre of {LAST[key % len(LAST)]}",
        country="LT",
        role=Participation.values[key % len(Participation.values)],
        no_pictures=key % 3 == 0,
        code=f"CD{key:032X}",
    )


def main() -> None:
    sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "site"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.demo")
    django.setup()
    sys.stdout.write(json.dumps(seconds_for_badges()))


if __name__ == "__main__":
    main()
