"""The closed lists of this app."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ItemKind(models.TextChoices):
    """What of an edition has a checksum."""

    PAGE = "page", _("Page")
    RELEASE = "release", _("Release of the agenda")
    DOCUMENT = "document", _("Document")
    PICTURE = "picture", _("Picture")
    ERRATUM = "erratum", _("Erratum")


class CopyState(models.TextChoices):
    """How far a copy is."""

    WAITING = "waiting", _("Waits for its turn")
    AT_WORK = "at_work", _("Is being made")
    DONE = "done", _("Ready")
    FAILED = "failed", _("Could not be made")
