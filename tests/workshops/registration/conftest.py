"""What the tests of registration share."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from tests.workshops.registration.samples import WHILE_OPEN


@pytest.fixture(scope="module", autouse=True)
def _while_registration_is_open() -> Iterator[None]:
    """Clocks begin at a moment at which one can register and go on from there, whatever day it is."""
    with time_machine.travel(WHILE_OPEN, tick=True):
        yield


@pytest.fixture
def through_outbox(settings: Any) -> None:
    """pytest-django takes Django's mails; some tests want the site's own way."""
    settings.EMAIL_BACKEND = "core.mail.backends.OutboxBackend"
