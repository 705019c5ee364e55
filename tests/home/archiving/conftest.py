"""What the tests of archives share."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from home.models import HomePage
from tests.home.archiving.two_editions import two_editions


@pytest.fixture(autouse=True)
def _folders(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = str(tmp_path / "media")
    settings.PRIVATE_MEDIA_ROOT = str(tmp_path / "private")


@pytest.fixture
def worlds(home_page: HomePage) -> tuple[SimpleNamespace, SimpleNamespace]:
    """The edition that is archived, and another one."""
    return two_editions(home_page)


@pytest.fixture
def archived(worlds: tuple[SimpleNamespace, SimpleNamespace]) -> SimpleNamespace:
    """The edition that lies in the archive, with its pages."""
    return worlds[0]
