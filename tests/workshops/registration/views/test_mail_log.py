"""The mails of one edition in the admin: what became of each, never what it says."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from cooperation.editions.enums import Role
from cooperation.editions.models import Edition
from cooperation.editions.teams import give_role
from core.mail.models import OutgoingMail
from tests.factories import UserFactory
from tests.workshops.registration.samples import make_desk, register_one
from workshops.registration import mails
from workshops.registration.models import Invitation, RegistrationDesk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("through_outbox")]


@pytest.fixture
def desk() -> RegistrationDesk:
    return make_desk()


@pytest.fixture
def organiser(client: Client, desk: RegistrationDesk) -> Client:
    user = UserFactory()
    give_role(desk.edition, user, Role.HOST_LEAD, by=None)
    client.force_login(user)
    return client


def log_of(organiser: Client, desk: RegistrationDesk, query: str = "") -> str:
    return organiser.get(f"/admin/registration/{desk.edition_id}/mails/{query}").content.decode()


def again(organiser: Client, desk: RegistrationDesk, mail: OutgoingMail) -> int:
    return organiser.post(f"/admin/registration/{desk.edition_id}/mails/{mail.pk}/again/").status_code


def test_it_lists_the_mails_of_the_edition_and_no_others(organiser: Client, desk: RegistrationDesk) -> None:
    ona = register_one(desk, "ona@example.org")
    mails.send_invitation(Invitation.objects.create(edition=desk.edition, email="guest@example.org"))
    mails.send_form_link(desk.edition, "new@example.org", "key")
    other = make_desk()
    register_one(other, "foreign@example.org")
    mails.send_form_link(other.edition, "stranger@example.org", "key")
    text = log_of(organiser, desk)
    for address in ("ona@example.org", "guest@example.org", "new@example.org"):
        assert address in text
    for address in ("foreign@example.org", "stranger@example.org"):
        assert address not in text
    assert ona.ticket not in text
    assert "Hello Ona" not in text


def test_its_times_are_those_of_the_clocks_at_the_venue(organiser: Client, desk: RegistrationDesk) -> None:
    Edition.objects.filter(pk=desk.edition_id).update(time_zone="Europe/Vilnius")
    register_one(desk, "ona@example.org")
    OutgoingMail.objects.update(created_at=datetime(2027, 1, 31, 22, 5, tzinfo=UTC))
    assert "1 February 2027, 00:05" in log_of(organiser, desk)


def test_it_is_narrowed_to_a_state(organiser: Client, desk: RegistrationDesk) -> None:
    register_one(desk, "ona@example.org")
    register_one(desk, "jonas@example.org")
    OutgoingMail.objects.filter(recipients=["ona@example.org"]).update(state="failed", last_error="550 No")
    text = log_of(organiser, desk, "?state=failed")
    assert "ona@example.org" in text
    assert "550 No" in text
    assert "jonas@example.org" not in text
    assert "jonas@example.org" in log_of(organiser, desk, "?state=nonsense&p=abc")
    assert "There is no such mail yet" in log_of(organiser, desk, "?state=sent")


def test_one_that_was_given_up_is_sent_again_and_no_other(organiser: Client, desk: RegistrationDesk) -> None:
    register_one(desk)
    mail = OutgoingMail.objects.get()
    for state, after in (("failed", "waiting"), ("sent", "sent")):
        OutgoingMail.objects.update(state=state)
        assert again(organiser, desk, mail) == 302
        mail.refresh_from_db()
        assert mail.state == after


def test_a_mail_of_another_edition_is_not_there(organiser: Client, desk: RegistrationDesk) -> None:
    other = make_desk()
    register_one(other)
    mail = OutgoingMail.objects.get()
    OutgoingMail.objects.update(state="failed")
    assert again(organiser, desk, mail) == 404
    assert again(organiser, other, mail) == 404
    assert organiser.get(f"/admin/registration/{other.edition_id}/mails/").status_code == 404
    mail.refresh_from_db()
    assert mail.state == "failed"


def test_a_number_that_begins_alike_is_another_registration(
    organiser: Client, desk: RegistrationDesk
) -> None:
    ona = register_one(desk)
    OutgoingMail.objects.update(about=f"registration:{ona.pk}0", recipients=["stranger@example.org"])
    assert "stranger@example.org" not in log_of(organiser, desk)
