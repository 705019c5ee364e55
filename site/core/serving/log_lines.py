"""What log lines say, and what they never say. Imports nothing of Django: the settings need it."""

import json
import re
from datetime import UTC, datetime
from typing import Any, Final

SECRETS: Final = re.compile(
    r"(?<=/registrations/)[^/?\s'\"]+"
    r"|(?<=/register/)[^/?\s'\"]+"
    r"|(?<=/upload/)[^/?\s'\"]+"
    r"|(?<=/attendance/)[^/?\s'\"]+"
    r"|(?<=/confirm-email/)[^/?\s'\"]+"
    r"|(?<=/reset/key/)[^/?\s'\"]+"
    r"|(?<=[?&]token=)[^&\s'\"]+"
    r"|(?<=[?&]code=)[^&\s'\"]+"
    r"|(?<=[?&]key=)[^&\s'\"]+"
)
"""What opens a door to whoever holds it and may stand in an address."""


PEOPLE: Final = re.compile(
    r"[\w.!#$%&'*+?^`{|}~-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?<=DETAIL:)[^\n]+"
)
"""Addresses of people, and the values of a row that PostgreSQL repeats when it refuses one."""


def hide_secrets(_logger: Any, _method: str, event: dict[str, Any]) -> dict[str, Any]:
    """Take tickets, keys, tokens and people out of a log line (a processor of structlog)."""
    for name in ("event", "exception", "error"):
        value = event.get(name)
        if not isinstance(value, str):
            continue
        if "/" in value or "=" in value:
            value = SECRETS.sub("***", value)
        event[name] = PEOPLE.sub("***", value) if "@" in value or "DETAIL:" in value else value
    return event


def access_line(request_id: str, method: str | None, path: str, status: int, seconds: float) -> str:
    """The line about one request, in JSON.

    It is put together here and not by structlog, which would take longer than answering from the cache.
    """
    line = {
        "event": "request",
        "method": method,
        "path": SECRETS.sub("***", path),
        "status": status,
        "ms": round(seconds * 1000, 1),
        "request_id": request_id,
        "level": "info",
        "logger": "access",
        "timestamp": datetime.now(UTC).isoformat(),
    }
    return json.dumps(line)
