"""Cards, signs and lists on paper: whole, tagged, named, and nothing of them cut off."""

import re
from pathlib import Path

import pytest

from cooperation.agenda.programme import RoomEntry, SpeakerEntry
from cooperation.network.models import Member
from tests.cooperation.agenda.samples import FACTS, TITLES, programme, slot
from tests.workshops.printing.reading import check, text_of, words_of
from tests.workshops.printing.samples import HARD_NAMES, MADE, badge
from workshops.printing.exports.cards import cards_pdf
from workshops.printing.exports.lists import door_list_pdf
from workshops.printing.exports.signs import signs_of, signs_pdf
from workshops.registration.models import Registration

AULA = RoomEntry(1, "Aula", "Second floor, left of the lift")
LONG = RoomEntry(2, "Großer Verbraucherschlichtungsstellensaal der Nationalbibliothek")


@pytest.mark.services
def test_cards_keep_every_word_on_their_half(tmp_path: Path) -> None:
    path = tmp_path / "cards.pdf"
    made = [badge(name) for name in HARD_NAMES] + [
        badge("W" * 120, function="W" * 160, affiliation="W" * 160)
    ]
    path.write_bytes(cards_pdf(made, FACTS, MADE))
    about = check(path, "Cooperation Day 2027: cards for tables")
    assert re.search(rf"Pages: +{len(made)}$", about, re.MULTILINE)
    outside = [
        word
        for word in words_of(path)
        if word.left < 8
        or word.right > 289
        or word.top < 5
        or word.bottom > 205
        or word.top < 105 < word.bottom
    ]
    assert outside == []


@pytest.mark.services
def test_a_sign_for_each_room_and_day_with_hours_of_the_venue(tmp_path: Path) -> None:
    slots = [
        slot("Opening", 9, room=AULA, speakers=(SpeakerEntry(1, "Ona Example"),)),
        slot("Gone", 11, room=AULA, is_cancelled=True),
        slot("Second day", 33, room=AULA),
        slot("Elsewhere", 10, room=LONG, audience="attendees"),
        slot("Nowhere", 10),
    ]
    made = programme(*slots, rooms=(AULA, LONG))
    signs = signs_of(made, FACTS)
    assert [(sign.room.name, sign.day.day, len(sign.slots)) for sign in signs] == [
        ("Aula", 12, 2),
        (LONG.name, 12, 1),
        ("Aula", 13, 1),
    ]
    path = tmp_path / "signs.pdf"
    path.write_bytes(signs_pdf(signs, made, FACTS))
    assert re.search(r"Pages: +3$", check(path, "Cooperation Day 2027: signs for doors"), re.MULTILINE)
    told = text_of(path)
    for part in ("Aula", "Second floor", "09:00–10:00", "Opening", "Ona Example", "Cancelled", "Elsewhere"):
        assert part in told
    assert "Nowhere" not in told


@pytest.mark.services
@pytest.mark.parametrize("count", [1, 8, 60])
def test_nothing_of_a_sign_is_cut_off(count: int, tmp_path: Path) -> None:
    slots = [slot(f"{TITLES[n % 4]} {n}", 8 + n / 5, 10, room=LONG, language="English") for n in range(count)]
    made = programme(*slots, rooms=(LONG,))
    path = tmp_path / "signs.pdf"
    path.write_bytes(signs_pdf(signs_of(made, FACTS), made, FACTS))
    words = words_of(path)
    assert [word for word in words if not (8 < word.left < word.right < 202 and word.bottom < 292)] == []
    told = " ".join(word.text for word in words)
    assert [entry.title for entry in slots if entry.title not in told] == []


@pytest.mark.services
def test_lists_hold_everybody_and_their_head_comes_again(tmp_path: Path) -> None:
    member = Member(name="Consumer Centre of Lithuania")
    people = [
        Registration(
            pk=number, badge_name=f"{HARD_NAMES[number % len(HARD_NAMES)]} Last{number}", member=member
        )
        for number in range(120)
    ]
    path = tmp_path / "door.pdf"
    path.write_bytes(door_list_pdf(people, FACTS, MADE))
    about = check(path, "Cooperation Day 2027: list for the door")
    pages = int(re.search(r"Pages: +(\d+)", about)[1])  # type: ignore[index]
    assert pages > 3
    words = words_of(path)
    assert [word for word in words if not 15 < word.left < word.right < 195] == []
    told = text_of(path)
    assert [number for number in range(120) if f"Last{number}" not in told] == []
    assert told.count("Destroy after the event") == told.count("From As") == pages
