"""Seats in workshop sessions."""

from typing import ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from cooperation.editions.models import Edition
from cooperation.network.models import Member
from workshops.programme.models import Session
from workshops.registration.enums import BookingState, Participation, SeatEventKind
from workshops.registration.models.registration import Registration


class Booking(models.Model):
    """One person's seat in one session, or place in its line.

    Rows are made under the desk's lock, so the order of their keys is the order of the line.
    """

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="bookings")
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="bookings")
    state = models.CharField(_("state"), max_length=12, choices=BookingState)
    instead_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="replacements"
    )
    """The seat that is given up when this one is got: somebody waits for a swap. It stays to be read when
    the swap is over; only who waits, or was offered the seat, still has something to give up."""
    offered_until = models.DateTimeField(null=True, blank=True)
    displaced_by = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="displaced"
    )
    """The seat for which this one was lost, when the agenda put both at the same time."""
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    newest_event: int | None = None
    """The key of the last that happened to this seat, where that was just now."""
    only_waited: bool = False
    """Of what was given up: whether it was a place in a line, where that is known."""

    class Meta:
        verbose_name = _("booking")
        verbose_name_plural = _("bookings")
        ordering = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["registration", "session"],
                condition=~models.Q(state=BookingState.RELEASED),
                name="registration_booking_once",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["session", "state"], name="registration_booking_state")]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class SeatReserve(models.Model):
    """Seats of a session that are kept for one member or for those who take part as one thing."""

    session = ParentalKey(Session, on_delete=models.CASCADE, related_name="reserves")
    member = models.ForeignKey(
        Member,
        verbose_name=_("for the member"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    role = models.CharField(_("for those who are"), max_length=12, choices=Participation, blank=True)
    seats = models.PositiveIntegerField(_("seats"), validators=[MinValueValidator(1)])

    class Meta:
        verbose_name = _("reserved seats")
        verbose_name_plural = _("reserved seats")
        ordering = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(member__isnull=False, role="")
                | models.Q(member=None) & ~models.Q(role=""),
                name="registration_reserve_for_one",
                violation_error_message=_("Choose a member or a kind of participant, not both."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.member or self.get_role_display()}: {self.seats}"


class SeatEvent(models.Model):
    """One line of what happened to the seats of a session; holds no name, and is never changed."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="seat_events")
    registration = models.ForeignKey(
        Registration, null=True, on_delete=models.SET_NULL, related_name="seat_events"
    )
    kind = models.CharField(max_length=12, choices=SeatEventKind)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("event of a seat")
        verbose_name_plural = _("events of seats")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.registration_id})"


class SeatNeed(models.Model):
    """One line of when a released slot began to need a seat, or ceased to; is never changed.

    Calendars that showed the slot as everybody's have to hear of both. It names the slot by its identity,
    because calendars remember that longer than there is a row.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    slot_uid = models.UUIDField()
    is_needed = models.BooleanField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("need of a seat")
        verbose_name_plural = _("needs of seats")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.slot_uid}: {self.is_needed}"


class Preference(models.Model):
    """How much somebody wants a session: 1 is the most."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="preferences")
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="preferences")
    rank = models.PositiveSmallIntegerField(_("rank"))
    outcome = models.CharField(max_length=300, blank=True, editable=False)
    """What the allotment made of it, in words for this person."""

    class Meta:
        verbose_name = _("preference")
        verbose_name_plural = _("preferences")
        ordering = ["rank", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["registration", "session"], name="registration_preference_once"),
            models.CheckConstraint(condition=models.Q(rank__gte=1), name="registration_rank_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
