"""What the tests of printing share."""

from collections.abc import Iterator

import pytest
import time_machine

from tests.workshops.registration.samples import WHILE_OPEN


@pytest.fixture(scope="module", autouse=True)
def _while_registration_is_open() -> Iterator[None]:
    """Clocks begin at a moment at which one can register and go on from there, whatever day it is."""
    with time_machine.travel(WHILE_OPEN, tick=True):
        yield
