"""Who was seen at which door, and who is counted as present."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cooperation.editions.models import Edition
from workshops.checkin.enums import Direction, Mistake, Result
from workshops.programme.models import Session
from workshops.registration.models import Registration


class Scan(models.Model):
    """One look at a ticket, a badge or a name at a door. Rows are added and never changed.

    What it was answered with stays as it was told, though an earlier scan may be merged later. When the
    registration is erased the row stays as a number that names nobody.
    """

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="scans")
    uid = models.UUIDField(default=uuid.uuid4, editable=False)
    """Made by the phone, so that a scan that is sent twice is one scan."""
    registration = models.ForeignKey(Registration, null=True, on_delete=models.SET_NULL, related_name="scans")
    """``None`` for an unknown code, of which nothing else is kept, and for somebody who was erased."""
    session = models.ForeignKey(
        Session, verbose_name=_("door"), null=True, on_delete=models.PROTECT, related_name="scans"
    )
    """The session at whose door it was; ``None`` at the door of the edition."""
    direction = models.CharField(max_length=4, choices=Direction, default=Direction.IN)
    undoes = models.UUIDField(null=True)
    """The ``uid`` of the scan that this one takes back. It may arrive later than this one."""
    reason = models.CharField(max_length=8, choices=Mistake, blank=True)
    device = models.CharField(max_length=36, blank=True)
    """What the phone calls itself: a number drawn by the browser, the same until its storage is emptied."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    device_at = models.DateTimeField(null=True)
    """When it was by the phone's own clock, right or wrong; ``None`` without a script."""
    scanned_at = models.DateTimeField()
    """When it was by our clock, as ``rules.moment_of`` makes it out."""
    received_at = models.DateTimeField(auto_now_add=True)
    result = models.CharField(_("result"), max_length=10, choices=Result)

    class Meta:
        verbose_name = _("scan")
        verbose_name_plural = _("scans")
        ordering = ["pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["edition", "uid"], name="checkin_scan_once")]
        indexes: ClassVar = [
            models.Index(fields=["edition", "undoes"], name="checkin_scan_undone"),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.uid}"


class Attendance(models.Model):
    """That somebody was there: on one day at the edition, or in one session. It goes with the registration.

    ``scan`` is the first of the scans that say so, by the time at the door and not by when they arrived
    here; ``actions`` keeps it so under the registration's lock.
    """

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="attendances")
    day = models.DateField(null=True)
    """The day at the venue; ``None`` for a session."""
    session = models.ForeignKey(Session, null=True, on_delete=models.PROTECT, related_name="attendances")
    scan = models.ForeignKey(Scan, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")
        ordering = ["at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["registration", "day"],
                condition=models.Q(session=None),
                name="checkin_attendance_of_day",
            ),
            models.UniqueConstraint(
                fields=["registration", "session"],
                condition=models.Q(day=None),
                name="checkin_attendance_of_session",
            ),
            models.CheckConstraint(
                condition=models.Q(day=None, session__isnull=False)
                | models.Q(day__isnull=False, session=None),
                name="checkin_attendance_of_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
