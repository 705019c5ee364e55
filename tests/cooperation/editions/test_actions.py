"""Decisions about editions: what they write, what they refuse, and their line in the audit log."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import Group, Permission
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    ModelLogEntry,
    Page,
)
from wagtail.permission_policies.pages import PagePermissionPolicy

from cooperation.editions import actions, rules
from cooperation.editions.enums import SECRETARIAT_GROUP, HostStatus, Role, State
from cooperation.editions.models import Edition, EditionRole
from cooperation.pages.models import EditionPage
from core.accounts.models import User
from home.models import HomePage
from tests.factories import EditionFactory, MemberFactory, PresidencyFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today() -> Any:
    with time_machine.travel(datetime(2026, 11, 21, 12, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def user() -> User:
    return UserFactory()


def log_lines(edition: Edition) -> list[tuple[str, int | None]]:
    return list(ModelLogEntry.objects.for_instance(edition).values_list("action", "user_id"))


def test_announcing_is_written_shown_and_logged(user: User) -> None:
    edition = EditionFactory(announced_at=None)
    actions.announce(edition, by=user)
    assert edition.state() == Edition.objects.get(pk=edition.pk).state() == State.ANNOUNCED
    assert log_lines(edition) == [("editions.announce", user.pk)]


def test_what_is_not_ready_is_not_announced_and_nothing_is_logged(user: User) -> None:
    edition = EditionFactory(announced_at=None, ends_on=None, host=None, city="")
    with pytest.raises(rules.CannotAnnounce) as refusal:
        actions.announce(edition, by=user)
    assert len(refusal.value.reasons) == 3
    edition.refresh_from_db()
    assert edition.announced_at is None
    assert log_lines(edition) == []


def test_the_rows_in_the_database_decide_not_the_object_in_hand(user: User) -> None:
    edition = EditionFactory(announced_at=None)
    stale = Edition.objects.get(pk=edition.pk)
    actions.announce(edition, by=user)
    with pytest.raises(rules.CannotAnnounce):
        actions.announce(stale, by=user)


def test_deciding_writes_nothing_else_of_the_object_in_hand(user: User) -> None:
    edition = EditionFactory(announced_at=None)
    edition.title = "Typed and not saved"
    actions.announce(edition, by=user)
    assert Edition.objects.get(pk=edition.pk).title != "Typed and not saved"


def test_cancelling_keeps_the_reason(user: User) -> None:
    edition = EditionFactory()
    actions.cancel(edition, "  A storm.  ", by=user)
    edition.refresh_from_db()
    assert (edition.state(), edition.cancellation_reason) == (State.CANCELLED, "A storm.")
    assert log_lines(edition) == [("editions.cancel", user.pk)]


def test_a_cancellation_is_taken_back_and_both_are_counted(user: User) -> None:
    edition = EditionFactory()
    actions.cancel(edition, "A storm.", by=user)
    actions.reinstate(edition, "The storm turned away.", by=user)
    edition.refresh_from_db()
    assert (edition.state(), edition.cancellation_reason, edition.standing_changes) == (
        State.ANNOUNCED,
        "",
        2,
    )
    assert edition.reinstated_at is not None
    assert [line for line, _by in log_lines(edition)] == ["editions.reinstate", "editions.cancel"]


CANCELLED = {"cancelled_at": datetime(2026, 1, 1, tzinfo=UTC)}


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({}, "Sun."),
        (CANCELLED, " "),
        (CANCELLED | {"archived_at": datetime(2026, 1, 1, tzinfo=UTC)}, "Sun."),
        (CANCELLED | {"year": 2024, "starts_on": date(2024, 4, 16), "ends_on": date(2024, 4, 17)}, "Sun."),
    ],
    ids=["not cancelled", "no reason", "archived", "over"],
)
def test_what_cannot_take_place_is_not_reinstated(user: User, values: dict[str, Any], reason: str) -> None:
    with pytest.raises(rules.CannotReinstate):
        actions.reinstate(EditionFactory(**values), reason, by=user)


@pytest.mark.parametrize(
    "values",
    [
        {"cancelled_at": datetime(2026, 1, 1, tzinfo=UTC)},
        {"archived_at": datetime(2026, 1, 1, tzinfo=UTC)},
        {"year": 2024, "starts_on": date(2024, 4, 16), "ends_on": date(2024, 4, 17)},
    ],
)
def test_what_is_over_is_not_cancelled(user: User, values: dict[str, Any]) -> None:
    with pytest.raises(rules.CannotCancel):
        actions.cancel(EditionFactory(**values), "A storm.", by=user)


def test_cancelling_needs_a_reason(user: User) -> None:
    with pytest.raises(rules.CannotCancel):
        actions.cancel(EditionFactory(), "   ", by=user)


def test_the_archive_opens_and_shuts(user: User) -> None:
    edition = EditionFactory(year=2024, starts_on=date(2024, 4, 16), ends_on=date(2024, 4, 17))
    with pytest.raises(rules.CannotArchive):
        actions.unarchive(edition, by=user)
    actions.archive(edition, by=user)
    assert Edition.objects.get(pk=edition.pk).state() == State.ARCHIVED
    with pytest.raises(rules.CannotArchive):
        actions.archive(edition, by=user)
    actions.unarchive(edition, by=user)
    assert Edition.objects.get(pk=edition.pk).state() == State.CONCLUDED
    assert {action for action, _user in log_lines(edition)} == {"editions.archive", "editions.unarchive"}


def test_what_lies_ahead_is_not_archived(user: User) -> None:
    with pytest.raises(rules.CannotArchive):
        actions.archive(EditionFactory(), by=user)


class TestHost:
    """Recording who hosts."""

    @pytest.fixture(autouse=True)
    def _rota(self) -> None:
        PresidencyFactory(year=2027, half=1, country="LT")
        self.candidate = MemberFactory(name="ECC Lithuania", country="LT")
        self.other = MemberFactory(name="ECC Norway", country="NO")
        self.edition = EditionFactory(host=None, host_status=HostStatus.UNDECIDED)

    def test_a_candidate_needs_no_reason(self, user: User) -> None:
        decision = actions.HostDecision(
            HostStatus.MEMBER,
            self.candidate,
            decided_by="Meeting of the directors",
            decided_on=date(2026, 9, 1),
        )
        actions.record_host(self.edition, decision, by=user)
        self.edition.refresh_from_db()
        assert (self.edition.host, self.edition.host_decided_by) == (
            self.candidate,
            "Meeting of the directors",
        )
        assert log_lines(self.edition) == [("editions.record_host", user.pk)]

    def test_anybody_else_is_taken_with_a_reason_only(self, user: User) -> None:
        with pytest.raises(rules.HostIsNoCandidate, match="ECC Norway"):
            actions.record_host(self.edition, actions.HostDecision(HostStatus.MEMBER, self.other), by=user)
        decision = actions.HostDecision(HostStatus.MEMBER, self.other, reason="They asked for it.")
        actions.record_host(self.edition, decision, by=user)
        assert Edition.objects.get(pk=self.edition.pk).host == self.other

    def test_another_organiser_takes_the_members_place(self, user: User) -> None:
        actions.record_host(self.edition, actions.HostDecision(HostStatus.MEMBER, self.candidate), by=user)
        actions.record_host(
            self.edition, actions.HostDecision(HostStatus.OTHER, other_host="The Commission"), by=user
        )
        self.edition.refresh_from_db()
        assert (self.edition.host, self.edition.other_host) == (None, "The Commission")

    def test_not_known_clears_the_host(self, user: User) -> None:
        actions.record_host(self.edition, actions.HostDecision(HostStatus.MEMBER, self.candidate), by=user)
        actions.record_host(self.edition, actions.HostDecision(HostStatus.UNKNOWN), by=user)
        self.edition.refresh_from_db()
        assert (self.edition.host, self.edition.other_host) == (None, "")

    @pytest.mark.parametrize("status", [HostStatus.MEMBER, HostStatus.OTHER])
    def test_a_host_without_a_name_is_refused(self, user: User, status: HostStatus) -> None:
        with pytest.raises(rules.CannotRecordHost):
            actions.record_host(self.edition, actions.HostDecision(status), by=user)

    def test_the_archive_does_not_change(self, user: User) -> None:
        Edition.objects.filter(pk=self.edition.pk).update(archived_at=datetime(2026, 1, 1, tzinfo=UTC))
        with pytest.raises(rules.CannotRecordHost):
            actions.record_host(
                self.edition, actions.HostDecision(HostStatus.MEMBER, self.candidate), by=user
            )


class TestRoles:
    """Giving and withdrawing roles."""

    def test_an_organiser_reaches_their_pages_and_no_others(
        self, user: User, home_page: HomePage, edition_page: EditionPage
    ) -> None:
        other = EditionFactory(year=2028, starts_on=None, ends_on=None)
        other_page = home_page.add_child(instance=EditionPage(title="2028", slug="2028", edition=other))
        actions.give_role(edition_page.edition, user, Role.ORGANISER, by=None)
        user = User.objects.get(pk=user.pk)
        policy = PagePermissionPolicy()
        reached = policy.instances_user_has_permission_for(user, "change")
        assert [page.pk for page in reached] == [edition_page.pk]
        assert not policy.user_has_permission_for_instance(user, "change", other_page)
        assert user.has_perm("wagtailadmin.access_admin")

    def test_an_organiser_reaches_their_collection_and_no_other(self, user: User, edition: Edition) -> None:
        actions.give_role(edition, user, Role.ORGANISER, by=None)
        edition.refresh_from_db()
        granted = GroupCollectionPermission.objects.filter(group__user=user)
        assert {row.collection_id for row in granted} == {edition.collection_id}
        assert len(granted) == len(actions.COLLECTION_PERMISSIONS)

    def test_giving_a_role_twice_changes_nothing(self, user: User, edition_page: EditionPage) -> None:
        edition = edition_page.edition
        counts = []
        for _time in range(2):
            actions.give_role(edition, user, Role.ORGANISER, by=user)
            rows = (EditionRole, Group, GroupPagePermission, GroupCollectionPermission, Collection)
            counts.append([model.objects.count() for model in rows])
        assert counts[0] == counts[1]
        assert log_lines(edition) == [("editions.give_role", user.pk)]

    def test_an_attendee_gets_no_way_into_the_admin(self, user: User, edition: Edition) -> None:
        actions.give_role(edition, user, Role.ATTENDEE, by=None)
        user = User.objects.get(pk=user.pk)
        assert not user.has_perm("wagtailadmin.access_admin")
        assert list(user.groups.all()) == []

    def test_withdrawing_takes_everything_back(self, user: User, edition_page: EditionPage) -> None:
        edition = edition_page.edition
        actions.give_role(edition, user, Role.ORGANISER, by=None)
        actions.withdraw_role(edition, user, Role.ORGANISER, by=None)
        user = User.objects.get(pk=user.pk)
        assert not user.has_perm("wagtailadmin.access_admin")
        assert not EditionRole.objects.exists()
        assert {action for action, _user in log_lines(edition)} == {
            "editions.give_role",
            "editions.withdraw_role",
        }

    def test_an_account_that_is_switched_off_gets_no_role(self, edition: Edition) -> None:
        with pytest.raises(rules.CannotGiveRole):
            actions.give_role(edition, UserFactory(is_active=False), Role.ATTENDEE, by=None)
        assert not EditionRole.objects.exists()

    def test_two_editions_of_one_name_have_two_groups(self, edition: Edition) -> None:
        twin = EditionFactory(title=edition.title)
        assert actions.update_organisers(edition) != actions.update_organisers(twin)

    def test_the_group_follows_the_editions_new_name(self, edition: Edition) -> None:
        group = actions.update_organisers(edition)
        edition.title = "Renamed"
        assert actions.update_organisers(edition) == group
        group.refresh_from_db()
        assert group.name.startswith("Organisers, Renamed")

    def test_every_permission_that_is_named_exists(self, edition: Edition) -> None:
        names = {
            f"{permission.content_type.app_label}.{permission.codename}"
            for permission in Permission.objects.select_related("content_type")
        }
        assert set(actions.ORGANISER_PERMISSIONS) | set(actions.COLLECTION_PERMISSIONS) <= names

    def test_the_secretariat_reaches_the_whole_tree(self, user: User, edition_page: EditionPage) -> None:
        group = actions.make_secretariat_group()
        assert actions.make_secretariat_group() == group
        user.groups.add(group)
        user = User.objects.get(pk=user.pk)
        reached = PagePermissionPolicy().instances_user_has_permission_for(user, "publish")
        assert set(reached) == set(Page.objects.all())
        assert group.name == SECRETARIAT_GROUP
        assert user.has_perms(["editions.add_edition", "network.delete_member", "wagtailadmin.access_admin"])
