"""A programme as a page shows it: days, blocks of parallel slots, every label made once.

A page of 300 slots is drawn from these values alone, so a template neither computes nor looks up.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.html import linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from cooperation.agenda.enums import SlotKind, SpeakerRole
from cooperation.agenda.programme import Block as Together
from cooperation.agenda.programme import Day, Programme, SlotEntry, SpeakerEntry
from cooperation.pages import wording
from cooperation.pages.day_grid import Column, Grid, grid_of


@dataclass(frozen=True, slots=True)
class Links:
    """Where the names in a timetable lead to."""

    agenda: str = ""
    """The agenda's address, with a slash at its end."""
    pages: Mapping[int, str] = field(default_factory=dict)
    speakers: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in a slot."""

    name: str
    url: str
    about: str


@dataclass(frozen=True, slots=True)
class SlotView:
    """One slot, ready to be shown."""

    uid: str
    anchor: str
    kind: str
    kind_label: str
    title: str
    url: str
    starts: str
    ends: str
    starts_iso: str
    ends_iso: str
    starts_label: str
    ends_label: str
    day_label: str
    short_day_label: str
    """For narrow places that say elsewhere which year it is."""
    where: str
    where_note: str
    language: str
    abstract: SafeString
    people: tuple[tuple[str, tuple[Person, ...]], ...]
    is_untimed: bool
    is_cancelled: bool
    is_for_attendees: bool
    ics_url: str
    ics_label: str
    """Names the slot in the link to ``ics_url``, for who hears the link alone."""
    agenda_url: str
    classes: str
    """What it is and, where the day is set in a grid, its position there."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """A time on the axis beside a day's grid."""

    label: str
    iso: str
    position: str


@dataclass(frozen=True, slots=True)
class Block:
    """What runs side by side, in order of time; most often one slot alone."""

    slots: tuple[SlotView, ...]
    parallel_label: str = ""
    """Says how many run side by side; empty for one alone."""
    ends_label: str = ""
    """When the last one ends; empty when all begin and end together."""
    position: str = ""
    """The row of a grid at which it begins."""
    later: tuple[Beginning, ...] = ()
    """When others of it begin while the first ones run; in a grid only."""


@dataclass(frozen=True, slots=True)
class DayView:
    """One day of the agenda."""

    anchor: str
    number: int
    iso: str
    label: str
    short_label: str
    weekday: str
    numeral: str
    month: str
    """The three parts of ``label``, for a heading with a large numeral."""
    note: str
    """Says that the clocks change on this day; empty on any other."""
    untimed: tuple[SlotView, ...]
    blocks: tuple[Block, ...]
    is_grid: bool = False
    """Whether a wide page sets the rooms side by side; the slots then have positions."""
    columns: tuple[Column, ...] = ()
    """Heads of the grid's columns; none where nothing runs side by side."""


class _Maker:
    """Makes slot views with labels that are translated once, not once a slot."""

    def __init__(self, zone: ZoneInfo, links: Links) -> None:
        self.zone = zone
        self.links = links
        self.kinds = {kind.value: str(kind.label) for kind in SlotKind}
        self.add_to_calendar = _("Add to calendar: %(title)s")
        self.roles = {role.value: str(role.label) for role in SpeakerRole}

    def slot(self, slot: SlotEntry, *, position: str = "", name_offset: bool = False) -> SlotView:
        starts, ends = slot.starts_at.astimezone(self.zone), slot.ends_at.astimezone(self.zone)
        return SlotView(
            uid=slot.uid,
            anchor=slot.anchor,
            kind=slot.kind,
            kind_label=self.kinds[slot.kind],
            title=slot.title,
            url=self.links.pages.get(slot.page_id, "") if slot.page_id else "",
            starts=f"{starts:%H:%M}",
            ends=f"{ends:%H:%M}",
            starts_iso=starts.isoformat(timespec="minutes"),
            ends_iso=ends.isoformat(timespec="minutes"),
            starts_label=_clock(starts, name_offset=name_offset),
            ends_label=self._end(starts, ends, name_offset=name_offset),
            day_label=_days(slot, starts, ends),
            short_day_label=_short_days(slot, starts, ends),
            where=slot.where,
            where_note=slot.room.location if slot.room else "",
            language=slot.language,
            abstract=_paragraphs(slot.abstract),
            people=tuple(self._people(slot.speakers)),
            is_untimed=slot.is_untimed,
            is_cancelled=slot.is_cancelled,
            is_for_attendees=not slot.is_public,
            ics_url=f"{self.links.agenda}slots/{slot.short_uid}.ics" if self.links.agenda else "",
            ics_label=self.add_to_calendar % {"title": slot.title},
            agenda_url=f"{self.links.agenda}#{slot.anchor}" if self.links.agenda else "",
            classes=_classes(slot, position),
        )

    def _end(self, starts: datetime, ends: datetime, *, name_offset: bool) -> str:
        clock = _clock(ends, name_offset=name_offset)
        if starts.date() == ends.date():
            return clock
        return _("%(time)s on %(day)s") % {"time": clock, "day": wording.day(ends.date())}

    def _people(self, speakers: tuple[SpeakerEntry, ...]) -> Iterator[tuple[str, tuple[Person, ...]]]:
        by_role: dict[str, list[Person]] = {}
        for speaker in speakers:
            about = ", ".join(part for part in (speaker.function, speaker.organisation) if part)
            person = Person(speaker.name, self.links.speakers.get(speaker.id, ""), about)
            by_role.setdefault(speaker.role, []).append(person)
        for role, people in by_role.items():
            yield self.roles[role], tuple(people)


def _classes(slot: SlotEntry, position: str) -> str:
    names = ["slot", f"slot--{slot.kind}", "slot--cancelled" if slot.is_cancelled else "", position]
    return " ".join(name for name in names if name)


def _paragraphs(text: str) -> SafeString:
    """Plain text as HTML; what looks like a tag in it stays text."""
    return mark_safe(linebreaks(text, autoescape=True) if text else "")  # noqa: S308


def _days(slot: SlotEntry, starts: datetime, ends: datetime) -> str:
    """Its day; for a slot without hours all days on one of which it took place."""
    last = (ends - timedelta(seconds=1)).date()
    if slot.is_untimed and last > starts.date():
        return wording.days(starts.date(), last)
    return wording.weekday(starts.date())


def _short_days(slot: SlotEntry, starts: datetime, ends: datetime) -> str:
    last = (ends - timedelta(seconds=1)).date()
    if slot.is_untimed and last > starts.date():
        return wording.days(starts.date(), last)
    return wording.short_day(starts.date())


def _clock(moment: datetime, *, name_offset: bool) -> str:
    return f"{moment:%H:%M} ({wording.offset(moment)})" if name_offset else f"{moment:%H:%M}"


def _block(block: Together, make: _Maker, grid: Grid | None, *, name_offset: bool) -> Block:
    places = grid.slots if grid else {}
    rows = grid.beginnings if grid else {}
    views = tuple(
        make.slot(slot, position=places.get(slot.uid, ""), name_offset=name_offset) for slot in block.slots
    )
    position = rows.get(block.starts_at, "")
    if not block.is_parallel:
        return Block(views, position=position)
    beside = len(block.lanes)
    label = ngettext("%(count)d in parallel", "%(count)d in parallel", beside) % {"count": beside}
    together = len({(slot.starts_at, slot.ends_at) for slot in block.slots}) == 1
    last = max(zip(block.slots, views, strict=True), key=lambda pair: pair[0].ends_at)[1]
    first_of = {slot.starts_at: view for slot, view in zip(block.slots, views, strict=True)}
    later = (
        Beginning(view.starts_label, view.starts_iso, rows[moment])
        for moment, view in first_of.items()
        if moment in rows and rows[moment] != position
    )
    return Block(views, label, "" if together else last.ends_label, position, tuple(later))


def _day(day: Day, make: _Maker, grid: Grid | None) -> DayView:
    timed = [slot for slot in day.slots if not slot.is_untimed]
    moments = [moment for slot in timed for moment in (slot.starts_at, slot.ends_at)]
    clocks_change = len({moment.astimezone(make.zone).utcoffset() for moment in moments}) > 1
    return DayView(
        anchor=f"day-{day.date.isoformat()}",
        number=day.number,
        iso=day.date.isoformat(),
        label=wording.weekday(day.date),
        short_label=wording.short_day(day.date),
        weekday=date_format(day.date, "l"),
        numeral=date_format(day.date, "j"),
        month=date_format(day.date, pgettext("month beside the day's large numeral, a format", "F Y")),
        note=_("The clocks change during these hours.") if clocks_change else "",
        untimed=tuple(make.slot(slot) for slot in day.slots if slot.is_untimed),
        blocks=tuple(
            _block(block, make, grid, name_offset=clocks_change)
            for block in day.blocks
            if not block.slots[0].is_untimed
        ),
        is_grid=grid is not None,
        columns=grid.columns if grid else (),
    )


def days(programme: Programme, zone: ZoneInfo, links: Links) -> list[DayView]:
    """The agenda by day; times stand in ``zone``."""
    make = _Maker(zone, links)
    return [_day(day, make, grid_of(day, programme.rooms)) for day in programme.days(zone)]


def slots(entries: list[SlotEntry], zone: ZoneInfo, links: Links) -> list[SlotView]:
    """Single slots in order of time, such as the sessions of a workshop."""
    make = _Maker(zone, links)
    return [make.slot(slot) for slot in sorted(entries, key=lambda slot: slot.starts_at)]


def zone_name(programme: Programme, zone: ZoneInfo) -> str:
    """The zone as it holds when ``programme`` begins; empty while no hour of it is known."""
    timed = [slot.starts_at for slot in programme.current if not slot.is_untimed]
    return wording.zone_name(zone, min(timed)) if timed else ""
