"""The tests' settings: the production behaviour, on a database and a cache named by the environment."""

import os

os.environ["DATABASE_URL"] = os.environ.get("TEST_DATABASE_URL") or "sqlite:///:memory:"
os.environ["REDIS_URL"] = os.environ.get("TEST_REDIS_URL", "")
if os.environ["REDIS_URL"]:
    # Emptying a cache empties its whole Redis database, so each process of the tests has one of its own.
    redis, number = os.environ["REDIS_URL"].rsplit("/", 1)
    worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
    os.environ["REDIS_URL"] = f"{redis}/{int(number) + int(worker)}"

from config.settings.base import *
from config.settings.base import CACHES, LOGGING, REDIS_URL

CACHES["default"] = CACHES["default"] if REDIS_URL else CACHES["responses"] | {"LOCATION": "default"}
SECRET_KEY = "not-a-secret-the-tests-run-on-throw-away-data"
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
SITE_ORIGIN = WAGTAILADMIN_BASE_URL = "http://testserver"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
DELIVERY_EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
LOGGING["root"]["level"] = "ERROR"
# Wagtail's indexes of words and of references follow each save of a page, which takes a tenth of the tests'
# time: the tests that ask them turn them on, with the fixture ``indexes``.
TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
