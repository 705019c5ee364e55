"""Pure decisions about requests and their answers: no database."""

import re
from typing import Final
from urllib.parse import parse_qsl, urlencode

from django.db import Error, InterfaceError, OperationalError

_REQUEST_ID: Final = re.compile(r"[A-Za-z0-9._-]{8,128}")
_TRACKING: Final = re.compile(r"utm_\w+|mtm_\w+|pk_\w+|mc_[ce]id|fbclid|gclid|msclkid|dclid|igshid")
_SQLITE_OUTAGES: Final = ("SQLITE_BUSY", "SQLITE_CANTOPEN", "SQLITE_FULL", "SQLITE_IOERR", "SQLITE_LOCKED")
_POSTGRES_OUTAGES: Final = ("08", "53", "57P")
"""Connection exceptions, insufficient resources, shutdown (PostgreSQL's manual, appendix A)."""


def is_request_id(value: str) -> bool:
    """Whether ``value`` looks like an id, so that nobody writes other things into our logs with it."""
    return _REQUEST_ID.fullmatch(value) is not None


def without_tracking(query: str) -> str:
    """The query string ``query`` without what mailings and advertisements add to count clicks."""
    if not query:
        return ""
    pairs = parse_qsl(query, keep_blank_values=True)
    kept = [(name, value) for name, value in pairs if not _TRACKING.fullmatch(name)]
    return query if len(kept) == len(pairs) else urlencode(kept)


def is_outage(error: BaseException | None) -> bool:
    """Whether ``error`` says that the database cannot be reached or cannot work, rather than that we erred.

    A deadlock or a table that does not exist is none: waiting would not help the next request.
    """
    if isinstance(error, InterfaceError):
        return True
    if not isinstance(error, OperationalError):
        return False
    cause = error.__cause__
    if name := getattr(cause, "sqlite_errorname", None):
        return str(name).startswith(_SQLITE_OUTAGES)
    state = getattr(cause, "sqlstate", None)
    return state is None or str(state).startswith(_POSTGRES_OUTAGES)


def outage_behind(error: BaseException | None) -> Error | None:
    """The outage that ``error`` is or was caused by; ``None`` when there is none."""
    seen = 0
    while error is not None and seen < 10:
        if isinstance(error, Error) and is_outage(error):
            return error
        error = error.__cause__ or error.__context__
        seen += 1
    return None
