"""On a developer's machine: tracebacks in the browser, a throw-away key, static files from their sources."""

from config.settings.base import *
from config.settings.base import LOGGING, SECRET_KEY, SQLITE_OPTIONS  # noqa: F401

DEBUG = True
SECRET_KEY = SECRET_KEY or "only-for-this-machine-and-not-a-secret-at-all-0123456789"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
LOGGING["handlers"]["console"]["formatter"] = "plain"
