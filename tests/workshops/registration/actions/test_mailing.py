"""A mail to many goes to those who were shown, once to each, whatever stops the worker."""

from typing import Any

import pytest
from wagtail.models import ModelLogEntry

from core.accounts.models import User
from core.mail.models import OutgoingMail
from tests.factories import MemberFactory, UserFactory
from tests.workshops.registration.opened import text_of
from tests.workshops.registration.samples import make_desk, make_session, register_one
from workshops.registration import mailing_mails, mails
from workshops.registration.actions import ending, mailing
from workshops.registration.enums import Participation
from workshops.registration.mail_refusals import MailingLetGo, NobodyChosen, RecipientsChanged
from workshops.registration.mailing_queries import Audience, fingerprint, log_of, recipients
from workshops.registration.models import Mailing, MailingRecipient, Registration, RegistrationDesk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("through_outbox")]


@pytest.fixture
def desk() -> RegistrationDesk:
    return make_desk()


@pytest.fixture
def organiser() -> User:
    made: User = UserFactory()
    return made


def draft(desk: RegistrationDesk, by: User, audience: Audience | None = None) -> Mailing:
    return mailing.save_draft(
        desk.edition, "The bus leaves at nine", "Dear {name}\n\n{address}", audience or Audience(), by
    )


def let_go(made: Mailing, by: User) -> int:
    keys = [one.pk for one in recipients(made.edition_id, Audience.from_json(made.filters))]
    return mailing.confirm(made, len(keys), fingerprint(keys), by)


def people(desk: RegistrationDesk, number: int) -> list[Registration]:
    return [register_one(desk, f"person{one}@example.org") for one in range(number)]


def of_mailings() -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(message_id__startswith="<mailing-").order_by("pk"))


class TestWhoGetsIt:
    def test_by_state_role_member_and_seat(self, desk: RegistrationDesk) -> None:
        member = MemberFactory()
        session, other = make_session(desk), make_session(desk, hour=3)
        ona = register_one(desk, "ona@example.org", member=member, sessions=(session.pk,))
        jonas = register_one(desk, "jonas@example.org", Participation.SPEAKER, sessions=(session.pk,))
        gone = register_one(desk, "rasa@example.org", sessions=(other.pk,))
        ending.cancel(gone)
        register_one(make_desk(), "foreign@example.org")

        def chosen(**audience: Any) -> set[str]:
            return {one.email for one in recipients(desk.edition_id, Audience(**audience))}

        both = {ona.email, jonas.email}
        assert chosen() == both
        assert chosen(states=("cancelled",)) == {gone.email}
        assert chosen(states=("confirmed", "cancelled")) == {*both, gone.email}
        assert chosen(roles=("speaker",)) == {jonas.email}
        assert chosen(members=(member.pk,)) == {ona.email}
        # Jonas waits in line: the one seat is Ona's.
        assert chosen(sessions=(session.pk,)) == {ona.email}
        assert chosen(states=("cancelled",), sessions=(other.pk,)) == set()

    def test_nobody_twice_who_sits_in_two_sessions(self, desk: RegistrationDesk) -> None:
        sessions = tuple(make_session(desk, hour=hour).pk for hour in (0, 3))
        register_one(desk, sessions=sessions)
        assert recipients(desk.edition_id, Audience(sessions=sessions)).count() == 1

    def test_a_choice_is_kept_and_read_again(self) -> None:
        audience = Audience(("waiting",), ("speaker",), (3,), (4, 5))
        assert Audience.from_json(audience.as_json()) == audience


class TestConfirming:
    def test_a_draft_goes_to_nobody(self, desk: RegistrationDesk, organiser: User) -> None:
        people(desk, 2)
        draft(desk, organiser)
        assert mailing.write_batches() == 0
        assert of_mailings() == []

    def test_it_goes_to_each_of_those_who_were_shown(self, desk: RegistrationDesk, organiser: User) -> None:
        ona, jonas = people(desk, 2)
        made = draft(desk, organiser)
        assert let_go(made, organiser) == 2
        assert of_mailings() == [], "the worker writes them"
        assert mailing.write_batches() == 2
        first, second = of_mailings()
        assert (first.recipients, second.recipients) == ([ona.email], [jonas.email])
        assert mails.ticket_address(ona) in text_of(first)
        assert mails.ticket_address(jonas) not in text_of(first)
        assert first.about == f"registration:{ona.pk}"
        entry = ModelLogEntry.objects.get(action="registration.send_mailing")
        assert entry.data == {"mailing": made.pk, "recipients": 2}

    def test_another_number_than_was_shown_is_refused(self, desk: RegistrationDesk, organiser: User) -> None:
        keys = [one.pk for one in people(desk, 2)]
        made = draft(desk, organiser)
        register_one(desk, "late@example.org")
        with pytest.raises(RecipientsChanged) as refusal:
            mailing.confirm(made, 2, fingerprint(keys), organiser)
        assert refusal.value.count == 3
        assert not MailingRecipient.objects.exists()

    def test_the_same_number_of_other_people_is_refused(
        self, desk: RegistrationDesk, organiser: User
    ) -> None:
        ona, jonas = people(desk, 2)
        made = draft(desk, organiser)
        ending.cancel(ona)
        register_one(desk, "late@example.org")
        with pytest.raises(RecipientsChanged):
            mailing.confirm(made, 2, fingerprint([ona.pk, jonas.pk]), organiser)

    def test_nobody_is_refused(self, desk: RegistrationDesk, organiser: User) -> None:
        with pytest.raises(NobodyChosen):
            let_go(draft(desk, organiser), organiser)

    def test_what_was_let_go_stays_as_it_is(self, desk: RegistrationDesk, organiser: User) -> None:
        people(desk, 1)
        made = draft(desk, organiser)
        let_go(made, organiser)
        for change in (
            lambda: let_go(made, organiser),
            lambda: mailing.discard(made),
            lambda: mailing.save_draft(desk.edition, "x", "y", Audience(), organiser, draft=made),
        ):
            with pytest.raises(MailingLetGo):
                change()
        assert MailingRecipient.objects.count() == 1

    def test_a_copy_is_a_draft_for_nobody(self, desk: RegistrationDesk, organiser: User) -> None:
        people(desk, 2)
        made = draft(desk, organiser, Audience(roles=("delegate",)))
        let_go(made, organiser)
        mailing.write_batches()
        again = mailing.copy(made, organiser)
        row = Mailing.objects.get(pk=made.pk)
        row.pk = None
        row.save()  # a row that was copied with the moment of its confirmation
        assert (again.confirmed_at, again.filters, again.subject) == (None, made.filters, made.subject)
        assert mailing.write_batches() == 0
        assert len(of_mailings()) == 2


class TestBatches:
    def test_a_run_writes_a_batch_and_the_next_goes_on(
        self, desk: RegistrationDesk, organiser: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(mailing, "BATCH", 2)
        people(desk, 5)
        let_go(draft(desk, organiser), organiser)
        assert [mailing.write_batches() for _run in range(4)] == [2, 2, 1, 0]
        assert len({mail.recipients[0] for mail in of_mailings()}) == 5

    def test_a_worker_that_is_killed_goes_on_where_it_was(
        self, desk: RegistrationDesk, organiser: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        class Killed(BaseException):
            pass

        people(desk, 4)
        let_go(draft(desk, organiser), organiser)
        written: list[int] = []
        write = mailing_mails.send_mailing

        def die_at_the_third(made: Mailing, registration: Registration) -> int | None:
            key = write(made, registration)
            written.append(registration.pk)
            if len(written) == 3:
                raise Killed
            return key

        with monkeypatch.context() as patch:
            patch.setattr(mailing_mails, "send_mailing", die_at_the_third)
            with pytest.raises(Killed):
                mailing.write_batches()
        assert len(of_mailings()) == 2, "the third went back with its mark"
        assert mailing.write_batches() == 2
        assert sorted(mail.recipients[0] for mail in of_mailings()) == [
            f"person{one}@example.org" for one in range(4)
        ]

    def test_without_the_mark_everybody_would_be_written_to_in_every_run(
        self, desk: RegistrationDesk, organiser: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """And without the mark and the Message-ID they would get it in every run."""
        people(desk, 2)
        let_go(draft(desk, organiser), organiser)
        mailing.write_batches()
        MailingRecipient.objects.update(written_at=None)
        assert mailing.write_batches() == 2
        assert len(of_mailings()) == 2, "the Message-ID keeps the second one back"
        MailingRecipient.objects.update(written_at=None)
        numbers = iter(range(9))
        monkeypatch.setattr(mails, "message_id_of", lambda *_parts: f"<mailing-x{next(numbers)}@x>")
        mailing.write_batches()
        assert len(of_mailings()) == 4

    def test_who_left_meanwhile_gets_nothing_and_the_log_says_so(
        self, desk: RegistrationDesk, organiser: User
    ) -> None:
        ona, jonas, rasa = people(desk, 3)
        made = draft(desk, organiser)
        let_go(made, organiser)
        ending.cancel(ona)
        Registration.objects.filter(pk=jonas.pk).delete()
        mailing.write_batches()
        assert [mail.recipients for mail in of_mailings()] == [[rasa.email]]
        assert [row.outcome for row in log_of(made)] == ["failed", "failed", "waiting"]
        OutgoingMail.objects.update(state="sent")
        assert [row.outcome for row in log_of(made)] == ["failed", "failed", "sent"]

    def test_one_that_cannot_be_written_keeps_back_no_other(
        self, desk: RegistrationDesk, organiser: User
    ) -> None:
        ona, jonas = people(desk, 2)
        made = draft(desk, organiser)
        let_go(made, organiser)
        Registration.objects.filter(pk=ona.pk).update(email="ona@example.org\nBcc: all@example.org")
        assert mailing.write_batches() == 1
        assert [mail.recipients for mail in of_mailings()] == [[jonas.email]]
        assert mailing.write_batches() == 0


def test_a_test_goes_to_the_organiser_alone_and_opens_nobodys_ticket(
    desk: RegistrationDesk, organiser: User
) -> None:
    [ona] = people(desk, 1)
    mailing.send_test(draft(desk, organiser), organiser)
    mail = OutgoingMail.objects.latest("pk")
    assert mail.recipients == [organiser.email]
    assert mail.subject == "Test: The bus leaves at nine"
    assert "Dear Person0" in text_of(mail)
    assert ona.ticket not in text_of(mail)
    assert mail.about == f"registration:{ona.pk}"


def test_a_test_of_a_mail_to_nobody_shows_an_invented_person(desk: RegistrationDesk, organiser: User) -> None:
    mailing.send_test(draft(desk, organiser), organiser)
    assert "Dear Ona Example" in text_of(OutgoingMail.objects.latest("pk"))
