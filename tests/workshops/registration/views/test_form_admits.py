"""As what somebody registers, and whether there is a place for them."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from lxml import html

from home.models import StandardPage
from tests.factories import EditionFactory, MemberFactory
from tests.workshops.registration.arriving import put_pages, read, send, values, way
from tests.workshops.registration.samples import OPENED, make_desk, make_session, register_one
from workshops.registration.enums import Participation, RegistrationState
from workshops.registration.models import (
    Delegation,
    Invitation,
    MailDomain,
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


def test_an_invitation_opens_it_by_its_own_key(desk: RegistrationDesk, client: Client) -> None:
    invitation = Invitation.objects.create(
        edition=desk.edition, email="eva@example.org", name="Eva Example", role=Participation.SPEAKER
    )
    address = f"/2027/register/{invitation.key}/"
    tree = read(client, address)
    assert values(tree)["badge_name"] == "Eva Example"
    assert "Speaker or facilitator" in tree.text_content()
    send(address)
    registration = Registration.objects.get()
    assert (registration.email, registration.role, registration.invitation) == (
        "eva@example.org",
        Participation.SPEAKER,
        invitation,
    )


def test_the_member_may_be_chosen(desk: RegistrationDesk) -> None:
    member, former = MemberFactory(), MemberFactory(left_on=desk.edition.starts_on)
    assert send(way(desk), member=str(former.pk)).status_code == 400
    send(way(desk), member=str(member.pk))
    registration = Registration.objects.get()
    assert (registration.member, registration.organisation) == (member, "")


def test_one_of_member_and_organisation_has_to_be_said(desk: RegistrationDesk) -> None:
    answer = send(way(desk), organisation="")
    assert answer.status_code == 400
    assert "Choose your member of the network, or write your organisation." in answer.text


def test_a_member_that_the_way_says_is_not_asked_for(desk: RegistrationDesk, client: Client) -> None:
    desk.by_domain = True
    desk.save()
    member, other = MemberFactory(), MemberFactory()
    MailDomain.objects.create(desk=desk, domain="example.org", member=member)
    assert not {"member", "organisation"} & set(values(read(client, way(desk))))
    send(way(desk), member=str(other.pk), organisation="Another Office")
    registration = Registration.objects.get()
    assert (registration.member, registration.organisation) == (member, "")


def test_a_form_that_is_open_is_refused_once_nobody_can_read_the_privacy_notice(
    desk: RegistrationDesk, client: Client
) -> None:
    read(client, way(desk))
    privacy = StandardPage.objects.get(slug="privacy")
    privacy.unpublish()
    answer = send(way(desk))
    assert answer.status_code == 409
    assert "Registration makes a pause" in answer.text
    assert not Registration.objects.exists()
    assert 'name="email"' not in client.get("/2027/register/").text
    assert "Registration makes a pause" in client.get("/2027/register/").text
    privacy.save_revision().publish()
    assert send(way(desk)).status_code == 303


def test_who_may_not_register_is_told_so(desk: RegistrationDesk, client: Client) -> None:
    desk.is_open = False
    desk.save()
    answer = client.get(way(desk))
    assert answer.status_code == 403
    assert "is not among those who may register" in answer.text
    assert send(way(desk)).status_code == 403
    assert not Registration.objects.exists()


def test_before_it_opens_it_says_when(client: Client) -> None:
    opens = timezone.now() + timedelta(days=3)
    desk = make_desk(EditionFactory(ready_for_registration=True, registration_opens_at=opens))
    put_pages(desk.edition)
    answer = client.get(way(desk))
    assert answer.status_code == 409
    assert re.search(r"Registration opens on .+ \(Europe/Vilnius\)\.", answer.text)
    assert send(way(desk)).status_code == 409


def test_after_it_has_closed_it_says_so() -> None:
    edition = EditionFactory(
        ready_for_registration=True, registration_opens_at=OPENED, registration_closes_at=OPENED
    )
    desk = make_desk(edition)
    answer = send(way(desk))
    assert answer.status_code == 409
    assert "Registration is closed." in answer.text


@pytest.fixture
def full_desk(desk: RegistrationDesk) -> RegistrationDesk:
    desk.total_places = 1
    desk.save()
    register_one(desk, "jonas@example.org")
    return desk


def test_a_full_edition_says_so_before_anything_is_filled_in(
    full_desk: RegistrationDesk, client: Client
) -> None:
    make_session(full_desk)
    tree = read(client, way(full_desk))
    assert "There is no place left: you join the waiting list." in tree.text_content()
    assert not tree.xpath("//*[@id='sessions']")
    send(way(full_desk), waits="1")
    assert Registration.objects.get(email="ona@example.org").state == RegistrationState.WAITING


def test_who_did_not_know_that_it_is_full_is_asked_again(full_desk: RegistrationDesk) -> None:
    answer = send(way(full_desk), function="Lawyer")
    assert answer.status_code == 409
    assert "the last place was taken" in answer.text
    tree = html.fromstring(answer.content)
    assert Registration.objects.count() == 1
    again = values(tree)
    assert (again["function"], again["waits"]) == ("Lawyer", "1")
    assert Client().post(way(full_desk), again).status_code == 303


def test_a_place_kept_for_a_member_is_one_for_its_people(client: Client) -> None:
    desk = make_desk(total_places=1, by_domain=True)
    put_pages(desk.edition)
    member = MemberFactory()
    Delegation.objects.create(edition=desk.edition, member=member, places=1)
    MailDomain.objects.create(desk=desk, domain="centre.example", member=member)
    assert "you join the waiting list" in client.get(way(desk)).text
    assert "you join the waiting list" not in client.get(way(desk, "ona@centre.example")).text
