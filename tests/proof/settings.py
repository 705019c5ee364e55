"""The site as the proofs run it: as in production but for https, on tables made as the models say."""

import os

from config.settings.base import *
from config.settings.base import LOGGING


class NoMigrations(dict[str, None]):
    """Every app's tables are made as its models say."""

    def __contains__(self, _app: object) -> bool:
        return True

    def __getitem__(self, _app: str) -> None:
        return None


SECRET_KEY = "not-a-secret-the-proofs-run-on-throw-away-data"
ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
MIGRATION_MODULES = NoMigrations()
WHITENOISE_USE_FINDERS = True
RESPONSE_CACHE_SECONDS = 0
EMAIL_TIMEOUT = float(os.environ.get("PROOF_EMAIL_TIMEOUT", "10"))
"""As on a real site, unless minutes pass in a moment there."""
LOGGING["root"]["level"] = "ERROR"
LOGGING["loggers"] = {**LOGGING.get("loggers", {}), "django.request": {"level": "CRITICAL"}}
