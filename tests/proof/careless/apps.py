"""Takes out the guard that ``GUARD_OUT`` names, in every process of the site."""

import os
import pkgutil
import sys
import time
from collections.abc import Sequence
from functools import partial
from importlib import import_module
from typing import Any

from django.apps import AppConfig
from django.core.mail import EmailMessage
from django.db import transaction


class CarelessConfig(AppConfig):
    name = "tests.proof.careless"

    def ready(self) -> None:
        GUARDS[os.environ["GUARD_OUT"]]()


def without_the_lock() -> None:
    """The desk is read and not locked, and whoever has looked takes a moment before they write."""
    from workshops.registration import actions
    from workshops.registration.actions import lines, locking, registering, seats

    def read_only(edition_id: int) -> Any:
        return locking.RegistrationDesk.objects.select_related("edition").get(edition=edition_id)

    for module in pkgutil.iter_modules(actions.__path__):
        import_module(f"{actions.__name__}.{module.name}")
    locked = locking.lock
    for module in list(sys.modules.values()):
        if getattr(module, "lock", None) is locked:
            module.lock = read_only
    for module, name in ((seats, "is_free_for"), (lines, "is_free_for"), (registering, "_standing")):
        setattr(module, name, partial(slowly, getattr(module, name)))


def slowly(decide: Any, *arguments: Any) -> Any:
    """What ``decide`` says, a moment later."""
    decision = decide(*arguments)
    time.sleep(0.05)
    return decision


def with_mails_written_afterwards() -> None:
    """A mail is written after the fact that it tells, in a transaction of its own."""
    from core.mail.backends import OutboxBackend

    write = OutboxBackend.send_messages

    def later(backend: OutboxBackend, messages: Sequence[EmailMessage]) -> int:
        def write_then() -> None:
            time.sleep(0.2)
            write(backend, messages)

        transaction.on_commit(write_then)
        return len(messages)

    OutboxBackend.send_messages = later  # type: ignore[method-assign]


def with_mails_sent_by_the_page() -> None:
    """A mail goes to the server while somebody waits for the page; the settings do it."""


GUARDS = {
    "lock": without_the_lock,
    "one transaction": with_mails_written_afterwards,
    "outbox": with_mails_sent_by_the_page,
}
