"""A request's site is the one that Wagtail would find."""

import pytest
from django.core.cache import caches
from django.test import RequestFactory
from wagtail.models import Site

from core.publishing.sites import know_site, site_roots
from home.models import HomePage


@pytest.mark.django_db
@pytest.mark.parametrize("host", ["testserver", "other.example", "other.example:8080", "unknown.example"])
@pytest.mark.parametrize(
    "more", [[], [("other.example", 80)], [("other.example", 80), ("other.example", 8080)]]
)
@pytest.mark.parametrize("has_default", [True, False])
def test_it_is_the_site_that_wagtail_finds(
    settings, home_page: HomePage, host: str, more: list[tuple[str, int]], has_default: bool
) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    Site.objects.update(is_default_site=has_default)
    for name, port in more:
        Site.objects.create(hostname=name, port=port, root_page=home_page)
    caches["default"].clear()  # Wagtail keeps the roots of other tests there
    found = Site.find_for_request(RequestFactory().get("/", headers={"host": host}))
    assert know_site(RequestFactory().get("/", headers={"host": host})) == found
    # Wagtail leaves two sites of one hostname in the order that the database happens to give.
    assert sorted(site_roots()) == sorted(Site.get_site_root_paths())
