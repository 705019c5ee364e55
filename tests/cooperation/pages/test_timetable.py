from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from cooperation.agenda.programme import Programme, RoomEntry, SlotEntry, SpeakerEntry
from cooperation.pages import timetable

VILNIUS = ZoneInfo("Europe/Vilnius")
NINE = datetime(2027, 5, 12, 6, 0, tzinfo=UTC)
HALL = RoomEntry(1, "Hall A", "second floor")


def slot(uid: str = "a", start: datetime = NINE, minutes: int = 60, **facts: object) -> SlotEntry:
    values = {"kind": "plenary", "title": f"Slot {uid}"} | facts
    return SlotEntry(uid=uid, starts_at=start, ends_at=start + timedelta(minutes=minutes), **values)


def days(*slots: SlotEntry, links: timetable.Links | None = None) -> list[timetable.DayView]:
    return timetable.days(Programme(slots=slots), VILNIUS, links or timetable.Links())


def test_days_are_those_of_the_venue() -> None:
    late = slot("late", datetime(2027, 5, 12, 21, 30, tzinfo=UTC))
    shown = days(slot(), late)
    assert [(day.anchor, day.label, day.short_label) for day in shown] == [
        ("day-2027-05-12", "Wednesday 12 May 2027", "Wed 12 May"),
        ("day-2027-05-13", "Thursday 13 May 2027", "Thu 13 May"),
    ]
    assert shown[1].blocks[0].slots[0].starts == "00:30"


def test_what_runs_together_is_one_block_that_says_so() -> None:
    (day,) = days(slot("a"), slot("b", minutes=60), slot("c", NINE + timedelta(minutes=60)))
    assert [[view.uid for view in block.slots] for block in day.blocks] == [["a", "b"], ["c"]]
    assert [block.parallel_label for block in day.blocks] == ["2 in parallel", ""]
    assert [block.ends_label for block in day.blocks] == ["", ""]


def test_a_long_workshop_beside_two_short_ones_is_one_block_in_order_of_time() -> None:
    hall, room = RoomEntry(1, "Hall A"), RoomEntry(2, "Room B")
    (day,) = days(
        slot("long", minutes=90, room=hall),
        slot("first", minutes=45, room=room),
        slot("second", NINE + timedelta(minutes=45), minutes=45, room=room),
        slot("after", NINE + timedelta(minutes=90)),
    )
    block, after = day.blocks
    assert [(view.uid, view.classes) for view in (*block.slots, *after.slots)] == [
        ("long", "slot slot--plenary h0 m0 to-h1 to-m30 room1"),
        ("first", "slot slot--plenary h0 m0 to-h0 to-m45 room2"),
        ("second", "slot slot--plenary h0 m45 to-h1 to-m30 room2"),
        ("after", "slot slot--plenary h1 m30 to-h2 to-m30 across"),
    ]
    assert (block.parallel_label, block.ends_label, block.position) == ("2 in parallel", "10:30", "h0 m0")
    assert block.later == (timetable.Beginning("09:45", "2027-05-12T09:45+03:00", "h0 m45"),)
    assert (after.position, after.later) == ("h1 m30", ())
    assert [column.name for column in day.columns] == ["Hall A", "Room B"]


def test_a_day_that_fits_no_grid_says_what_its_slots_are_and_no_more() -> None:
    (day,) = days(*(slot(str(number)) for number in range(13)), slot("x", is_cancelled=True))
    assert (day.is_grid, day.columns, day.blocks[0].position) == (False, (), "")
    assert {view.classes for view in day.blocks[0].slots} == {
        "slot slot--plenary",
        "slot slot--plenary slot--cancelled",
    }


def test_a_days_heading_comes_in_parts_that_read_as_one() -> None:
    (day,) = days(slot())
    assert f"{day.weekday} {day.numeral} {day.month}" == day.label


def test_a_slot_across_midnight_names_the_day_on_which_it_ends() -> None:
    (day,) = days(slot(start=datetime(2027, 5, 12, 20, 0, tzinfo=UTC), minutes=150))
    view = day.blocks[0].slots[0]
    assert (view.starts_label, view.ends_label) == ("23:00", "01:30 on 13 May 2027")


def test_the_hour_that_comes_twice_is_told_apart_when_the_clocks_go_back() -> None:
    """At 04:00 on 31 October 2027 the clocks of Vilnius go back to 03:00."""
    first, second = datetime(2027, 10, 31, 0, 30, tzinfo=UTC), datetime(2027, 10, 31, 1, 30, tzinfo=UTC)
    (day,) = days(slot("a", first), slot("b", second))
    assert [block.slots[0].starts_label for block in day.blocks] == ["03:30 (UTC+3)", "03:30 (UTC+2)"]
    assert day.note == "The clocks change during these hours."
    assert len(day.blocks) == 2


def test_an_ordinary_day_says_nothing_of_clocks() -> None:
    (day,) = days(slot())
    assert (day.note, day.blocks[0].slots[0].starts_label) == ("", "09:00")


def test_slots_without_known_hours_stand_apart() -> None:
    midnight = datetime(2027, 5, 11, 21, 0, tzinfo=UTC)
    (day,) = days(slot("whole", midnight, 24 * 60, is_untimed=True), slot("a"))
    assert [view.uid for view in day.untimed] == ["whole"]
    assert [block.slots[0].uid for block in day.blocks] == ["a"]


def test_what_fell_out_is_not_shown_and_what_is_cancelled_is() -> None:
    (day,) = days(slot("a", is_cancelled=True), slot("b", fell_out=True))
    (view,) = day.blocks[0].slots
    assert (view.uid, view.is_cancelled) == ("a", True)


def test_names_lead_where_there_is_a_page() -> None:
    people = (
        SpeakerEntry(1, "Ona", "Head", "Centre A"),
        SpeakerEntry(2, "Jonas"),
        SpeakerEntry(3, "Rasa", role="chair"),
    )
    links = timetable.Links(agenda="/2027/agenda/", pages={7: "/w/"}, speakers={1: "/ona/"})
    (day,) = days(slot("a", speakers=people, page_id=7, room=HALL), links=links)
    (view,) = day.blocks[0].slots
    assert view.people == (
        (
            "Speaker",
            (timetable.Person("Ona", "/ona/", "Head, Centre A"), timetable.Person("Jonas", "", "")),
        ),
        ("Chair", (timetable.Person("Rasa", "", ""),)),
    )
    assert (view.url, view.where, view.where_note) == ("/w/", "Hall A", "second floor")
    assert (view.ics_url, view.agenda_url) == ("/2027/agenda/slots/a.ics", "/2027/agenda/#slot-a")


def test_a_page_that_is_not_shown_is_not_linked() -> None:
    (day,) = days(slot("a", page_id=7))
    assert day.blocks[0].slots[0].url == ""


def test_an_abstract_stays_text() -> None:
    (day,) = days(slot("a", abstract="<script>x</script>\n\nSecond"))
    assert day.blocks[0].slots[0].abstract == ("<p>&lt;script&gt;x&lt;/script&gt;</p>\n\n<p>Second</p>")


def test_the_zone_is_named_once_an_hour_is_known() -> None:
    assert timetable.zone_name(Programme(slots=(slot(),)), VILNIUS) == "Europe/Vilnius, UTC+3"
    assert timetable.zone_name(Programme(slots=(slot(is_untimed=True),)), VILNIUS) == ""
    assert timetable.zone_name(Programme(), VILNIUS) == ""
