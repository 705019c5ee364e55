"""How an edition is handed over to the next team, and what its archive has to correct."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cooperation.editions.enums import Role
from cooperation.editions.models.edition import Edition


class HandOver(models.Model):
    """The end of a team's work on an edition, and what it leaves to the next one.

    A row stands as soon as somebody writes a note or names a day. Until that day has passed at the venue
    nothing changes; after it ``done_at`` tells when the team became readers.
    """

    edition = models.OneToOneField(Edition, on_delete=models.CASCADE, related_name="handover")
    to_edition = models.ForeignKey(
        Edition,
        verbose_name=_("next edition"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="taken_over_from",
    )
    last_day = models.DateField(_("last day of the old team's rights"), null=True, blank=True)
    """At the venue; with its end the team become readers."""

    learned = models.TextField(_("what we learned"), blank=True)
    decisions = models.TextField(_("decisions and why"), blank=True)
    budget = models.TextField(_("remarks on the budget"), blank=True)
    contacts = models.TextField(_("contacts"), blank=True)
    """Names people, so it is erased a year after the hand-over."""
    contacts_agreed = models.BooleanField(
        _("everybody named under “Contacts” agreed to be handed on"), default=False
    )

    warned_for = models.DateField(null=True, blank=True, editable=False)
    """The last day that the team was told of a week ahead."""
    told_for = models.DateField(null=True, blank=True, editable=False)
    """The last day on which the team was told that it is the last."""
    done_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("hand-over")
        verbose_name_plural = _("hand-overs")

    def __str__(self) -> str:
        return str(self.edition)


class HandedRole(models.Model):
    """A role that somebody of the old team had until the hand-over, so that it can be undone."""

    handover = models.ForeignKey(HandOver, on_delete=models.CASCADE, related_name="handed_roles")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(_("role"), max_length=20, choices=Role)

    class Meta:
        verbose_name = _("role that was handed over")
        verbose_name_plural = _("roles that were handed over")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["handover", "user", "role"], name="editions_handed_role_unique")
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.handover}"


class Erratum(models.Model):
    """What was wrong in an archived edition, shown to everybody; it is part of the record and stays."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="errata")
    published_at = models.DateTimeField(_("published"))
    was_wrong = models.TextField(_("what was wrong"))
    is_right = models.TextField(_("what is right"))
    decided_by = models.CharField(_("decided by"), max_length=160)

    class Meta:
        verbose_name = _("erratum")
        verbose_name_plural = _("errata")
        ordering: ClassVar = ["-published_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.edition}: {self.was_wrong[:60]}"
