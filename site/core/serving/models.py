"""What the machinery between a request and a page has to remember."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ContentVersion(models.Model):
    """A number that grows with every change of what the public can see; there is one row.

    It grows in the transaction of the change, so whoever reads the number first and the content
    afterwards never keeps old content under a new number.
    """

    number = models.PositiveBigIntegerField(_("number"), default=1)

    class Meta:
        verbose_name = _("content version")

    def __str__(self) -> str:
        return str(self.number)


class WorkerBeat(models.Model):
    """When the worker last said that it is alive; there is one row."""

    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("worker's sign of life")

    def __str__(self) -> str:
        return self.at.isoformat()
