from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from cooperation.editions.enums import HostStatus
from cooperation.pages import wording
from tests.factories import EditionFactory, MemberFactory, PresidencyFactory


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2027, 5, 12), date(2027, 5, 13), "12–13 May 2027"),
        (date(2027, 5, 12), date(2027, 5, 12), "12 May 2027"),
        (date(2027, 5, 12), None, "12 May 2027"),
        (date(2027, 5, 31), date(2027, 6, 1), "31 May – 1 June 2027"),
        (date(2027, 12, 31), date(2028, 1, 1), "31 December 2027 – 1 January 2028"),
        (None, None, ""),
    ],
)
def test_days_repeat_neither_month_nor_year(first: date | None, last: date | None, words: str) -> None:
    assert wording.days(first, last) == words


def test_a_known_end_alone_is_not_told_as_a_single_day() -> None:
    assert wording.open_days(None, date(2024, 6, 30)) == "Until 30 June 2024"
    assert wording.open_days(date(2024, 4, 1), None) == "From 1 April 2024"
    assert wording.open_days(date(2024, 4, 1), date(2024, 4, 30)) == "1–30 April 2024"


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ("Europe/Vilnius", "30 April 2027, 17:00 (Europe/Vilnius, UTC+3)"),
        ("Atlantic/Reykjavik", "30 April 2027, 14:00 (Atlantic/Reykjavik, UTC+0)"),
        ("America/St_Johns", "30 April 2027, 11:30 (America/St_Johns, UTC−2:30)"),
    ],
)
def test_a_moment_names_its_zone(zone: str, words: str) -> None:
    assert wording.moment_in_zone(datetime(2027, 4, 30, 14, tzinfo=UTC), ZoneInfo(zone)) == words


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"host_status": HostStatus.OTHER, "other_host": "European Commission"}, "European Commission"),
        ({"host_status": HostStatus.UNKNOWN}, "The host is not known."),
        ({"host_status": HostStatus.UNDECIDED}, "The host is not decided yet."),
        ({"host_status": HostStatus.MEMBER, "host": None}, "The host is not decided yet."),
    ],
)
def test_the_host_is_named_or_said_to_be_missing(facts: dict, words: str) -> None:
    assert wording.host(EditionFactory.build(**{"host": None} | facts)) == words


def test_a_member_hosts_by_its_name() -> None:
    member = MemberFactory.build(name="Centre of Lithuania")
    assert wording.host(EditionFactory.build(host=member)) == "Centre of Lithuania"


def test_the_place_tells_what_is_known() -> None:
    assert wording.place(EditionFactory.build(host=None)) == "Vilnius, Lithuania"
    assert wording.place(EditionFactory.build(host=None, city="")) == "Lithuania"
    assert wording.place(EditionFactory.build(host=None, city="", country="")) == ""


def test_the_presidency_is_told_without_a_tense() -> None:
    edition = EditionFactory.build(host=None, presidency=PresidencyFactory.build(half=2))
    assert wording.presidency(edition) == (
        "Presidency of the Council of the European Union, second half of 2027: Lithuania."
    )
    assert wording.presidency(EditionFactory.build(host=None)) == ""
