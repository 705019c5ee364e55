"""What the tests of registration share."""

from typing import Any

import pytest


@pytest.fixture
def through_outbox(settings: Any) -> None:
    """pytest-django takes Django's mails; some tests want the site's own way."""
    settings.EMAIL_BACKEND = "core.mail.backends.OutboxBackend"
