"""The site as the proofs run it, with the guard taken out that ``GUARD_OUT`` names."""

import os

from tests.proof.settings import *
from tests.proof.settings import DATABASES, DELIVERY_EMAIL_BACKEND, INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.proof.careless"]
if os.environ["GUARD_OUT"] == "lock" and DATABASES["default"].get("OPTIONS", {}).get("transaction_mode"):
    DATABASES["default"]["OPTIONS"]["transaction_mode"] = "DEFERRED"  # its lock, on SQLite
if os.environ["GUARD_OUT"] == "outbox":
    EMAIL_BACKEND = DELIVERY_EMAIL_BACKEND
