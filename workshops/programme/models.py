"""The bookable side of a workshop."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel

from cooperation.agenda.models import Slot


class Session(ClusterableModel):
    """One giving of a workshop: a slot of the agenda plus a number of seats.

    Which workshop it gives is told by the slot's page, when and where by the slot.
    """

    slot = models.OneToOneField(
        Slot, verbose_name=_("slot"), on_delete=models.PROTECT, related_name="session"
    )
    seats = models.PositiveIntegerField(_("seats"))

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["slot__starts_at", "pk"]

    def __str__(self) -> str:
        return str(self.slot)
