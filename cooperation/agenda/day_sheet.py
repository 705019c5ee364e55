"""One day of the draft as rows that are edited together."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse

from cooperation.agenda.desk_forms import SlotRowForm
from cooperation.agenda.models import Room, Slot
from cooperation.agenda.rules import is_near
from cooperation.editions.models import Edition
from core.publishing.enums import Audience
from core.publishing.keys import as_key

FIRST_START = time(9)
USUAL_LENGTH = timedelta(minutes=30)
LONG_DAY = 20
"""From so many slots on, a day is offered by the hour."""


def slots_of_day(edition: Edition, day: date, slots: QuerySet[Slot]) -> QuerySet[Slot]:
    """Of ``slots``, those of ``edition`` that begin on ``day`` at the venue."""
    begins, ends = (
        datetime.combine(moment, time(), tzinfo=edition.zone).astimezone(UTC)
        for moment in (day, day + timedelta(days=1))
    )
    return slots.filter(edition=edition, starts_at__gte=begins, starts_at__lt=ends)


def has_sheet(edition: Edition, day: date) -> bool:
    """Whether ``day`` can be worked on: near the edition's days, or slots lie on it."""
    near = is_near(day, edition.starts_on, edition.ends_on)
    return near or slots_of_day(edition, day, Slot.objects.all()).exists()


def address_of_day(edition: Edition, day: date) -> str:
    """Where ``day`` is worked on; the desk's overview when its last slot has gone and it is far away."""
    if has_sheet(edition, day):
        return reverse("agenda:day", args=[edition.pk, day])
    return reverse("agenda:desk", args=[edition.pk])


@dataclass
class DaySheet:
    """The rows of one day: its slots in order, those that somebody deleted meanwhile, and a new one."""

    edition: Edition
    day: date
    rows: list[SlotRowForm]
    new_row: SlotRowForm

    @classmethod
    def load(
        cls, edition: Edition, day: date, *, data: QueryDict | None = None, lock: bool = False
    ) -> "DaySheet":
        """Read the day, and what was written into its rows when ``data`` is given.

        Two queries, however many slots there are. With ``lock``, one query more, nobody else changes the
        agenda until the transaction ends.
        """
        if lock:
            Edition.objects.select_for_update(of=("self",), no_key=True).get(pk=edition.pk)
        slots = list(slots_of_day(edition, day, Slot.objects.select_related("room")))
        rooms = list(Room.objects.filter(edition=edition))
        common: dict[str, Any] = {"day": day, "zone": edition.zone, "rooms": rooms}
        rows = [SlotRowForm(data, slot=slot, prefix=f"slot-{slot.pk}", **common) for slot in slots]
        if data is not None:
            known = {str(slot.pk) for slot in slots}
            rows += [
                SlotRowForm(data, slot=Slot(edition=edition), prefix=f"slot-{key}", is_gone=True, **common)
                for key in data.getlist("row")
                if as_key(key) is not None and key not in known
            ]
        return cls(edition, day, rows, cls._new_row(edition, slots, data, common))

    @staticmethod
    def _new_row(
        edition: Edition, slots: list[Slot], data: QueryDict | None, common: dict[str, Any]
    ) -> SlotRowForm:
        start = datetime.combine(common["day"], FIRST_START)
        if timed := [slot for slot in slots if not slot.is_untimed]:
            start = timed[-1].ends_at.astimezone(common["zone"]).replace(tzinfo=None)
        # After midnight comes the next day's sheet: here the same hour would mean this day's morning.
        is_on_this_day = start.date() == common["day"]
        initial = {
            "starts": start.time() if is_on_this_day else None,
            "ends": (start + USUAL_LENGTH).time() if is_on_this_day else None,
            "kind": Slot._meta.get_field("kind").default,
            "audience": Audience.PUBLIC,
        }
        return SlotRowForm(
            data, slot=Slot(edition=edition), prefix="new", initial=initial, empty_permitted=True, **common
        )

    @property
    def all_rows(self) -> list[SlotRowForm]:
        """Every row, the new one last."""
        return [*self.rows, self.new_row]

    @property
    def hours(self) -> list[tuple[str, str]]:
        """To jump to on a long day: each hour in which something begins, and its first row; else empty."""
        if len(self.rows) < LONG_DAY:
            return []
        first: dict[str, str] = {}
        for row in self.rows:
            if row.slot.starts_at and row.has_clock_times:
                first.setdefault(
                    f"{row.slot.starts_at.astimezone(self.edition.zone):%H}:00", row.prefix or ""
                )
        return list(first.items())

    def is_valid(self) -> bool:
        """Whether everything that was changed can be kept."""
        return all(row.is_valid() for row in self.all_rows if row.has_changed())

    def changed_slots(self) -> list[Slot]:
        """The slots to save, as the rows say."""
        return [row.changed_slot() for row in self.all_rows if row.has_changed()]
