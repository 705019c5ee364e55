"""What was printed of whom, so that only what changed has to be printed again."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from workshops.registration.models import Registration


class PrintedBadge(models.Model):
    """The newest badge that was made for a registration; goes with it when it is erased."""

    registration = models.OneToOneField(Registration, on_delete=models.CASCADE, related_name="printed_badge")
    shown = models.CharField(max_length=64)
    """A digest of all that the badge says, with the ticket in it: nobody can try names against it."""
    printed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("printed badge")
        verbose_name_plural = _("printed badges")

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.registration_id}"
