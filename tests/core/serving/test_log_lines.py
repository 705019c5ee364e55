"""Log lines hold neither secrets nor people."""

import pytest

from core.serving.log_lines import hide_secrets

REFUSED = """Traceback (most recent call last):
IntegrityError: duplicate key value violates unique constraint "registration_person_unique"
DETAIL:  Failing row contains (12, Ona Example, ona@example.org, vegan).
Key: more"""


@pytest.mark.parametrize("name", ["event", "exception", "error"])
@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("550 <ona.example+work@mail.example.org>: unknown", "550 <***>: unknown"),
        ("to ona@example.org, jonas@ecc.example.", "to ***, ***."),
        ("GET /registrations/abc-def/?x=1", "GET /registrations/***/?x=1"),
        ("Not found: /2027/register/key.with.points/", "Not found: /2027/register/***/"),
        ("nothing to hide @ all", "nothing to hide @ all"),
    ],
)
def test_addresses_and_keys_are_hidden(name: str, said: str, written: str) -> None:
    assert hide_secrets(None, "info", {name: said, "count": 3}) == {name: written, "count": 3}


def test_the_row_that_a_database_refused_is_not_repeated() -> None:
    line = hide_secrets(None, "error", {"exception": REFUSED})["exception"]
    assert "Ona" not in line
    assert "vegan" not in line
    assert "registration_person_unique" in line
    assert line.endswith("DETAIL:***\nKey: more")
