"""For a server that people reach: nothing here works without its environment, see ``.env.example``."""

from django.core.exceptions import ImproperlyConfigured

from config.settings.base import *
from config.settings.base import LOGGING, env

if env.bool("DEMO", False):
    raise ImproperlyConfigured(
        "DEMO is on, and lets anyone become an organiser. Take DEMO out of the environment, "
        "or start the demo with ./run demo."
    )
SECRET_KEY = env.str("SECRET_KEY")
if not SECRET_KEY:
    raise ImproperlyConfigured("SECRET_KEY is empty; .env.example says how to make one.")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
SITE_ORIGIN = env.str("SITE_ORIGIN")
if not SITE_ORIGIN.startswith("https://"):
    raise ImproperlyConfigured("SITE_ORIGIN must begin with https://, for example https://meeting.example.")
CSRF_TRUSTED_ORIGINS = [SITE_ORIGIN]
LOGGING["root"]["level"] = env.str("LOG_LEVEL", "INFO")

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "core.serving.static_files.ProductionFilesStorage"},
}
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", 31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"
