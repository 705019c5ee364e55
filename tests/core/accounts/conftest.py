"""Signing in sends mails and counts tries; both begin anew with each test."""

from typing import Any

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _mails(settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    cache.clear()
