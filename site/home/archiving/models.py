"""Seals and copies of archived editions."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from cooperation.editions.models import Edition
from core.publishing.models import private_storage
from home.archiving.enums import CopyState
from home.archiving.rules import Item


class Seal(models.Model):
    """The checksums of an edition as it lay in the archive at one moment. Seals are added, never changed."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="seals")
    made_at = models.DateTimeField(_("made"))
    content = models.JSONField(_("content"))
    """The items as ``rules.Item`` writes them."""
    digest = models.CharField(_("checksum"), max_length=64)
    changes = models.JSONField(_("changes"), default=list)
    """What differed from the seal before, in plain data: what, kind, name."""

    class Meta:
        verbose_name = _("seal")
        verbose_name_plural = _("seals")
        ordering: ClassVar = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.edition}: {self.digest[:12]}"

    @property
    def items(self) -> list[Item]:
        """What has a checksum."""
        return [Item.from_json(row) for row in self.content]


class StaticCopy(models.Model):
    """The copy of an archived edition that can be read without the site; each edition has one."""

    edition = models.OneToOneField(Edition, on_delete=models.CASCADE, related_name="static_copy")
    state = models.CharField(_("state"), max_length=10, choices=CopyState, default=CopyState.WAITING)
    asked_at = models.DateTimeField(_("asked for"))
    told_at = models.DateTimeField(_("last heard of"))
    done = models.PositiveIntegerField(_("files made"), default=0)
    total = models.PositiveIntegerField(_("files known"), default=0)
    made_at = models.DateTimeField(_("made"), null=True)
    file = models.FileField(_("file"), upload_to="archive-copies", storage=private_storage, blank=True)
    sha256 = models.CharField(_("checksum"), max_length=64, blank=True)
    size = models.PositiveBigIntegerField(_("bytes"), default=0)

    class Meta:
        verbose_name = _("copy of an edition")
        verbose_name_plural = _("copies of editions")

    def __str__(self) -> str:
        return f"{self.edition}: {self.get_state_display()}"
