"""What is filled in, and what is chosen."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html

from tests.factories import EditionFactory, MemberFactory
from tests.workshops.registration.arriving import ask, put_legal_pages, put_pages, read, send, values, way
from tests.workshops.registration.samples import make_desk, make_session, register_one
from workshops.registration.enums import BookingState, SeatMode
from workshops.registration.models import (
    Draft,
    Extra,
    Registration,
    RegistrationDesk,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> RegistrationDesk:
    """A desk that is open to everybody, with its pages."""
    made = make_desk()
    put_pages(made.edition)
    return made


def test_answers_are_kept_by_their_keys(desk: RegistrationDesk) -> None:
    ask(desk, "travel", kind="choice", choices="Train\nPlane", is_required=True)
    ask(desk, "flight", asked_if="travel", asked_if_answer="Plane", is_required=True)
    send(way(desk), **{"q-travel": "Plane", "q-flight": " LH1 "})
    assert Registration.objects.get().answers == {"travel": "Plane", "flight": "LH1"}


def test_an_answer_that_is_missing_is_told_beside_its_field(desk: RegistrationDesk) -> None:
    ask(desk, "travel", kind="choice", choices="Train\nPlane", is_required=True)
    answer = send(way(desk))
    tree = html.fromstring(answer.content)
    assert answer.status_code == 400
    (link,) = tree.xpath("//*[@id='complaints']//a")
    assert link.text_content() == "“travel?”: Please answer this question."
    assert tree.get_element_by_id(link.get("href")[1:]).get("name") == "q-travel"
    assert tree.xpath("//fieldset[contains(@aria-describedby, 'id_q-travel_error')]")


def test_what_is_wrong_is_told_in_the_order_of_the_form(desk: RegistrationDesk) -> None:
    ask(desk, "night", kind="date", is_required=True)
    tree = html.fromstring(send(way(desk), badge_name="", diet="No nuts").content)
    told = [link.get("href")[1:] for link in tree.xpath("//*[@id='complaints']//a")]
    assert told == ["id_badge_name", "id_q-night", "id_needs_consent"]
    assert told == [each for each in tree.xpath("//form[@data-register]//@id") if each in told]


def test_without_scripts_a_question_says_when_it_is_asked(desk: RegistrationDesk, client: Client) -> None:
    ask(desk, "rules", kind="consent")
    ask(desk, "travel", asked_if="rules", asked_if_answer="yes")
    ask(desk, "flight", asked_if="travel", asked_if_answer="Plane")
    words = " ".join(read(client, way(desk)).text_content().split())
    assert "Only if you ticked “rules?”:" in words
    assert "Only if you answered “travel?” with “Plane”:" in words


def test_diet_and_access_needs_take_a_consent_of_their_own(desk: RegistrationDesk) -> None:
    answer = send(way(desk), diet="No nuts", access_needs="A lift", function="Lawyer")
    assert answer.status_code == 400
    assert "without your consent we must not keep them" in answer.text
    again = values(html.fromstring(answer.content))
    assert (again["diet"], again["access_needs"], again["function"]) == ("No nuts", "A lift", "Lawyer")
    assert not {"diet", "access_needs"} & set(Draft.objects.get().content)
    send(way(desk), diet="No nuts", needs_consent="on")
    registration = Registration.objects.get()
    assert (registration.diet, registration.access_needs) == ("No nuts", "")
    assert registration.needs_consent_at is not None


def test_what_the_host_does_not_ask_is_not_taken(client: Client) -> None:
    put_legal_pages()
    desk = make_desk(asks_diet=False, asks_access=False, asks_pictures=False, asks_list=False)
    sent = {"diet": "No nuts", "needs_consent": "on", "pictures_allowed": "on", "is_listed": "on"}
    assert not set(sent) & set(values(read(client, way(desk))))
    send(way(desk), **sent)
    registration = Registration.objects.get()
    assert (registration.diet, registration.pictures_allowed, registration.is_listed) == ("", False, False)


def test_purpose_and_end_stand_at_every_group(desk: RegistrationDesk, client: Client) -> None:
    ask(desk, "travel", purpose="To order a bus")
    make_session(desk)
    Extra.objects.create(desk=desk, title="Dinner")
    tree = read(client, way(desk))
    groups = tree.xpath("//section[@role='group']")
    ends = {
        group.get("aria-labelledby"): "Erased on 13 June 2027." in group.text_content()
        if group.get("aria-labelledby") == "needs"
        else "Erased on 13 August 2027." in group.text_content()
        for group in groups
    }
    expected = ["who", "questions", "sessions", "extras", "needs", "seen"]
    assert ends == dict.fromkeys(expected, True)
    assert "What it is for: To order a bus" in " ".join(tree.text_content().split())


def test_names_are_kept_as_plain_text(desk: RegistrationDesk) -> None:
    answer = send(way(desk), badge_name="<script>alert(1)</script> \u202eOna", organisation="")
    assert answer.status_code == 400
    assert "<script>alert" not in answer.text
    send(way(desk), badge_name="Ona\r\n  \u202eExample")
    assert Registration.objects.get().badge_name == "Ona Example"


def test_extras_say_what_is_left_and_are_chosen(desk: RegistrationDesk, client: Client) -> None:
    dinner = Extra.objects.create(desk=desk, title="Dinner", places=2)
    walk = Extra.objects.create(desk=desk, title="Walk", places=1)
    foreign = Extra.objects.create(desk=make_desk(EditionFactory(year=2028)), title="Elsewhere")
    register_one(desk, "jonas@example.org", extras=(dinner.pk, walk.pk))
    tree = read(client, way(desk))
    assert "1 place left" in tree.text_content()
    assert tree.get_element_by_id(f"extra-{walk.pk}").get("disabled") is not None
    send(way(desk), extras=[str(dinner.pk), str(foreign.pk), "nonsense"])
    chosen = Registration.objects.get(email="ona@example.org").extra_choices.values_list("extra", flat=True)
    assert list(chosen) == [dinner.pk]


def test_an_extra_that_is_full_meanwhile_is_told_beside_it(desk: RegistrationDesk) -> None:
    walk = Extra.objects.create(desk=desk, title="Walk", places=0)
    answer = send(way(desk), extras=str(walk.pk), function="Lawyer")
    tree = html.fromstring(answer.content)
    assert answer.status_code == 409
    assert tree.get_element_by_id("extras_error").text_content() == "“Walk” is full."
    assert values(tree)["function"] == "Lawyer"
    assert not Registration.objects.exists()


def test_sessions_stand_in_the_venues_time_with_what_is_left(desk: RegistrationDesk, client: Client) -> None:
    parcels = make_session(desk, seats=1, title="Parcels")
    make_session(desk, seats=12, title="Flights")
    register_one(desk, "jonas@example.org", sessions=(parcels.pk,))
    words = " ".join(read(client, way(desk)).text_content().split())
    assert "Wednesday 12 May 09:00–10:00" in words
    assert "12 seats left" in words
    assert "Full: you would be number 1 in the line." in words


def test_of_sessions_at_one_time_one_is_chosen(desk: RegistrationDesk, client: Client) -> None:
    parcels, flights, later = make_session(desk), make_session(desk), make_session(desk, hour=2)
    tree = read(client, way(desk))
    first, second, third = (
        tree.get_element_by_id(f"session-{each.pk}") for each in (parcels, flights, later)
    )
    assert first.get("type") == second.get("type") == "radio"
    assert first.get("name") == second.get("name")
    assert third.get("type") == "checkbox"
    send(way(desk), **{first.get("name"): str(parcels.pk), third.get("name"): str(later.pk)})
    booked = Registration.objects.get().bookings.values_list("session", "state")
    assert set(booked) == {(parcels.pk, BookingState.CONFIRMED), (later.pk, BookingState.CONFIRMED)}


def test_sessions_that_overlap_in_a_chain_are_refused_with_both_names(
    desk: RegistrationDesk, client: Client
) -> None:
    long = make_session(desk, hours=3, title="The long one")
    make_session(desk, hour=0, title="Early")
    late = make_session(desk, hour=2, title="Late")
    assert read(client, way(desk)).get_element_by_id(f"session-{late.pk}").get("type") == "checkbox"
    answer = send(way(desk), sessions=[str(long.pk), str(late.pk)], badge_name="Ona Kept")
    tree = html.fromstring(answer.content)
    assert answer.status_code == 409
    told = tree.get_element_by_id("sessions_error").text_content()
    assert told == "“Late” and “The long one” take place at the same time. Choose one of them."
    assert tree.get_element_by_id(f"session-{late.pk}").get("checked") is not None
    assert values(tree)["badge_name"] == "Ona Kept"
    assert not Registration.objects.exists()


def test_a_full_session_gives_a_place_in_its_line(desk: RegistrationDesk) -> None:
    parcels = make_session(desk, seats=1)
    register_one(desk, "jonas@example.org", sessions=(parcels.pk,))
    send(way(desk), sessions=str(parcels.pk))
    booking = Registration.objects.get(email="ona@example.org").bookings.get()
    assert booking.state == BookingState.WAITING


def test_where_seats_are_allotted_none_is_offered(client: Client) -> None:
    put_legal_pages()
    desk = make_desk(seat_mode=SeatMode.RANKED)
    session = make_session(desk)
    assert not read(client, way(desk)).xpath("//*[@id='sessions']")
    assert send(way(desk), sessions=str(session.pk)).status_code == 303


def test_it_costs_the_same_with_little_and_much(desk: RegistrationDesk, client: Client) -> None:
    counts = []
    for number in (1, 8):
        for row in range(number):
            MemberFactory()
            ask(desk, f"q{number}-{row}")
            make_session(desk, seats=9, hour=row, title=f"S{row}")
            Extra.objects.create(desk=desk, title=f"E{row}", places=5)
            register_one(desk, f"p{number}-{row}@example.org")
        for _time in (1, 2):  # the first makes the site's settings
            client.get(way(desk))
        with CaptureQueriesContext(connection) as queries:
            client.get(way(desk))
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 16
