"""Forms of the agenda desk: rows of a day, and what is done to a day or to the whole draft."""

from datetime import date, datetime, timedelta
from typing import Any, cast
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cooperation.agenda.enums import SlotKind
from cooperation.agenda.forms import CHANGED_MEANWHILE
from cooperation.agenda.models import Room, Slot
from cooperation.agenda.queries import version_of
from cooperation.agenda.wording import when_and_where
from cooperation.editions.forms import moment_in_zone
from core.publishing.enums import Audience

LONGEST_ROW = timedelta(hours=14)
"""What ends earlier in the day than it starts runs past midnight; longer than this it is a slip."""
LONGEST_HOURS = LONGEST_ROW // timedelta(hours=1)
TOO_LONG = _(
    "That would be longer than %(hours)d hours: an end before the start lies after midnight. If the slot is "
    "that long, save it shorter first and set its end under “More…”."
)
DELETED_MEANWHILE = _(
    "Somebody else deleted this slot while you were writing. Save again to put it in as a new one."
)
GONE = "gone"
LONGEST_NOTE = 500


class SlotRowForm(forms.Form):
    """One row of the agenda desk: the slot's time on the clocks of the venue, and what fits in a row."""

    starts = forms.TimeField(label=_("Starts"), widget=forms.TimeInput({"type": "time"}, "%H:%M"))
    ends = forms.TimeField(label=_("Ends"), widget=forms.TimeInput({"type": "time"}, "%H:%M"))
    kind = forms.ChoiceField(label=_("Kind"), choices=SlotKind.choices)
    title = forms.CharField(label=_("Title"), max_length=160)
    room = forms.ChoiceField(label=_("Room"), required=False)
    audience = forms.ChoiceField(label=_("Who sees it"), choices=Audience.choices)

    def __init__(
        self,
        data: Any = None,
        *,
        slot: Slot,
        day: date,
        zone: ZoneInfo,
        rooms: list[Room],
        is_gone: bool = False,
        **kwargs: Any,
    ) -> None:
        self.slot, self.day, self.zone, self.is_gone = slot, day, zone, is_gone
        self.version = GONE if is_gone else version_of(slot)
        kwargs.setdefault("initial", {}).update(self._values())
        super().__init__(data, use_required_attribute=False, auto_id="id_%s", **kwargs)
        room_field = cast("forms.ChoiceField", self.fields["room"])
        # Without a room, the place in words is where it is; the desk's style sets it in soft ink.
        room_field.choices = [("", slot.place or "—"), *((str(room.pk), room.name) for room in rooms)]
        if not self.has_clock_times:
            del self.fields["starts"], self.fields["ends"]
        for name, field in self.fields.items():
            field.show_hidden_initial = True
            field.widget.attrs["aria-label"] = f"{field.label}: {slot.title or _('new slot')}"
            field.widget.attrs["class"] = f"desk-{name}"

    @property
    def when_and_where(self) -> str:
        """Day, hours and room of the slot as it is saved; empty for the new row."""
        return when_and_where(self.slot, self.zone) if self.slot.pk else ""

    @property
    def has_clock_times(self) -> bool:
        """Whether the slot's times fit into a row: known, and shorter than a day."""
        if not self.slot.pk:
            return True
        return not self.slot.is_untimed and self.slot.ends_at - self.slot.starts_at < timedelta(days=1)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        self._refuse_overwriting()
        is_new_or_moved = self.slot.starts_at is None or {"starts", "ends"} & set(self.changed_data)
        if is_new_or_moved and {"starts", "ends"} <= cleaned.keys():
            self._read_times(cleaned)
        return cleaned

    def changed_slot(self) -> Slot:
        """The slot with what was written in the row; not saved yet."""
        slot, cleaned = self.slot, self.cleaned_data
        slot.kind, slot.title, slot.audience = cleaned["kind"], cleaned["title"], cleaned["audience"]
        slot.room_id = int(cleaned["room"]) if cleaned["room"] else None
        if "starts_at" in cleaned:
            slot.starts_at, slot.ends_at = cleaned["starts_at"], cleaned["ends_at"]
        return slot

    def _values(self) -> dict[str, Any]:
        slot = self.slot
        if slot.starts_at is None:
            return {}
        return {
            "starts": slot.starts_at.astimezone(self.zone).time().replace(second=0, microsecond=0),
            "ends": slot.ends_at.astimezone(self.zone).time().replace(second=0, microsecond=0),
            "kind": slot.kind,
            "title": slot.title,
            "room": str(slot.room_id or ""),
            "audience": slot.audience,
        }

    def _refuse_overwriting(self) -> None:
        loaded = self.data.get(f"{self.prefix}-version", "")
        if not self.has_changed() or loaded == self.version:
            return
        if self.is_gone:
            self.add_error(None, DELETED_MEANWHILE)
        else:
            values = self._values()
            now = f"{values['starts']:%H:%M}–{values['ends']:%H:%M} “{self.slot.title}”"
            self.add_error(None, ValidationError(CHANGED_MEANWHILE, params={"now": now}))

    def _read_times(self, cleaned: dict[str, Any]) -> None:
        starts, ends = cleaned["starts"], cleaned["ends"]
        last_day = self.day + timedelta(days=1) if ends < starts else self.day
        for name, local in (
            ("starts", datetime.combine(self.day, starts)),
            ("ends", datetime.combine(last_day, ends)),
        ):
            try:
                cleaned[f"{name}_at"] = moment_in_zone(local, self.zone)
            except ValidationError as error:
                self.add_error(name, error)
        if {"starts_at", "ends_at"} <= cleaned.keys():
            length = cleaned["ends_at"] - cleaned["starts_at"]
            if length <= timedelta(0):
                self.add_error("ends", _("The end must be later than the beginning."))
            elif length > LONGEST_ROW:
                self.add_error("ends", ValidationError(TOO_LONG, params={"hours": LONGEST_HOURS}))


class ShiftForm(forms.Form):
    """By how much a day moves."""

    minutes = forms.IntegerField(
        label=_("minutes"),
        min_value=-720,
        max_value=720,
        widget=forms.NumberInput({"step": 5}),
        error_messages={"invalid": _("Write a number of minutes, such as 15 or -10.")},
    )

    def clean_minutes(self) -> int:
        minutes: int = self.cleaned_data["minutes"]
        if not minutes:
            raise ValidationError(_("Write a number of minutes other than 0."))
        return minutes


class ReleaseForm(forms.Form):
    """What readers are told beside the list of changes."""

    note = forms.CharField(
        label=_("What readers should know"),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea({"rows": 2}),
        help_text=_(
            "Shown with the release on the agenda's page and in its feed. What moved is listed by itself."
        ),
    )


class NoteForm(forms.Form):
    """The note of a release that is out already, with its slips mended."""

    note = forms.CharField(
        label=_("Note"), required=False, max_length=LONGEST_NOTE, widget=forms.Textarea({"rows": 2})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "id_mended_%s")
        super().__init__(*args, **kwargs)
