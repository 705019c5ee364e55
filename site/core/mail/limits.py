"""How many mails an address gets because somebody, perhaps somebody else, asked for one."""

from hashlib import blake2b

from django.core.cache import caches

AT_MOST = 3
"""Mails to one address within ``SECONDS``."""
SECONDS = 60 * 60


def may_send(purpose: str, address: str, at_most: int = AT_MOST, seconds: int = SECONDS) -> bool:
    """Whether one more mail may go to ``address``; it counts as sent when the answer is yes.

    Each mail takes one of ``at_most`` marks in the cache that all processes share, and a mark is free again
    ``seconds`` after it was taken: in no stretch of that length do more mails leave. Taking a mark is one
    step of the cache, so two processes never take the same one.

    Args:
        purpose: what the mail is about; mails of another purpose are counted apart.
        address: the address, whatever its capitals.
        at_most: how many mails.
        seconds: within which time.
    """
    name = blake2b(f"{purpose}\n{address.strip().lower()}".encode("utf-8", "replace"), digest_size=16)
    marks = (f"mail-limit:{name.hexdigest()}:{number}" for number in range(at_most))
    return any(caches["default"].add(mark, 1, seconds) for mark in marks)
