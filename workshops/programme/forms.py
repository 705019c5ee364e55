"""The form of a workshop's session."""

from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from cooperation.agenda.enums import SlotKind
from cooperation.agenda.models import Room, Slot
from cooperation.editions.duties import Area, Level
from cooperation.editions.forms import refuse_archived
from cooperation.editions.queries import editions_of


class SlotChoiceField(forms.ModelChoiceField):
    """Slots told apart by edition, day and time."""

    def label_from_instance(self, obj: Slot) -> str:
        start = obj.starts_at.astimezone(obj.edition.zone)
        return f"{obj.edition}: {start:%d.%m. %H:%M} {obj.title}"


class SessionForm(WagtailAdminModelForm):
    """How many seats a slot offers; when and where it is stands in the slot."""

    slot = SlotChoiceField(
        queryset=Slot.objects.none(),
        label=_("Slot"),
        help_text=_("A slot of the kind “Workshop” that has no session yet."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["slot"]
            self.fields["seats"].help_text = described(self.instance.slot)
            return
        self.fields["slot"].queryset = Slot.objects.filter(
            edition__in=editions_of(self.for_user, Area.SEATS, Level.CHANGE).filter(archived_at=None),
            kind=SlotKind.WORKSHOP,
            session=None,
        ).select_related("edition")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        slot = self.instance.slot if self.instance.pk else cleaned.get("slot")
        refuse_archived(slot.edition if slot else None)
        seats = cleaned.get("seats")
        if seats == 0:
            self.add_error("seats", _("A session needs a seat at least. Without seats, delete the session."))
        if seats and slot and slot.room and slot.room.places and seats > slot.room.places:
            self.add_error("seats", too_many_for(slot.room))
        return cleaned


def described(slot: Slot) -> str:
    """Which of several sessions of one title this is: day, hours, room and its places."""
    zone = slot.edition.zone
    starts, ends = slot.starts_at.astimezone(zone), slot.ends_at.astimezone(zone)
    told = [f"{date_format(starts, 'l j F')}, {starts:%H:%M}–{ends:%H:%M}"]
    if slot.room:
        told.append(slot.room.name)
        if slot.room.places:
            told.append(_("%(places)d places in the room") % {"places": slot.room.places})
    return ", ".join(str(part) for part in told)


def too_many_for(room: Room) -> str:
    """Why a session cannot have more seats than its room has places."""
    return _("“%(room)s” has %(places)d places. Choose a larger room, or change the room's places first.") % {
        "room": room.name,
        "places": room.places,
    }
