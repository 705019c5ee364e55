"""An edition."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.fields import RichTextField
from wagtail.search import index

from cooperation.editions import rules
from cooperation.editions.enums import HostStatus, Kind, Mode, State
from cooperation.editions.models.presidency import Presidency
from cooperation.network.models import Member


def validate_time_zone(value: str) -> None:
    """Refuse a name that is not in the IANA time zone database.

    Raises:
        ValidationError: the zone is not known.
    """
    if value not in available_timezones():
        raise ValidationError(
            _("“%(zone)s” is not a time zone. Write one such as Europe/Vilnius."),
            params={"zone": value},
        )


class Edition(index.Indexed, ClusterableModel):
    """One year's meeting; its pages are its public face.

    History tolerates not knowing: of a past edition the dates, the venue and even the host may be
    missing, and ``evidence`` says how sure each fact is.
    """

    record_key = models.SlugField(_("key"), max_length=80, unique=True, null=True, editable=False)
    """What a file of facts knows it by, so that loading the file again finds it; not set by hand."""
    kind = models.CharField(_("kind"), max_length=30, choices=Kind, default=Kind.COOPERATION_DAY)
    title = models.CharField(_("title"), max_length=160)
    year = models.PositiveSmallIntegerField(
        _("year"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1990), MaxValueValidator(2200)],
    )
    is_example = models.BooleanField(
        _("example"),
        default=False,
        help_text=_("Invented, to try things out. Marked so wherever it shows."),
    )
    theme = models.CharField(_("theme"), max_length=200, blank=True)
    summary = models.TextField(_("summary"), blank=True, help_text=_("Two or three sentences."))
    note = models.TextField(_("note"), blank=True, help_text=_("For the archive: what else is known."))

    mode = models.CharField(_("mode"), max_length=12, choices=Mode, blank=True)
    starts_on = models.DateField(_("first day"), null=True, blank=True)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    time_zone = models.CharField(
        _("time zone"), max_length=60, default="Europe/Brussels", validators=[validate_time_zone]
    )

    city = models.CharField(_("city"), max_length=120, blank=True)
    country = CountryField(_("country"), blank=True)
    venue_name = models.CharField(_("venue"), max_length=160, blank=True)
    venue_address = models.TextField(_("address"), blank=True)
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text=_("In degrees, north is positive."),
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
        help_text=_("In degrees, east is positive."),
    )
    directions = RichTextField(_("how to get there"), blank=True, features=["bold", "ul", "ol", "link"])
    step_free_access = RichTextField(
        _("step-free access"),
        blank=True,
        features=["bold", "ul", "link"],
        help_text=_("The way from the street to the rooms without steps, lifts, accessible toilets."),
    )
    online_url = models.URLField(_("address of the online meeting"), blank=True)

    presidency = models.ForeignKey(
        Presidency,
        verbose_name=_("presidency"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="editions",
    )
    host_status = models.CharField(_("host"), max_length=12, choices=HostStatus, default=HostStatus.UNDECIDED)
    host = models.ForeignKey(
        Member,
        verbose_name=_("hosting member"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="hosted_editions",
    )
    other_host = models.CharField(
        _("other organiser"),
        max_length=160,
        blank=True,
        help_text=_("Such as the European Commission."),
    )
    co_hosts = ParentalManyToManyField(
        Member, verbose_name=_("co-hosts"), blank=True, related_name="co_hosted_editions"
    )
    host_decided_by = models.CharField(
        _("decided by"),
        max_length=160,
        blank=True,
        help_text=_("Such as “meeting of the directors”."),
    )
    host_decided_on = models.DateField(_("decided on"), null=True, blank=True)
    host_reason = models.TextField(_("why this host"), blank=True)

    accent_colour = models.CharField(
        _("accent colour"),
        max_length=7,
        default="#003399",
        validators=[RegexValidator(r"^#[0-9a-fA-F]{6}$", _("Write a colour such as #003399."))],
    )
    hero_picture = models.ForeignKey(
        "publishing.Picture",
        verbose_name=_("lead picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    funding_statement = models.CharField(_("funding statement"), max_length=200, blank=True)
    disclaimer = models.TextField(_("disclaimer"), blank=True)

    registration_opens_at = models.DateTimeField(_("registration opens"), null=True, blank=True)
    registration_closes_at = models.DateTimeField(_("registration closes"), null=True, blank=True)
    announced_at = models.DateTimeField(_("announced"), null=True, blank=True, editable=False)
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True, editable=False)
    cancellation_reason = models.TextField(_("why it was cancelled"), blank=True, editable=False)
    reinstated_at = models.DateTimeField(_("reinstated"), null=True, blank=True, editable=False)
    standing_changes = models.PositiveSmallIntegerField(
        _("times cancelled or reinstated"), default=0, editable=False
    )
    """Calendars take notice of a change only when a number has grown: this one grows with each."""
    archived_at = models.DateTimeField(_("archived"), null=True, blank=True, editable=False)

    controller_name = models.CharField(
        _("controller"),
        max_length=200,
        blank=True,
        help_text=_("The legal body that answers for the personal data of this edition."),
    )
    controller_address = models.TextField(_("controller's address"), blank=True)
    controller_email = models.EmailField(_("controller's e-mail"), blank=True)
    data_protection_officer = models.CharField(_("data protection officer"), max_length=200, blank=True)
    supervisory_authority = models.CharField(_("supervisory authority"), max_length=200, blank=True)
    supervisory_authority_url = models.URLField(_("supervisory authority's website"), blank=True)
    retention_months = models.PositiveSmallIntegerField(
        _("months until personal data is erased"),
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
        help_text=_(
            "Counted from the last day. Diet and access needs go one month after it, whatever stands here."
        ),
    )
    accessibility_contact = models.EmailField(_("contact for accessibility"), blank=True)
    enforcement_body = models.CharField(
        _("enforcement body"),
        max_length=200,
        blank=True,
        help_text=_("The body of the host's state that hears complaints about accessibility."),
    )
    enforcement_body_url = models.URLField(_("enforcement body's website"), blank=True)

    collection = models.ForeignKey(
        "wagtailcore.Collection",
        verbose_name=_("collection"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="editions",
        help_text=_("Where its pictures and documents lie."),
    )

    search_fields = [
        index.SearchField("title"),
        index.SearchField("city"),
        index.AutocompleteField("title"),
        index.AutocompleteField("city"),
        index.FilterField("kind"),
        index.FilterField("year"),
    ]

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["-year", "-starts_on", "title"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on")),
                name="editions_edition_days_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def zone(self) -> ZoneInfo:
        """The time zone in which its times are shown."""
        return ZoneInfo(self.time_zone)

    @property
    def is_host_known(self) -> bool:
        """Whether it is recorded who organises it."""
        return bool(self.host_id or self.other_host)

    def state(self, now: datetime | None = None) -> State:
        """Where the edition stands at ``now`` (aware; the present by default)."""
        return rules.state(self, now or datetime.now(UTC))
