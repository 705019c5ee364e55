"""Database and caches."""

from typing import Any

from config.env import DATA_DIR, env

SQLITE_OPTIONS = {
    # A write lock from the first statement: two writers queue instead of failing half-way.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
}
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'db.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"] |= {"OPTIONS": SQLITE_OPTIONS, "CONN_MAX_AGE": 600}
else:
    DATABASES["default"] |= {
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 16, "timeout": 5}, "connect_timeout": 5},
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,  # after a restart of the database no request meets a dead connection
    }
REDIS_URL: str = env.str("REDIS_URL", "")
CACHES: dict[str, dict[str, Any]]
if REDIS_URL:
    _shared_cache = {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
    }
    CACHES = {
        "default": _shared_cache,
        "responses": _shared_cache | {"KEY_PREFIX": "responses"},
        "query_responses": _shared_cache | {"KEY_PREFIX": "query_responses"},
        "renditions": _shared_cache | {"KEY_PREFIX": "renditions"},
    }
else:
    # Rate limits must hold over processes and restarts, so the default cache is a table. Responses may
    # lie in the memory of each process: the content version in the database says which are current.
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "shared_cache",
            "OPTIONS": {"MAX_ENTRIES": 100_000},  # nobody washes a limit away by asking for many addresses
        },
        "responses": {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "LOCATION": "responses",
            "OPTIONS": {"MAX_ENTRIES": 2000},
        },
        "query_responses": {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "LOCATION": "query_responses",
            "OPTIONS": {"MAX_ENTRIES": 200},
        },
        "renditions": {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "LOCATION": "renditions",
            "OPTIONS": {"MAX_ENTRIES": 5000},
        },
    }
