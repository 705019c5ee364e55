"""The presidency's rota."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from core.publishing.enums import Certainty


class Presidency(models.Model):
    """One half-year and the country that holds the presidency of the Council of the EU in it."""

    year = models.PositiveSmallIntegerField(_("year"))
    half = models.PositiveSmallIntegerField(
        _("half-year"),
        choices=[(1, _("First: January to June")), (2, _("Second: July to December"))],
    )
    country = CountryField(_("country"))
    eu_code = models.CharField(_("code used by the EU"), max_length=2)
    legal_act = models.CharField(_("legal act"), max_length=200, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    certainty = models.CharField(
        _("certainty"), max_length=12, choices=Certainty, default=Certainty.CONFIRMED
    )
    source = models.CharField(_("source"), max_length=400, blank=True)

    class Meta:
        verbose_name = _("presidency")
        verbose_name_plural = _("presidencies")
        ordering = ["year", "half"]
        constraints = [
            models.UniqueConstraint(fields=["year", "half"], name="editions_presidency_half_year_unique"),
            models.CheckConstraint(condition=models.Q(half__in=[1, 2]), name="editions_presidency_half"),
        ]

    def __str__(self) -> str:
        return f"{self.semester} {self.get_country_display()}"

    @property
    def semester(self) -> str:
        """The half-year in short, such as ``2024-H1``."""
        return f"{self.year}-H{self.half}"
