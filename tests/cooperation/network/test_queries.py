"""How the network is named in mails, which are sent for no site."""

import pytest
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Site

from cooperation.network.models import NetworkSettings
from cooperation.network.queries import network_in_mails
from core.serving.content_version import read_version

pytestmark = pytest.mark.django_db


def test_it_is_that_of_the_default_site_as_it_is_now(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    site = Site.objects.get(is_default_site=True)
    other = Site.objects.create(hostname="other.example", root_page=site.root_page)
    named = NetworkSettings.for_site(site)
    NetworkSettings.objects.create(site=other, name="Another network")
    for name in ("Example Network", "Network of Examples"):
        named.name = name
        named.save()
        read_version()  # as of content that stands
        assert network_in_mails().name == name
        with django_assert_num_queries(1):  # the content's version
            assert network_in_mails().name == name


def test_without_settings_it_has_its_usual_names() -> None:
    NetworkSettings.objects.all().delete()
    assert network_in_mails().name == NetworkSettings().name
