"""What everybody has to know at once: a room that changed, a bus that leaves earlier."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cooperation.editions.models.edition import Edition


class Notice(models.Model):
    """A short notice on the pages and screens of an edition, from one moment until another.

    It is never deleted: one that ends earlier ends now.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="notices")
    text = models.CharField(
        _("text"),
        max_length=200,
        help_text=_("One or two sentences that everybody reads. Name no participants."),
    )
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gte=models.F("starts_at")), name="editions_notice_in_order"
            )
        ]

    def __str__(self) -> str:
        return self.text
