"""How people register for one edition."""

from datetime import datetime
from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from cooperation.editions.models import Edition
from workshops.registration.enums import Participation, Promotion, SeatMode


class RegistrationDesk(ClusterableModel):
    """Who may register for an edition, how many, and how seats are given.

    Its row is the one lock of everything that counts places and seats: whoever decides takes it first
    (``actions.locking.lock``). When registration opens and closes stands in the edition.
    """

    edition = models.OneToOneField(Edition, on_delete=models.CASCADE, related_name="desk")

    by_delegation = models.BooleanField(
        _("heads of delegation name their colleagues"),
        default=True,
        help_text=_("Each member has a number of places; its head fills them."),
    )
    by_invitation = models.BooleanField(
        _("people are invited one by one"), default=True, help_text=_("Guests, speakers, the Commission.")
    )
    by_domain = models.BooleanField(
        _("whoever has an address of a member may register"),
        default=False,
        help_text=_("The addresses are those of the members' mail domains below."),
    )
    is_open = models.BooleanField(_("everybody may register"), default=False)

    total_places = models.PositiveIntegerField(
        _("places in total"), null=True, blank=True, help_text=_("Empty for no limit.")
    )
    places_per_member = models.PositiveIntegerField(
        _("places for each member"),
        null=True,
        blank=True,
        help_text=_("A member can have a number of its own. Empty for no limit."),
    )
    unused_places_return_at = models.DateTimeField(
        _("unused places of members return to all"),
        null=True,
        blank=True,
        help_text=_("Until then they are kept for the members, afterwards whoever comes first gets them."),
    )

    seat_mode = models.CharField(
        _("how seats in workshops are given"),
        max_length=12,
        choices=SeatMode,
        default=SeatMode.FIRST_COME,
    )
    promotion = models.CharField(
        _("when a seat becomes free"), max_length=12, choices=Promotion, default=Promotion.AT_ONCE
    )
    offer_hours = models.PositiveSmallIntegerField(
        _("hours to accept an offered seat"),
        default=24,
        validators=[MinValueValidator(1), MaxValueValidator(336)],
    )
    ranking_closes_at = models.DateTimeField(_("ranking closes"), null=True, blank=True)
    allotment_seed = models.CharField(_("seed of the allotment"), max_length=64, blank=True)
    """Published with the allotment, so that anybody can repeat it."""
    allotted_at = models.DateTimeField(_("seats allotted"), null=True, blank=True, editable=False)

    asks_diet = models.BooleanField(_("ask for diet"), default=True)
    asks_access = models.BooleanField(_("ask for access needs"), default=True)
    asks_pictures = models.BooleanField(_("ask whether pictures may be taken"), default=True)
    asks_list = models.BooleanField(
        _("ask whether the name may stand in the list of attendees"), default=True
    )
    is_full = models.BooleanField(default=False, editable=False)
    """Whether somebody who comes now can only wait for a place; the public is told
    (``actions.places.note_whether_full``)."""
    needs_erased_at = models.DateTimeField(_("diet and access needs erased"), null=True, editable=False)
    erased_at = models.DateTimeField(_("personal data erased"), null=True, editable=False)

    class Meta:
        verbose_name = _("registration desk")
        verbose_name_plural = _("registration desks")

    def __str__(self) -> str:
        return str(_("Registration for %(edition)s")) % {"edition": self.edition}

    def keeps_places_of_members(self, now: datetime) -> bool:
        """Whether the places of members are still kept for them at ``now``."""
        return self.unused_places_return_at is None or now < self.unused_places_return_at


class MailDomain(models.Model):
    """A domain whose addresses belong to a member, such as ``ecc.example``."""

    desk = ParentalKey(RegistrationDesk, on_delete=models.CASCADE, related_name="domains")
    domain = models.CharField(_("domain"), max_length=253)
    member = models.ForeignKey(
        "network.Member", verbose_name=_("member"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("mail domain")
        verbose_name_plural = _("mail domains")
        ordering = ["domain"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["desk", "domain"], name="registration_domain_unique")
        ]

    def __str__(self) -> str:
        return self.domain


class RoleQuota(models.Model):
    """What holds for those who take part as one thing: how many there are, and when they may register."""

    desk = ParentalKey(RegistrationDesk, on_delete=models.CASCADE, related_name="quotas")
    role = models.CharField(_("as what"), max_length=12, choices=Participation)
    places = models.PositiveIntegerField(
        _("places"), null=True, blank=True, help_text=_("Empty for no limit.")
    )
    opens_at = models.DateTimeField(
        _("may register from"), null=True, blank=True, help_text=_("When it is earlier than for others.")
    )

    class Meta:
        verbose_name = _("quota")
        verbose_name_plural = _("quotas")
        ordering = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["desk", "role"], name="registration_quota_role_unique")
        ]

    def __str__(self) -> str:
        return str(self.get_role_display())
