"""What facilitators hand in: slides, and what came of their workshop."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cooperation.editions.models import Edition
from workshops.afterwards.enums import SubmissionState
from workshops.registration.models import new_key


class UploadLink(models.Model):
    """Lets somebody without an account hand in what belongs to one workshop's page."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="upload_links")
    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("workshop"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="upload_links",
    )
    email = models.EmailField(_("e-mail address"), max_length=254)
    key = models.CharField(max_length=64, unique=True, default=new_key, editable=False)
    """Opens the form; 192 bits."""
    expires_at = models.DateTimeField(_("good until"))
    revoked_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("upload link")
        verbose_name_plural = _("upload links")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class Submission(models.Model):
    """What came by a link at one time; it is published after somebody looked at it."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="submissions")
    page = models.ForeignKey(
        "wagtailcore.Page", null=True, on_delete=models.SET_NULL, related_name="submissions"
    )
    link = models.ForeignKey(UploadLink, null=True, on_delete=models.SET_NULL, related_name="submissions")
    """Empty once whoever handed it in was erased."""
    title = models.CharField(_("title"), max_length=160, blank=True)
    document = models.OneToOneField(
        "publishing.DocumentFile",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="submission",
    )
    outcomes = models.TextField(_("outcomes"), max_length=5000, blank=True)
    decisions = models.TextField(_("decisions"), max_length=3000, blank=True)
    actions = models.TextField(_("actions"), max_length=3000, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=SubmissionState, default=SubmissionState.WAITING, editable=False
    )
    word = models.TextField(_("what has to change"), max_length=1000, blank=True)
    """What was told when it was sent back."""
    created_at = models.DateTimeField(auto_now_add=True)
    decided_at = models.DateTimeField(null=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        ordering = ["-pk"]
        indexes: ClassVar = [models.Index(fields=["edition", "state"], name="afterwards_reviewing")]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
