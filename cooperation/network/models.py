"""The network and its members."""

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField
from wagtail.contrib.settings.models import register_setting
from wagtail.search import index

from core.publishing.enums import Certainty
from core.publishing.sites import SiteSetting
from core.searching.findable import FINDING_FIELDS, Findable


@register_setting(icon="group")
class NetworkSettings(SiteSetting):
    """What the network is called, how it calls its members and who speaks for it."""

    name = models.CharField(_("name of the network"), max_length=120, default="European Network")
    short_name = models.CharField(_("short name"), max_length=40, blank=True)
    event_name = models.CharField(_("name of the yearly meeting"), max_length=80, default="Cooperation Day")
    member_term = models.CharField(
        _("one member is called"), max_length=60, default="member", help_text=_("Such as “centre”.")
    )
    members_term = models.CharField(_("members are called"), max_length=60, default="members")
    purpose = models.TextField(
        _("what the network is for"),
        blank=True,
        help_text=_("Two or three sentences for the home page."),
    )
    logo = models.ForeignKey(
        "publishing.Picture",
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    funding_statement = models.CharField(
        _("funding statement"),
        max_length=200,
        blank=True,
        help_text=_("In the words of the grant. An edition may have a statement of its own."),
    )
    disclaimer = models.TextField(_("disclaimer"), blank=True)
    contact_name = models.CharField(_("contact"), max_length=120, blank=True)
    contact_email = models.EmailField(_("contact e-mail"), blank=True)
    contact_address = models.TextField(_("postal address"), blank=True)

    class Meta:
        verbose_name = _("network")


class Member(Findable, index.Indexed, models.Model):
    """An organisation of the network, with the country that it serves."""

    class Group(models.TextChoices):
        EU = "eu", _("European Union")
        EEA = "eea", _("European Economic Area")
        OTHER = "other", _("Other")

    name = models.CharField(_("name"), max_length=160)
    local_name = models.CharField(_("name in its own language"), max_length=200, blank=True)
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    country = CountryField(_("country it serves"))
    eu_code = models.CharField(
        _("code used by the EU"),
        max_length=2,
        help_text=_("Differs from the ISO code for Greece (EL) and the United Kingdom (UK)."),
    )
    protocol_order = models.PositiveSmallIntegerField(
        _("protocol order"),
        default=100,
        help_text=_("The place of its country in the EU's protocol order."),
    )
    group = models.CharField(_("group"), max_length=10, choices=Group, default=Group.EU)
    parent_organisation = models.CharField(
        _("run by"), max_length=250, blank=True, help_text=_("The body that the member is part of.")
    )
    city = models.CharField(_("seat"), max_length=120, blank=True)
    city_country = CountryField(
        _("country of the seat"),
        blank=True,
        help_text=_("Only when it differs from the country it serves."),
    )
    website = models.URLField(_("website"), blank=True)
    about = models.TextField(_("about"), blank=True)
    joined_year = models.PositiveSmallIntegerField(_("member since"), null=True, blank=True)
    left_on = models.DateField(_("member until"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True, help_text=_("Shown on its page."))
    certainty = models.CharField(
        _("certainty"), max_length=12, choices=Certainty, default=Certainty.CONFIRMED
    )
    source = models.CharField(_("source"), max_length=400, blank=True)

    search_fields = [
        index.SearchField("name"),
        index.SearchField("local_name"),
        index.SearchField("city"),
        index.AutocompleteField("name"),
        index.AutocompleteField("local_name"),
        index.FilterField("country"),
        index.FilterField("left_on"),
        *FINDING_FIELDS,
    ]

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        ordering = ["protocol_order", "name"]

    def __str__(self) -> str:
        return self.name

    def search_texts(self) -> Iterable[str]:
        facts = [self.local_name, self.get_country_display(), self.city, self.parent_organisation, self.about]
        yield ", ".join(fact for fact in facts if fact)

    @property
    def is_current(self) -> bool:
        """Whether it still belongs to the network, as far as is recorded."""
        return self.left_on is None
