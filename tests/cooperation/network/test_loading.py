"""The members' file holds what the network's pages need."""

import pytest

from cooperation.network.loading import load_members
from cooperation.network.models import Member


@pytest.mark.django_db
def test_every_member_is_valid_and_names_its_source() -> None:
    load_members()
    for member in Member.objects.all():
        member.full_clean()
        assert member.source, member


@pytest.mark.django_db
def test_greece_and_the_united_kingdom_have_codes_of_their_own_in_the_eu() -> None:
    load_members()
    differing = Member.objects.exclude(country="").order_by("country")
    assert [
        (str(member.country), member.eu_code) for member in differing if str(member.country) != member.eu_code
    ] == [("GB", "UK"), ("GR", "EL")]


@pytest.mark.django_db
def test_a_seat_may_lie_in_another_country_and_a_member_may_have_left() -> None:
    load_members()
    assert Member.objects.get(slug="ecc-france").city_country == "DE"
    assert [member.eu_code for member in Member.objects.all() if not member.is_current] == ["UK"]
