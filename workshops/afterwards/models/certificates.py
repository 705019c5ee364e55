"""Certificates of attendance."""

import secrets
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from cooperation.editions.models import Edition
from workshops.registration.models import Registration


def new_code() -> str:
    """A code that nobody guesses, in letters that are typed from paper: 130 bits."""
    letters = "23456789abcdefghjkmnpqrstuvwxyz"
    return "".join(secrets.choice(letters) for _number in range(26))


class Certificate(models.Model):
    """That a certificate was made for somebody; it goes with the registration."""

    registration = models.OneToOneField(Registration, on_delete=models.CASCADE, related_name="certificate")
    number = models.PositiveIntegerField(_("number"))
    """Counted within the edition, from 1."""
    code = models.CharField(max_length=32, unique=True, default=new_code, editable=False)
    days = models.PositiveSmallIntegerField(_("days"))
    sessions = models.JSONField(_("sessions"), default=list)
    """The titles of the workshops' sessions that were attended."""
    minutes = models.PositiveIntegerField(_("minutes"), default=0)
    issued_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("certificate of attendance")
        verbose_name_plural = _("certificates of attendance")
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class IssuedCode(models.Model):
    """That a code was issued for an edition, without whose it is: it stays when the person is erased."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="issued_codes")
    digest = models.CharField(max_length=64, unique=True)
    """SHA-256 of the code."""
    number = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("issued code")
        verbose_name_plural = _("issued codes")
        ordering = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "number"], name="afterwards_number_unique")
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
