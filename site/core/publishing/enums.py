"""The closed lists of this app."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Audience(models.TextChoices):
    """Who may see a thing."""

    PUBLIC = "public", _("Everyone")
    ATTENDEES = "attendees", _("Attendees of the edition only")


class Licence(models.TextChoices):
    """On what terms a picture may be used again."""

    ALL_RIGHTS = "all-rights-reserved", _("All rights reserved, used with permission")
    CC0 = "cc0", _("CC0: no rights reserved")
    CC_BY = "cc-by", _("CC BY: name the author")
    CC_BY_SA = "cc-by-sa", _("CC BY-SA: name the author, share alike")
    EU = "eu", _("European Union: reuse with source named")


class Certainty(models.TextChoices):
    """How sure a recorded fact is."""

    CONFIRMED = "confirmed", _("Confirmed by a source")
    LIKELY = "likely", _("Likely, sources incomplete")
    DISPUTED = "disputed", _("Sources disagree")
    UNKNOWN = "unknown", _("Not known")
