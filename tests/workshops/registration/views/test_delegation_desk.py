"""The host gives delegations places and heads."""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone

from cooperation.editions.models import Edition
from core.accounts.models import User
from tests.factories import EditionFactory, MemberFactory
from tests.workshops.registration.delegation_samples import make_delegation, make_head, make_invitation
from tests.workshops.registration.desk_posts import address, organiser_of
from tests.workshops.registration.samples import make_desk, register_one
from workshops.registration.enums import RegistrationState
from workshops.registration.models import Delegation, Registration, RegistrationDesk

pytestmark = pytest.mark.django_db


@pytest.fixture
def delegation() -> Delegation:
    return make_delegation(make_desk(), places=None, name="Centre of Trains")


def way(delegation: Delegation) -> str:
    return address(delegation.edition.desk, f"delegations/{delegation.pk}/")


def said(answer: Any) -> str:
    return str(answer.content.decode()).replace("&#x27;", "'")


def test_the_list_counts_people_by_member(delegation: Delegation) -> None:
    desk = delegation.edition.desk
    RegistrationDesk.objects.update(places_per_member=1)
    make_head(delegation)
    make_invitation(delegation)
    for name in ("ona", "rasa", "jonas"):
        register_one(desk, f"{name}@example.org", member=delegation.member)
    page = said(organiser_of(delegation.edition).get(address(desk, "delegations/")))
    row = page.split("Centre of Trains</a>")[1].split("</tr>")[0]
    numbers = [part.split("</td>")[0].strip() for part in row.split("<td>")[1:5]]
    assert numbers == ["1", "1", "1", "2"]
    assert "head@example.org" in row


def test_new_heads_are_told_where_to_name_people_and_can_sign_in(
    delegation: Delegation, mailoutbox: list[Any]
) -> None:
    client = organiser_of(delegation.edition)
    make_head(delegation, "stays@example.org")
    sent = {"places": "3", "heads": "Stays@example.org\n\nnew@example.org;\nnew@example.org"}
    answer = client.post(way(delegation), sent, follow=True)
    assert "new@example.org is told by mail" in said(answer)
    delegation.refresh_from_db()
    assert delegation.places == 3
    assert set(delegation.heads.values_list("email", flat=True)) == {"stays@example.org", "new@example.org"}
    (mail,) = mailoutbox
    assert mail.to == ["new@example.org"]
    assert "http://testserver/2027/delegation/" in mail.body or "/2027/delegation/" in mail.body
    assert "Centre of Trains" in mail.body
    assert "3 places" in mail.body
    user = User.objects.get(email="new@example.org")
    assert not EmailAddress.objects.get(user=user).verified
    mailoutbox.clear()
    assert client.post(way(delegation), sent).status_code == 302
    assert mailoutbox == []


def test_a_head_who_has_an_account_without_a_listed_address_gets_it(delegation: Delegation) -> None:
    user = User.objects.create_user("old@example.org")
    organiser_of(delegation.edition).post(way(delegation), {"heads": "old@example.org"})
    assert EmailAddress.objects.get(user=user).email == "old@example.org"


@pytest.mark.parametrize(
    ("sent", "complaint"),
    [
        ({"heads": "good@example.org\nbad"}, "Line 2: “bad” is no e-mail address."),
        ({"places": "-1"}, "greater than or equal to 0"),
        ({"heads": "\n".join(f"h{n}@example.org" for n in range(11))}, "at most 10 heads"),
    ],
)
def test_bad_input_changes_nothing(delegation: Delegation, sent: dict[str, str], complaint: str) -> None:
    answer = organiser_of(delegation.edition).post(way(delegation), {"places": "7", **sent})
    assert answer.status_code == 400
    assert complaint in said(answer)
    delegation.refresh_from_db()
    assert delegation.places is None
    assert not delegation.heads.exists()


@pytest.mark.parametrize(("places", "status"), [("1", 409), ("2", 302), ("", 302)])
def test_there_are_never_fewer_places_than_people_named(
    delegation: Delegation, places: str, status: int
) -> None:
    register_one(delegation.edition.desk, member=delegation.member)
    make_invitation(delegation)
    answer = organiser_of(delegation.edition).post(way(delegation), {"places": places, "heads": ""})
    assert answer.status_code == status
    assert ("2 people are named already" in said(answer)) is (status == 409)


def test_more_places_let_those_who_wait_move_up(delegation: Delegation) -> None:
    Delegation.objects.update(places=1)
    for name in ("ona", "jonas"):
        register_one(delegation.edition.desk, f"{name}@example.org", member=delegation.member)
    assert Registration.objects.filter(state=RegistrationState.WAITING).count() == 1
    organiser_of(delegation.edition).post(way(delegation), {"places": "2", "heads": ""})
    assert not Registration.objects.filter(state=RegistrationState.WAITING).exists()


def test_more_places_than_there_are_is_refused(delegation: Delegation) -> None:
    RegistrationDesk.objects.update(total_places=10)
    client = organiser_of(delegation.edition)
    answer = client.post(way(delegation), {"places": "11", "heads": "new@example.org"})
    assert answer.status_code == 409
    assert "11 places are kept for the members together" in said(answer)
    assert not delegation.heads.exists()
    assert client.post(way(delegation), {"places": "10", "heads": ""}).status_code == 302


def test_a_member_that_joined_later_gets_a_delegation(delegation: Delegation) -> None:
    late = MemberFactory(name="Centre of Balloons")
    client, page = organiser_of(delegation.edition), address(delegation.edition.desk, "delegations/")
    assert client.post(page, {"member": delegation.member_id}).status_code == 400
    assert client.post(page, {"member": late.pk}).status_code == 302
    assert Delegation.objects.filter(member=late, edition=delegation.edition).exists()


def test_an_archived_edition_refuses(delegation: Delegation) -> None:
    client = organiser_of(delegation.edition)
    Edition.objects.update(archived_at=timezone.now())
    assert client.post(way(delegation), {"places": "3", "heads": ""}).status_code == 409
    late = MemberFactory()
    page = address(delegation.edition.desk, "delegations/")
    assert client.post(page, {"member": late.pk}).status_code == 409
    delegation.refresh_from_db()
    assert delegation.places is None


def test_without_a_desk_the_way_leads_to_setting_it_up() -> None:
    edition = EditionFactory()
    answer = organiser_of(edition).get(address(edition, "delegations/"))
    assert answer.headers["Location"] == address(edition, "")


def test_a_delegation_of_a_foreign_edition_is_not_there(delegation: Delegation) -> None:
    other = make_desk(EditionFactory(year=2028))
    client = organiser_of(other.edition)
    for page in (way(delegation), address(other, f"delegations/{delegation.pk}/")):
        assert client.get(page).status_code == 404
        assert client.post(page, {"places": "9", "heads": "x@example.org"}).status_code == 404
    delegation.refresh_from_db()
    assert delegation.places is None


def test_the_list_costs_the_same_with_many_members(
    delegation: Delegation, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    desk, client = delegation.edition.desk, organiser_of(delegation.edition)
    make_head(delegation)
    client.get(address(desk, "delegations/"))  # makes the line in the log that others add to
    counts = []
    for number in (1, 10):
        for _more in range(number):
            more = make_delegation(desk)
            make_head(more, f"head{more.pk}@example.org")
            make_invitation(more, f"invited{more.pk}@example.org")
        with django_assert_max_num_queries(40) as captured:
            assert client.get(address(desk, "delegations/")).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1]
