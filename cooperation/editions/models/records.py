"""What belongs to an edition: events beside it, evidence, roles."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from cooperation.editions.enums import Fact, Role
from cooperation.editions.models.edition import Edition
from core.publishing.enums import Certainty


class AdjacentEvent(models.Model):
    """Another event beside an edition, such as the Competition and Consumer Day."""

    edition = ParentalKey(Edition, on_delete=models.CASCADE, related_name="adjacent_events")
    title = models.CharField(_("title"), max_length=160)
    starts_on = models.DateField(_("first day"), null=True, blank=True)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=160, blank=True)
    organiser = models.CharField(_("organiser"), max_length=160, blank=True)
    url = models.URLField(_("website"), blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("adjacent event")
        verbose_name_plural = _("adjacent events")
        ordering = ["starts_on", "pk"]

    def __str__(self) -> str:
        return self.title


class Evidence(models.Model):
    """How sure one fact of an edition is, and where it comes from."""

    edition = ParentalKey(Edition, on_delete=models.CASCADE, related_name="evidence")
    fact = models.CharField(_("fact"), max_length=12, choices=Fact)
    certainty = models.CharField(
        _("certainty"), max_length=12, choices=Certainty, default=Certainty.CONFIRMED
    )
    source = models.CharField(_("source"), max_length=300, blank=True)
    source_url = models.URLField(_("source's address"), max_length=500, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "fact"], name="editions_evidence_fact_unique")
        ]

    def __str__(self) -> str:
        return f"{self.get_fact_display()}: {self.get_certainty_display()}"


class EditionRole(models.Model):
    """What a user is to an edition; it opens that edition and no other."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="roles")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="edition_roles")
    role = models.CharField(_("role"), max_length=20, choices=Role)

    class Meta:
        verbose_name = _("role in an edition")
        verbose_name_plural = _("roles in editions")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "user", "role"], name="editions_role_unique")
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}, {self.edition}"
