"""One day of the draft as the builder shows it: plain values for the page, its script and its polling."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import cached_property
from hashlib import sha256
from typing import Any

from django.db.models import Count, Max
from django.urls import reverse

from cooperation.agenda.day_sheet import slots_of_day
from cooperation.agenda.desk import Desk
from cooperation.agenda.draft_steps import told, told_with_author
from cooperation.agenda.models import DraftStep, Room, Slot
from cooperation.agenda.programme import SlotEntry
from cooperation.agenda.queries import own_steps, steps_on
from cooperation.agenda.wording import days_of
from cooperation.editions.models import Edition
from core.accounts.models import User
from core.publishing.enums import Audience

MINUTES_OF_A_DAY = 24 * 60
NEWS_AT_ONCE = 5
"""Of how many changes of others one is told; more would scroll by."""


class Builder:
    """A day of ``edition`` as ``user`` works on it; its queries do not grow with the slots."""

    def __init__(self, edition: Edition, day: date, user: User) -> None:
        self.edition, self.day, self.user = edition, day, user

    @cached_property
    def desk(self) -> Desk:
        """The whole draft, because a conflict may be with another day."""
        return Desk(self.edition)

    @cached_property
    def rooms(self) -> list[Room]:
        """The columns."""
        return list(Room.objects.filter(edition=self.edition))

    @cached_property
    def _saved(self) -> dict[str, tuple[int, datetime]]:
        rows = slots_of_day(self.edition, self.day, Slot.objects.order_by())
        return {str(uid): (pk, at) for uid, pk, at in rows.values_list("uid", "pk", "changed_at")}

    @cached_property
    def slots(self) -> list[dict[str, Any]]:
        """The slots that begin on this day, in order of time."""
        entries = [entry for entry in self.desk.draft.slots if entry.uid in self._saved]
        return [self._row(entry) for entry in entries]

    def _row(self, slot: SlotEntry) -> dict[str, Any]:
        pk, changed_at = self._saved[slot.uid]
        starts, ends = (self._minute(moment) for moment in (slot.starts_at, slot.ends_at))
        return {
            "uid": slot.uid,
            "version": changed_at.isoformat(),
            "title": slot.title,
            "kind": slot.kind,
            "kindLabel": slot.kind_label,
            "starts": starts,
            "ends": ends,
            "time": self._time_told(slot),
            "timed": not slot.is_untimed and ends - starts < MINUTES_OF_A_DAY,
            "room": slot.room.id if slot.room else None,
            "where": slot.where,
            "audience": slot.audience,
            "audienceLabel": "" if slot.is_public else str(Audience(slot.audience).label),
            "speakers": ", ".join(speaker.name for speaker in slot.speakers),
            "cancelled": slot.is_cancelled,
            "more": reverse("slots:edit", args=[pk]),
        }

    def _time_told(self, slot: SlotEntry) -> str:
        if slot.is_untimed:
            return days_of(slot, self.edition.zone)
        start, end = (moment.astimezone(self.edition.zone) for moment in (slot.starts_at, slot.ends_at))
        return f"{start:%H:%M}–{end:%H:%M}"

    def _minute(self, moment: datetime) -> int:
        """How many minutes after midnight of this day clocks at the venue show ``moment``."""
        local = moment.astimezone(self.edition.zone)
        return (local.date() - self.day).days * MINUTES_OF_A_DAY + local.hour * 60 + local.minute

    @cached_property
    def conflicts(self) -> dict[str, list[list[Any]]]:
        """By the identity of a slot of this day, its conflicts: whether it blocks, and the words."""
        found: dict[str, list[list[Any]]] = {}
        for conflict in self.desk.conflicts:
            for slot in filter(None, (conflict.slot, conflict.other)):
                if slot.uid in self._saved:
                    row = [conflict.is_blocking, conflict.sentence(self.edition.zone)]
                    found.setdefault(slot.uid, []).append(row)
        return found

    @cached_property
    def stamp(self) -> str:
        """Tells one state of the draft from the next. Two queries."""
        slots = Slot.objects.filter(edition=self.edition).order_by()
        steps = DraftStep.objects.filter(edition=self.edition).order_by()
        counted = slots.aggregate(Count("pk"), Max("changed_at")), steps.aggregate(Count("pk"), Max("pk"))
        self.last = counted[1]["pk__max"] or 0
        return sha256(repr((self.edition.archived_at, counted)).encode()).hexdigest()[:24]

    @cached_property
    def undo(self) -> str:
        """What the person would take back; empty when there is nothing."""
        found = own_steps(self.edition, self.day, self.user).filter(undone_at=None)
        return self._told(found.order_by("-pk").first())

    @cached_property
    def redo(self) -> str:
        """What the person would do again."""
        found = own_steps(self.edition, self.day, self.user).filter(undone_at__isnull=False)
        return self._told(found.order_by("-undone_at", "pk").first())

    def _told(self, step: DraftStep | None) -> str:
        return told(step, self.edition.zone) if step else ""

    def news(self, since: int) -> list[str]:
        """What others did on this day after the step ``since``, the newest first. One query."""
        steps = steps_on(self.edition, self.day).filter(pk__gt=since).exclude(by=self.user)
        return [told_with_author(step, self.edition.zone) for step in steps.order_by("-pk")[:NEWS_AT_ONCE]]

    def state(self) -> dict[str, Any]:
        """All that the page's script works with."""
        stamp = self.stamp
        return {"slots": self.slots, "stamp": stamp, "last": self.last, **self._around()}

    def answer(self, uids: Iterable[str], *said: str) -> dict[str, Any]:
        """What became of the slots that ``uids`` name; ``gone`` are those that left this day."""
        touched = list(uids)
        rows = [row for row in self.slots if row["uid"] in touched]
        gone = [uid for uid in touched if uid not in self._saved]
        worries = [sentence for uid in touched for _blocks, sentence in self.conflicts.get(uid, [])]
        return {"slots": rows, "gone": gone, "said": [*said, *worries], **self._around()}

    def _around(self) -> dict[str, Any]:
        return {
            "conflicts": self.conflicts,
            "told": self.desk.told_conflicts,
            "undo": self.undo,
            "redo": self.redo,
        }
