"""What registration says when an edition is archived or handed over."""

from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cooperation.editions import actions
from cooperation.editions.handing_over.queries import open_points
from cooperation.editions.models import Edition
from cooperation.editions.rules import CannotArchive
from tests.factories import UserFactory
from tests.workshops.registration.samples import WHILE_OPEN, make_desk, register_one
from workshops.registration.actions import erasing
from workshops.registration.models import Erasure, Registration, RegistrationDesk

pytestmark = pytest.mark.django_db

IN_JUNE = datetime.fromisoformat("2027-06-20T12:00:00+00:00")
"""The needs' month is over, the other data's three months are not."""
IN_SEPTEMBER = datetime.fromisoformat("2027-09-01T12:00:00+00:00")


@pytest.fixture
def desk(db: None, time_machine: Any) -> RegistrationDesk:
    time_machine.move_to(WHILE_OPEN, tick=False)
    desk = make_desk()
    register_one(desk, "ona@example.org")
    return desk


def words(edition: Edition) -> list[str]:
    return [str(point.words) for point in open_points(edition, timezone.now())]


def test_data_beyond_its_time_keeps_an_edition_out_of_the_archive(
    desk: RegistrationDesk, time_machine: Any
) -> None:
    edition = Edition.objects.get(pk=desk.edition_id)
    time_machine.move_to(IN_SEPTEMBER, tick=False)
    with pytest.raises(CannotArchive, match="All personal data: the time is over"):
        actions.archive(edition, by=None)
    assert "Personal data should be erased by now" in words(edition)
    erasing.erase_due()
    actions.archive(edition, by=None)
    assert Edition.objects.get(pk=edition.pk).archived_at == IN_SEPTEMBER
    assert not Registration.objects.exists()


def test_an_erasure_that_was_begun_has_to_end_first(desk: RegistrationDesk, time_machine: Any) -> None:
    time_machine.move_to(IN_SEPTEMBER, tick=False)
    erasing.erase_due()
    Erasure.objects.filter(reason="all").update(finished_at=None)
    with pytest.raises(CannotArchive):
        actions.archive(desk.edition, by=None)


def test_data_within_its_time_is_told_and_does_not_stand_in_the_way(
    desk: RegistrationDesk, time_machine: Any
) -> None:
    time_machine.move_to(IN_JUNE, tick=False)
    erasing.erase_due()
    client = Client()
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    address = reverse("editions:archive", args=[desk.edition_id])
    assert "Personal data is still kept until 13 August 2027." in client.get(address).content.decode()
    assert "Personal data is kept until 13 August 2027" in words(desk.edition)
    assert client.post(address).status_code == 302
    assert Edition.objects.get(pk=desk.edition_id).archived_at is not None


def test_a_refusal_is_told_on_the_page(desk: RegistrationDesk, time_machine: Any) -> None:
    time_machine.move_to(IN_SEPTEMBER, tick=False)
    client = Client()
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    answer = client.post(reverse("editions:archive", args=[desk.edition_id]))
    assert answer.status_code == 409
    assert "no report says that it is erased" in answer.content.decode()


def test_without_people_there_is_nothing_to_say(edition: Edition, time_machine: Any) -> None:
    time_machine.move_to(IN_SEPTEMBER, tick=False)
    assert not any("ersonal data" in each for each in words(edition))
    actions.archive(edition, by=None)


def test_without_days_nothing_ends_by_itself(desk: RegistrationDesk) -> None:
    Edition.objects.filter(pk=desk.edition_id).update(
        starts_on=None, ends_on=None, cancelled_at=timezone.now()
    )
    edition = Edition.objects.get(pk=desk.edition_id)
    assert "Personal data is kept, and no day ends it" in words(edition)
    actions.archive(edition, by=None)
