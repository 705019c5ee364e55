"""What people are told by mail: an edition's own words, and mails to many."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cooperation.editions.models import Edition
from workshops.registration.models.registration import Registration


class Letter(models.Model):
    """An edition's own words for one of the mails that the site sends; without a row the usual ones hold."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="letters")
    name = models.SlugField(max_length=40)
    """Which mail it is: a key of ``letters.LETTERS``."""
    subject = models.CharField(_("subject"), max_length=150)
    text = models.TextField(_("text"))

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "name"], name="registration_letter_unique")
        ]

    def __str__(self) -> str:
        return self.subject


class Mailing(models.Model):
    """One mail to many, with what was chosen when it was confirmed."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="mailings")
    subject = models.CharField(_("subject"), max_length=150)
    text = models.TextField(_("text"))
    filters = models.JSONField(default=dict)
    """By what the recipients were chosen, to be read again."""
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    confirmed_at = models.DateTimeField(null=True)
    """When it was let go; a draft before."""

    class Meta:
        verbose_name = _("mailing")
        verbose_name_plural = _("mailings")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.subject


class MailingRecipient(models.Model):
    """One person whom a mailing goes to, and whether their mail was written into the outbox."""

    mailing = models.ForeignKey(Mailing, on_delete=models.CASCADE, related_name="recipients")
    registration = models.ForeignKey(
        Registration, null=True, on_delete=models.SET_NULL, related_name="mailings"
    )
    mail = models.ForeignKey("outbox.OutgoingMail", null=True, on_delete=models.SET_NULL, related_name="+")
    written_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("recipient of a mailing")
        verbose_name_plural = _("recipients of mailings")
        ordering = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["mailing", "registration"], name="registration_mailing_once")
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class Erasure(models.Model):
    """The proof that personal data of an edition was erased: numbers and no name."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="erasures")
    reason = models.CharField(max_length=20)
    """``needs`` (diet and access needs), ``all`` (the rest), or ``person`` (somebody asked for it)."""
    at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, editable=False)
    """While it is empty the erasure is not at its end, and the worker goes on with it."""
    counts = models.JSONField(default=dict)
    """How many rows of each kind were ``erased``, and the numbers that are ``kept``; after a person's wish
    also digests of their ``tickets``, by which a restored backup is told of it."""

    class Meta:
        verbose_name = _("erasure report")
        verbose_name_plural = _("erasure reports")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
