"""``./run demo``: one machine, real data, a switch between roles and a mailbox that can be read."""

from config.settings.base import *
from config.settings.base import LOGGING, MIDDLEWARE, SECRET_KEY, env

DEMO = True
ROOT_URLCONF = "config.demo_urls"
# Before the guard of the admin, so that its refusals carry the bar as well.
_guard = MIDDLEWARE.index("core.accounts.middleware.SecondFactorMiddleware")
MIDDLEWARE = [*MIDDLEWARE[:_guard], "home.demo.middleware.DemoBarMiddleware", *MIDDLEWARE[_guard:]]
SECRET_KEY = SECRET_KEY or "the-demo-holds-no-secrets-and-listens-on-this-machine-alone"
WHITENOISE_USE_FINDERS = True
DELIVERY_EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
LOGGING["handlers"]["console"]["formatter"] = "plain"
LOGGING["root"]["level"] = env.str("LOG_LEVEL", "WARNING")
