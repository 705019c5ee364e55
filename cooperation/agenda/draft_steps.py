"""Steps of the draft in plain values and in words. Pure: no database."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cooperation.agenda.changes import Change, changes_between
from cooperation.agenda.enums import StepKind
from cooperation.agenda.models import DraftStep, Slot
from cooperation.agenda.programme import Programme, SlotEntry
from cooperation.agenda.wording import when_and_where


def uids_of(*programmes: Programme) -> list[str]:
    """The identities of all slots of ``programmes``, each once."""
    return list(dict.fromkeys(slot.uid for programme in programmes for slot in programme.slots))


def same_state(one: SlotEntry | None, other: SlotEntry | None) -> bool:
    """Whether two states of a slot say the same; a room or a speaker counts by its key, whatever its name."""
    return _bare(one) == _bare(other)


def _bare(slot: SlotEntry | None) -> object:
    if slot is None:
        return None
    speakers = [(speaker.id, speaker.role) for speaker in slot.speakers]
    plain = replace(slot, room=None, speakers=(), sequence=0, changed_at=None)
    return plain, slot.room and slot.room.id, speakers


def days_of(before: Programme, after: Programme, zone: ZoneInfo) -> tuple[date | None, date | None]:
    """The day that slots are on after a step, and the one before when it was another."""
    was, now = (_first_day(programme.slots, zone) for programme in (before, after))
    return now or was, was if now and was != now else None


def _first_day(slots: Iterable[SlotEntry], zone: ZoneInfo) -> date | None:
    return min((slot.starts_at.astimezone(zone).date() for slot in slots), default=None)


def changes_of(step: DraftStep) -> list[Change]:
    """What ``step`` did, slot by slot."""
    return changes_between(Programme.from_json(step.before), Programme.from_json(step.after))


def told(step: DraftStep, zone: ZoneInfo) -> str:
    """What ``step`` did in one sentence."""
    found = changes_of(step)
    first = found[0].sentence(zone) if found else _("Details of a slot changed.")
    if len(found) > 1:
        more = len(found) - 1
        return ngettext("%(first)s %(count)d more slot too.", "%(first)s %(count)d more slots too.", more) % {
            "first": first,
            "count": more,
        }
    return first


def told_with_author(step: DraftStep, zone: ZoneInfo) -> str:
    """What ``step`` did, and who did it."""
    names = {"who": step.by or _("Somebody"), "what": told(step, zone)}
    if step.kind == StepKind.UNDONE:
        return _("%(who)s took a change back: %(what)s") % names
    return _("%(who)s: %(what)s") % names


def now_says(slot: Slot, step: DraftStep | None, zone: ZoneInfo) -> str:
    """That ``slot`` was changed meanwhile, by whom and how as far as ``step`` tells, and what it says now."""
    names = {
        "title": slot.title,
        "now": when_and_where(slot, zone),
        "step": told_with_author(step, zone) if step else "",
    }
    if step:
        return _("“%(title)s” was changed meanwhile, so it was left as it is now: %(now)s. %(step)s") % names
    return _("“%(title)s” was changed in another window, so it was left as it is now: %(now)s.") % names
