"""The page of an edition's personal data: clocks, what would go, reports, and who looked."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cooperation.editions.enums import Role
from cooperation.editions.models import Edition
from cooperation.editions.teams import give_role, make_secretariat_group
from core.accounts.models import User
from tests.factories import MemberFactory, UserFactory
from tests.workshops.registration.samples import make_desk, register_one
from workshops.registration import audit, sightings
from workshops.registration.actions import erasing
from workshops.registration.actions.seeing import note_exported, note_seen
from workshops.registration.models import Erasure, Registration, RegistrationDesk

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> RegistrationDesk:
    return make_desk()


@pytest.fixture
def organiser(desk: RegistrationDesk, home_page: Any) -> User:
    user = UserFactory(first_name="Rasa", last_name="Organises")
    give_role(desk.edition, user, Role.HOST_LEAD, by=None)
    return user


@pytest.fixture
def admin(organiser: User) -> Client:
    client = Client()
    client.force_login(organiser)
    return client


def page(client: Client, name: str, edition: Edition) -> str:
    answer = client.get(reverse(f"registration:{name}", args=[edition.pk]))
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def erase(client: Client, name: str, edition: Edition, typed: str) -> Any:
    return client.post(reverse(f"registration:{name}", args=[edition.pk]), {"year": typed})


def test_both_clocks_count_down_in_words(
    desk: RegistrationDesk, admin: Client, organiser: User, time_machine: Any
) -> None:
    time_machine.move_to(datetime(2027, 6, 11, 12, tzinfo=UTC))
    admin.force_login(organiser)
    text = page(admin, "privacy", desk.edition)
    assert "2 days left" in text
    assert "63 days left" in text
    assert "Kept until 13 June 2027." in text
    assert "Kept until 13 August 2027." in text
    time_machine.move_to(datetime(2027, 6, 12, 12, tzinfo=UTC))
    assert "1 day left" in page(admin, "privacy", desk.edition)
    time_machine.move_to(datetime(2027, 6, 13, 12, tzinfo=UTC))
    assert "It is erased within an hour." in page(admin, "privacy", desk.edition)
    erasing.erase_due()
    assert "The time is over, and it was erased." in page(admin, "privacy", desk.edition)


def test_without_days_nothing_ends(desk: RegistrationDesk, admin: Client) -> None:
    Edition.objects.update(starts_on=None, ends_on=None)
    assert "nothing ends by itself" in page(admin, "privacy", desk.edition)


def test_the_page_of_an_edition_without_a_desk_has_nothing_to_erase(
    desk: RegistrationDesk, admin: Client
) -> None:
    edition = desk.edition
    RegistrationDesk.objects.all().delete()
    assert "Nothing about anybody." in page(admin, "privacy", edition)
    assert "There is nothing to erase." in page(admin, "erase_all", edition)
    assert erase(admin, "erase_all", edition, "2027").status_code == 403


def test_what_is_kept_and_would_go_is_counted_and_names_nobody(desk: RegistrationDesk, admin: Client) -> None:
    register_one(desk, "ona@example.org", badge_name="Ona Example", diet="vegan", needs_consent=True)
    register_one(desk, "jonas@example.org", badge_name="Jonas Example")
    for name in ("privacy", "erase_needs", "erase_all"):
        text = page(admin, name, desk.edition)
        assert "Ona Example" not in text
        assert "ona@example.org" not in text
    assert "Diet and access needs</dt> <dd> 1 </dd>" in page(admin, "erase_needs", desk.edition)
    assert "consents and tickets</dt> <dd> 2 </dd>" in page(admin, "erase_all", desk.edition)
    assert Registration.objects.filter(diet="vegan").count() == 1
    assert not Erasure.objects.exists()


def test_before_the_end_organisers_look_and_the_secretariat_erases(
    desk: RegistrationDesk, admin: Client
) -> None:
    register_one(desk)
    text = page(admin, "erase_all", desk.edition)
    assert "only the secretariat can erase it" in text
    assert "Type 2027" not in text
    assert erase(admin, "erase_all", desk.edition, "2027").status_code == 403
    assert Registration.objects.exists()
    keeper = UserFactory()
    keeper.groups.add(make_secretariat_group())
    client = Client()
    client.force_login(keeper)
    assert erase(client, "erase_all", desk.edition, "2027").status_code == 302
    assert not Registration.objects.exists()


@pytest.mark.parametrize("how", ["over", "cancelled"])
def test_afterwards_organisers_erase_by_typing_the_year(
    desk: RegistrationDesk, admin: Client, organiser: User, time_machine: Any, how: str
) -> None:
    register_one(desk, "ona@example.org", badge_name="Ona Example")
    if how == "over":
        time_machine.move_to(datetime(2027, 5, 20, tzinfo=UTC))
        admin.force_login(organiser)
    else:
        Edition.objects.update(cancelled_at=timezone.now())
    for typed in ("", "2028", "yes"):
        refused = erase(admin, "erase_all", desk.edition, typed)
        assert refused.status_code == 400
        assert Registration.objects.exists()
    assert erase(admin, "erase_all", desk.edition, " 2027 ").status_code == 302
    assert not Registration.objects.exists()
    line = ModelLogEntry.objects.get(action=audit.EDITION_ERASED)
    assert line.user == organiser
    text = page(admin, "privacy", desk.edition)
    assert "All personal data," in text
    assert "Took part as" in text
    assert "Ona Example" not in text


def test_an_archived_edition_has_the_page_and_the_button(
    desk: RegistrationDesk, admin: Client, organiser: User, time_machine: Any
) -> None:
    register_one(desk, diet="vegan", needs_consent=True)
    time_machine.move_to(datetime(2027, 5, 20, tzinfo=UTC))
    admin.force_login(organiser)
    Edition.objects.update(archived_at=timezone.now())
    assert erase(admin, "erase_needs", desk.edition, "2027").status_code == 302
    assert Registration.objects.get().diet == ""


def test_an_erasure_that_is_not_at_its_end_is_shown_as_such(desk: RegistrationDesk, admin: Client) -> None:
    Erasure.objects.create(edition=desk.edition, reason="all")
    assert "not at its end" in page(admin, "privacy", desk.edition)


def test_who_looked_is_told_once_an_hour_with_the_most_that_they_saw(
    desk: RegistrationDesk, admin: Client, organiser: User, time_machine: Any
) -> None:
    time_machine.move_to(datetime(2027, 3, 1, 9, 5, tzinfo=UTC), tick=False)
    admin.force_login(organiser)
    for count in (20, 50, 7, 0):
        note_seen(desk.edition, organiser, "registrations", count)
    note_seen(desk.edition, organiser, "needs", 3)
    time_machine.move_to(datetime(2027, 3, 1, 10, 5, tzinfo=UTC), tick=False)
    note_seen(desk.edition, organiser, "registrations", 20)
    seen = [(line.data["what"], line.data["count"]) for line in sightings.latest_of(desk.edition)]
    assert seen == [("registrations", 20), ("needs", 3), ("registrations", 50)]
    assert page(admin, "privacy", desk.edition).count("Rasa Organises") >= 3


def test_each_export_is_told(desk: RegistrationDesk, admin: Client, organiser: User) -> None:
    for _each in range(2):
        note_exported(desk.edition, organiser, "badges", 12)
    text = page(admin, "privacy", desk.edition)
    assert text.count("<strong>exported</strong>") == 2
    assert "Badges" in text


def test_nobody_sees_who_looked_at_another_edition(
    desk: RegistrationDesk, admin: Client, organiser: User, edition: Edition
) -> None:
    note_seen(edition, organiser, "registrations", 20)
    assert "Nobody has looked yet." in page(admin, "privacy", desk.edition)


def test_the_page_costs_the_same_however_much_there_is(
    desk: RegistrationDesk, admin: Client, organiser: User
) -> None:
    def fill(number: int) -> None:
        for one in range(number):
            someone = UserFactory()
            note_seen(desk.edition, someone, "registrations", 1 + one)
            counts = {"kept": {"members": {str(MemberFactory().pk): 1}}, "erased": {"registrations": 1}}
            Erasure.objects.create(edition=desk.edition, reason="all", counts=counts)
            register_one(desk, f"p{number}x{one}@example.org")

    costs = []
    for number in (2, 12):
        fill(number)
        page(admin, "privacy", desk.edition)
        with CaptureQueriesContext(connection) as queries:
            page(admin, "privacy", desk.edition)
        costs.append(len(queries))
    assert costs[0] == costs[1]
