"""Keys that prove an address."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import signing

from cooperation.editions.models import Edition
from cooperation.pages.models import EditionPage
from workshops.registration.links import Proof, proof_key, read_proof, way_in

pytestmark = pytest.mark.django_db
NOON = datetime(2027, 1, 1, 12, tzinfo=UTC)


def test_a_key_proves_one_address_at_one_edition(edition: Edition) -> None:
    assert read_proof(proof_key(edition, " Ona@Example.org ")) == Proof(edition.pk, "ona@example.org")


@pytest.mark.parametrize(("hours", "is_good"), [(47, True), (49, False)])
def test_it_is_good_for_two_days(edition: Edition, hours: int, is_good: bool) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        key = proof_key(edition, "ona@example.org")
        clock.shift(timedelta(hours=hours))
        assert (read_proof(key) is not None) is is_good


def test_nothing_else_proves_anything(edition: Edition) -> None:
    key = proof_key(edition, "ona@example.org")
    broken = [key[:-1], key[1:], key.swapcase(), key.partition(".")[0], "", ".", "\x00", "ą" * 30]
    assert [read_proof(each) for each in broken] == [None] * len(broken)


def test_what_was_signed_for_something_else_proves_nothing(edition: Edition) -> None:
    other = signing.TimestampSigner(sep=".", salt="something else")
    assert read_proof(other.sign_object([edition.pk, "ona@example.org"])) is None


def test_every_part_of_a_key_survives_in_an_address(edition: Edition) -> None:
    key = proof_key(edition, "ona.with+tag@example.org")
    assert set(key) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.")


def test_the_way_in_lies_below_the_start_page(edition: Edition) -> None:
    assert way_in(edition) == "/2027/register/"


def test_it_moves_with_the_start_page(edition_page: EditionPage) -> None:
    edition_page.slug = "study-visit"
    edition_page.save()
    assert way_in(edition_page.edition) == "/study-visit/register/"
