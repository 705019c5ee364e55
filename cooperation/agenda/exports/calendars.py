"""The agenda as a calendar to subscribe to, and one slot as a file to take along."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

from django.utils.translation import gettext as _

from cooperation.agenda.exports.facts import AgendaFacts
from cooperation.agenda.programme import Programme, SlotEntry
from core.formats import ics

PRODUCT = "-//Cooperation Day//Agenda//EN"
UNRELEASED = datetime(1970, 1, 1, tzinfo=UTC)
"""When a slot of a draft last changed, as far as calendars are concerned: never."""


def agenda_calendar(programme: Programme | None, facts: AgendaFacts) -> bytes:
    """All slots of ``programme``, those that fell out as cancelled; empty before the first release.

    An empty calendar is valid, so whoever subscribed early keeps the subscription.
    """
    slots = programme.slots if programme else ()
    return ics.calendar(_feed(facts, slots, facts.agenda_url + "agenda.ics"), _entries(slots, facts))


def slot_calendar(slot: SlotEntry, facts: AgendaFacts) -> bytes:
    """``slot`` alone, with the identity that it has in the whole calendar."""
    return ics.calendar(_feed(facts, [slot], ""), _entries([slot], facts))


def own_calendar(programme: Programme, facts: AgendaFacts, name: str, address: str) -> bytes:
    """The slots of ``programme``, those of one person, as the calendar ``name`` that lies at ``address``."""
    feed = _feed(facts, programme.slots, address)
    return ics.calendar(replace(feed, name=name), _entries(programme.slots, facts))


def webcal_address(url: str) -> str:
    """The address that makes a calendar program subscribe instead of importing once."""
    return "webcal://" + url.partition("://")[2]


def _feed(facts: AgendaFacts, slots: Iterable[SlotEntry], url: str) -> ics.Feed:
    moments = [moment for slot in slots for moment in (slot.starts_at, slot.ends_at)]
    years = [moment.astimezone(facts.zone).year for moment in moments]
    years += [day.year for day in (facts.first_day, facts.last_day) if day]
    years = years or [facts.year or UNRELEASED.year]
    return ics.Feed(
        name=facts.title,
        zone=facts.zone,
        product=PRODUCT,
        years=(min(years), max(years)),
        url=url,
        language=facts.language,
        organiser=facts.organiser,
    )


def _entries(slots: Iterable[SlotEntry], facts: AgendaFacts) -> list[ics.Entry]:
    return [_entry(slot, facts) for slot in slots]


def _entry(slot: SlotEntry, facts: AgendaFacts) -> ics.Entry:
    return ics.Entry(
        uid=slot.uid,
        summary=slot.title,
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        changed_at=facts.changed_at(slot) or UNRELEASED,
        sequence=facts.sequence(slot),
        is_cancelled=slot.is_cancelled or facts.cancelled_at is not None,
        is_whole_day=slot.is_untimed,
        location=_location(slot, facts),
        position=facts.position if facts.at_the_venue(slot) else None,
        description=_description(slot, facts),
        categories=(slot.kind_label,),
        url=facts.slot_url(slot),
    )


def _location(slot: SlotEntry, facts: AgendaFacts) -> str:
    if not facts.at_the_venue(slot):
        return slot.place
    return ", ".join(part for part in (slot.where, facts.full_address) if part)


def _description(slot: SlotEntry, facts: AgendaFacts) -> str:
    paragraphs = [slot.abstract]
    paragraphs += [
        _("%(role)s: %(name)s") % {"role": speaker.role_label, "name": speaker.described}
        for speaker in slot.speakers
    ]
    if slot.language:
        paragraphs.append(_("Language: %(language)s") % {"language": slot.language})
    if slot.is_untimed:
        paragraphs.append(_("The hours were not recorded: only its days are known."))
    if facts.is_example:
        paragraphs.append(_("This is an example. It does not take place."))
    return "\n".join(paragraph for paragraph in paragraphs if paragraph)
