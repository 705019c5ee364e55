"""Lists with a box to tick for each person: who is in a session, and who comes at all."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cooperation.agenda import wording
from cooperation.agenda.exports.facts import AgendaFacts
from core.formats.link_picture import readable
from core.searching.words import fold
from workshops.printing.exports.paper import about, template
from workshops.printing.queries import Seated
from workshops.registration.models import Registration


def door_list_pdf(people: Sequence[Registration], facts: AgendaFacts, now: datetime) -> bytes:
    """``people`` in their order, as a tagged PDF of A4. ``now`` (aware) is told as the time of printing."""
    count = ngettext("%(count)d person is expected.", "%(count)d people are expected.", len(people))
    made = {
        "title": _("List for the door"),
        "lead": [
            f"{count % {'count': len(people)}} {_('Sorted by the last word of the name.')}",
            _("For when neither phone nor connection works. Enter what you tick here later, if you can."),
        ],
        "parts": [{"title": "", "rows": _by_letter(people), "empty": ""}],
    }
    return _set([made], _("%(edition)s: list for the door") % {"edition": facts.title}, facts, now)


def room_lists_pdf(seated: Sequence[Seated], facts: AgendaFacts, now: datetime) -> bytes:
    """A list for each session, with those in reserve below, as a tagged PDF of A4."""
    title = _("%(edition)s: lists of rooms") % {"edition": facts.title}
    return _set([_of_session(one, facts) for one in seated], title, facts, now)


def _of_session(seated: Seated, facts: AgendaFacts) -> dict[str, Any]:
    session, slot = seated.session, seated.session.slot
    starts, ends = slot.starts_at.astimezone(facts.zone), slot.ends_at.astimezone(facts.zone)
    hours = _("hours not known") if slot.is_untimed else f"{starts:%H:%M}–{ends:%H:%M}"
    when = (date_format(starts, "l j F"), hours, slot.room.name if slot.room else slot.place)
    taken = _("%(taken)s of %(seats)s seats are taken") % {
        "taken": len(seated.confirmed),
        "seats": session.seats,
    }
    waiting = ngettext("%(count)d person waits", "%(count)d people wait", len(seated.reserve))
    reserve = [_row(person, f"{place}.") for place, person in enumerate(seated.reserve, start=1)]
    parts = [{"title": "", "rows": _by_letter(seated.confirmed), "empty": _("Nobody has a seat yet.")}]
    if reserve:
        parts.append({"title": _("In reserve, in this order"), "rows": reserve, "empty": ""})
    return {
        "title": slot.title,
        "lead": [
            " · ".join(part for part in when if part),
            f"{taken}; {waiting % {'count': len(reserve)}}.",
        ],
        "parts": parts,
    }


def _by_letter(people: Iterable[Registration]) -> list[dict[str, str]]:
    """A row for each of ``people``; the first of those with one initial carries it."""
    rows, before = [], ""
    for person in people:
        row = _row(person, "")
        letter = fold(row["last"])[:1].upper()
        rows.append(row | {"mark": letter if letter != before else ""})
        before = letter
    return rows


def _row(person: Registration, mark: str) -> dict[str, str]:
    *rest, last = readable(person.badge_name).split() or [str(person.get_role_display())]
    return {
        "mark": mark,
        "rest": " ".join(rest),
        "last": last,
        "from": " ".join(person.affiliation.split()),
        "more": str(person.get_role_display()),
    }


def _set(lists: list[dict[str, Any]], title: str, facts: AgendaFacts, now: datetime) -> bytes:
    there = now.astimezone(facts.zone)
    moment = f"{wording.day(there.date())}, {there:%H:%M}"
    content = {
        **about(facts, title),
        "columns": [_("Here"), "", _("Name"), _("From"), _("As")],
        "lists": lists,
        "printed": _("Printed on %(moment)s (%(zone)s).") % {"moment": moment, "zone": facts.zone.key},
        "destroy": _("Destroy after the event: this sheet holds personal data."),
        "page": _("Page %(page)s of %(pages)s"),
    }
    return template("lists").render(content, now)
