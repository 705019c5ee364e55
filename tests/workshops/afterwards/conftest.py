"""What the tests of what comes afterwards share: an edition of May 2027, and clocks on its second day."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine

from core.publishing.models import DocumentFile
from tests.workshops.afterwards.samples import AFTER, WHILE_OPEN, make_past_desk
from workshops.registration.models import RegistrationDesk


@pytest.fixture(autouse=True)
def clock() -> Iterator[Any]:
    """Clocks begin while one can register; tests move on from there."""
    with time_machine.travel(WHILE_OPEN, tick=True) as traveller:
        yield traveller


@pytest.fixture
def desk(db: None, clock: Any) -> RegistrationDesk:
    """The registration of an edition that is over; three people came, one of them on both days."""
    made = make_past_desk()
    clock.move_to(AFTER)
    return made


@pytest.fixture
def through_outbox(settings: Any) -> None:
    """The site's own way for mails."""
    settings.EMAIL_BACKEND = "core.mail.backends.OutboxBackend"


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path) -> Iterator[None]:
    """Documents of a test lie in a folder of its own: the storage knows its folder from the start."""
    storage = DocumentFile._meta.get_field("file").storage
    before = storage._location
    for folder in (str(tmp_path / "private"), before):
        storage._location = folder
        storage._constructor_args = ((), {"location": folder, "base_url": None})
        for known in ("base_location", "location"):
            storage.__dict__.pop(known, None)
        if folder != before:
            yield
