"""Rooms, slots and the sessions of workshops: taken over as a draft, without anybody who speaks in them."""

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import ReferenceIndex

from cooperation.agenda.enums import SlotKind
from cooperation.agenda.models import Room, Slot
from cooperation.editions.day_shift import DayShift
from home.starting.copying_pages import know_standing
from home.starting.field_rules import RULES
from home.starting.report import Part
from home.starting.work import Work, clock, day_told, from_to
from workshops.programme.models import Session
from workshops.registration.models import SeatReserve


def copy_rooms(work: Work) -> None:
    """Make the rooms; one of that name is taken as it stands."""
    rule = RULES["agenda.Room"]
    standing = {room.name.casefold(): room for room in Room.objects.filter(edition=work.edition)}
    for room in work.source.rooms:
        there = standing.get(room.name.casefold())
        if there is not None:
            work.rooms[room.pk] = there
            work.report.left_out(Part.ROOMS, room.name, _("A room of this name stands already."))
            continue
        made = Room(edition=work.edition, **rule.values(room, None))
        made.save()
        work.rooms[room.pk] = made
        work.report.copied(Part.ROOMS, room.name, room.location)
        work.look_at(Part.ROOMS, room.name, room, rule)
    old = work.source.edition
    if work.source.rooms and old and old.venue_name:
        told = _("These are rooms of “%(venue)s”. Name those of the new venue.") % {"venue": old.venue_name}
        work.report.decide(Part.ROOMS, _("The rooms"), told)


def copy_slots(work: Work) -> None:
    """Make the draft of the agenda; the slots are written at once, however many there are."""
    report = work.report
    if not work.source.slots:
        report.left_out(Part.AGENDA, _("The agenda"), _("There is none."))
        return
    if work.shift is None:
        told = _("The first day of the new edition is not known yet. Take the agenda over when it is.")
        report.left_out(Part.AGENDA, _("The agenda"), told)
        return
    if Slot.objects.filter(edition=work.edition).exists():
        told = _("The edition has slots already, and two agendas are not mixed.")
        report.left_out(Part.AGENDA, _("The agenda"), told)
        return
    _tell_days(work, work.shift)
    _know_what_stands(work)
    made = [(slot, _slot(work, work.shift, slot)) for slot in work.source.slots if not _is_left(work, slot)]
    Slot.objects.bulk_create([new for _old, new in made])
    work.slots = {old.pk: new for old, new in made}
    for new in work.slots.values():
        if new.page_id:  # what is saved at once is not noticed by the index of what refers to what
            ReferenceIndex.create_or_update_for_object(new)


def _know_what_stands(work: Work) -> None:
    """Rooms and pages that were not chosen are found again by their names and addresses, if they stand."""
    if not work.takes(Part.ROOMS):
        standing = {room.name.casefold(): room for room in Room.objects.filter(edition=work.edition)}
        found = ((room.pk, standing.get(room.name.casefold())) for room in work.source.rooms)
        work.rooms = {key: room for key, room in found if room}
    if not work.pages:
        know_standing(work)


def _tell_days(work: Work, shift: DayShift) -> None:
    for before, after in shift.pairs():
        told_before = work.day_before(before)
        work.report.days.append((told_before, day_told(after)))
        if shift.is_outside(after) and any(_day_of(slot, shift) == before for slot in work.source.slots):
            told = _(
                "It would be %(day)s, which is no day of the new edition. Move its slots, or delete them."
            )
            work.report.decide(Part.AGENDA, told_before, told % {"day": day_told(after)})
    for day in shift.empty_days():
        told = _("Nothing is taken over for this day: there are more days than before.")
        work.report.decide(Part.AGENDA, day_told(day), told)


def _day_of(slot: Slot, shift: DayShift) -> Any:
    return slot.starts_at.astimezone(shift.old.zone).date()


def _is_left(work: Work, slot: Slot) -> bool:
    if not slot.is_cancelled:
        return False
    work.report.left_out(Part.AGENDA, slot.title, RULES["agenda.Slot"].left_out["is_cancelled"])
    return True


def _slot(work: Work, shift: DayShift, old: Slot) -> Slot:
    rule = RULES["agenda.Slot"]
    starts_at, ends_at = shift.span(old.starts_at, old.ends_at)
    new = Slot(
        edition=work.edition,
        starts_at=starts_at,
        ends_at=ends_at,
        room=work.rooms.get(old.room_id) if old.room_id else None,
        page_id=work.pages.get(old.page_id) if old.page_id else None,
        **rule.values(old, None),
    )
    after = _hours(starts_at, ends_at, shift.new.zone, old.is_untimed)
    before = _hours(old.starts_at, old.ends_at, shift.old.zone, old.is_untimed)
    told = after if work.source.by_position else from_to(before, after)
    work.report.shifted(Part.AGENDA, old.title, told)
    _tell_what_is_open(work, shift, old, new)
    work.look_at(Part.AGENDA, old.title, old, rule)
    return new


def _tell_what_is_open(work: Work, shift: DayShift, old: Slot, new: Slot) -> None:
    if old.room_id and new.room is None:
        told = _("It has no room: “%(room)s” was not taken over.") % {"room": old.room}
        work.report.decide(Part.AGENDA, old.title, told)
    elif old.kind == SlotKind.WORKSHOP and not old.room_id and not old.place and not old.is_untimed:
        work.report.decide(Part.AGENDA, old.title, _("It has no room yet."))
    if old.page_id and new.page_id is None:
        told = _("Its page was not taken over, so it leads to none.")
        work.report.decide(Part.AGENDA, old.title, told)
    told_before, told_after = (
        at.astimezone(zone).time()
        for at, zone in ((old.starts_at, shift.old.zone), (new.starts_at, shift.new.zone))
    )
    if told_before != told_after:
        told = _("The clocks change that night: it begins at %(time)s.") % {
            "time": date_format(new.starts_at.astimezone(shift.new.zone), "H:i")
        }
        work.report.decide(Part.AGENDA, old.title, told)


def _hours(starts_at: Any, ends_at: Any, zone: Any, is_untimed: bool) -> str:
    start, end = starts_at.astimezone(zone), ends_at.astimezone(zone)
    if is_untimed:
        return date_format(start, "D j F Y")
    return _("%(start)s–%(end)s") % {"start": clock(starts_at, zone), "end": date_format(end, "H:i")}


def copy_sessions(work: Work) -> None:
    """Give the workshops their seats, and keep those that were kept for a member or a role."""
    if not work.source.sessions:
        return
    if not work.slots:
        told = _("Seats belong to slots of the agenda, and those were not taken over.")
        work.report.left_out(Part.WORKSHOPS, _("The seats of the sessions"), told)
        return
    rule = RULES["programme.Session"]
    made = {
        session.pk: Session(slot=work.slots[session.slot_id], **rule.values(session, None))
        for session in work.source.sessions
        if session.slot_id in work.slots
    }
    Session.objects.bulk_create(made.values())
    for session in made.values():
        told = ngettext("%(count)d seat", "%(count)d seats", session.seats) % {"count": session.seats}
        work.report.copied(Part.WORKSHOPS, session.slot.title, told)
    _copy_reserves(work, made)


def _copy_reserves(work: Work, sessions: dict[int, Session]) -> None:
    rule, made = RULES["registration.SeatReserve"], []
    for reserve in work.source.reserves:
        if reserve.session_id not in sessions:
            continue
        session, words = sessions[reserve.session_id], str(reserve)
        what = _("Seats that are kept in “%(session)s”") % {"session": session.slot.title}
        if reserve.member and not reserve.member.is_current:
            work.report.left_out(Part.WORKSHOPS, what, _("%(member)s has left.") % {"member": reserve.member})
            continue
        made.append(SeatReserve(session=session, **rule.values(reserve, None)))
        work.report.copied(Part.WORKSHOPS, what, words)
    SeatReserve.objects.bulk_create(made)
