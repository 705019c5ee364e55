"""Time and place: rooms, speakers, the draft's slots, and what was released of them.

Slots, rooms and speakers are the draft that editors work on. The public sees the newest release only,
a complete copy made at one moment (see ``programme``).
"""

import uuid
from collections.abc import Iterable

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.search import index

from cooperation.agenda.enums import SlotKind, SpeakerRole, StepKind
from cooperation.agenda.programme import Programme
from cooperation.editions.models import Edition
from cooperation.network.models import Member
from core.publishing.enums import Audience
from core.searching.findable import FINDING_FIELDS, Findable


class Room(index.Indexed, models.Model):
    """A room at the venue of one edition."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="rooms")
    name = models.CharField(_("name"), max_length=80)
    location = models.CharField(
        _("where it is"),
        max_length=160,
        blank=True,
        help_text=_("Such as “second floor, left of the lift”."),
    )
    places = models.PositiveSmallIntegerField(_("places"), null=True, blank=True)
    is_step_free = models.BooleanField(_("reached without steps"), default=True)
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)

    search_fields = [index.AutocompleteField("name"), index.FilterField("edition")]

    class Meta:
        verbose_name = _("room")
        verbose_name_plural = _("rooms")
        ordering = ["sort_order", "name"]
        constraints = [models.UniqueConstraint(fields=["edition", "name"], name="agenda_room_name_unique")]

    def __str__(self) -> str:
        return self.name


class Speaker(index.Indexed, models.Model):
    """Somebody who speaks, facilitates or chairs at one edition."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="speakers")
    name = models.CharField(_("name"), max_length=120)
    function = models.CharField(_("function"), max_length=160, blank=True)
    organisation = models.CharField(_("organisation"), max_length=160, blank=True)
    member = models.ForeignKey(
        Member,
        verbose_name=_("member"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="speakers",
        help_text=_("When they come from a member of the network."),
    )
    biography = models.TextField(_("biography"), blank=True)
    portrait = models.ForeignKey(
        "publishing.Picture",
        verbose_name=_("portrait"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    website = models.URLField(_("website"), blank=True)

    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.AutocompleteField("organisation"),
        index.FilterField("edition"),
    ]

    class Meta:
        verbose_name = _("speaker")
        verbose_name_plural = _("speakers")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Slot(ClusterableModel):
    """A piece of the draft agenda; times are kept in UTC and shown in the edition's zone."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="slots")
    uid = models.UUIDField(_("identity"), default=uuid.uuid4, unique=True, editable=False)
    """What calendars know the slot by; it never changes."""
    kind = models.CharField(_("kind"), max_length=12, choices=SlotKind, default=SlotKind.PLENARY)
    title = models.CharField(_("title"), max_length=160)
    abstract = models.TextField(_("what it is about"), blank=True)
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    is_untimed = models.BooleanField(
        _("hours not known"),
        default=False,
        help_text=_("Only the day counts: shown without hours, in calendars as a whole day."),
    )
    room = models.ForeignKey(
        Room,
        verbose_name=_("room"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="slots",
        help_text=_("Empty for what takes place everywhere or elsewhere."),
    )
    place = models.CharField(
        _("place outside the venue"),
        max_length=160,
        blank=True,
        help_text=_("For a visit or a dinner."),
    )
    language = models.CharField(_("language"), max_length=60, blank=True)
    audience = models.CharField(_("who sees it"), max_length=20, choices=Audience, default=Audience.PUBLIC)
    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page with more"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="slots",
        help_text=_("For a workshop: the workshop's page."),
    )
    is_cancelled = models.BooleanField(
        _("cancelled"),
        default=False,
        help_text=_("Stays in the agenda, struck through, and in calendars."),
    )
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        verbose_name = _("slot")
        verbose_name_plural = _("slots")
        ordering = ["starts_at", "ends_at", "room__sort_order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="agenda_slot_has_length"
            )
        ]

    def __str__(self) -> str:
        return self.title


class SlotSpeaker(models.Model):
    """That somebody speaks, facilitates or chairs in a slot."""

    slot = ParentalKey(Slot, on_delete=models.CASCADE, related_name="speaker_links")
    speaker = models.ForeignKey(
        Speaker, verbose_name=_("speaker"), on_delete=models.PROTECT, related_name="slot_links"
    )
    role = models.CharField(_("role"), max_length=12, choices=SpeakerRole, default=SpeakerRole.SPEAKER)
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("speaker in a slot")
        verbose_name_plural = _("speakers in slots")
        ordering = ["sort_order", "pk"]
        constraints = [models.UniqueConstraint(fields=["slot", "speaker"], name="agenda_slot_speaker_unique")]

    def __str__(self) -> str:
        return f"{self.speaker} ({self.get_role_display()})"


class Release(Findable, index.Indexed, models.Model):
    """A published state of an edition's agenda, complete; only the newest one's note can change."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="releases")
    number = models.PositiveIntegerField(_("number"))
    note = models.TextField(_("note"), blank=True)
    released_at = models.DateTimeField(_("released"))
    note_changed_at = models.DateTimeField(_("note changed"), null=True, editable=False)
    """When the note was mended last; empty while it says what it said at the release."""
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    content = models.JSONField(_("content"))
    """Rooms, slots and speakers as ``programme.Programme`` writes them."""
    changes = models.JSONField(_("changes"), default=list)
    """What moved, came and fell out since the release before."""

    search_fields = FINDING_FIELDS

    class Meta:
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="agenda_release_number_unique")
        ]

    def __str__(self) -> str:
        return str(_("Release %(number)s of the agenda")) % {"number": self.number}

    def search_texts(self) -> Iterable[str]:
        programme = Programme.from_json(self.content).seen_by(attendee=False)
        return [taking_part.text for taking_part in programme.taking_part()]


class DraftStep(models.Model):
    """One change of the draft by one person: how its slots were before, and how they were after.

    A person takes back their own steps, and others on the same day are told of them. A step goes with the
    account of whoever made it, and after a month.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="draft_steps")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8, choices=StepKind, default=StepKind.CHANGED)
    day = models.DateField(null=True)
    """The day of the slots, in the edition's zone; empty for a change of the whole draft."""
    old_day = models.DateField(null=True)
    """The day on which they were before, when it was another."""
    before = models.JSONField()
    """The slots as ``Programme.to_json`` writes them, with the keys of speakers and no names."""
    after = models.JSONField()
    at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True)
    """When it was taken back; empty while it stands."""

    class Meta:
        verbose_name = _("change of the draft")
        verbose_name_plural = _("changes of the draft")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
