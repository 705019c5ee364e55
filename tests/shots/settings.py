"""The demo without its bar, so that pages look as in production, and with the style guide."""

from config.settings.demo import *
from config.settings.demo import LOGGING, MIDDLEWARE

MIDDLEWARE = [name for name in MIDDLEWARE if not name.startswith("home.demo.")]
ROOT_URLCONF = "tests.shots.urls"
LOGGING["root"]["level"] = "ERROR"  # a page that is not found is one of those that are looked at
WHITENOISE_AUTOREFRESH = True  # finds what is written while it runs
