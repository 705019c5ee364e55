"""Whether somebody is told by mail of what is being done, and what the host adds in words of their own.

A host may do something quietly, and what is only tried out tells nobody. Those whom it touches as well, such
as the next in line, hear of it as always.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class _Telling:
    address: str
    """Whom it is about; empty for everybody."""
    is_silent: bool
    words: str

    def is_about(self, email: str) -> bool:
        return self.address in ("", email.strip().lower())


_current: ContextVar[_Telling | None] = ContextVar("telling", default=None)


@contextmanager
def telling(email: str, *, is_told: bool, words: str = "") -> Iterator[None]:
    """While it lasts, the owner of ``email`` is told nothing, or with ``words`` of the host's added."""
    yield from _for_a_while(_Telling(email.strip().lower(), not is_told, words))


@contextmanager
def trying_out() -> Iterator[None]:
    """While it lasts nobody is told anything: what is done will be taken back."""
    yield from _for_a_while(_Telling("", True, ""))


def _for_a_while(value: _Telling) -> Iterator[None]:
    standing = _current.get()
    # What is tried out stays quiet, whatever is done within.
    token = _current.set(standing if standing and not standing.address else value)
    try:
        yield
    finally:
        _current.reset(token)


def is_silent(email: str) -> bool:
    """Whether no mail is written to ``email`` now."""
    now = _current.get()
    return now is not None and now.is_silent and now.is_about(email)


def words_for(email: str) -> str:
    """What the host adds to a mail to ``email`` now; empty for nothing."""
    now = _current.get()
    return now.words if now is not None and now.is_about(email) else ""
