"""How often somebody may try: codes that nobody has, and searches by name."""

from django.core.cache import caches

MINUTE = 60
UNKNOWN_A_MINUTE = 30
SEARCHES_A_MINUTE = 60


def is_over(what: str, user_id: int, at_most: int) -> bool:
    """Whether ``user_id`` did ``what`` more than ``at_most`` times within a minute, this time included.

    The count is kept in the cache that all processes share, and ends a minute after it began.
    """
    cache, key = caches["default"], f"checkin:{what}:{user_id}"
    if cache.add(key, 1, MINUTE):
        return at_most < 1
    try:
        return cache.incr(key) > at_most
    except ValueError:  # it ended between the two
        return False


def is_spent(what: str, user_id: int, at_most: int) -> bool:
    """Whether nothing more may be tried now; does not count."""
    return int(caches["default"].get(f"checkin:{what}:{user_id}") or 0) >= at_most
