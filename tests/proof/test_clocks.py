"""Both changes of the clocks, 29 February, and closing to the second, on servers in three zones."""

import pytest

from tests.proof import clocks
from tests.proof.clock_cases import CASES, SERVERS, Case

pytestmark = pytest.mark.django_db


@pytest.mark.sweeps
@pytest.mark.parametrize(("number", "case"), list(enumerate(CASES)), ids=lambda one: getattr(one, "name", ""))
def test_times_are_those_of_the_venue(number: int, case: Case) -> None:
    """Each case on one server; ``./run proof`` has all servers for each."""
    found = clocks.compare(case, SERVERS[number % len(SERVERS)])
    assert found.complaints == []
    assert found.number > 15


def test_an_edition_that_took_the_servers_clocks_would_be_noticed() -> None:
    complaints = " ".join(clocks.compare_by_the_servers_clocks())
    for where in ("in ticket_seats", "in the mail", "in the edition's page"):
        assert where in complaints
