"""What hosts keep at the list of registrations: views of it, and why they did something to one of them."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cooperation.editions.models import Edition
from workshops.registration.enums import HostActKind
from workshops.registration.models.registration import Registration


class SavedView(models.Model):
    """A way to look at the list: what it is narrowed to, its columns and its order. It holds no name."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("name"), max_length=60)
    is_shared = models.BooleanField(_("for everybody who works on the registrations"), default=False)
    query = models.TextField(max_length=2000, blank=True)
    """The address's query without words that were searched for: those may name somebody."""

    class Meta:
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        ordering = ["name", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "owner", "name"], name="registration_view_once")
        ]

    def __str__(self) -> str:
        return self.name


class HostAct(models.Model):
    """That a host did something to a registration, and why; it goes with the registration."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="host_acts")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    kind = models.CharField(max_length=12, choices=HostActKind)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    is_told = models.BooleanField(default=True)
    """Whether the person was told by mail."""
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("act of a host")
        verbose_name_plural = _("acts of hosts")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.registration_id})"
