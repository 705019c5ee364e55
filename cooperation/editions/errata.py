"""Errata: what was wrong in an archived edition, told to everybody."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cooperation.editions import rules
from cooperation.editions.archiving import Correction
from cooperation.editions.models import Edition, Erratum
from core.accounts.models import User


class CannotCorrect(rules.Refused):
    """The erratum cannot be published so."""


def publish(edition: Edition, correction: Correction, by: User | None) -> Erratum:
    """Show everybody what was wrong in the archived ``edition``; nothing else of it changes.

    Raises:
        CannotCorrect: it does not lie in the archive, or a part of the correction is missing.
    """
    with transaction.atomic():
        locked = Edition.objects.select_for_update().get(pk=edition.pk)
        if not locked.archived_at:
            raise CannotCorrect(
                _("It does not lie in the archive. Mend it, then say what was wrong as you archive it again.")
            )
        return write(locked, correction, by)


def write(edition: Edition, correction: Correction, by: User | None) -> Erratum:
    """As ``publish``, for a caller that holds the lock of ``edition`` in its transaction.

    Raises:
        CannotCorrect: a part of the correction is missing.
    """
    if not correction.is_complete:
        raise CannotCorrect(_("Say what was wrong, what is right, and who decided it."))
    erratum = Erratum.objects.create(
        edition=edition,
        published_at=timezone.now(),
        was_wrong=correction.was_wrong.strip(),
        is_right=correction.is_right.strip(),
        decided_by=correction.decided_by.strip(),
    )
    log(edition, "editions.publish_erratum", user=by, data={"erratum": erratum.pk})
    return erratum
