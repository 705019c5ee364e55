"""The number that grows with every change of what the public can see.

It grows in the transaction of the change, so every process learns of the change at the moment when it
can see it. Whoever reads the number first and the content afterwards never keeps old content under a new
number.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.models import F

from core.serving.models import ContentVersion

ROW = 1
"""Primary key of the only row."""

TABLE = ContentVersion._meta.db_table
_SELECT = f"SELECT number FROM {TABLE} WHERE id = {ROW}"  # noqa: S608 both are constants of ours

_in_request: ContextVar[list[int] | None] = ContextVar("content_version_in_request", default=None)
"""The number that this request read, so that it reads it once; ``None`` outside of requests."""


def content_changed() -> None:
    """Say that something which the public can see has changed; call it in the change's transaction.

    Saving a model says so by itself (see ``invalidation``); bulk writes have to call this. The row is
    written once per transaction, however many changes there are in it.
    """
    if (known := _in_request.get()) is not None:
        known.clear()
    if _is_counted():
        return
    if not ContentVersion.objects.filter(pk=ROW).update(number=F("number") + 1):
        ContentVersion.objects.get_or_create(pk=ROW, defaults={"number": 2})
    database = connections[DEFAULT_DB_ALIAS]
    if database.in_atomic_block:
        mark = _make_mark()
        database.content_change_mark = mark  # type: ignore[attr-defined]
        transaction.on_commit(mark)


def current_version() -> int:
    """The content's version: one query, or none when this request already asked."""
    known = _in_request.get()
    if known:
        return known[0]
    number = read_version()
    if known is not None:
        known.append(number)
    return number


def read_version() -> int:
    """The content's version as the database has it now: one query."""
    database = connections[DEFAULT_DB_ALIAS]
    with database.cursor() as cursor:
        cursor.execute(_SELECT)
        row = cursor.fetchone()
    # What is kept from now on is kept under this number, so a later change has to count again even
    # when it belongs to the same transaction.
    database.content_change_mark = None  # type: ignore[attr-defined]
    return row[0] if row else 1


def is_changing() -> bool:
    """Whether this connection changed content in a transaction that may still be rolled back.

    The number that it would read is then not yet anybody else's, and nothing must be kept under it.
    """
    return _is_counted()


@contextmanager
def known_in_request(number: int | None = None) -> Iterator[None]:
    """Remember the version while a request is answered; ``number`` when it is read already."""
    token = _in_request.set([] if number is None else [number])
    try:
        yield
    finally:
        _in_request.reset(token)


def _is_counted() -> bool:
    # Django drops a callback from this list when the transaction or the savepoint in which it was
    # registered is rolled back, and that is when the count is undone too.
    database = connections[DEFAULT_DB_ALIAS]
    mark = getattr(database, "content_change_mark", None)
    return mark is not None and any(entry[1] is mark for entry in database.run_on_commit)


def _make_mark() -> Callable[[], None]:
    def mark() -> None:
        """Do nothing: that it waits for the commit says that the change is counted."""

    return mark
