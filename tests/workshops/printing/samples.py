"""Badges as plain values, for tests that need no database, with names that are hard to set."""

from datetime import UTC, datetime
from typing import Any

from workshops.printing.rules import Badge

MADE = datetime(2027, 4, 1, 9, 30, tzinfo=UTC)
CODE = "CD" + "0123456789ABCDEF" * 2

HARD_NAMES = (
    "Jo",
    "Cher",
    "Ona Rasa Ąžuolaitė",
    "Κωνσταντίνος Παπαδημητρακόπουλος-Χατζηγεωργίου",
    "Александра Константинова-Димитриевска",
    "Wolfeschlegelsteinhausenbergerdorffabcde Li",
    "Dr. J. R. Tolkien Maria del Carmen de los Santos y Ortega",
    "\u200fOna\u200e \u202eExample\u202c",
    "\u200f\u05d0\u05d1\u05d2",
    "O\u0308zgu\u0308r S\u0327ahin",
    "J.",
    "-" * 120,
    "W" * 120,
    "Щ" * 119 + "ю",
    ("Ona " * 30).strip(),
    "Anna-Maria-" * 10 + "Maria",
    "x" * 59 + " " + "y" * 60,
    "#heading *bold* $x$ \\emph{y} <b>z</b>",
)


def badge(name: str = "Ona Example", **fields: Any) -> Badge:
    """A delegate of a member, with the least that is asked."""
    values: dict[str, Any] = {
        "registration_id": 1,
        "function": "Head of unit",
        "affiliation": "Consumer Centre of Lithuania",
        "country": "LT",
        "role": "delegate",
        "no_pictures": True,
        "code": CODE,
    }
    return Badge(name=name, **values | fields)
