"""Production without the response cache."""

from config.settings.production import *
from config.settings.production import MIDDLEWARE

MIDDLEWARE = [
    "tests.bench.uncached.NoResponseCacheMiddleware" if name.endswith(".ResponseCacheMiddleware") else name
    for name in MIDDLEWARE
]
