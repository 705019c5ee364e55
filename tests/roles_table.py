"""The table of roles and duties as the documents show it. Write it anew: ``python -m tests.roles_table``."""

from pathlib import Path

from django.conf import settings

from cooperation.editions.duties import DUTIES, Area, Level
from cooperation.editions.enums import TEAM

DOCUMENT = Path(__file__).parent.parent / "docs" / "roles.md"
BEGIN, END = "<!-- table -->\n", "<!-- end of table -->\n"


def table() -> str:
    """The duties of a team, one row for each area, in Markdown."""
    heads = ["", *(str(role.label) for role in TEAM)]
    rows = [heads, ["---"] * len(heads)]
    for area in Area:
        levels = (DUTIES[role].get(area, Level.NOTHING) for role in TEAM)
        rows.append([str(area.label), *(level.label if level else "" for level in levels)])
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def with_table(document: str) -> str:
    """``document`` with the table of today in its place."""
    before, rest = document.split(BEGIN)
    return f"{before}{BEGIN}\n{table()}\n{END}{rest.split(END)[1]}"


if __name__ == "__main__":
    settings.configure(USE_I18N=False)
    DOCUMENT.write_text(with_table(DOCUMENT.read_text()))
