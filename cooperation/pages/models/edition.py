"""The public face of one edition, and what the pages below it share."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext
from wagtail.admin.panels import FieldPanel
from wagtail.models import PageManager

from cooperation.agenda.forms import PeopleOfTheEditionForm
from cooperation.editions.models import Edition
from cooperation.editions.notices.queries import is_noticed
from cooperation.editions.page_forms import StartPageForm
from cooperation.pages import wording
from cooperation.pages.edition_band import edition_band, with_part_titles
from cooperation.pages.edition_context import edition_context
from cooperation.pages.rules import Offer
from cooperation.pages.shown_notices import shown_notices
from core.publishing.blocks import StoryBlock
from core.publishing.fields import StreamField
from core.publishing.models import BasePage
from core.publishing.querysets import JoinedPageQuerySet
from core.serving.caching import cached_fragment


class EditionPageManager(PageManager.from_queryset(JoinedPageQuerySet)):  # type: ignore[misc]
    """Start pages together with what each of them, and every page below, says of its edition."""

    def get_queryset(self) -> models.QuerySet:
        pages = super().get_queryset().annotate(is_noticed=is_noticed("edition"))
        return pages.select_related("edition__host", "edition__presidency", "edition__hero_picture")


class EditionPage(BasePage):
    """One year's start page, at ``/<year>/``."""

    edition = models.OneToOneField(
        Edition, verbose_name=_("edition"), on_delete=models.PROTECT, related_name="page"
    )
    body = StreamField(StoryBlock(), verbose_name=_("more about this edition"), blank=True)

    base_form_class = StartPageForm
    content_panels: ClassVar = [*BasePage.content_panels, FieldPanel("edition"), FieldPanel("body")]
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]

    objects = EditionPageManager()

    page_description = _("The public face of one edition. Dates, place and host come from its record.")

    class Meta:
        verbose_name = _("edition's start page")

    @property
    def shared_description(self) -> str:
        written = super().shared_description or self.edition.summary or self.edition.theme
        return written or wording.page_of(self.title, self.edition)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | edition_context(self) | {"notices": shown_notices(self, request)}

    def search_texts(self) -> Iterable[str]:
        edition = self.edition
        country = edition.country.name if edition.country else ""
        host = edition.host.name if edition.host else edition.other_host
        facts = [
            edition.title,
            edition.theme,
            edition.summary,
            edition.city,
            country,
            edition.venue_name,
            host,
        ]
        return [*super().search_texts(), ", ".join(str(fact) for fact in facts if fact)]


class EditionChildPage(BasePage):
    """A page below an edition's start page."""

    part: ClassVar[str] = ""
    """What it is to the edition, for the start page to find it by; empty for an ordinary page."""

    base_form_class = PeopleOfTheEditionForm
    parent_page_types: ClassVar[list[str]] = ["cooperation_pages.EditionPage"]

    class Meta:
        abstract = True

    @cached_property
    def edition_page(self) -> EditionPage:
        """The start page of the edition that this page belongs to.

        Raises:
            EditionPage.DoesNotExist: the page lies below none, which its parent types forbid.
        """
        return cached_fragment(
            f"edition-page:{self.path}", lambda: with_part_titles(EditionPage.objects.ancestor_of(self)).get()
        )

    @property
    def edition(self) -> Edition:
        """The edition that this page belongs to."""
        return self.edition_page.edition

    @property
    def shared_title(self) -> str:
        return pgettext("page of an edition", "%(page)s – %(edition)s") % {
            "page": self.title,
            "edition": self.edition.title,
        }

    @property
    def shared_description(self) -> str:
        written = super().shared_description or getattr(self, "summary", "")
        return written or wording.page_of(self.title, self.edition)

    @classmethod
    def offer(cls, edition: Edition) -> Offer | None:
        """What those get who register for ``edition`` on this page now.

        ``None`` where one cannot register: on every page but the one that is made for it.
        """
        return None

    @property
    def list_text(self) -> str:
        """What a list says about it below its title; empty for nothing."""
        return self.teaser

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {
            "edition": self.edition,
            "edition_page": self.edition_page,
            "band": edition_band(self.edition_page),
            "notices": shown_notices(self.edition_page, request),
        }
