"""The code on a badge: it finds one registration of its edition, and opens nothing."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import EditionFactory
from tests.workshops.registration.samples import OPENED, make_desk, register_one
from workshops.registration.check_in_codes import by_check_in_code, check_in_code

pytestmark = pytest.mark.django_db


def test_it_finds_the_registration_in_its_own_edition_alone() -> None:
    ona, jonas = register_one(desk := make_desk()), register_one(desk, "jonas@example.org")
    other = make_desk(EditionFactory(year=2028, ready_for_registration=True, registration_opens_at=OPENED))
    assert by_check_in_code(desk.edition_id, check_in_code(ona.ticket)) == ona
    assert by_check_in_code(desk.edition_id, f" {check_in_code(jonas.ticket).lower()}\n") == jonas
    assert by_check_in_code(other.edition_id, check_in_code(ona.ticket)) is None


@pytest.mark.parametrize("code", ["", "CD", "CD" + "0" * 32, "CD" + "G" * 32, "x" * 5000, "\0"])
def test_what_is_no_code_finds_nobody(code: str) -> None:
    assert by_check_in_code(register_one(make_desk()).edition_id, code) is None


def test_it_does_not_open_the_registration(client: Client) -> None:
    ona = register_one(make_desk())
    assert client.get(reverse("ticket", args=[check_in_code(ona.ticket)])).status_code == 404
    assert client.get(reverse("ticket", args=[check_in_code(ona.ticket)[2:].lower()])).status_code == 404
