"""Wishes where seats are allotted: ranked by the ticket while that is open, explained afterwards."""

from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.factories import UserFactory
from tests.workshops.registration.samples import make_desk, make_session, register_one
from workshops.registration.actions import allotting
from workshops.registration.enums import SeatMode
from workshops.registration.models import Preference, Registration, RegistrationDesk

pytestmark = pytest.mark.django_db


def text(answer: HttpResponse) -> str:
    """The page, its white space made single."""
    return " ".join(answer.content.decode().split())


def address(registration: Registration) -> str:
    return reverse("ticket_ranking", args=[registration.ticket])


@pytest.fixture
def desk() -> RegistrationDesk:
    desk = make_desk(seat_mode=SeatMode.RANKED, ranking_closes_at=timezone.now() + timedelta(days=1))
    for hour, title in enumerate(("Parcels", "Rights", "Travel")):
        make_session(desk, hour=hour, title=title)
    return desk


def sent(desk: RegistrationDesk, **ranks: str) -> dict[str, str]:
    slots = desk.edition.slots.select_related("session")
    return {f"rank-{slot.session.pk}": ranks.get(slot.title, "") for slot in slots}


def wishes(registration: Registration) -> list[str]:
    ranked = Preference.objects.filter(registration=registration).order_by("rank")
    return list(ranked.values_list("session__slot__title", flat=True))


def test_what_is_wanted_is_kept_in_its_order_and_can_be_changed(
    client: Client, desk: RegistrationDesk
) -> None:
    ona = register_one(desk)
    answer = client.post(address(ona), sent(desk, Travel="1", Parcels="3"))
    assert answer.status_code == 303
    page = text(client.get(answer["Location"]))
    assert "Your wishes are kept." in page
    assert "(Europe/Vilnius, UTC+" in page
    assert wishes(ona) == ["Travel", "Parcels"]
    client.post(address(ona), sent(desk, Rights="1"))
    assert wishes(ona) == ["Rights"]


def test_one_rank_for_two_is_refused_beside_the_second_and_nothing_is_lost(
    client: Client, desk: RegistrationDesk
) -> None:
    ona = register_one(desk)
    answer = client.post(address(ona), sent(desk, Parcels="1", Rights="1", Travel="2"))
    assert answer.status_code == 400
    page = text(answer)
    assert "“Parcels” has the rank 1 as well." in page
    assert page.count("selected") == 3
    assert wishes(ona) == []


@pytest.mark.parametrize("rank", ["0", "4", "-1", "x", "²"])
def test_what_is_no_rank_is_refused(client: Client, desk: RegistrationDesk, rank: str) -> None:
    ona = register_one(desk)
    assert client.post(address(ona), sent(desk, Parcels=rank)).status_code == 400
    assert wishes(ona) == []


def test_after_the_deadline_nothing_changes(client: Client, desk: RegistrationDesk) -> None:
    ona = register_one(desk)
    RegistrationDesk.objects.update(ranking_closes_at=timezone.now() - timedelta(minutes=1))
    answer = client.post(address(ona), sent(desk, Parcels="1"))
    assert answer.status_code == 409
    assert "The time to rank the sessions is over." in text(answer)
    assert wishes(ona) == []


def test_afterwards_each_wish_is_explained_with_the_seed(client: Client, desk: RegistrationDesk) -> None:
    people = [register_one(desk, f"{name}@example.org") for name in "ab"]
    for one in people:
        client.post(address(one), sent(desk, Parcels="1"))
    RegistrationDesk.objects.update(ranking_closes_at=timezone.now() - timedelta(minutes=1))
    computed = allotting.preview(desk.edition_id, "seed-of-2027")
    allotting.release(desk.edition_id, "seed-of-2027", computed.digest, UserFactory())
    for one in people:
        page = text(client.get(address(one)))
        assert Preference.objects.get(registration=one).outcome
        assert "The seats are allotted." in page
        assert "seed-of-2027" in page


def test_unexpected_fields_and_foreign_sessions_change_nothing(
    client: Client, desk: RegistrationDesk
) -> None:
    ona, other = register_one(desk), register_one(desk, "b@example.org")
    client.post(
        address(ona), sent(desk, Parcels="1") | {"registration": other.pk, "rank-99999": "2", "outcome": "x"}
    )
    assert wishes(ona) == ["Parcels"]
    assert wishes(other) == []
    assert Preference.objects.get().outcome == ""
