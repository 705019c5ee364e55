"""Who works at the agenda desk."""

import pytest
from django.test import Client

from cooperation.editions.models import Edition
from tests.factories import UserFactory


@pytest.fixture
def desk(edition: Edition) -> Client:
    """A browser signed in as a superuser, with an edition to work on."""
    client = Client()
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    return client
