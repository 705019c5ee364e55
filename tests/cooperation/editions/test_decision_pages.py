"""The pages of the decisions about an edition: what each tells, what it refuses and what it leaves behind."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cooperation.editions.enums import HostStatus
from cooperation.editions.models import Edition
from cooperation.pages.models import EditionPage
from tests.factories import EditionFactory, MemberFactory, PresidencyFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def client_of_boss() -> Client:
    client = Client()
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    return client


def test_announcing_asks_first_and_leaves_a_line(client_of_boss: Client) -> None:
    edition = EditionFactory(announced_at=None, mode="in_person")
    url = f"/admin/editions/announce/{edition.pk}/"
    assert client_of_boss.get(url).status_code == 200
    assert Edition.objects.get().announced_at is None
    assert client_of_boss.post(url).status_code == 302
    assert Edition.objects.get().announced_at is not None
    assert ModelLogEntry.objects.get(action="editions.announce").object_id == str(edition.pk)


def test_announcing_tells_of_a_start_page_that_nobody_sees(client_of_boss: Client, home_page: Any) -> None:
    edition = EditionFactory(announced_at=None, mode="in_person")
    url = f"/admin/editions/announce/{edition.pk}/"
    assert "It has no start page yet" in client_of_boss.get(url).content.decode()
    page = home_page.add_child(instance=EditionPage(title="2027", slug="2027", edition=edition, live=False))
    assert "Its start page is still a draft" in client_of_boss.get(url).content.decode()
    told = client_of_boss.post(url, follow=True).content.decode()
    assert "is announced." in told
    assert "Its start page is still a draft" in told
    Edition.objects.update(announced_at=None)
    page.save_revision().publish()
    assert "start page is still a draft" not in client_of_boss.get(url).content.decode()
    assert "start page is still a draft" not in client_of_boss.post(url, follow=True).content.decode()


def test_a_decision_that_the_rules_refuse_says_why(client_of_boss: Client, edition: Edition) -> None:
    answer = client_of_boss.post(f"/admin/editions/announce/{edition.pk}/")
    assert answer.status_code == 409
    assert "It is announced already." in answer.content.decode()


def test_cancelling_needs_a_reason(client_of_boss: Client, edition: Edition) -> None:
    url = f"/admin/editions/cancel/{edition.pk}/"
    assert "This field is required." in client_of_boss.post(url, {"reason": " "}).content.decode()
    assert client_of_boss.post(url, {"reason": "The hall burned down."}).status_code == 302
    assert Edition.objects.get().cancellation_reason == "The hall burned down."


def test_the_archive_closes_and_the_secretariat_opens_it(client_of_boss: Client) -> None:
    edition = EditionFactory(year=2019, starts_on=date(2019, 9, 24), ends_on=date(2019, 9, 25))
    assert client_of_boss.post(f"/admin/editions/archive/{edition.pk}/").status_code == 302
    assert Edition.objects.get().archived_at is not None
    assert client_of_boss.post(f"/admin/editions/unarchive/{edition.pk}/").status_code == 302
    assert Edition.objects.get().archived_at is None
    assert ModelLogEntry.objects.filter(action="editions.unarchive").count() == 1


def test_what_cannot_be_archived_yet_says_so_and_has_no_button(
    client_of_boss: Client, edition: Edition
) -> None:
    page = client_of_boss.get(f"/admin/editions/archive/{edition.pk}/").content.decode()
    assert "Only an edition that is concluded or cancelled can be archived." in page
    assert "Put it into the archive</button>" not in page
    Edition.objects.update(cancelled_at=timezone.now())
    page = client_of_boss.get(f"/admin/editions/archive/{edition.pk}/").content.decode()
    assert "Put it into the archive</button>" in page


def test_the_secretariat_takes_a_cancellation_back(client_of_boss: Client, edition: Edition) -> None:
    Edition.objects.update(cancelled_at=timezone.now())
    assert (
        f"/admin/editions/reinstate/{edition.pk}/" in client_of_boss.get("/admin/editions/").content.decode()
    )
    url = f"/admin/editions/reinstate/{edition.pk}/"
    assert "This field is required." in client_of_boss.post(url, {"reason": " "}).content.decode()
    assert client_of_boss.post(url, {"reason": "The hall is dry again."}).status_code == 302
    assert Edition.objects.get().cancelled_at is None
    assert "It is not cancelled." in client_of_boss.post(url, {"reason": "Again."}).content.decode()


def test_the_list_leads_to_the_decisions_that_can_be_taken(client_of_boss: Client, edition: Edition) -> None:
    decisions = ("host", "announce", "cancel", "archive", "unarchive")

    def offered() -> list[str]:
        page = client_of_boss.get("/admin/editions/").content.decode()
        return [name for name in decisions if f"/admin/editions/{name}/{edition.pk}/" in page]

    assert offered() == ["host", "cancel"]
    Edition.objects.update(announced_at=None)
    assert offered() == ["host", "announce", "cancel"]
    Edition.objects.update(archived_at=timezone.now())
    assert offered() == ["unarchive"]


def test_the_host_is_recorded_with_the_candidates_first(client_of_boss: Client) -> None:
    edition = EditionFactory(host_status=HostStatus.UNDECIDED, host=None)
    candidate, other = MemberFactory(country="LT"), MemberFactory(country="FR")
    PresidencyFactory(year=2027, half=1, country="LT")
    url = f"/admin/editions/host/{edition.pk}/"
    page = client_of_boss.get(url).content.decode()
    assert (
        page.index("Candidates of 2027 from the rota") < page.index(str(candidate)) < page.index(str(other))
    )
    sent = {"status": "member", "host": other.pk, "decided_by": "directors", "decided_on": "2026-11-01"}
    refused = client_of_boss.post(url, sent)
    assert refused.status_code == 409
    assert "serves no country that holds the presidency" in refused.content.decode()
    assert client_of_boss.post(url, sent | {"reason": "Both candidates declined."}).status_code == 302
    saved = Edition.objects.get()
    assert (saved.host, saved.host_decided_by, saved.host_decided_on) == (
        other,
        "directors",
        date(2026, 11, 1),
    )
