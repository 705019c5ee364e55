"""How the machinery is doing."""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.core.cache import cache
from django.db import Error
from django.utils import timezone

from core.serving.content_version import read_version
from core.serving.models import WorkerBeat

WORKER_ALIVE_FOR = timedelta(seconds=60)
"""A worker that gave no sign of life for longer counts as dead."""


class Health(NamedTuple):
    """Whether the parts work that the site is made of."""

    database: bool
    cache: bool
    worker_seen: datetime | None
    worker_age: timedelta | None

    @property
    def worker(self) -> bool:
        """Whether the worker lives."""
        return self.worker_age is not None and self.worker_age <= WORKER_ALIVE_FOR

    @property
    def is_good(self) -> bool:
        """Whether everything works."""
        return self.database and self.cache and self.worker


def health() -> Health:
    """Try the database and the cache, and read when the worker was last seen."""
    try:
        read_version()
        seen = WorkerBeat.objects.values_list("at", flat=True).first()
    except Error:
        return Health(database=False, cache=_cache_works(), worker_seen=None, worker_age=None)
    age = timezone.now() - seen if seen else None
    return Health(database=True, cache=_cache_works(), worker_seen=seen, worker_age=age)


def _cache_works() -> bool:
    now = timezone.now().isoformat()
    try:
        cache.set("healthz", now, 60)
        return cache.get("healthz") is not None
    except Exception:
        return False
