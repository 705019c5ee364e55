"""Who sees names or addresses in the admin leaves a line in the log, which names nobody who was seen."""

from typing import Any

import pytest
from django.urls import reverse

from cooperation.editions.models import Edition
from tests.workshops.registration.delegation_samples import make_delegation, make_head, make_invitation
from tests.workshops.registration.desk_posts import address, organiser_of
from tests.workshops.registration.samples import make_desk, make_session, register_one
from workshops.registration import mails, sightings
from workshops.registration.actions import seats
from workshops.registration.models import RegistrationDesk

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> RegistrationDesk:
    return make_desk()


def seen_at(edition: Edition) -> list[tuple[str, int]]:
    return [(line.data["what"], line.data["count"]) for line in sightings.latest_of(edition)]


@pytest.mark.parametrize("page", ["invitations/", "invitations/remind/", "delegations/", "mails/"])
def test_a_list_of_nobody_leaves_no_line(desk: RegistrationDesk, page: str) -> None:
    make_delegation(desk)
    assert organiser_of(desk.edition).get(address(desk, page)).status_code == 200
    assert seen_at(desk.edition) == []


@pytest.mark.parametrize("page", ["invitations/", "invitations/remind/"])
def test_lists_of_invitations(desk: RegistrationDesk, page: str) -> None:
    for number in range(2):
        make_invitation(None, f"p{number}@example.org", edition=desk.edition)
    client = organiser_of(desk.edition)
    assert client.post(address(desk, page)).status_code in (405, 409)  # nothing is shown, or all of it
    client.get(address(desk, page))
    assert seen_at(desk.edition) == [("invitations", 2)]


def test_of_an_hour_the_page_with_the_most_counts(desk: RegistrationDesk) -> None:
    for number in range(52):
        make_invitation(None, f"p{number}@example.org", edition=desk.edition)
    client = organiser_of(desk.edition)
    for query in ("?page=2", "", "?q=p1@"):
        client.get(address(desk, f"invitations/{query}"))
    assert seen_at(desk.edition) == [("invitations", 50)]


@pytest.mark.parametrize(("page", "heads"), [("delegations/", 3), ("delegations/{}/", 2)])
def test_heads_of_delegations(desk: RegistrationDesk, page: str, heads: int) -> None:
    one, another = make_delegation(desk), make_delegation(desk)
    for number, delegation in enumerate((one, one, another)):
        make_head(delegation, f"head{number}@example.org")
    organiser_of(desk.edition).get(address(desk, page.format(one.pk)))
    assert seen_at(desk.edition) == [("delegations", heads)]


@pytest.mark.usefixtures("through_outbox")
def test_the_list_of_mails(desk: RegistrationDesk) -> None:
    ona = register_one(desk)
    mails.send_lost_ticket(ona)
    register_one(desk, "jonas@example.org")
    organiser_of(desk.edition).get(address(desk, "mails/"))
    assert seen_at(desk.edition) == [("mails", 2)]


def test_names_in_a_refusal(desk: RegistrationDesk) -> None:
    session = make_session(desk, seats=2)
    for name in ("ona", "jonas"):
        seats.book(register_one(desk, f"{name}@example.org"), session)
    counts = dict.fromkeys(("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS"), 0)
    sent: dict[str, Any] = {"seats": 1} | {f"reserves-{name}": number for name, number in counts.items()}
    client = organiser_of(desk.edition)
    client.get(reverse("sessions:edit", args=[session.pk]))
    assert seen_at(desk.edition) == []
    assert "Ona" in client.post(reverse("sessions:edit", args=[session.pk]), sent).text
    assert seen_at(desk.edition) == [("seats", 2)]


def test_others_do_not_see_it_and_leave_no_line(desk: RegistrationDesk) -> None:
    make_invitation(None, "ona@example.org", edition=desk.edition)
    stranger = organiser_of(make_desk().edition)
    assert stranger.get(address(desk, "invitations/")).status_code == 404
    assert seen_at(desk.edition) == []
