"""The version grows with each transaction that changes what the public sees, and with no other."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.models import Collection, Site

from cooperation.agenda.models import Release
from cooperation.network.models import NetworkSettings
from core.accounts.models import User
from core.mail.models import OutgoingMail
from core.publishing.models import Picture
from core.serving.caching import cached_fragment
from core.serving.content_version import content_changed, current_version, known_in_request, read_version
from core.serving.models import ContentVersion, WorkerBeat
from home.models import HomePage, StandardPage
from tests.factories import EditionFactory, MemberFactory, RoomFactory, SlotFactory, UserFactory

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.django_db(transaction=True)
class TestTransactions:
    def test_many_changes_in_one_transaction_count_once(
        self, django_assert_num_queries: Callable[..., Any]
    ) -> None:
        content_changed()
        before = read_version()
        with transaction.atomic():
            content_changed()
            with django_assert_num_queries(0):
                for _time in range(50):
                    content_changed()
        assert read_version() == before + 1

    def test_each_transaction_counts(self) -> None:
        content_changed()
        before = read_version()
        for _time in range(3):
            with transaction.atomic():
                content_changed()
        content_changed()
        assert read_version() == before + 4

    def test_a_rolled_back_change_does_not_count_and_the_next_one_does(self) -> None:
        content_changed()
        before = read_version()
        with transaction.atomic():
            content_changed()
            transaction.set_rollback(True)
        assert read_version() == before
        with transaction.atomic():
            content_changed()
        assert read_version() == before + 1

    def test_a_change_after_a_rolled_back_savepoint_counts(self) -> None:
        content_changed()
        before = read_version()
        with transaction.atomic():
            with transaction.atomic():
                content_changed()
                transaction.set_rollback(True)
            content_changed()
        assert read_version() == before + 1

    def test_a_fragment_is_not_kept_under_a_number_that_may_be_rolled_back(self) -> None:
        content_changed()
        with transaction.atomic():
            content_changed()
            assert cached_fragment("menu", lambda: "never was") == "never was"
            transaction.set_rollback(True)
        content_changed()  # the number that the other transaction would have had
        assert cached_fragment("menu", lambda: "is") == "is"

    def test_the_first_row_is_made_when_it_is_missing(self) -> None:
        ContentVersion.objects.all().delete()
        first = read_version()
        content_changed()
        assert read_version() == first + 1


class TestFragments:
    @pytest.mark.django_db(transaction=True)
    def test_is_made_once_per_version_and_costs_no_query_of_its_own(
        self, django_assert_num_queries: Callable[..., Any]
    ) -> None:
        made = []

        def make() -> str:
            made.append(1)
            return f"menu {len(made)}"

        with known_in_request(), django_assert_num_queries(1):
            assert [cached_fragment("menu", make) for _time in range(3)] == ["menu 1"] * 3
        content_changed()
        with known_in_request(), django_assert_num_queries(1):
            assert cached_fragment("menu", make) == "menu 2"

    def test_a_change_within_the_request_is_seen_by_it(self, db: None) -> None:
        with known_in_request():
            before = current_version()
            content_changed()
            assert current_version() == before + 1

    def test_keeps_nothing_while_the_cache_is_off(self, db: None, settings: Any) -> None:
        settings.RESPONSE_CACHE_SECONDS = 0
        values = iter("ab")
        assert [cached_fragment("x", lambda: next(values)) for _time in (1, 2)] == ["a", "b"]


def rename_edition() -> Callable[[], object]:
    edition = EditionFactory()
    edition.title = "Another title"
    return edition.save


def rename_member() -> Callable[[], object]:
    member = MemberFactory()
    member.name = "Another name"
    return member.save


def delete_member() -> Callable[[], object]:
    return MemberFactory().delete


def save_release() -> Callable[[], object]:
    edition = EditionFactory()
    return lambda: Release.objects.create(
        edition=edition, number=1, content={"rooms": [], "slots": []}, released_at=edition.announced_at
    )


def change_setting() -> Callable[[], object]:
    return NetworkSettings.for_site(Site.objects.get()).save


def credit_picture() -> Callable[[], object]:
    picture = Picture(title="A hall", file="original_images/hall.jpg", width=1, height=1, credit="Photo: Ona")
    picture.save()
    return picture.save


def add_collection() -> Callable[[], object]:
    return lambda: Collection.get_first_root_node().add_child(name="2027")


def publish_page() -> Callable[[], object]:
    page = HomePage.objects.get().add_child(instance=StandardPage(title="Draft", slug="draft", live=False))
    return page.save_revision().publish


@pytest.mark.parametrize(
    "prepare",
    [
        rename_edition,
        rename_member,
        delete_member,
        save_release,
        change_setting,
        credit_picture,
        add_collection,
        publish_page,
    ],
)
def test_what_the_public_sees_counts(db: None, prepare: Callable[[], Callable[[], object]]) -> None:
    change = prepare()
    before = read_version()
    change()
    assert read_version() > before


def move_room_of_the_draft() -> Callable[[], object]:
    return RoomFactory().save


def move_slot_of_the_draft() -> Callable[[], object]:
    return SlotFactory().save


def new_draft_page() -> Callable[[], object]:
    home = HomePage.objects.get()
    page = StandardPage(title="Draft", slug="draft", live=False)
    return lambda: home.add_child(instance=page).save_revision()


def note_hash_of_a_file() -> Callable[[], object]:
    picture = Picture(title="A hall", file="original_images/hall.jpg", width=1, height=1, credit="Photo: Ona")
    picture.save()
    return lambda: picture.save(update_fields=["file_hash"])


def sign_in() -> Callable[[], object]:
    user: User = UserFactory()
    return lambda: user.save(update_fields=["last_login"])


def join_group() -> Callable[[], object]:
    user, group = UserFactory(), Group.objects.create(name="Editors")
    return lambda: user.groups.add(group)


def write_mail() -> Callable[[], object]:
    at = WorkerBeat(at="2027-05-12T07:00Z").at
    return lambda: OutgoingMail.objects.create(message_id="<a@b>", source=b"", due_at=at)


def say_alive() -> Callable[[], object]:
    return lambda: WorkerBeat.objects.create(at="2027-05-12T07:00Z")


@pytest.mark.parametrize(
    "prepare",
    [
        move_room_of_the_draft,
        move_slot_of_the_draft,
        new_draft_page,
        note_hash_of_a_file,
        sign_in,
        join_group,
        write_mail,
        say_alive,
    ],
)
def test_drafts_and_machinery_do_not_count(db: None, prepare: Callable[[], Callable[[], object]]) -> None:
    change = prepare()
    before = read_version()
    change()
    assert read_version() == before


PUBLISHES = """
import django; django.setup()
from django.core.management import call_command
from datetime import timedelta
from django.utils import timezone
from django.test import Client
from wagtail.models import Page
from core.serving.content_version import read_version
from home.models import StandardPage
import subprocess, sys
home = Page.objects.get(depth=2)
page = home.add_child(instance=StandardPage(title="Old title", slug="timed"))
page.title = "New title"
page.go_live_at = timezone.now() + timedelta(seconds=-1)
page.save_revision(approved_go_live_at=page.go_live_at)
client = Client(headers={"host": "localhost"})
client.get("/timed/")
client.get("/timed/")
first = client.get("/timed/")
assert "hit" in first.headers["Cache-Status"] and b"Old title" in first.content, first.headers
subprocess.run([sys.executable, "manage.py", "worker", "--once"], check=True)
second = client.get("/timed/")
assert "hit" not in second.headers["Cache-Status"] and b"New title" in second.content, second.headers
"""


@pytest.mark.processes
def test_what_the_worker_publishes_drops_pages_in_the_web_process(other_process: dict[str, str]) -> None:
    """Two processes with a memory each, and a database in a file."""
    command = [sys.executable, "-c", PUBLISHES]
    done = subprocess.run(command, cwd=ROOT, env=other_process, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
