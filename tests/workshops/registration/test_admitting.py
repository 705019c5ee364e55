"""Who may register, as what, and when."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Page

from cooperation.editions.models import Edition
from tests.factories import EditionFactory, MemberFactory
from tests.workshops.registration.arriving import put_legal_pages
from tests.workshops.registration.samples import OPENED, make_desk, register_one
from workshops.registration import admitting, links
from workshops.registration.actions.ending import cancel, transfer
from workshops.registration.actions.registering import Admission
from workshops.registration.admitting import Visitor, admit, visitor_at, visitor_with
from workshops.registration.enums import InvitationState, Participation, Way
from workshops.registration.models import Delegation, Invitation, MailDomain, RegistrationDesk, RoleQuota
from workshops.registration.refusals import Closed, NotAdmitted, NotOpen, Paused
from workshops.registration.rules import Person

pytestmark = pytest.mark.django_db

NOW = datetime(2027, 2, 1, 12, tzinfo=UTC)
ONA = "ona@centre.example"


@pytest.fixture(autouse=True)
def legal_pages(db: None) -> list[Page]:
    return put_legal_pages()


def closed_desk(**fields: Any) -> RegistrationDesk:
    """A desk that opens no way but those named."""
    shut = {"is_open": False, "by_invitation": False, "by_delegation": False, "by_domain": False}
    return make_desk(**{**shut, **fields})


def invite(desk: RegistrationDesk, **fields: Any) -> Invitation:
    return Invitation.objects.create(edition=desk.edition, **{"email": ONA, **fields})


def admitted(desk: RegistrationDesk, now: datetime = NOW) -> Admission:
    return admit(visitor_at(desk, ONA), now)


def test_with_no_way_open_nobody_is_admitted() -> None:
    desk = closed_desk()
    invite(desk)
    with pytest.raises(NotAdmitted):
        admitted(desk)


def test_the_open_form_admits_everybody_as_delegate() -> None:
    assert admitted(make_desk()) == Admission(Participation.DELEGATE, Way.OPEN)


def test_an_invitation_says_as_what() -> None:
    desk = closed_desk(by_invitation=True)
    invitation = invite(desk, role=Participation.SPEAKER)
    assert admitted(desk) == Admission(Participation.SPEAKER, Way.INVITATION, invitation=invitation)


def test_the_head_of_a_delegation_admits_for_its_member() -> None:
    desk = closed_desk(by_delegation=True)
    member = MemberFactory()
    delegation = Delegation.objects.create(edition=desk.edition, member=member)
    invitation = invite(desk, delegation=delegation, way=Way.DELEGATION)
    expected = Admission(Participation.DELEGATE, Way.DELEGATION, member=member, invitation=invitation)
    assert admitted(desk) == expected


@pytest.mark.parametrize("way", [Way.INVITATION, Way.DELEGATION])
def test_a_way_that_is_closed_again_admits_nobody(way: Way) -> None:
    desk = closed_desk(by_invitation=way != Way.INVITATION, by_delegation=way != Way.DELEGATION)
    invite(desk, way=way)
    with pytest.raises(NotAdmitted):
        admitted(desk)


@pytest.mark.parametrize("email", [ONA, "ONA@Centre.Example"])
def test_the_mail_domain_of_a_member_admits_for_it(email: str) -> None:
    desk = closed_desk(by_domain=True)
    member = MemberFactory()
    MailDomain.objects.create(desk=desk, domain="Centre.example", member=member)
    expected = Admission(Participation.DELEGATE, Way.DOMAIN, member=member)
    assert admit(visitor_at(desk, email), NOW) == expected


@pytest.mark.parametrize("email", ["ona@other.example", "ona@evil-centre.example", "ona@x.centre.example"])
def test_another_domain_does_not(email: str) -> None:
    desk = closed_desk(by_domain=True)
    MailDomain.objects.create(desk=desk, domain="centre.example", member=MemberFactory())
    with pytest.raises(NotAdmitted):
        admit(visitor_at(desk, email), NOW)


def test_of_several_ways_the_one_that_says_most_counts() -> None:
    desk = make_desk(by_domain=True)
    MailDomain.objects.create(desk=desk, domain="centre.example", member=MemberFactory())
    assert admitted(desk).way == Way.DOMAIN
    invite(desk, role=Participation.GUEST)
    assert (admitted(desk).way, admitted(desk).role) == (Way.INVITATION, Participation.GUEST)


def test_an_invitation_that_was_withdrawn_admits_nobody() -> None:
    desk = closed_desk(by_invitation=True)
    invitation = invite(desk, state=InvitationState.WITHDRAWN)
    with pytest.raises(NotAdmitted):
        admitted(desk)
    assert visitor_with(invitation.key) is None


def test_who_cancelled_may_come_back_with_the_same_invitation() -> None:
    desk = closed_desk(by_invitation=True)
    invitation = invite(desk)
    registration = register_one(desk, ONA)
    registration.invitation = invitation
    registration.save()
    cancel(registration)
    assert admitted(desk) == Admission(Participation.DELEGATE, Way.INVITATION)


def test_who_handed_on_the_registration_has_used_the_invitation_up() -> None:
    desk = closed_desk(by_invitation=True)
    invitation = invite(desk)
    registration = register_one(desk, ONA)
    registration.invitation = invitation
    registration.save()
    transfer(registration, "jonas@centre.example", "Jonas")
    with pytest.raises(NotAdmitted):
        admitted(desk)


def test_the_window_is_that_of_the_edition() -> None:
    opens, closes = NOW, NOW + timedelta(days=9)
    edition = EditionFactory(
        ready_for_registration=True, registration_opens_at=opens, registration_closes_at=closes
    )
    desk = make_desk(edition)
    with pytest.raises(NotOpen, match=r"Registration opens on 1 February 2027, 14:00 \(Europe/Vilnius\)"):
        admitted(desk, opens - timedelta(seconds=1))
    assert admitted(desk, opens)
    assert admitted(desk, closes - timedelta(seconds=1))
    with pytest.raises(Closed):
        admitted(desk, closes)


def test_some_roles_may_register_earlier() -> None:
    edition = EditionFactory(ready_for_registration=True, registration_opens_at=NOW)
    desk = make_desk(edition)
    RoleQuota.objects.create(desk=desk, role=Participation.SPEAKER, opens_at=NOW - timedelta(days=30))
    early = NOW - timedelta(days=10)
    with pytest.raises(NotOpen):
        admitted(desk, early)
    invite(desk, role=Participation.SPEAKER)
    assert admitted(desk, early).role == Participation.SPEAKER


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"announced_at": None}, NotOpen),
        ({"controller_name": ""}, NotOpen),
        ({"registration_opens_at": None}, NotOpen),
        ({"cancelled_at": NOW}, Closed),
        ({"archived_at": NOW}, Closed),
        ({"starts_on": date(2026, 5, 1), "ends_on": date(2026, 5, 2)}, Closed),
    ],
)
def test_the_edition_has_to_be_ready(fields: dict[str, Any], refusal: type[Exception]) -> None:
    edition = EditionFactory(ready_for_registration=True, **{"registration_opens_at": OPENED, **fields})
    with pytest.raises(refusal):
        admitted(make_desk(edition))


@pytest.mark.parametrize("slug", ["privacy", "accessibility"])
def test_nobody_is_asked_for_data_while_a_legal_page_cannot_be_read(
    legal_pages: list[Page], slug: str
) -> None:
    desk = make_desk()
    [page] = [page for page in legal_pages if page.slug == slug]
    page.unpublish()
    with pytest.raises(Paused):
        admitted(desk)
    with pytest.raises(NotOpen):  # when it opens is said all the same
        admitted(desk, OPENED - timedelta(days=1))
    paused = admitting.opening(desk, NOW)
    assert (paused.is_open, paused.sentence) == (False, str(Paused.message))
    page.save_revision().publish()
    assert admitted(desk)
    assert admitting.opening(desk, NOW).is_open


def test_a_key_leads_to_its_owner() -> None:
    desk = make_desk()
    invitation = invite(desk, email="Ona@Centre.example")
    by_invitation, by_proof = visitor_with(invitation.key), visitor_with(links.proof_key(desk.edition, ONA))
    assert by_invitation == by_proof == Visitor(desk, ONA, invitation)


def test_a_key_of_one_edition_opens_no_other(edition: Edition) -> None:
    desk = make_desk()
    assert visitor_with(links.proof_key(edition, ONA)) is None
    key = links.proof_key(desk.edition, ONA)
    invite(make_desk(EditionFactory(year=2028)))
    assert visitor_with(key) == Visitor(desk, ONA, None)


@pytest.mark.parametrize("key", ["", "x" * 32, "a.b.c", "\x00" * 24])
def test_a_wrong_key_leads_to_nobody(key: str) -> None:
    assert visitor_with(key.replace("\x00", "0")) is None


def test_it_says_whether_there_is_a_place() -> None:
    desk = make_desk(total_places=1)
    assert admitting.has_place_for(desk, Person(None, Participation.DELEGATE), NOW)
    register_one(desk)
    assert not admitting.has_place_for(desk, Person(None, Participation.DELEGATE), NOW)


def test_it_costs_the_same_with_few_invitations_and_many(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    desk = make_desk(by_domain=True)
    key = links.proof_key(desk.edition, ONA)
    for number in range(2):
        for row in range(number * 20):
            invite(desk, email=f"person{row}@centre.example")
            MailDomain.objects.create(desk=desk, domain=f"{row}.example", member=MemberFactory())
        with django_assert_num_queries(5):
            visitor = visitor_with(key)
            assert visitor is not None
            admit(visitor, NOW)


def test_the_page_tells_who_may_come_earlier() -> None:
    edition = EditionFactory(ready_for_registration=True, registration_opens_at=NOW)
    desk = make_desk(edition)
    before, early = NOW - timedelta(days=40), NOW - timedelta(days=30)
    RoleQuota.objects.create(desk=desk, role=Participation.SPEAKER, opens_at=early)
    closed = admitting.opening(desk, before)
    assert (closed.is_open, closed.early) == (False, (("Speaker or facilitator", early),))
    assert closed.sentence.startswith("Registration opens on 1 February 2027")
    for_speakers = admitting.opening(desk, early)
    assert (for_speakers.is_open, for_speakers.sentence) == (True, closed.sentence)
    for_all = admitting.opening(desk, NOW)
    assert (for_all.is_open, for_all.sentence, for_all.early) == (True, "", ())
