"""Many people registered at once, from a table: all of them or nobody."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cooperation.editions.models import Edition
from core.accounts.models import User
from workshops.registration import audit, telling
from workshops.registration.actions.desk import refuse_archived
from workshops.registration.actions.locking import lock
from workshops.registration.actions.people import hosting
from workshops.registration.actions.people.hosting import ByHost, Entered
from workshops.registration.enums import RegistrationState
from workshops.registration.host_refusals import RowsRefused
from workshops.registration.models import Registration
from workshops.registration.refusals import Refused


@dataclass(frozen=True, slots=True)
class Came:
    """What became of one line."""

    line: int
    entered: Entered
    state: str
    """The state of the registration; empty for somebody who is registered already and left as they are."""
    words: str = ""


def try_out(edition: Edition, rows: Sequence[tuple[int, Entered]], by: User) -> list[Came]:
    """What would come of it: it is done and taken back. Nobody is written to.

    Raises:
        EditionClosed: the edition lies in the archive.
        RowsRefused: some cannot be registered.
    """
    with transaction.atomic(), telling.trying_out():
        came = _write(edition, rows, ByHost(by))
        transaction.set_rollback(True)
    return came


@transaction.atomic
def import_people(
    edition: Edition, rows: Sequence[tuple[int, Entered]], by: User, *, is_told: bool
) -> list[Came]:
    """Register everybody in ``rows``: pairs of a line and who stands there.

    Who is registered already, or was and cancelled, is left as they are, so the same table can come twice.

    Raises:
        EditionClosed: the edition lies in the archive.
        RowsRefused: some cannot be registered, so nobody was.
    """
    came = _write(edition, rows, ByHost(by, _("From a spreadsheet"), is_told=is_told))
    made = sum(bool(one.state) for one in came)
    log(edition, audit.IMPORTED, user=by, data={"made": made, "left": len(came) - made, "told": is_told})
    return came


def _write(edition: Edition, rows: Sequence[tuple[int, Entered]], host: ByHost) -> list[Came]:
    refuse_archived(lock(edition.pk).edition)
    known = {
        email.lower(): state
        for email, state in Registration.objects.filter(edition=edition)
        .order_by("pk")
        .values_list("email", "state")
    }
    came, refused = [], []
    for line, entered in rows:
        if state := known.get(entered.email):
            came.append(Came(line, entered, "", _left(state)))
            continue
        try:
            made = hosting.enter(edition, entered, uuid.uuid4(), host)
        except Refused as refusal:
            refused.append((line, refusal.field, str(refusal)))
        else:
            came.append(Came(line, entered, made.state))
    if refused:
        raise RowsRefused(refused)
    return came


def _left(state: str) -> str:
    if state == RegistrationState.CANCELLED:
        return _("was registered and is cancelled: left; enter them by hand if they come after all")
    return _("is registered already: left")
