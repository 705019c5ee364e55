"""The one lock of everything that counts places and seats of an edition."""

from django.db import connection

from workshops.registration.models import RegistrationDesk


def lock(edition_id: int) -> RegistrationDesk:
    """Take the lock of an edition's registration, for the rest of the caller's transaction.

    One row for the whole edition and not one for each session: a promotion can free a seat elsewhere (a
    swap), overlaps reach over sessions, and with one lock there is no order in which two could wait for
    each other. SQLite has no row locks; there a transaction begins with the write lock
    (``transaction_mode`` in the settings).

    Raises:
        RegistrationDesk.DoesNotExist: nobody has set up registration for this edition.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("The lock holds for a transaction, and none is open.")
    desks = RegistrationDesk.objects.select_related("edition")
    return desks.select_for_update(of=("self",)).get(edition=edition_id)
