"""The one lock of an edition's agenda."""

from cooperation.agenda.refusals import Archived
from cooperation.editions.models import Edition
from cooperation.editions.rules import reasons_against_changing


def lock(edition_id: int) -> Edition:
    """Keep every other writer of this agenda waiting until the transaction ends; the edition as it is now.

    SQLite has no row locks; there the transaction itself began with the write lock. Rows that only point to
    the edition, such as a registration, do not wait.

    Raises:
        Archived: the edition is archived; what the caller loaded may be older than the archive.
    """
    edition = Edition.objects.select_for_update(of=("self",), no_key=True).get(pk=edition_id)
    if reasons := reasons_against_changing(edition):
        raise Archived(reasons)
    return edition
