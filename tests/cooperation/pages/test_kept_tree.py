"""What other rooms ask of an edition's pages is read once and forgotten when content changes."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cooperation.editions.models import Edition
from cooperation.pages.kept_tree import addresses_of, band_of, edition_at, start_of
from cooperation.pages.models import AgendaPage, EditionPage
from core.serving.content_version import read_version
from tests.factories import EditionFactory

pytestmark = pytest.mark.django_db


def queries_of(ask: Callable[[], object]) -> int:
    """How many queries ``ask`` takes the second time, as of content that stands."""
    read_version()
    ask()
    with CaptureQueriesContext(connection) as captured:
        ask()
    return sum("serving_contentversion" not in query["sql"] for query in captured.captured_queries)


def test_the_band_is_read_once_and_follows_its_pages(edition: Edition, edition_page: EditionPage) -> None:
    agenda = edition_page.add_child(instance=AgendaPage(title="Agenda", slug="agenda"))
    assert queries_of(lambda: band_of(edition)) == 0
    agenda.title = "Programme"
    agenda.save()
    band = band_of(edition)
    assert band is not None
    assert [(link.title, link.url) for link in band.links] == [("Programme", "/2027/agenda/")]
    edition_page.unpublish()
    assert band_of(edition) is None


def test_the_band_of_one_edition_is_none_of_another(edition: Edition, edition_page: EditionPage) -> None:
    other = EditionFactory(year=2028)
    read_version()
    assert band_of(edition) is not None
    assert band_of(other) is None


def test_the_start_is_the_pages_or_the_year(edition: Edition, edition_page: EditionPage) -> None:
    other = EditionFactory(year=2028)
    assert queries_of(lambda: start_of(edition)) == 0
    assert (start_of(edition), start_of(other)) == ("2027", "2028")
    edition_page.slug = "vilnius"
    edition_page.save()
    assert start_of(edition) == "vilnius"


def test_an_address_leads_to_its_edition_while_the_page_is_published(
    edition: Edition, edition_page: EditionPage
) -> None:
    assert queries_of(lambda: edition_at("2027")) == 0
    assert edition_at("2027") == edition.pk
    assert queries_of(lambda: edition_at("2028")) == 1  # whatever visitors make up is not kept
    assert edition_at("2028") is None
    edition_page.unpublish()
    assert edition_at("2027") is None


def test_addresses_are_those_of_visible_pages(edition_page: EditionPage) -> None:
    agenda = edition_page.add_child(instance=AgendaPage(title="Agenda", slug="agenda"))
    asked = {edition_page.pk, agenda.pk}
    assert queries_of(lambda: addresses_of(asked)) == 0
    assert addresses_of(asked) == {edition_page.pk: "/2027/", agenda.pk: "/2027/agenda/"}
    agenda.unpublish()
    assert addresses_of(asked) == {edition_page.pk: "/2027/"}


def test_no_pages_cost_nothing() -> None:
    with CaptureQueriesContext(connection) as captured:
        assert addresses_of(set()) == {}
    assert not captured.captured_queries
