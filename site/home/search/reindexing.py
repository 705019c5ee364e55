"""Keeps the words of pages in the index right when something changes beside their own row.

Wagtail indexes what is saved itself, at the moment when it is saved: a page before the rows that belong to
it, and not when a record changes that the page speaks of.
"""

from typing import Any, Final

from django.db.models import Model
from django.db.models.signals import post_save
from wagtail.models import Page
from wagtail.search.signal_handlers import post_save_signal_handler
from wagtail.signals import page_published

from cooperation.agenda.models import Speaker
from cooperation.editions.models import Edition
from cooperation.network.models import Member
from cooperation.pages.models import EditionPage, SpeakerPage
from workshops.pages.models import WorkshopPage

SPEAKING_PAGES: Final[dict[type[Model], list[tuple[type[Model], str]]]] = {
    Edition: [(EditionPage, "edition")],
    Member: [(EditionPage, "edition__host")],
    Speaker: [(SpeakerPage, "speaker"), (WorkshopPage, "facilitators__speaker")],
}
"""For each record the pages whose searched texts name it, and how they point to it."""


def connect() -> None:
    """Listen to what is published, and to the records."""
    page_published.connect(_index_page, dispatch_uid="home.search.reindexing")
    for model in SPEAKING_PAGES:
        post_save.connect(_index_pages, sender=model, dispatch_uid="home.search.reindexing")


def _index_page(instance: Page, **kwargs: Any) -> None:
    post_save_signal_handler(instance, **kwargs)


def _index_pages(
    sender: type[Model], instance: Model, created: bool = False, raw: bool = False, **kwargs: Any
) -> None:
    if created and not raw:  # no page can speak of it yet
        return
    for page_type, pointer in SPEAKING_PAGES[sender]:
        for page in page_type._default_manager.filter(**{pointer: instance}).distinct():
            post_save_signal_handler(page, **kwargs)
