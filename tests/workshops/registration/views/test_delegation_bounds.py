"""Heads of delegation reach nothing of anybody else, and nothing when their time is over."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from cooperation.editions.models import Edition
from core.mail.models import OutgoingMail
from tests.factories import EditionFactory, UserFactory
from tests.workshops.registration.delegation_samples import (
    PAGE,
    client_of,
    make_delegation,
    make_head,
    make_invitation,
    name,
    said,
    told,
)
from tests.workshops.registration.samples import OPENED, make_desk, register_one
from workshops.registration.enums import (
    RegistrationState,
)
from workshops.registration.models import (
    Delegation,
    DelegationHead,
    Invitation,
    Registration,
    RegistrationDesk,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> RegistrationDesk:
    return make_desk(is_open=False)


@pytest.fixture
def delegation(desk: RegistrationDesk) -> Delegation:
    return make_delegation(desk, name="Centre of Trains")


@pytest.fixture
def head(delegation: Delegation) -> Client:
    return client_of(make_head(delegation))


@pytest.fixture
def foreign(desk: RegistrationDesk) -> dict[str, Any]:
    """A delegation of another member at the same edition, with people."""
    other = make_delegation(desk, name="Centre of Ships")
    make_head(other, "other@example.org")
    return {
        "delegation": other,
        "invitation": make_invitation(other, "sailor@example.org", name="Sailor Example"),
        "registration": register_one(desk, "captain@example.org", member=other.member),
    }


def ways(delegation: Delegation, invitation: Invitation, registration: Registration) -> list[str]:
    """Every address at which something of a delegation can be changed."""
    start = f"{PAGE}{delegation.pk}/"
    return [
        f"{start}invite/",
        *(f"{start}invitations/{invitation.pk}/{what}/" for what in ("remind", "withdraw", "replace")),
        *(f"{start}people/{registration.pk}/{what}/" for what in ("replace", "cancel")),
    ]


def everything() -> list[list[dict[str, Any]]]:
    models = (Delegation, DelegationHead, Invitation, Registration, OutgoingMail)
    return [list(model.objects.order_by("pk").values()) for model in models]


@pytest.mark.sweeps
def test_nothing_of_another_member_is_reached_at_any_address(
    head: Client, delegation: Delegation, foreign: dict[str, Any], desk: RegistrationDesk
) -> None:
    own = {
        "invitation": make_invitation(delegation),
        "registration": register_one(desk, "ona@example.org", member=delegation.member),
    }
    sent = {"name": "Taken", "email": "taken@example.org"}
    sent |= {f"d{foreign['delegation'].pk}-{key}": value for key, value in sent.items()}
    page, before = told(head), everything()
    for words in ("Ships", "Sailor", "sailor@", "captain@"):
        assert words not in page
    tried = [
        *ways(**foreign),
        *ways(delegation, foreign["invitation"], foreign["registration"])[1:],
        *ways(foreign["delegation"], **own)[1:],
    ]
    for address in tried:
        assert head.post(address, sent).status_code == 404, address
        assert head.get(address).status_code in (404, 405), address
    assert everything() == before


@pytest.mark.sweeps
def test_nothing_of_another_edition_is_reached(delegation: Delegation, desk: RegistrationDesk) -> None:
    """The same member, headed by somebody else next year."""
    next_year = EditionFactory(year=2028, ready_for_registration=True, registration_opens_at=OPENED)
    later = make_desk(next_year)
    theirs = Delegation.objects.create(edition=next_year, member=delegation.member, places=2)
    head_of_next = client_of(make_head(theirs, "next@example.org"))
    ona = register_one(desk, "ona@example.org", member=delegation.member)
    invitation = make_invitation(delegation)
    before = everything()
    assert head_of_next.get("/2028/delegation/").status_code == 200
    assert head_of_next.get(PAGE).status_code == 404
    swapped = [address.replace("/2027/", "/2028/") for address in ways(delegation, invitation, ona)]
    mixed = [address.replace("/2027/", "/2028/") for address in ways(theirs, invitation, ona)[1:]]
    for address in [*ways(delegation, invitation, ona), *ways(theirs, invitation, ona), *swapped, *mixed]:
        answer = head_of_next.post(address, {"name": "Taken", "email": "taken@example.org"})
        assert answer.status_code == 404, address
    assert everything() == before
    assert later.edition == next_year


def test_who_heads_nothing_is_told_so_in_words(delegation: Delegation) -> None:
    answer = client_of(UserFactory(email="nobody@example.org")).get(PAGE)
    assert answer.status_code == 404
    assert "You head no delegation here" in said(answer)
    assert "nobody@example.org" in said(answer)
    assert "Trains" not in said(answer)


def test_an_address_that_was_not_proven_opens_nothing(delegation: Delegation) -> None:
    user = make_head(delegation, is_proven=False)
    assert client_of(user).get(PAGE).status_code == 404
    user.emailaddress_set.update(verified=True)
    assert client_of(user).get(PAGE).status_code == 200


def test_a_head_whom_the_host_removes_is_out_at_once(head: Client) -> None:
    assert head.get(PAGE).status_code == 200
    DelegationHead.objects.all().delete()
    assert head.get(PAGE).status_code == 404


def test_who_is_not_signed_in_signs_in_first(delegation: Delegation) -> None:
    answer = Client().get(PAGE)
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/account/login/?next=/2027/delegation/"


@pytest.mark.parametrize("change", [{"announced_at": None}, {"year": 2031}])
def test_an_edition_that_nobody_knows_of_is_not_there(head: Client, change: dict[str, Any]) -> None:
    Edition.objects.update(**change)
    answer = head.get(PAGE)
    assert answer.status_code == 404
    assert "You head no delegation" not in said(answer)


def test_forms_of_other_sites_do_nothing(delegation: Delegation) -> None:
    guarded = client_of(make_head(delegation), enforce_csrf_checks=True)
    assert name(guarded, delegation, "rasa@example.org").status_code == 403
    token = guarded.get(PAGE).context["csrf_token"]
    sent = {f"d{delegation.pk}-name": "Rasa", f"d{delegation.pk}-email": "rasa@example.org"}
    answer = guarded.post(f"{PAGE}{delegation.pk}/invite/", sent | {"csrfmiddlewaretoken": str(token)})
    assert answer.status_code == 302


@pytest.mark.parametrize(
    ("edition", "desk_change", "words"),
    [
        ({"registration_closes_at": OPENED}, {}, "Registration is closed"),
        ({"cancelled_at": OPENED}, {}, "Registration is closed"),
        ({}, {"by_delegation": False}, "does not let people be named by heads of delegation"),
    ],
)
def test_nobody_is_named_when_that_is_over_or_switched_off(
    head: Client, delegation: Delegation, edition: dict[str, Any], desk_change: dict[str, Any], words: str
) -> None:
    Edition.objects.filter(pk=delegation.edition_id).update(**edition)
    RegistrationDesk.objects.update(**desk_change) if desk_change else None
    page = told(head)
    assert words in page
    assert "Name a colleague" not in page
    assert name(head, delegation, "rasa@example.org").status_code == 409
    assert not Invitation.objects.exists()


def test_an_archived_edition_does_not_change(
    head: Client, delegation: Delegation, desk: RegistrationDesk
) -> None:
    ona = register_one(desk, "ona@example.org", member=delegation.member)
    Edition.objects.update(archived_at=timezone.now())
    answer = head.post(f"{PAGE}{delegation.pk}/people/{ona.pk}/cancel/", follow=True)
    assert "archived editions do not change" in said(answer)
    ona.refresh_from_db()
    assert ona.state == RegistrationState.CONFIRMED


def test_who_heads_two_delegations_sees_both(head: Client, desk: RegistrationDesk) -> None:
    second = make_delegation(desk, name="Centre of Ships")
    make_head(second)
    page = told(head)
    assert "Centre of Trains" in page
    assert "Centre of Ships" in page
    assert name(head, second, "rasa@example.org").status_code == 302
    assert Invitation.objects.get().delegation == second


def test_the_page_costs_the_same_for_many_people(
    head: Client,
    delegation: Delegation,
    desk: RegistrationDesk,
    django_assert_max_num_queries: Callable[..., Any],
) -> None:
    Delegation.objects.update(places=None)
    head.get(PAGE)
    counts = []
    for number in (1, 10):
        for _more in range(number):
            count = Registration.objects.count()
            register_one(desk, f"person{count}@example.org", member=delegation.member)
            make_invitation(delegation, f"invited{count}@example.org")
        with django_assert_max_num_queries(20) as captured:
            assert head.get(PAGE).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1]
