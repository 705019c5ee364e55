"""The page on which roles in an edition are given and withdrawn."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import html
from wagtail.models import ModelLogEntry

from cooperation.editions import teams
from cooperation.editions.enums import TEAM, Role
from cooperation.editions.models import Edition, EditionRole
from cooperation.editions.teams import give_role, make_secretariat_group
from core.accounts.models import User
from core.mail.models import OutgoingMail
from tests.factories import EditionFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _mails_go_to_the_outbox(settings: Any) -> None:
    """As outside of tests; pytest-django keeps mails in memory."""
    settings.EMAIL_BACKEND = "core.mail.backends.OutboxBackend"


@pytest.fixture
def keeper(home_page: Any) -> Client:
    user, client = UserFactory(), Client()
    user.groups.add(make_secretariat_group())
    client.force_login(user)
    return client


def address(edition: Edition) -> str:
    return f"/admin/editions/people/{edition.pk}/"


def test_an_unknown_address_gets_an_account_the_role_and_a_mail(keeper: Client, edition: Edition) -> None:
    sent = {"email": " New.Person@Example.org ", "role": "host_lead"}
    assert keeper.post(address(edition), sent).status_code == 302
    user = User.objects.get(email="new.person@example.org")
    assert EmailAddress.objects.get(user=user).email == "new.person@example.org"
    assert EditionRole.objects.get(user=user).role == Role.HOST_LEAD
    assert user.has_perm("wagtailadmin.access_admin")
    assert ModelLogEntry.objects.filter(action="editions.give_role").count() == 1
    mail = OutgoingMail.objects.get()
    assert mail.recipients == ["new.person@example.org"]
    assert mail.subject == f"You now work on {edition}"
    assert "http://testserver/admin/" in mail.text
    assert "Set up a passkey" in mail.text


def test_an_account_that_is_there_keeps_its_name_whatever_the_capitals(
    keeper: Client, edition: Edition
) -> None:
    user = UserFactory(email="ona@example.org")
    assert keeper.post(address(edition), {"email": "ONA@example.org", "role": "attendee"}).status_code == 302
    assert edition.roles.get().user == user
    assert OutgoingMail.objects.get().subject == f"You now attend {edition}"
    assert "Set up a passkey" not in OutgoingMail.objects.get().text
    assert not User.objects.get(pk=user.pk).has_perm("wagtailadmin.access_admin")


def beside_the_field(page: str) -> str:
    """What stands in the error of the form's field."""
    return page.split('class="error-message"')[1].split("</div>")[0]


@pytest.mark.parametrize(
    ("email", "words"),
    [
        ("", "This field is required."),
        ("ona", "Enter a valid email address."),
        ("there@example.org", "has this role already"),
        ("off@example.org", "This account is switched off."),
    ],
)
def test_a_refusal_stands_beside_the_field_and_nothing_is_lost(
    keeper: Client, edition: Edition, email: str, words: str
) -> None:
    give_role(edition, UserFactory(email="there@example.org"), Role.HOST_LEAD, by=None)
    UserFactory(email="off@example.org", is_active=False)
    before = User.objects.count()
    answer = keeper.post(address(edition), {"email": email, "role": "host_lead"})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert words in beside_the_field(page)
    assert f'value="{email}"' in page or not email
    assert (EditionRole.objects.count(), User.objects.count()) == (1, before)
    assert not OutgoingMail.objects.exists()


def test_an_archived_edition_takes_nobody_in_but_lets_people_go(keeper: Client, edition: Edition) -> None:
    give_role(edition, UserFactory(), Role.ATTENDEE, by=None)
    Edition.objects.update(archived_at=timezone.now())
    answer = keeper.post(address(edition), {"email": "new@example.org", "role": "attendee"})
    assert "archived editions do not change" in beside_the_field(answer.content.decode())
    assert not User.objects.filter(email="new@example.org").exists()
    assert keeper.post(address(edition), {"withdraw": edition.roles.get().pk}).status_code == 302
    assert not edition.roles.exists()


def test_a_role_is_withdrawn_with_its_rights(keeper: Client, edition: Edition) -> None:
    user = UserFactory()
    given = give_role(edition, user, Role.HOST_LEAD, by=None)
    assert keeper.post(address(edition), {"withdraw": str(given.pk)}).status_code == 302
    assert not edition.roles.exists()
    assert not User.objects.get(pk=user.pk).has_perm("wagtailadmin.access_admin")
    assert ModelLogEntry.objects.filter(action="editions.withdraw_role").count() == 1


def test_attendees_are_folded_away_and_the_team_is_not(keeper: Client, edition: Edition) -> None:
    give_role(edition, UserFactory(email="ona@example.org"), Role.PROGRAMME, by=None)
    give_role(edition, UserFactory(email="attendee@example.org"), Role.ATTENDEE, by=None)
    page = html.fromstring(keeper.get(address(edition)).content)
    folded = " ".join(page.xpath("string(//main//details)").split())
    assert "attendee@example.org" in folded
    assert "ona@example.org" not in folded


@pytest.mark.parametrize("key", ["x", "²", "999999", "9" * 23, "foreign"])
def test_a_role_of_another_edition_is_not_withdrawn_here(keeper: Client, edition: Edition, key: str) -> None:
    foreign = give_role(EditionFactory(year=2028), UserFactory(), Role.HOST_LEAD, by=None)
    sent = {"withdraw": str(foreign.pk) if key == "foreign" else key}
    assert keeper.post(address(edition), sent).status_code == 404
    assert EditionRole.objects.count() == 1


@pytest.fixture
def lead(home_page: Any, edition: Edition) -> Client:
    user, client = UserFactory(email="lead@example.org"), Client()
    give_role(edition, user, Role.HOST_LEAD, by=None)
    client.force_login(user)
    return client


def test_the_host_lead_gives_and_withdraws_every_role_but_their_own(lead: Client, edition: Edition) -> None:
    for role in Role:
        answer = lead.post(address(edition), {"email": f"{role}@example.org", "role": role.value})
        assert answer.status_code == (400 if role == Role.HOST_LEAD else 302)
    assert edition.roles.count() == len(Role)
    for given in edition.roles.all():
        answer = lead.post(address(edition), {"withdraw": str(given.pk)})
        assert answer.status_code == 302
    assert [row.role for row in edition.roles.all()] == [Role.HOST_LEAD]


@pytest.mark.parametrize("role", [role for role in TEAM if role not in (Role.HOST_LEAD, Role.CHECKIN_HELPER)])
def test_the_team_reads_who_is_of_it_and_changes_nothing(
    home_page: Any, edition: Edition, role: Role
) -> None:
    user, client = UserFactory(), Client()
    own = give_role(edition, user, role, by=None)
    give_role(edition, UserFactory(email="attendee@example.org"), Role.ATTENDEE, by=None)
    client.force_login(user)
    page = client.get(address(edition)).content.decode()
    assert ("attendee@example.org" in page) == (role == Role.REGISTRATION_DESK)
    assert user.email in page
    assert "Give a role" not in page
    assert "Withdraw" not in page
    for sent in ({"email": "new@example.org", "role": "reader"}, {"withdraw": str(own.pk)}):
        assert client.post(address(edition), sent).status_code == 302
    assert edition.roles.count() == 2
    assert not User.objects.filter(email="new@example.org").exists()
    assert client.get(address(EditionFactory(year=2028))).status_code == 404


def test_a_list_of_many_people_costs_what_a_list_of_one_costs(keeper: Client, edition: Edition) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as counted:
            assert keeper.get(address(edition)).status_code == 200
        return len(counted)

    give_role(edition, UserFactory(), Role.ATTENDEE, by=None)
    queries()
    few = queries()
    for _each in range(5):
        give_role(edition, UserFactory(), Role.ATTENDEE, by=None)
    assert queries() == few


def test_the_mail_is_written_with_the_role_or_not_at_all(
    home_page: Any, edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_arguments: Any) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(teams.mails, "tell_of_role", fails)
    with pytest.raises(OSError, match="full"):
        teams.invite(edition, "new@example.org", Role.HOST_LEAD, by=None)
    assert not User.objects.exists()
    assert not EditionRole.objects.exists()
