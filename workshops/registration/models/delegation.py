"""Who may register before they have: delegations and invitations."""

import secrets
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from cooperation.editions.models import Edition
from cooperation.network.models import Member
from workshops.registration.enums import InvitationState, Participation, Way


def new_key() -> str:
    """A key that nobody guesses: 192 bits, safe in an address."""
    return secrets.token_urlsafe(24)


class Delegation(models.Model):
    """A member's places at an edition."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="delegations")
    member = models.ForeignKey(
        Member, verbose_name=_("member"), on_delete=models.PROTECT, related_name="delegations"
    )
    places = models.PositiveIntegerField(
        _("places"), null=True, blank=True, help_text=_("Empty for as many as each member has.")
    )

    class Meta:
        verbose_name = _("delegation")
        verbose_name_plural = _("delegations")
        ordering = ["member__protocol_order", "member__name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "member"], name="registration_delegation_unique")
        ]

    def __str__(self) -> str:
        return str(self.member)


class DelegationHead(models.Model):
    """Somebody who names the people of a delegation; they sign in with this address."""

    delegation = models.ForeignKey(Delegation, on_delete=models.CASCADE, related_name="heads")
    email = models.EmailField(_("e-mail address"), max_length=254)

    class Meta:
        verbose_name = _("head of delegation")
        verbose_name_plural = _("heads of delegation")
        constraints: ClassVar = [
            models.UniqueConstraint("delegation", Lower("email"), name="registration_head_unique")
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class Invitation(models.Model):
    """That somebody may register, as what, and for which member; the key opens the form for them."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="invitations")
    delegation = models.ForeignKey(
        Delegation, null=True, blank=True, on_delete=models.CASCADE, related_name="invitations"
    )
    email = models.EmailField(_("e-mail address"), max_length=254)
    name = models.CharField(_("name"), max_length=120, blank=True)
    role = models.CharField(
        _("as what"), max_length=12, choices=Participation, default=Participation.DELEGATE
    )
    way = models.CharField(max_length=12, choices=Way, default=Way.INVITATION, editable=False)
    key = models.CharField(max_length=64, unique=True, default=new_key, editable=False)
    state = models.CharField(
        _("state"), max_length=12, choices=InvitationState, default=InvitationState.SENT, editable=False
    )
    created_at = models.DateTimeField(auto_now_add=True)
    reminded_at = models.DateTimeField(null=True, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-created_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                "edition",
                Lower("email"),
                condition=~models.Q(state=InvitationState.WITHDRAWN),
                name="registration_invitation_unique",
            )
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
