"""A line of the audit trail in words.

What is told of a line's data stands in ``TOLD``: everything else stays unsaid, so that a line which somebody
adds later cannot show what it should not. Names, addresses and answers of those who registered are never
told; a registration goes by its number.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import registry
from wagtail.models import PageLogEntry

from cooperation.agenda.models import Room, Slot
from cooperation.editions.checklist.enums import TaskState
from cooperation.editions.enums import Role
from cooperation.editions.models import ChecklistTask, Edition
from core.publishing.models import DocumentFile, Picture
from home.trail.queries import Entry
from workshops.programme.models import Session
from workshops.registration import sightings

NAMED: tuple[type[Any], ...] = (Edition, Slot, Room, Session, Picture, DocumentFile)
"""The records that are told by what they are called; all others by their number."""
OF_PARTICIPANTS = ("workshops.registration", "workshops.checkin", "workshops.afterwards")
"""Where people who registered act themselves."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line in words."""

    when: datetime
    who: str
    what: str
    about: str
    details: list[str]


@dataclass(frozen=True, slots=True)
class Words:
    """What a set of lines needs to be worded, read before."""

    known: set[int]
    """The keys of those who may be named."""
    tasks: Mapping[int, str]
    pages: Mapping[int, str]
    models: Mapping[int, type[Any] | None]


def line_of(entry: Entry, words: Words) -> Line:
    """``entry`` in words."""
    model = words.models.get(entry.content_type_id or 0)
    return Line(
        when=entry.timestamp,
        who=who_acted(entry, model, words.known),
        what=what_was_done(entry),
        about=what_about(entry, model, words),
        details=details_of(entry, model),
    )


def who_acted(entry: Entry, model: type[Any] | None, known: set[int]) -> str:
    """Who did it; of a person who registered that much alone, and of a task of the site's own its name."""
    of_participants = model is not None and model.__module__.startswith(OF_PARTICIPANTS)
    if entry.user_id is None:
        return _("the site, or a person with a ticket") if of_participants else _("the site")
    if entry.user_id in known:
        return str(entry.user_display_name)
    if entry.user is None:
        return _("somebody whose account is gone")
    if of_participants:
        return _("a participant")
    return _("%(name)s, no longer of the team") % {"name": entry.user_display_name}


def what_was_done(entry: Entry) -> str:
    """The action, in the words with which it is registered."""
    formatter = registry.get_formatter(entry)
    if formatter is None:
        return str(entry.action)
    return str(formatter.message or formatter.label)


def what_about(entry: Entry, model: type[Any] | None, words: Words) -> str:
    """The record or page that it was done to."""
    if isinstance(entry, PageLogEntry):
        title = words.pages.get(entry.page_id, entry.label)
        return _("Page “%(title)s”") % {"title": title}
    if isinstance(task := entry.data.get("task"), int):
        return words.tasks.get(task) or _("a task that is gone")
    if model is None:
        return ""
    name = capfirst(model._meta.verbose_name)
    if model is Edition:
        return str(name)
    if issubclass(model, NAMED):
        return _("%(kind)s “%(name)s”") % {"kind": name, "name": entry.label}
    return f"{name} {entry.object_id}"


Teller = Callable[[Any], str | None]


def _number(words: str | Promise) -> Teller:
    return lambda value: str(words) % {"value": value} if isinstance(value, int) else None


def _text(words: str | Promise) -> Teller:
    return lambda value: str(words) % {"value": value} if value and isinstance(value, str) else None


def _one_of(words: str | Promise, labels: Mapping[str, Any]) -> Teller:
    return lambda value: str(words) % {"value": labels[value]} if _is_key(value, labels) else None


def _is_key(value: Any, labels: Mapping[str, Any]) -> bool:
    return isinstance(value, str) and value in labels


def _day(value: Any) -> str | None:
    day = parse_date(value) if isinstance(value, str) else None
    return date_format(day, "j F Y") if day else None


ROLES = {role.value: role.label for role in Role}
STATES = {state.value: state.label for state in TaskState}

TOLD: dict[tuple[str, str], Teller] = {
    ("agenda.release", "number"): _number(gettext_lazy("Release %(value)d")),
    ("agenda.release", "note"): _text(gettext_lazy("“%(value)s”")),
    ("agenda.change_note", "number"): _number(gettext_lazy("Release %(value)d")),
    ("agenda.change_note", "note"): _text(gettext_lazy("“%(value)s”")),
    ("agenda.shift_day", "day"): _day,
    ("agenda.shift_day", "minutes"): _number(gettext_lazy("by %(value)d minutes")),
    ("agenda.shift_day", "slots"): _number(gettext_lazy("slots: %(value)d")),
    ("editions.cancel", "reason"): _text(gettext_lazy("“%(value)s”")),
    ("editions.reinstate", "reason"): _text(gettext_lazy("“%(value)s”")),
    ("editions.record_host", "host"): _text(gettext_lazy("host: %(value)s")),
    ("editions.give_role", "role"): _one_of("%(value)s", ROLES),
    ("editions.withdraw_role", "role"): _one_of("%(value)s", ROLES),
    ("editions.make_checklist", "tasks"): _number(gettext_lazy("tasks: %(value)d")),
    ("editions.tick_task", "state"): _one_of("%(value)s", STATES),
    ("home.delete_page", "title"): _text(gettext_lazy("Page “%(value)s”")),
    ("registration.set_seats", "before"): _number(gettext_lazy("before: %(value)d")),
    ("registration.set_seats", "seats"): _number(gettext_lazy("now: %(value)d")),
    ("registration.change_delegation", "places"): _number(gettext_lazy("places: %(value)d")),
    ("registration.change_delegation", "new_heads"): _number(gettext_lazy("new heads: %(value)d")),
    ("registration.send_mailing", "recipients"): _number(gettext_lazy("recipients: %(value)d")),
    ("registration.allot", "wishes"): _number(gettext_lazy("wishes: %(value)d")),
    ("registration.see", "what"): _one_of("%(value)s", sightings.KINDS),
    ("registration.see", "count"): _number(gettext_lazy("people: %(value)d")),
    ("registration.export", "what"): _one_of("%(value)s", sightings.KINDS),
    ("registration.export", "count"): _number(gettext_lazy("people: %(value)d")),
}
"""What of a line's data is told, by the action and the key, and how."""

FIELDS = ("fields", "changed")
"""Under these keys lines name the fields that were changed."""
TEAM_ACTIONS = {"editions.give_role": "to", "editions.withdraw_role": "from"}


def details_of(entry: Entry, model: type[Any] | None) -> list[str]:
    """What is told of the line's data, and the names of the fields that were changed."""
    data = entry.data if isinstance(entry.data, dict) else {}
    found = [
        words
        for (action, key), tell in TOLD.items()
        if action == entry.action and (words := tell(data.get(key)))
    ]
    key = TEAM_ACTIONS.get(entry.action)
    if key and data.get("role") != Role.ATTENDEE and isinstance(data.get(key), str):
        found.append(data[key])
    if "task" in data:
        model = ChecklistTask
    names: list[Any] = next((data[key] for key in FIELDS if isinstance(data.get(key), list)), [])
    found += [name for field in names if (name := _name_of_field(field, model))]
    return found + _values(data.get("values"), model)


def _name_of_field(field: Any, model: type[Any] | None) -> str | None:
    if model is None or not isinstance(field, str):
        return None
    known = {one.name: one for one in model._meta.get_fields() if hasattr(one, "verbose_name")}
    return str(known[field].verbose_name) if field in known else None


def _values(values: Any, model: type[Any] | None) -> list[str]:
    """Values before and after; whoever writes the line keeps to fields that hold nothing personal."""
    if not isinstance(values, dict):
        return []
    return [
        _("%(field)s: %(before)s → %(after)s") % {"field": name, "before": pair[0], "after": pair[1]}
        for field, pair in values.items()
        if (name := _name_of_field(field, model)) and isinstance(pair, list) and len(pair) == len("ab")
    ]
