from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from cooperation.editions.enums import State
from cooperation.pages import rules
from cooperation.pages.rules import Offer
from tests.factories import EditionFactory

EVERYTHING = rules.Ways(agenda="/agenda/", today="/agenda/#day", look_back="/look-back/")
OPENS = datetime(2027, 2, 1, 8, tzinfo=UTC)
CLOSES = datetime(2027, 4, 30, 14, tzinfo=UTC)


@pytest.mark.parametrize(
    ("state", "url"),
    [
        (State.PLANNED, "/agenda/"),
        (State.ANNOUNCED, "/agenda/"),
        (State.REGISTRATION_OPEN, "/agenda/"),
        (State.REGISTRATION_CLOSED, "/agenda/"),
        (State.ON_NOW, "/agenda/#day"),
        (State.CONCLUDED, "/look-back/"),
        (State.ARCHIVED, "/look-back/"),
        (State.CANCELLED, ""),
    ],
)
def test_the_next_step_follows_the_state(state: State, url: str) -> None:
    standing = rules.standing(EditionFactory.build(host=None), state, EVERYTHING)
    assert (standing.label, standing.url) == (state.label, url)
    assert bool(standing.action) == bool(url)
    assert standing.sentence


@pytest.mark.parametrize(
    ("state", "ways", "expected"),
    [
        (State.PLANNED, {"practical": "/practical/", "news": "#news"}, ("/practical/", "Plan your journey")),
        (State.ANNOUNCED, {"news": "#news"}, ("#news", "Read the news")),
        (State.REGISTRATION_CLOSED, {"practical": "/practical/"}, ("/practical/", "Plan your journey")),
        (State.CONCLUDED, {"practical": "/practical/", "news": "#news"}, ("#news", "Read the news")),
        (State.CONCLUDED, {"agenda": "/agenda/", "news": "#news"}, ("/agenda/", "See the agenda")),
        (
            State.CANCELLED,
            {"agenda": "/agenda/", "practical": "/practical/", "news": "#news"},
            ("#news", "Read the news"),
        ),
    ],
)
def test_whatever_there_is_to_read_leads_on(
    state: State, ways: dict[str, str], expected: tuple[str, str]
) -> None:
    standing = rules.standing(EditionFactory.build(host=None), state, rules.Ways(**ways))
    assert (standing.url, standing.action) == expected


@pytest.mark.parametrize("state", list(State))
def test_no_sentence_repeats_the_label_before_it(state: State) -> None:
    for facts in ({}, {"registration_opens_at": OPENS, "registration_closes_at": CLOSES}):
        standing = rules.standing(EditionFactory.build(host=None, **facts), state, rules.Ways())
        assert standing.label.split()[-1].lower() not in standing.sentence.lower().rstrip(".").split()


@pytest.mark.parametrize("state", list(State))
def test_no_step_leads_to_what_is_not_there(state: State) -> None:
    standing = rules.standing(EditionFactory.build(host=None), state, rules.Ways())
    assert (standing.url, standing.action) == ("", "")


@pytest.mark.parametrize(
    ("state", "facts", "sentence"),
    [
        (State.PLANNED, {"starts_on": None}, "The dates are not set yet."),
        (State.PLANNED, {}, "Dates and place may still change."),
        (State.ANNOUNCED, {}, "Registration has not opened yet."),
        (
            State.ANNOUNCED,
            {"registration_opens_at": OPENS},
            "Registration opens on 1 February 2027, 10:00 (Europe/Vilnius, UTC+2).",
        ),
        (
            State.REGISTRATION_OPEN,
            {"registration_closes_at": CLOSES},
            "It closes on 30 April 2027, 17:00 (Europe/Vilnius, UTC+3). "
            "How to register is sent to the members of the network.",
        ),
        (
            State.REGISTRATION_OPEN,
            {},
            "How to register is sent to the members of the network.",
        ),
        (
            State.REGISTRATION_CLOSED,
            {"registration_closes_at": CLOSES},
            "It ended on 30 April 2027, 17:00 (Europe/Vilnius, UTC+3).",
        ),
        (State.REGISTRATION_CLOSED, {}, "Nobody can register any more."),
        (State.ON_NOW, {"ends_on": date(2027, 5, 13)}, "It ends on 13 May 2027."),
        (State.CANCELLED, {"cancellation_reason": "A strike."}, "A strike."),
        (State.CANCELLED, {}, "It does not take place."),
    ],
)
def test_the_state_is_told_in_words(state: State, facts: dict, sentence: str) -> None:
    edition = EditionFactory.build(host=None, **facts)
    assert rules.standing(edition, state, rules.Ways()).sentence == sentence


@pytest.mark.parametrize(
    ("offer", "facts", "action", "sentence"),
    [
        (Offer.PLACE, {}, "Register", "You can register now."),
        (
            Offer.PLACE,
            {"registration_closes_at": CLOSES},
            "Register",
            "You can register until 30 April 2027, 17:00 (Europe/Vilnius, UTC+3).",
        ),
        (Offer.WAITING, {}, "Join the waiting list", "All places are taken. You can join the waiting list."),
        (
            Offer.WAITING,
            {"registration_closes_at": CLOSES},
            "Join the waiting list",
            "All places are taken. "
            "You can join the waiting list until 30 April 2027, 17:00 (Europe/Vilnius, UTC+3).",
        ),
    ],
)
def test_while_registration_is_open_the_first_step_is_to_register(
    offer: Offer, facts: dict, action: str, sentence: str
) -> None:
    edition = EditionFactory.build(host=None, **facts)
    ways = replace(EVERYTHING, register="/register/", offer=offer)
    standing = rules.standing(edition, State.REGISTRATION_OPEN, ways)
    assert (standing.url, standing.action, standing.sentence) == ("/register/", action, sentence)


def test_while_registration_pauses_nobody_is_sent_there() -> None:
    ways = replace(EVERYTHING, register="/register/", offer=Offer.NOTHING)
    edition = EditionFactory.build(host=None, registration_closes_at=CLOSES)
    standing = rules.standing(edition, State.REGISTRATION_OPEN, ways)
    assert standing.sentence == "Registration makes a pause. Please come back later."
    assert (standing.url, standing.action) == (EVERYTHING.agenda, "See the agenda")


@pytest.mark.parametrize("state", [state for state in State if state != State.REGISTRATION_OPEN])
def test_before_and_after_nobody_is_sent_to_register(state: State) -> None:
    ways = replace(EVERYTHING, register="/register/")
    edition = EditionFactory.build(host=None)
    assert rules.standing(edition, state, ways) == rules.standing(edition, state, EVERYTHING)


@pytest.mark.parametrize(
    ("state", "expected"),
    [(State.PLANNED, True), (State.ON_NOW, True), (State.CONCLUDED, False), (State.CANCELLED, False)],
)
def test_one_can_take_part_until_it_is_over(state: State, expected: bool) -> None:
    assert rules.is_to_come(state) is expected


def test_an_embargo_ends_at_its_moment() -> None:
    end = datetime(2027, 5, 12, tzinfo=UTC)
    assert rules.is_under_embargo(end, datetime(2027, 5, 11, 23, 59, 59, tzinfo=UTC))
    assert not rules.is_under_embargo(end, end)
    assert not rules.is_under_embargo(None, end)


@pytest.mark.parametrize(
    ("opens", "closes", "today", "words"),
    [
        (date(2024, 4, 1), date(2024, 6, 30), date(2024, 3, 31), "Not open yet. It opens on 1 April 2024."),
        (date(2024, 4, 1), date(2024, 6, 30), date(2024, 4, 1), "Open now, until 30 June 2024."),
        (date(2024, 4, 1), date(2024, 6, 30), date(2024, 6, 30), "Open now, until 30 June 2024."),
        (date(2024, 4, 1), date(2024, 6, 30), date(2024, 7, 1), "Closed since 30 June 2024."),
        (date(2024, 4, 1), None, date(2024, 7, 1), "Open now."),
        (None, date(2024, 6, 30), date(2024, 7, 1), "Closed since 30 June 2024."),
        (None, None, date(2024, 7, 1), ""),
    ],
)
def test_an_exhibition_says_whether_it_is_open(
    opens: date | None, closes: date | None, today: date, words: str
) -> None:
    assert rules.opening(opens, closes, today) == words
