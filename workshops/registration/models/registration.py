"""One person at one edition."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from cooperation.editions.models import Edition
from cooperation.network.models import Member
from core.searching.folded import FoldedField
from workshops.registration.enums import Participation, RegistrationState, Way
from workshops.registration.models.delegation import Invitation, new_key


class Registration(models.Model):
    """One person at one edition. What ``str()`` tells goes into logs, so it holds no name."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="registrations")
    ticket = models.CharField(max_length=64, unique=True, default=new_key, editable=False)
    """Opens this registration and nothing else; 192 bits."""
    feed_key = models.CharField(max_length=64, unique=True, default=new_key, editable=False)
    """Opens the personal calendar; a new one shuts the old one off."""
    form_key = models.UUIDField(default=uuid.uuid4, editable=False)
    """The form's own number: a form that is sent twice finds the registration that it made."""

    email = models.EmailField(_("e-mail address"), max_length=254)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="registrations",
    )
    badge_name = models.CharField(_("name as on the badge"), max_length=120)
    member = models.ForeignKey(
        Member,
        verbose_name=_("member"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="registrations",
    )
    organisation = models.CharField(_("organisation"), max_length=160, blank=True)
    function = models.CharField(_("function"), max_length=160, blank=True)
    language = models.CharField(max_length=10, default="en", editable=False)
    """In which the person is written to."""

    role = models.CharField(
        _("as what"), max_length=12, choices=Participation, default=Participation.DELEGATE
    )
    way = models.CharField(max_length=12, choices=Way, default=Way.OPEN, editable=False)
    invitation = models.OneToOneField(
        Invitation,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="registration",
    )
    state = models.CharField(
        _("state"),
        max_length=12,
        choices=RegistrationState,
        default=RegistrationState.CONFIRMED,
        editable=False,
    )

    diet = models.TextField(_("diet"), max_length=500, blank=True)
    access_needs = models.TextField(_("access needs"), max_length=500, blank=True)
    needs_consent_at = models.DateTimeField(null=True, editable=False)
    """When the person agreed that diet and access needs are kept (GDPR, article 9(2)(a))."""
    pictures_allowed = models.BooleanField(_("pictures may be taken"), default=False)
    is_listed = models.BooleanField(_("stands in the list of attendees"), default=False)
    answers = models.JSONField(default=dict, blank=True, editable=False)
    """What was answered to the host's questions, by the question's key."""
    found_by = FoldedField(of=("badge_name", "email", "organisation"), max_length=600)
    """By what the list finds and orders people, whatever accents they have."""

    created_at = models.DateTimeField(_("registered"), auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    cancelled_at = models.DateTimeField(null=True, editable=False)
    calendar_sequence = models.PositiveIntegerField(default=0, editable=False)
    """How often the calendar entry in this person's mails changed (SEQUENCE, RFC 5545)."""

    class Meta:
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        ordering = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "form_key"], name="registration_form_unique"),
            models.UniqueConstraint(
                "edition",
                Lower("email"),
                condition=~models.Q(state=RegistrationState.CANCELLED),
                name="registration_person_unique",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["edition", "state", "member"], name="registration_counting"),
            models.Index(fields=["edition", "found_by"], name="registration_by_name"),
            models.Index(fields=["edition", "-created_at"], name="registration_by_arrival"),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def is_active(self) -> bool:
        """Whether it was not cancelled."""
        return self.state != RegistrationState.CANCELLED

    @property
    def affiliation(self) -> str:
        """The member or the organisation that the person belongs to; empty when neither is known."""
        return self.member.name if self.member else self.organisation


class Draft(models.Model):
    """What somebody filled in and has not sent yet; gone when they send it, or after two weeks."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    email = models.EmailField(max_length=254)
    content = models.JSONField(default=dict)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("unsent form")
        verbose_name_plural = _("unsent forms")
        constraints: ClassVar = [
            models.UniqueConstraint("edition", Lower("email"), name="registration_draft_unique")
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
