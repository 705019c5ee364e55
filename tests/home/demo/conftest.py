"""The demo's own addresses and middleware, on top of the tests' settings."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import clear_url_caches

from core.accounts.models import User
from tests.factories import UserFactory, let_into_admin

SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture(autouse=True)
def demo(settings: Any) -> Iterator[None]:
    from config.settings import demo

    settings.DEMO = demo.DEMO
    settings.ROOT_URLCONF = demo.ROOT_URLCONF
    settings.MIDDLEWARE = demo.MIDDLEWARE
    clear_url_caches()
    yield
    clear_url_caches()


@pytest.fixture
def people(db: None) -> dict[str, User]:
    """The three made-up people, none of whom has a second factor."""
    people = {
        name: UserFactory(email=f"{name}@demo.example", second_factor=False)
        for name in ("attendee", "organiser", "secretariat")
    }
    let_into_admin(people["organiser"])
    people["secretariat"].is_superuser = True
    people["secretariat"].save()
    return people


def become(client: Client, role: str, next_page: str = "/") -> Any:
    return client.post("/demo/role/", {"role": role, "next": next_page}, headers=SAME_ORIGIN)
