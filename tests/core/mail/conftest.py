"""What the tests of mail share."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections

from tests.mail_server import Postbox, free_mail_port, listening


@pytest.fixture
def postbox(settings: Any) -> Iterator[Postbox]:
    """A real mail server on this machine, which the worker delivers to."""
    handler, port = Postbox(), free_mail_port()
    settings.DELIVERY_EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = port
    settings.EMAIL_TIMEOUT = 1
    with listening(handler, port):
        yield handler


@pytest.fixture
def through_outbox(settings: Any) -> None:
    """pytest-django takes Django's mails; these tests want the site's own way."""
    settings.EMAIL_BACKEND = "core.mail.backends.OutboxBackend"


@pytest.fixture
def database_in_a_file(transactional_db: None, tmp_path: Path) -> Iterator[None]:
    """The test database for several threads: in memory SQLite refuses a second writer, in a file it waits."""
    if connection.vendor != "sqlite":
        yield
        return
    path = str(tmp_path / "copy.sqlite3")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [path])
    in_memory, settings = connections["default"], connections.settings["default"]
    name, settings["NAME"] = settings["NAME"], path
    del connections["default"]
    yield
    connections["default"].close()
    settings["NAME"] = name
    connections["default"] = in_memory
