"""The site as the proofs run it: as in production but for https, on tables made as the models say."""

import os

from config.settings.base import *
from config.settings.base import LOGGING, WORKER_JOBS


class NoMigrations(dict[str, None]):
    """Every app's tables are made as its models say."""

    def __contains__(self, _app: object) -> bool:
        return True

    def __getitem__(self, _app: str) -> None:
        return None


SECRET_KEY = "not-a-secret-the-proofs-run-on-throw-away-data"
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
MIGRATION_MODULES = NoMigrations()
WHITENOISE_USE_FINDERS = True
if "PROOF_MINUTE" in os.environ:  # a minute passes in so many seconds: see tests/proof/deliveries.py
    EMAIL_TIMEOUT = float(os.environ["PROOF_MINUTE"]) / 2
    WORKER_JOBS = [("core.mail.actions.deliver_due", 0), *WORKER_JOBS[1:]]
LOGGING["root"]["level"] = "ERROR"
LOGGING["loggers"] = {**LOGGING.get("loggers", {}), "django.request": {"level": "CRITICAL"}}
