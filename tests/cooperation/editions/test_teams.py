"""Roles given and withdrawn, and what Wagtail lets those who have them do."""

import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    ModelLogEntry,
    Page,
)
from wagtail.permission_policies.pages import PagePermissionPolicy

from cooperation.editions import rules, teams
from cooperation.editions.enums import SECRETARIAT_GROUP, TEAM_PERMISSIONS, Role
from cooperation.editions.models import Edition, EditionRole
from cooperation.pages.models import EditionPage
from core.accounts.models import User
from home.models import HomePage
from tests.factories import EditionFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    return UserFactory()


def log_lines(edition: Edition) -> list[tuple[str, int | None]]:
    return list(ModelLogEntry.objects.for_instance(edition).values_list("action", "user_id"))


class TestGiving:
    """Giving and withdrawing roles."""

    def test_an_organiser_reaches_their_pages_and_no_others(
        self, user: User, home_page: HomePage, edition_page: EditionPage
    ) -> None:
        other = EditionFactory(year=2028, starts_on=None, ends_on=None)
        other_page = home_page.add_child(instance=EditionPage(title="2028", slug="2028", edition=other))
        teams.give_role(edition_page.edition, user, Role.HOST_LEAD, by=None)
        user = User.objects.get(pk=user.pk)
        policy = PagePermissionPolicy()
        reached = policy.instances_user_has_permission_for(user, "change")
        assert [page.pk for page in reached] == [edition_page.pk]
        assert not policy.user_has_permission_for_instance(user, "change", other_page)
        assert user.has_perm("wagtailadmin.access_admin")

    def test_an_organiser_reaches_their_collection_and_no_other(self, user: User, edition: Edition) -> None:
        teams.give_role(edition, user, Role.HOST_LEAD, by=None)
        edition.refresh_from_db()
        granted = GroupCollectionPermission.objects.filter(group__user=user)
        assert {row.collection_id for row in granted} == {edition.collection_id}
        assert len(granted) == len(teams.COLLECTION_PERMISSIONS)

    def test_giving_a_role_twice_changes_nothing(self, user: User, edition_page: EditionPage) -> None:
        edition = edition_page.edition
        counts = []
        for _time in range(2):
            teams.give_role(edition, user, Role.HOST_LEAD, by=user)
            rows = (EditionRole, Group, GroupPagePermission, GroupCollectionPermission, Collection)
            counts.append([model.objects.count() for model in rows])
        assert counts[0] == counts[1]
        assert log_lines(edition) == [("editions.give_role", user.pk)]

    def test_an_attendee_gets_no_way_into_the_admin(self, user: User, edition: Edition) -> None:
        teams.give_role(edition, user, Role.ATTENDEE, by=None)
        user = User.objects.get(pk=user.pk)
        assert not user.has_perm("wagtailadmin.access_admin")
        assert list(user.groups.all()) == []

    def test_withdrawing_takes_everything_back(self, user: User, edition_page: EditionPage) -> None:
        edition = edition_page.edition
        teams.give_role(edition, user, Role.HOST_LEAD, by=None)
        teams.withdraw_role(edition, user, Role.HOST_LEAD, by=None)
        user = User.objects.get(pk=user.pk)
        assert not user.has_perm("wagtailadmin.access_admin")
        assert not EditionRole.objects.exists()
        assert {action for action, _user in log_lines(edition)} == {
            "editions.give_role",
            "editions.withdraw_role",
        }

    def test_an_account_that_is_switched_off_gets_no_role(self, edition: Edition) -> None:
        with pytest.raises(rules.CannotGiveRole):
            teams.give_role(edition, UserFactory(is_active=False), Role.ATTENDEE, by=None)
        assert not EditionRole.objects.exists()

    def test_two_editions_of_one_name_have_two_groups(self, edition: Edition) -> None:
        twin = EditionFactory(title=edition.title)
        assert teams.update_groups(edition) != teams.update_groups(twin)

    def test_the_group_follows_the_editions_new_name(self, edition: Edition) -> None:
        groups = teams.update_groups(edition)
        edition.title = "Renamed"
        assert teams.update_groups(edition) == groups
        names = sorted(Group.objects.values_list("name", flat=True))
        assert names == [f"{kind}, Renamed (#{edition.pk})" for kind in ("Editors", "Team")]

    def test_every_permission_that_is_named_exists(self, edition: Edition) -> None:
        names = {
            f"{permission.content_type.app_label}.{permission.codename}"
            for permission in Permission.objects.select_related("content_type")
        }
        assert set(TEAM_PERMISSIONS) | set(teams.COLLECTION_PERMISSIONS) <= names

    def test_the_secretariat_reaches_the_whole_tree(self, user: User, edition_page: EditionPage) -> None:
        group = teams.make_secretariat_group()
        assert teams.make_secretariat_group() == group
        user.groups.add(group)
        user = User.objects.get(pk=user.pk)
        reached = PagePermissionPolicy().instances_user_has_permission_for(user, "publish")
        assert set(reached) == set(Page.objects.all())
        assert group.name == SECRETARIAT_GROUP
        assert user.has_perms(["editions.add_edition", "network.delete_member", "wagtailadmin.access_admin"])


class TestEditors:
    """Only those whose duty they are reach an edition's pages and its files."""

    @pytest.mark.parametrize(
        ("role", "edits"),
        [
            (Role.HOST_LEAD, True),
            (Role.PROGRAMME, True),
            (Role.COMMUNICATION, True),
            (Role.REGISTRATION_DESK, False),
            (Role.CHECKIN_HELPER, False),
            (Role.READER, False),
        ],
    )
    def test_a_role_opens_pages_or_not(
        self, user: User, edition_page: EditionPage, role: Role, edits: bool
    ) -> None:
        teams.give_role(edition_page.edition, user, role, by=None)
        user = User.objects.get(pk=user.pk)
        assert user.has_perm("wagtailadmin.access_admin")
        may = PagePermissionPolicy().user_has_permission_for_instance(user, "change", edition_page)
        assert may == edits
        assert GroupCollectionPermission.objects.filter(group__user=user).exists() == edits

    def test_who_keeps_one_of_two_roles_keeps_what_it_opens(
        self, user: User, edition_page: EditionPage
    ) -> None:
        edition = edition_page.edition
        for role in (Role.HOST_LEAD, Role.READER):
            teams.give_role(edition, user, role, by=None)
        teams.withdraw_role(edition, user, Role.HOST_LEAD, by=None)
        user = User.objects.get(pk=user.pk)
        assert user.has_perm("wagtailadmin.access_admin")
        assert not PagePermissionPolicy().user_has_permission_for_instance(user, "change", edition_page)
