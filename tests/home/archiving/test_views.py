"""The archive's page in the admin: what each role sees and does, and the errata that the public reads."""

from io import BytesIO
from types import SimpleNamespace
from typing import Any
from zipfile import ZipFile

import feedparser
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cooperation.editions import errata, teams
from cooperation.editions.archiving import Correction
from cooperation.editions.enums import Role
from cooperation.editions.models import Edition, Erratum
from cooperation.pages.models import EditionIndexPage
from core.accounts.models import User
from home.archiving import actions
from home.archiving.models import Seal
from home.models import HomePage
from tests.factories import UserFactory
from workshops.registration.models import Erasure

pytestmark = [pytest.mark.django_db, pytest.mark.sweeps]

WRITTEN = {"was_wrong": "210 people came.", "is_right": "120 people came.", "decided_by": "The secretariat"}


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def keeper() -> Client:
    user = UserFactory()
    user.groups.add(teams.make_secretariat_group())
    return signed_in(user)


def with_role(edition: Edition, role: Role) -> Client:
    user = UserFactory()
    teams.give_role(edition, user, role, by=None)
    return signed_in(user)


def place(edition: Edition, name: str = "page") -> str:
    return reverse(f"archiving:{name}", args=[edition.pk])


def test_the_lead_compares_and_is_told_what_differs(archived: SimpleNamespace) -> None:
    lead = with_role(archived.edition, Role.HOST_LEAD)
    early = lead.post(place(archived.edition))
    assert early.status_code == 409
    actions.seal(archived.edition)
    assert Seal.objects.get().digest in lead.get(place(archived.edition)).content.decode()
    assert "Nothing has changed since" in lead.post(place(archived.edition)).content.decode()
    archived.look_back.unpublish()
    assert "Page “Look-back” is gone" in lead.post(place(archived.edition)).content.decode()


def test_the_lead_asks_for_the_copy_sees_how_far_it_is_and_takes_it(archived: SimpleNamespace) -> None:
    lead = with_role(archived.edition, Role.HOST_LEAD)
    assert lead.post(place(archived.edition, "ask_for_copy")).status_code == 302
    told = lead.get(place(archived.edition, "progress")).json()
    assert (told["words"], told["is_over"]) == ("Waits for its turn", False)
    assert lead.get(place(archived.edition, "download")).status_code == 404
    actions.make_copies()
    assert lead.get(place(archived.edition, "progress")).json()["is_over"]
    assert "Download it" in lead.get(place(archived.edition)).content.decode()
    answer = lead.get(place(archived.edition, "download"))
    assert answer["Cache-Control"].startswith("private, no-store")
    assert "index.html" in ZipFile(BytesIO(b"".join(answer.streaming_content))).namelist()


@pytest.mark.parametrize("role", [Role.READER, Role.PROGRAMME, Role.REGISTRATION_DESK])
def test_others_of_the_team_look_and_do_nothing(archived: SimpleNamespace, role: Role) -> None:
    actions.ask_for_copy(archived.edition, by=None)
    actions.make_copies()
    other = with_role(archived.edition, role)
    text = other.get(place(archived.edition)).content.decode()
    assert "Download it" not in text
    assert "Compare now" not in text
    for name in ("page", "ask_for_copy", "erratum"):
        assert other.post(place(archived.edition, name)).status_code == 302
    assert other.get(place(archived.edition, "download"))["Location"] == "/admin/"
    assert not Seal.objects.exists()


def test_no_copy_of_what_does_not_lie_in_the_archive(worlds: Any) -> None:
    edition = worlds[1].edition
    answer = with_role(edition, Role.HOST_LEAD).post(place(edition, "ask_for_copy"), follow=True)
    assert "It does not lie in the archive yet." in answer.content.decode()


def test_the_secretariat_publishes_an_erratum_and_the_lead_does_not(
    archived: SimpleNamespace, keeper: Client
) -> None:
    address = place(archived.edition, "erratum")
    assert with_role(archived.edition, Role.HOST_LEAD).post(address, WRITTEN).status_code == 302
    assert not Erratum.objects.exists()
    answer = keeper.post(address, WRITTEN | {"is_right": ""})
    assert answer.status_code == 400
    assert "210 people came." in answer.content.decode()
    assert keeper.post(address, WRITTEN).status_code == 302
    assert "120 people came." in keeper.get(place(archived.edition)).content.decode()
    Edition.objects.filter(pk=archived.edition.pk).update(archived_at=None)
    assert keeper.post(address, WRITTEN).status_code == 409


def test_archiving_again_shows_what_changed_and_asks_for_the_erratum(
    archived: SimpleNamespace, keeper: Client
) -> None:
    edition = archived.edition
    assert keeper.post(reverse("editions:unarchive", args=[edition.pk])).status_code == 302
    archived.look_back.introduction = "<p>Something else.</p>"
    archived.look_back.save_revision().publish()
    address = reverse("editions:archive", args=[edition.pk])
    assert "Page “Look-back” changed" in keeper.get(address).content.decode()
    assert keeper.post(address, {"was_wrong": "210 people came."}).status_code == 400
    assert Edition.objects.get(pk=edition.pk).archived_at is None
    assert keeper.post(address, WRITTEN).status_code == 302
    assert Edition.objects.get(pk=edition.pk).archived_at is not None
    assert Erratum.objects.get().decided_by == "The secretariat"


def test_the_public_reads_errata_on_the_page_in_the_archive_and_in_the_feed(
    archived: SimpleNamespace, home_page: HomePage, client: Client
) -> None:
    home_page.add_child(instance=EditionIndexPage(title="Editions", slug="editions"))
    assert "errata/feed" not in client.get("/editions/").content.decode()
    errata.publish(archived.edition, Correction("210 <b>people</b>", "120 people", "The directors"), by=None)
    for path in ("/2024/", "/editions/"):
        text = client.get(path).content.decode()
        assert "210 &lt;b&gt;people&lt;/b&gt;" in text
        assert "The directors" in text
    assert "/editions/errata/feed/" in client.get("/editions/").content.decode()
    answer = client.get("/editions/errata/feed/")
    assert answer.status_code == 200
    assert "public" in answer["Cache-Control"]
    feed = feedparser.parse(answer.content)
    assert [entry.link for entry in feed.entries] == ["http://testserver/2024/"]
    assert "120 people" in feed.entries[0].summary


def test_reports_of_erasures_are_filed_there(archived: SimpleNamespace, keeper: Client) -> None:
    Erasure.objects.create(edition=archived.edition, reason="all")
    text = keeper.get(place(archived.edition)).content.decode()
    assert "All personal data" in text
    assert reverse("registration:privacy", args=[archived.edition.pk]) in text


def test_the_page_costs_the_same_for_few_and_many(archived: SimpleNamespace, keeper: Client) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert keeper.get(place(archived.edition)).status_code == 200
        return len(queries)

    actions.seal(archived.edition)
    errata.publish(archived.edition, Correction("a", "b", "c"), by=None)
    cost()
    few = cost()
    for _one in range(20):
        errata.publish(archived.edition, Correction("a", "b", "c"), by=None)
        Erasure.objects.create(edition=archived.edition, reason="person")
    assert cost() == few
