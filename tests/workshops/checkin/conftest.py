"""What the tests of check-in share."""

from collections.abc import Iterator

import pytest
import time_machine

from tests.workshops.checkin.samples import ON_THE_DAY


@pytest.fixture(scope="module", autouse=True)
def _on_the_first_day() -> Iterator[None]:
    """Clocks begin at ten past nine on the first day, in Vilnius, and go on from there."""
    with time_machine.travel(ON_THE_DAY, tick=True):
        yield
