"""The outbox: a message is a row before it is a mail."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OutgoingMail(models.Model):
    """One message on its way, written in the transaction of the fact that it tells."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Given up")

    message_id = models.CharField(_("message id"), max_length=255, unique=True)
    sender = models.CharField(_("sender"), max_length=320)
    recipients = models.JSONField(_("recipients"), default=list)
    subject = models.CharField(_("subject"), max_length=998)
    about = models.CharField(max_length=80, blank=True, db_index=True, editable=False)
    """What it is about, such as ``registration:12``: what is erased with that, or listed beside it."""
    text = models.TextField(_("text"), blank=True)
    source = models.BinaryField(_("source"))
    """The whole message as it goes over the wire (RFC 5322)."""
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    last_error = models.TextField(_("last error"), blank=True)
    created_at = models.DateTimeField(_("written"), auto_now_add=True)
    due_at = models.DateTimeField(_("due"))
    locked_until = models.DateTimeField(_("locked until"), null=True, blank=True)
    """While a worker holds the message; after that anyone may take it again."""
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)

    class Meta:
        verbose_name = _("outgoing mail")
        verbose_name_plural = _("outgoing mails")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["state", "due_at"], name="outbox_due")]

    def __str__(self) -> str:
        return self.subject
