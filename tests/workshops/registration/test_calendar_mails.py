"""The meeting in people's calendars: one entry for each person, changed and taken out by later mails."""

import pytest
from icalendar import Calendar

from core.mail.models import OutgoingMail
from tests.workshops.registration.opened import calendar_parts, event_of, opened, text_of
from tests.workshops.registration.samples import make_desk, make_session, register_one
from workshops.registration import mails
from workshops.registration.actions import ending, seats
from workshops.registration.models import Booking, Registration, RegistrationDesk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("through_outbox")]


@pytest.fixture
def desk() -> RegistrationDesk:
    return make_desk()


def sent() -> list[OutgoingMail]:
    return list(OutgoingMail.objects.order_by("pk"))


def newest() -> OutgoingMail:
    return OutgoingMail.objects.latest("pk")


def test_it_stands_where_every_program_looks_for_it(desk: RegistrationDesk) -> None:
    register_one(desk)
    mail = opened(newest())
    assert mail.get_content_type() == "multipart/mixed"
    alternative, attachment = mail.iter_parts()
    assert [part.get_content_type() for part in alternative.iter_parts()] == [
        "text/plain",
        "text/html",
        "text/calendar",
    ]
    [calendar] = calendar_parts(newest())
    assert dict(calendar["Content-Type"].params) == {"method": "REQUEST", "charset": "utf-8"}
    assert (attachment.get_content_type(), attachment.get_filename()) == ("application/ics", "invite.ics")
    assert Calendar.from_ical(attachment.get_content()) == Calendar.from_ical(calendar.get_content())
    assert attachment.get_content().count(b"\n") == attachment.get_content().count(b"\r\n")


def test_every_news_is_the_same_entry_with_a_higher_number(desk: RegistrationDesk) -> None:
    session = make_session(desk, title="Small claims")
    ona = register_one(desk)
    seats.book(ona, session)
    seats.leave(ona, session)
    ending.cancel(ona)
    events = [event_of(mail) for mail in sent()]
    assert [event["sequence"] for event in events] == [1, 2, 3, 4]
    assert {event["uid"] for event in events} == {f"registration-{ona.pk}@testserver"}
    assert ["Small claims" in event.get("description", "") for event in events] == [
        False,
        True,
        False,
        False,
    ]
    assert [event["status"] for event in events] == ["CONFIRMED"] * 3 + ["CANCELLED"]
    methods = [calendar_parts(mail)[0]["Content-Type"].params["method"] for mail in sent()]
    assert methods == ["REQUEST"] * 3 + ["CANCEL"]


def test_it_is_for_one_person_and_leads_to_their_ticket(desk: RegistrationDesk) -> None:
    ona = register_one(desk)
    event = event_of(newest())
    assert event["attendee"] == "mailto:ona@example.org"
    assert event["attendee"].params["cn"] == "Ona"
    assert event["attendee"].params["rsvp"] == "FALSE"
    assert event["organizer"].startswith("mailto:")
    assert mails.ticket_address(ona) in event["description"]
    assert event["location"] == "Vilnius"


def test_the_former_owner_loses_it_and_the_new_one_gets_it(desk: RegistrationDesk) -> None:
    ona = register_one(desk)
    old_ticket = ona.ticket
    rasa = ending.transfer(ona, "rasa@example.org", "Rasa")
    former, received = sent()[-2:]
    assert (former.recipients, received.recipients) == (["ona@example.org"], ["rasa@example.org"])
    cancelled, requested = event_of(former), event_of(received)
    assert (cancelled["status"], requested["status"]) == ("CANCELLED", "CONFIRMED")
    assert cancelled["attendee"] == "mailto:ona@example.org"
    assert (cancelled["sequence"], requested["sequence"]) == (2, 3)
    everything = text_of(former) + str(dict(cancelled.items()))
    assert old_ticket not in everything
    assert rasa.ticket not in everything
    assert "rasa@example.org" not in everything
    assert "Rasa" not in text_of(received) + str(requested["attendee"].params)


def test_nothing_is_taken_out_of_a_calendar_that_never_had_it() -> None:
    desk = make_desk(total_places=0)
    ona = register_one(desk)
    ending.cancel(ona)
    assert [calendar_parts(mail) for mail in sent()] == [[], []]
    jonas = register_one(desk, "jonas@example.org")
    ending.transfer(jonas, "rasa@example.org", "Rasa")
    assert [calendar_parts(mail) for mail in sent()] == [[]] * 5
    assert "You are on the waiting list" in text_of(newest())


def test_without_known_days_there_is_none(desk: RegistrationDesk) -> None:
    edition = desk.edition
    edition.starts_on = edition.ends_on = None
    edition.save()
    register_one(desk)
    assert calendar_parts(newest()) == []
    assert "When: will be announced" in text_of(newest())


def test_two_pieces_of_news_from_old_copies_have_two_numbers(desk: RegistrationDesk) -> None:
    sessions = [make_session(desk, hour=hour) for hour in (0, 2)]
    ona = register_one(desk, sessions=tuple(session.pk for session in sessions))
    old = [Registration.objects.select_related("edition").get(pk=ona.pk) for _time in (1, 2)]
    for copy, booking in zip(old, Booking.objects.filter(registration=ona), strict=True):
        mails.tell_of_seats(copy, [booking])
    assert [event_of(mail)["sequence"] for mail in sent()] == [1, 2, 3]
