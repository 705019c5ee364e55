from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from cooperation.agenda.programme import Day, RoomEntry, SlotEntry
from cooperation.pages import day_grid
from cooperation.pages.day_grid import Column, Grid, grid_of, width_for

NINE = datetime(2027, 5, 12, 6, 0, tzinfo=UTC)
HALL, LOFT = RoomEntry(1, "Hall", "ground floor"), RoomEntry(2, "Loft")


def slot(uid: str, start: int, minutes: int, room: RoomEntry | None = None, place: str = "") -> SlotEntry:
    """A slot that begins ``start`` minutes after nine."""
    begins = NINE + timedelta(minutes=start)
    return SlotEntry(
        uid=uid,
        kind="workshop",
        title=uid,
        starts_at=begins,
        ends_at=begins + timedelta(minutes=minutes),
        room=room,
        place=place,
    )


def grid(*slots: SlotEntry, rooms: tuple[RoomEntry, ...] = (HALL, LOFT)) -> Grid:
    made = grid_of(Day(date(2027, 5, 12), 1, slots), rooms)
    assert made is not None
    return made


def test_heights_are_lengths_and_a_pause_is_shortened() -> None:
    made = grid(slot("a", 0, 90), slot("b", 90, 15), slot("evening", 600, 60))
    assert made.slots == {
        "a": "h0 m0 to-h1 to-m30 across",
        "b": "h1 m30 to-h1 to-m45 across",
        "evening": "h2 m5 to-h3 to-m5 across",
    }
    assert made.columns == ()


def test_a_long_evening_is_shortened_unless_something_runs_beside_it() -> None:
    alone = grid(slot("dinner", 0, 300, HALL), slot("after", 300, 30))
    assert alone.slots == {"dinner": "h0 m0 to-h2 to-m0 across", "after": "h2 m0 to-h2 to-m30 across"}
    beside = grid(slot("dinner", 0, 300, HALL), slot("games", 60, 30, LOFT))
    assert beside.slots["dinner"] == "h0 m0 to-h5 to-m0 room1"


def test_columns_are_the_rooms_in_their_order_and_then_what_is_outside() -> None:
    made = grid(
        slot("walk", 0, 60, place="Old town"),
        slot("loft", 0, 60, LOFT),
        slot("hall", 30, 60, HALL),
        slot("nowhere", 30, 30),
    )
    assert made.columns == (Column("Hall", "ground floor"), Column("Loft"), Column("Old town"), Column(""))
    assert [made.slots[uid].split()[-1] for uid in ("hall", "loft", "walk", "nowhere")] == [
        "room1",
        "room2",
        "room3",
        "room4",
    ]
    assert made.beginnings == {NINE: "h0 m0", NINE + timedelta(minutes=30): "h0 m30"}


def test_two_at_once_without_a_room_stand_in_columns_of_their_own_and_a_later_one_below() -> None:
    made = grid(slot("a", 0, 60), slot("b", 0, 30), slot("c", 30, 30))
    assert [place.split()[-1] for place in made.slots.values()] == ["room1", "room2", "room2"]


def test_a_room_in_which_nothing_runs_beside_anything_needs_no_column() -> None:
    assert grid(slot("a", 0, 60, HALL), slot("b", 60, 60, LOFT)).columns == ()


def test_hours_that_are_not_known_take_no_place() -> None:
    whole = SlotEntry("w", "visit", "w", NINE, NINE + timedelta(days=1), is_untimed=True)
    assert set(grid(whole, slot("a", 0, 60)).slots) == {"a"}
    assert grid_of(Day(date(2027, 5, 12), 1, (whole,)), ()) is None


@pytest.mark.parametrize(
    "slots",
    [
        [slot(str(number), 0, 60, place=str(number)) for number in range(day_grid.MOST_COLUMNS + 1)],
        [slot("long", 0, 19 * 60, HALL), slot("beside", 0, 60, LOFT)],
        [slot("beside", 0, 60, HALL), slot("one", 0, 1, LOFT), slot("two", 1, 1, LOFT)],
    ],
    ids=["too wide", "too long", "too short to be set apart"],
)
def test_what_fits_no_grid_stays_a_list(slots: list[SlotEntry]) -> None:
    assert grid_of(Day(date(2027, 5, 12), 1, tuple(slots)), (HALL, LOFT)) is None


def test_more_columns_need_a_wider_screen() -> None:
    widths = [float(width_for(columns).removesuffix("rem")) for columns in range(day_grid.MOST_COLUMNS + 1)]
    assert widths == sorted(widths)
    assert widths[-1] > widths[0]


def test_every_position_has_its_place_in_the_style_sheet() -> None:
    found = finders.find("css/agenda_places.css")
    assert isinstance(found, str)
    styles = Path(found).read_text()
    columns = range(1, day_grid.MOST_COLUMNS + 1)
    hours = range(day_grid.MOST_ROWS // day_grid.ROWS_AN_HOUR + 1)
    names = [f"{name}{number}" for number in columns for name in ("columns", "room")]
    names += [f"{name}{number}" for number in hours for name in ("h", "to-h")]
    names += [f"{name}{number}" for number in range(0, 60, 5) for name in ("m", "to-m")]
    assert [name for name in names if f".{name} {{" not in styles] == []
