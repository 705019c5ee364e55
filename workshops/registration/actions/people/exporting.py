"""Lists of people that leave the site; each time is a line in the audit log, before the first byte leaves."""

from django.db import transaction
from django.utils import timezone

from cooperation.editions.models import Edition
from core.accounts.models import User
from workshops.registration.actions.seeing import note_exported
from workshops.registration.exports.lists.purposes import Choice, Purpose
from workshops.registration.exports.lists.writing import Table
from workshops.registration.host_refusals import NeedsAreGone
from workshops.registration.models import RegistrationDesk
from workshops.registration.retention import NEEDS, is_due


@transaction.atomic
def export_list(edition: Edition, purpose: Purpose, choice: Choice, by: User) -> Table:
    """The list for ``purpose``, noted with how many people it tells of.

    Raises:
        NeedsAreGone: it tells of diet or access needs, and their time is over.
    """
    if purpose.has_needs and are_needs_gone(edition):
        raise NeedsAreGone
    table = purpose.table(edition, choice)
    note_exported(edition, by, purpose.name, table.people)
    return table


def are_needs_gone(edition: Edition) -> bool:
    """Whether diet and access needs are erased, or should be. One query."""
    desk = RegistrationDesk.objects.filter(edition=edition).first()
    is_erased = desk is not None and desk.needs_erased_at is not None
    return is_erased or is_due(edition, NEEDS, timezone.now())
