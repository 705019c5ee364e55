"""What people are told: each piece of news once, in their edition's words, with the meeting for calendars."""

import uuid
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from cooperation.agenda import actions as agenda_actions
from core.mail.models import OutgoingMail
from tests.factories import SlotFactory, UserFactory
from tests.workshops.registration.opened import calendar_parts, event_of, html_of, text_of
from tests.workshops.registration.samples import make_desk, make_session, register_one
from workshops.registration import mails
from workshops.registration.actions import ending, places, registering, seats
from workshops.registration.actions.locking import lock
from workshops.registration.enums import BookingState, Participation, Way
from workshops.registration.models import Booking, Invitation, Letter, Registration, RegistrationDesk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("through_outbox")]


@pytest.fixture
def desk() -> RegistrationDesk:
    return make_desk()


def sent() -> list[OutgoingMail]:
    return list(OutgoingMail.objects.order_by("pk"))


def newest() -> OutgoingMail:
    return OutgoingMail.objects.latest("pk")


class TestWords:
    def test_a_registration_is_told_with_its_seats_and_its_ticket(self, desk: RegistrationDesk) -> None:
        session = make_session(desk, title="Small claims")
        ona = register_one(desk, sessions=(session.pk,))
        [mail] = sent()
        assert mail.subject == "You are registered: Cooperation Day 2027"
        text = text_of(mail)
        for part in (
            "Hello Ona,",
            "When: 12–13 May 2027",
            "Where: Vilnius",
            "You have a seat in “Small claims” (Wednesday 12 May, 09:00).",
            "All times are those of the venue (Europe/Vilnius).",
            mails.ticket_address(ona),
            "This mail was sent by the site of Cooperation Day 2027. It cannot be answered.",
        ):
            assert part in text
        assert f'href="{mails.ticket_address(ona)}"' in html_of(mail)
        assert mail.about == f"registration:{ona.pk}"

    def test_a_seat_that_was_got_meanwhile_is_told_as_it_is(self, desk: RegistrationDesk) -> None:
        """A later session may give somebody the one before it, for which they waited."""
        sessions = [make_session(desk, hour=hour) for hour in (0, 2)]
        ona = register_one(desk)
        bookings = [seats.book(ona, session) for session in sessions]
        OutgoingMail.objects.all().delete()
        bookings[0].state = BookingState.WAITING
        mails.tell_registered(ona, bookings)
        assert text_of(newest()).count("You have a seat in") == 2
        assert event_of(newest()).decoded("description").count("You have a seat in") == 2

    def test_without_seats_no_gap_stays(self, desk: RegistrationDesk) -> None:
        register_one(desk)
        assert "\n\n\n" not in text_of(newest())
        assert "{seats}" not in text_of(newest())

    def test_an_edition_has_words_of_its_own_and_another_has_not(self, desk: RegistrationDesk) -> None:
        Letter.objects.create(
            edition=desk.edition, name="registered", subject="Labas, {name}!", text="Sveiki\n\n{address}"
        )
        register_one(desk)
        assert newest().subject == "Labas, Ona!"
        assert text_of(newest()).startswith("Sveiki\n\nhttp")
        register_one(make_desk())
        assert newest().subject.startswith("You are registered")

    def test_who_waits_is_told_so_without_a_calendar_and_gets_it_with_the_place(self) -> None:
        desk = make_desk(total_places=1)
        first, second = register_one(desk), register_one(desk, "jonas@example.org")
        assert newest().subject.startswith("You are on the waiting list")
        assert calendar_parts(newest()) == []
        ending.cancel(first)
        [told] = OutgoingMail.objects.filter(subject__startswith="There is a place for you")
        assert told.recipients == [second.email]
        assert event_of(told)["sequence"] == 1

    def test_a_language_that_the_site_does_not_speak_is_no_error(self, desk: RegistrationDesk) -> None:
        register_one(desk, language="xx-broken")
        assert newest().subject.startswith("You are registered")


class TestAbout:
    def test_every_mail_says_what_it_is_about(self, desk: RegistrationDesk) -> None:
        invitation = Invitation.objects.create(edition=desk.edition, email="guest@example.org")
        mails.send_invitation(invitation)
        mails.send_reminder(invitation)
        mails.send_form_link(desk.edition, "new@example.org", "key")
        ona = register_one(desk)
        mails.send_lost_ticket(ona)
        ona = ending.transfer(ona, "rasa@example.org", "Rasa")
        ending.cancel(ona)
        about = [mail.about for mail in sent()]
        assert about == [
            *[f"invitation:{invitation.pk}"] * 2,
            f"edition:{desk.edition_id}",
            *[f"registration:{ona.pk}"] * 5,
        ]

    def test_an_invitation_leads_to_its_form(self, desk: RegistrationDesk) -> None:
        invitation = Invitation.objects.create(edition=desk.edition, email="guest@example.org", name="X")
        mails.send_invitation(invitation)
        assert f"/2027/register/{invitation.key}/" in text_of(newest())
        assert newest().recipients == ["guest@example.org"]


class TestOnce:
    def test_the_same_news_is_written_once_and_counts_once(self, desk: RegistrationDesk) -> None:
        session = make_session(desk)
        ona = register_one(desk)
        booking = seats.book(ona, session)
        before, ids = len(sent()), {mail.message_id for mail in sent()}
        for _time in (1, 2):
            mails.tell_registered(ona, [])
            mails.tell_of_seats(ona, [booking])
        assert (len(sent()), {mail.message_id for mail in sent()}) == (before, ids)
        assert Registration.objects.get(pk=ona.pk).calendar_sequence == 2

    def test_real_news_is_written_each_time(self, desk: RegistrationDesk) -> None:
        session = make_session(desk)
        ona = register_one(desk)
        for _time in (1, 2):
            seats.book(ona, session)
            seats.leave(ona, session)
        assert len(sent()) == 1 + 4
        assert len({mail.message_id for mail in sent()}) == 5

    def test_who_read_the_registration_before_others_wrote_counts_on(self, desk: RegistrationDesk) -> None:
        ona = register_one(desk)
        stale = Registration.objects.select_related("edition").get(pk=ona.pk)
        seats.book(ona, make_session(desk))
        mails.tell_place_given(stale)
        assert stale.calendar_sequence == Registration.objects.get(pk=ona.pk).calendar_sequence == 3
        sequences = [int(event_of(mail)["SEQUENCE"]) for mail in sent()]
        assert sequences == [1, 2, 3]

    def test_news_of_two_seats_in_one_transaction_are_two(self, desk: RegistrationDesk) -> None:
        sessions = [make_session(desk, hour=hour) for hour in (0, 2)]
        ona = register_one(desk, sessions=tuple(session.pk for session in sessions))
        with transaction.atomic():
            lock(desk.edition_id)
            for booking in Booking.objects.filter(registration=ona):
                mails.tell_of_seats(ona, [booking])
        assert OutgoingMail.objects.filter(message_id__contains="seats").count() == 2

    def test_who_asks_again_for_a_link_or_a_ticket_gets_it_again(self, desk: RegistrationDesk) -> None:
        ona = register_one(desk)
        for _time in (1, 2):
            mails.send_form_link(desk.edition, "ona@example.org", "key")
            mails.send_lost_ticket(ona)
        assert len(sent()) == 1 + 4

    def test_an_invitation_is_sent_once_and_reminded_of_as_often_as_asked(
        self, desk: RegistrationDesk
    ) -> None:
        invitation = Invitation.objects.create(edition=desk.edition, email="guest@example.org")
        for _time in (1, 2):
            mails.send_invitation(invitation)
            mails.send_reminder(invitation)
        assert len(sent()) == 3

    def test_no_message_id_tells_a_ticket_or_a_key(self, desk: RegistrationDesk) -> None:
        invitation = Invitation.objects.create(edition=desk.edition, email="guest@example.org")
        mails.send_invitation(invitation)
        ona = register_one(desk)
        ending.transfer(ona, "rasa@example.org", "Rasa")
        tickets = [ona.ticket, Registration.objects.get().ticket, invitation.key]
        assert not [mail for mail in sent() for ticket in tickets if ticket in mail.message_id]


class TestOneTransaction:
    """A mail and the fact that it tells are kept together or not at all."""

    @pytest.mark.django_db(transaction=True)
    def test_neither_is_kept_without_the_other(self, monkeypatch: pytest.MonkeyPatch) -> None:
        desk = make_desk()

        def broken(*_args: Any) -> None:
            raise RuntimeError

        with monkeypatch.context() as patch:
            patch.setattr("core.mail.backends.write", broken)
            with pytest.raises(RuntimeError):
                register_one(desk)
        assert (Registration.objects.count(), OutgoingMail.objects.count()) == (0, 0)
        with monkeypatch.context() as patch:
            patch.setattr(places, "settle_places", broken)
            ona = register_one(desk)
            with pytest.raises(RuntimeError):
                ending.cancel(ona)
        assert [mail.subject for mail in sent()] == ["You are registered: Cooperation Day 2027"]

    @pytest.mark.django_db(transaction=True)
    def test_without_the_transaction_somebody_is_registered_and_never_told(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """What the test above would see without ``transaction.atomic`` around the action."""
        desk = make_desk()

        def broken(*_args: Any) -> None:
            raise RuntimeError

        monkeypatch.setattr("core.mail.backends.write", broken)
        monkeypatch.setattr(registering, "register", registering.register.__wrapped__)
        monkeypatch.setattr(registering, "lock", lambda _edition: desk)
        admission = registering.Admission(Participation.DELEGATE, Way.OPEN)
        with pytest.raises(RuntimeError):
            registering.register(
                desk.edition_id, "ona@example.org", admission, registering.Entry("Ona"), uuid.uuid4()
            )
        assert (Registration.objects.count(), OutgoingMail.objects.count()) == (1, 0)


def test_the_cost_of_a_mail_does_not_grow_with_the_agenda(desk: RegistrationDesk) -> None:
    ona = register_one(desk)
    first = seats.book(ona, make_session(desk))
    agenda_actions.release(desk.edition, "", UserFactory())

    def cost() -> int:
        OutgoingMail.objects.all().delete()
        with CaptureQueriesContext(connection) as asked:
            mails.tell_of_seats(ona, [first])
        return len(asked)

    mails.tell_of_seats(ona, [first])
    few = cost()
    for hour in range(2, 12):
        SlotFactory.create_batch(5, edition=desk.edition)
        seats.book(ona, make_session(desk, hour=hour))
    agenda_actions.release(desk.edition, "", UserFactory())
    assert cost() == few <= 16
