"""The table of figures keeps what was not measured again."""

from tests.proof.proofs import PROOFS, Shown
from tests.proof.report import Line, merged, rows_of

OLD = "| R3 | What | SQLite | many | yes | noticed | 1 May 2026 |\n"
OTHER = "| R3 | What | PostgreSQL | more | yes | noticed | 1 May 2026 |\n"


def line(row: str, database: str) -> Line:
    (proof,) = (proof for proof in PROOFS if proof.row == row)
    return Line(proof, database, Shown("one | two", []), ["5 seats of 4"])


def test_a_new_row_takes_the_place_of_its_own_alone() -> None:
    table = merged(f"head\n{OTHER}{OLD}foot\n", [line("R3", "SQLite"), line("R1, R2", "SQLite")], "today")
    first, second, third = table.splitlines(keepends=True)
    assert first.startswith("| R1, R2 | ")
    assert second.startswith("| R3 | Mixed wishes")
    assert second.endswith(
        " | SQLite | one / two | yes | without the lock of the edition: 5 seats of 4 | today |\n"
    )
    assert third == OTHER


def test_rows_are_found_by_what_they_show_and_where() -> None:
    assert rows_of(f"| row | what |\n|---|---|\n{OLD}") == {("R3", "SQLite"): OLD}
