"""Notices in the admin: who writes them, what is refused, and what the log says."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cooperation.editions.enums import Role
from cooperation.editions.models import Edition, Notice
from cooperation.editions.notices import actions
from cooperation.editions.teams import give_role
from tests.factories import EditionFactory, UserFactory

pytestmark = pytest.mark.django_db
NOON = datetime(2027, 5, 12, 9, 0, tzinfo=UTC)


@pytest.fixture
def edition(time_machine: Any) -> Edition:
    time_machine.move_to(NOON, tick=True)
    return EditionFactory()


def somebody(edition: Edition, role: Role) -> Client:
    user = UserFactory()
    give_role(edition, user, role, by=None)
    client = Client()
    client.force_login(user)
    return client


def page(edition: Edition) -> str:
    return reverse("notices:list", args=[edition.pk])


SENT = {"text": "The bus leaves at nine.", "starts_at": "", "ends_at": "2027-05-12T18:30"}


@pytest.mark.parametrize("role", [Role.HOST_LEAD, Role.REGISTRATION_DESK, Role.COMMUNICATION])
def test_those_who_speak_to_everybody_publish_by_the_clocks_at_the_venue(
    edition: Edition, role: Role
) -> None:
    client = somebody(edition, role)
    assert client.post(page(edition), SENT).status_code == 302
    made = Notice.objects.get()
    assert made.ends_at == datetime(2027, 5, 12, 15, 30, tzinfo=UTC)
    assert timezone.now() - made.starts_at < timedelta(minutes=1)
    assert made.by is not None
    line = ModelLogEntry.objects.get(action=actions.PUBLISHED)
    assert line.data == {"notice": made.pk, "text": "The bus leaves at nine."}
    text = client.get(page(edition)).content.decode()
    assert text.index("Shown now") < text.index("The bus leaves at nine.")


@pytest.mark.parametrize("role", [Role.PROGRAMME, Role.CHECKIN_HELPER, Role.READER])
def test_others_of_the_team_do_not(edition: Edition, role: Role) -> None:
    client = somebody(edition, role)
    assert client.post(page(edition), SENT).status_code in (302, 403)
    assert Notice.objects.count() == 0


@pytest.mark.parametrize(
    ("change", "status", "beside"),
    [
        ({"text": ""}, 400, "This field is required"),
        ({"text": "x" * 201}, 400, "at most 200"),
        ({"text": "\0"}, 400, "Null characters"),
        ({"ends_at": ""}, 400, "This field is required"),
        ({"ends_at": "soon"}, 400, "Enter a valid date/time"),
        ({"ends_at": "2027-05-12T10:00"}, 409, "It has to end after it begins"),
        ({"starts_at": "2027-05-11T10:00", "ends_at": "2027-05-11T11:00"}, 409, "This moment is over"),
    ],
)
def test_what_makes_no_sense_is_told_beside_the_field_and_nothing_lost(
    edition: Edition, change: dict[str, str], status: int, beside: str
) -> None:
    answer = somebody(edition, Role.HOST_LEAD).post(page(edition), SENT | change)
    assert answer.status_code == status
    assert beside in answer.content.decode()
    if "text" not in change:
        assert SENT["text"] in answer.content.decode()
    assert Notice.objects.count() == 0


def test_it_is_taken_off_and_one_to_come_never_comes(edition: Edition) -> None:
    client = somebody(edition, Role.HOST_LEAD)
    client.post(page(edition), SENT)
    client.post(page(edition), SENT | {"starts_at": "2027-05-12T17:00"})
    for notice in Notice.objects.all():
        assert client.post(reverse("notices:end", args=[edition.pk, notice.pk])).status_code == 302
    assert all(notice.ends_at <= timezone.now() for notice in Notice.objects.all())
    assert ModelLogEntry.objects.filter(action=actions.ENDED).count() == 2
    assert not actions.end(Notice.objects.first(), UserFactory())  # type: ignore[arg-type]


def test_one_of_another_edition_is_not_there(edition: Edition) -> None:
    other = EditionFactory(year=2028)
    foreign = actions.publish(other, "Foreign", None, NOON + timedelta(days=1), UserFactory())
    client = somebody(edition, Role.HOST_LEAD)
    assert client.post(reverse("notices:end", args=[edition.pk, foreign.pk])).status_code == 404
    assert client.post(reverse("notices:end", args=[other.pk, foreign.pk])).status_code == 404
    assert Notice.objects.get().ends_at == NOON + timedelta(days=1)


def test_an_archived_edition_does_not_change(edition: Edition) -> None:
    standing = actions.publish(edition, "Bus", None, NOON + timedelta(days=1), UserFactory())
    Edition.objects.filter(pk=edition.pk).update(archived_at=NOON)
    client = somebody(edition, Role.HOST_LEAD)
    assert client.post(page(edition), SENT).status_code == 409
    client.post(reverse("notices:end", args=[edition.pk, standing.pk]))
    assert Notice.objects.get().ends_at == NOON + timedelta(days=1)
