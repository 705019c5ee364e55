"""Asks Wagtail's index what holds the words, and keeps what everybody may see."""

from collections.abc import Iterator
from dataclasses import replace

from django.conf import settings
from django.db import connection
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.search.backends import get_search_backend
from wagtail.search.models import IndexEntry

from cooperation.agenda.models import Release
from cooperation.agenda.queries import newest_releases, programme_of
from cooperation.network.models import Member
from cooperation.pages.models import EditionPage, NewsPage, SpeakerPage
from cooperation.pages.tree import visible
from core.publishing.sites import know_site
from core.searching import words
from home.models import StandardPage
from home.search.matching import Found, in_order
from home.search.places import Places, places_below

PAGES_AT_MOST = 500
"""Pages that one search looks at, the newest ones: more than anybody reads through."""
TEXT_COLUMN = "body_text" if connection.vendor == "postgresql" else "body"
"""Where Wagtail's index keeps ``search_text`` readably."""


def find(request: HttpRequest, query: str) -> list[Found]:
    """What holds every word of ``query``, of the last one at least its beginning; best first.

    The same on every database: hits in the title, then pages, newest first, speakers and members.
    Six queries at most, whatever there is.
    """
    site = know_site(request)
    if site is None or not words.wanted(query):
        return []
    root = site.root_page.localized if len(settings.WAGTAIL_CONTENT_LANGUAGES) > 1 else site.root_page
    places = places_below(root, request)
    pages = list(_pages(root, query))
    found = [
        *_found_pages(pages, places, request),
        *_found_speakers(pages, places, query),
        *_found_members(places, query),
    ]
    return in_order(found, query)


def with_texts(found: list[Found]) -> list[Found]:
    """``found`` with the texts that the index keeps: one query."""
    page_ids = [each.page_id for each in found if each.page_id]
    rows = IndexEntry.objects.filter(
        content_type__in=Page.objects.filter(pk__in=page_ids).values("content_type"),
        object_id__in=[str(page_id) for page_id in page_ids],
    )
    texts = dict(rows.values_list("object_id", TEXT_COLUMN)) if page_ids else {}
    return [replace(each, text=texts.get(str(each.page_id), each.text)) for each in found]


def _holding(model: type[Model], query: str) -> QuerySet:
    """The rows of ``model`` that hold the words, whoever may see them."""
    asked = words.marked(words.wanted(query))
    results = get_search_backend().autocomplete(asked, model._default_manager.all(), order_by_relevance=False)
    rows: QuerySet = results.get_queryset()
    return rows.values("pk")


def _pages(root: Page, query: str) -> QuerySet:
    below = visible(root.get_descendants(inclusive=True)).filter(pk__in=_holding(Page, query))
    open_ones = below.exclude(pk__in=NewsPage.objects.under_embargo().values("pk"))
    return open_ones.order_by("-first_published_at", "pk")[:PAGES_AT_MOST]


def _found_pages(pages: list[Page], places: Places, request: HttpRequest) -> Iterator[Found]:
    for page in pages:
        if page.specific_class is not SpeakerPage:  # found as a speaker
            yield Found(
                kind=_kind(page),
                title=page.title,
                url=page.get_url(request) or "",
                about=places.edition_title(page),
                page_id=page.pk,
            )


def _kind(page: Page) -> str:
    names = {EditionPage: _("Edition"), StandardPage: _("Page")}
    page_type = page.specific_class
    return names.get(page_type) or capfirst(str(page_type._meta.verbose_name))


def _found_speakers(pages: list[Page], places: Places, query: str) -> Iterator[Found]:
    """Those who speak in public slots of a released agenda that has a page.

    A release is found when it holds the words at all; who in it holds them is told here. Who has a page
    of their own is found by its words, too.
    """
    wanted = words.wanted(query)
    by_page = {page.pk for page in pages if page.specific_class is SpeakerPage}
    releases = newest_releases(_holding(Release, query), places.editions_of_speakers(by_page))
    for release in sorted(releases, key=places.order_of):
        place = places.agendas.get(release.edition_id)
        if place is None:
            continue
        for person in programme_of(release).seen_by(attendee=False).taking_part():
            own = places.speakers.get(person.speaker.id)
            text = words.normalised(person.text)
            page_id = own.pk if own and own.pk in by_page else None
            holds = words.holds(words.wanted(text), wanted)
            if holds or page_id:
                yield Found(
                    kind=_("Speaker"),
                    title=person.speaker.name,
                    url=own.url if own else f"{place.url}#{person.slots[0].anchor}",
                    text=text,
                    about=place.title,
                    page_id=None if holds else page_id,
                )


def _found_members(places: Places, query: str) -> Iterator[Found]:
    if not places.network_url:
        return
    for member in Member.objects.filter(pk__in=_holding(Member, query)):
        yield Found(
            kind=_("Member"),
            title=member.name,
            url=f"{places.network_url}{member.slug}/",
            text=member.search_text,
            about=member.get_country_display(),
        )
