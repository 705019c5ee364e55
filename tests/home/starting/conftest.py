"""The full edition, the one that was started from it, and a day on which both can be."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine

from cooperation.editions.models import Edition
from home.starting.report import Report
from home.starting.start import start
from tests.home.starting.full_edition import make_full_edition
from tests.home.starting.samples import wanted


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with time_machine.travel(datetime(2027, 6, 20, 12, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def old(home_page: Any) -> Edition:
    """An edition with something of everything."""
    return make_full_edition()


@pytest.fixture
def made(old: Edition) -> tuple[Edition, Report]:
    """The edition that was started from it, and what was said of that."""
    return start(wanted(earlier=old), by=None)
