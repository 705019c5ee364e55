"""The user of a request: read at once, and with no rights but those of their groups."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from core.accounts.backends import Backend
from core.accounts.queries import has_second_factor, may_enter_admin
from tests.factories import UserFactory, let_into_admin

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("second_factor", [True, False])
def test_what_each_page_asks_comes_with_the_user(
    second_factor: bool, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    key = UserFactory(second_factor=second_factor).pk
    with django_assert_num_queries(1):
        user = Backend().get_user(key)
        assert user is not None
        assert has_second_factor(user) is second_factor


def test_who_was_switched_off_is_nobody() -> None:
    assert Backend().get_user(UserFactory(is_active=False).pk) is None
    assert Backend().get_user(0) is None


def test_permissions_come_through_groups_alone(client: Client) -> None:
    user = UserFactory()
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    assert not may_enter_admin(user)
    assert client.get("/admin/").status_code == 403
    let_into_admin(user)
    assert client.get("/admin/").status_code == 200
