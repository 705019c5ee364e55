"""Lets the writers of one process queue for SQLite's write lock.

SQLite lets nobody queue. Whoever finds its lock taken asks again, at first every few milliseconds and later
ten times a second: who has just come gets it sooner than who has waited long, and among many somebody waits
until their time is over. Here one of a process asks at a time, and the next as soon as that one has it.
"""

from collections.abc import Callable
from threading import Lock
from typing import Any

from django.db import OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

NEXT = Lock()
"""Whose turn it is to ask."""


def connect() -> None:
    """Let all connections to SQLite queue from now on."""
    connection_created.connect(_let_queue, dispatch_uid="queue of writers")


def _let_queue(connection: BaseDatabaseWrapper, **_others: Any) -> None:
    if connection.vendor == "sqlite" and wait_in_line not in connection.execute_wrappers:
        connection.execute_wrappers.append(wait_in_line)


def wait_in_line(
    execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    """Begin a transaction that writes when it is this thread's turn.

    Raises:
        OperationalError: too many were before it.
    """
    if not sql.startswith("BEGIN IMMEDIATE"):
        return execute(sql, params, many, context)
    patience = context["connection"].settings_dict["OPTIONS"].get("timeout", 5)
    if not NEXT.acquire(timeout=patience):
        raise OperationalError("database is locked: too many others wait for it")
    try:
        return execute(sql, params, many, context)
    finally:
        NEXT.release()
