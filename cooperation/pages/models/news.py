"""News."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, ClassVar

from django.core.paginator import Paginator
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import Tag, TaggedItemBase
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import PageManager
from wagtail.query import PageQuerySet

from cooperation.editions.models import Edition
from cooperation.editions.page_forms import NewsForm
from cooperation.network.models import NetworkSettings
from cooperation.pages import news_choice, news_feed, rules, wording
from cooperation.pages.models.edition import EditionPage
from cooperation.pages.news_permissions import NewsIndexTester, NewsTester
from cooperation.pages.structured_data import news_article
from cooperation.pages.tree import visible
from core.publishing.blocks import StoryBlock
from core.publishing.fields import StreamField
from core.publishing.models import BasePage
from core.publishing.pictures import prefetch_sizes

NEWS_ON_A_PAGE = 10
NEWS_IN_THE_FEED = 20


class NewsIndexPage(RoutablePageMixin, BasePage):
    """All news, newest first, at ``/news/``; ``?year=``, ``?edition=`` and ``?tag=`` choose among them."""

    fixed_slug = "news"
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["cooperation_pages.NewsPage"]
    max_count = 1

    page_description = _("All news, newest first, with their feed. There is one such page.")

    class Meta:
        verbose_name = _("news overview")

    def permissions_for_user(self, user: Any) -> NewsIndexTester:
        return NewsIndexTester(user, self)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The page of news that was asked for; a page number out of range shows the nearest one.

        Raises:
            Http404: no news bears the tag or is of the edition, or the year is none.
        """
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        everything = self.news()
        choices = news_choice.choices(everything, _tags_of(everything))
        choice = news_choice.choice(request.GET, choices)
        pictured = choice.among(everything).select_related("teaser_picture", "lead_picture", "edition")
        news = Paginator(pictured, NEWS_ON_A_PAGE).get_page(request.GET.get("page"))
        prefetch_sizes(piece.teaser_picture or piece.lead_picture for piece in news)
        return context | {
            "news": news,
            "choices": choices,
            "choice": choice,
            "feed_url": f"{self.url}feed/",
        }

    def news(self) -> "NewsPageQuerySet":
        """The news that everybody may see, newest first."""
        found: NewsPageQuerySet = visible(NewsPage.objects.child_of(self).published())
        return found

    @path("feed/")
    def feed(self, request: HttpRequest) -> HttpResponse:
        """The newest news as an Atom feed with their full text."""
        news = self.news().select_related("edition", "locale").prefetch_related("tags")[:NEWS_IN_THE_FEED]
        network = NetworkSettings.for_request(request)
        return news_feed.response(self, list(news), network)


def _tags_of(news: "NewsPageQuerySet") -> models.QuerySet[Tag]:
    used = NewsPageTag.objects.filter(content_object__in=news.order_by().values("pk"))
    return Tag.objects.filter(pk__in=used.values("tag")).order_by("name")


class NewsPageTag(TaggedItemBase):
    """A tag on a piece of news."""

    content_object = ParentalKey("NewsPage", on_delete=models.CASCADE, related_name="tagged_items")


class NewsPageQuerySet(PageQuerySet):
    """What may be said of news to whom."""

    def published(self) -> "NewsPageQuerySet":
        """Live and not under embargo, newest first: all that anybody outside the admin may learn of."""
        return (
            self.live()
            .filter(models.Q(embargo_until=None) | models.Q(embargo_until__lte=datetime.now(UTC)))
            .order_by("-published_on", "-first_published_at", "-pk")
        )

    def under_embargo(self) -> "NewsPageQuerySet":
        """What nobody outside the admin may learn of yet, even when it is live."""
        return self.filter(embargo_until__gt=datetime.now(UTC))


class NewsPage(BasePage):
    """One piece of news."""

    published_on = models.DateField(_("date"), default=timezone.localdate)
    edition = models.ForeignKey(
        Edition,
        verbose_name=_("edition"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="news",
    )
    author = models.CharField(_("author"), max_length=120, blank=True)
    lead_picture = models.ForeignKey(
        "publishing.Picture",
        verbose_name=_("lead picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    body = StreamField(StoryBlock(), verbose_name=_("text"))
    embargo_until = models.DateTimeField(
        _("embargo until"),
        null=True,
        blank=True,
        help_text=_("Nobody outside the admin sees it before that moment, even when it is published."),
    )
    tags = ClusterTaggableManager(through=NewsPageTag, blank=True)

    base_form_class = NewsForm
    content_panels: ClassVar = [
        *BasePage.content_panels,
        FieldPanel("edition"),
        FieldPanel("lead_picture"),
        FieldPanel("body"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("author"), FieldPanel("published_on")]),
                FieldPanel("tags"),
            ],
            heading=_("Beside the text"),
        ),
        MultiFieldPanel(
            [FieldPanel("embargo_until")],
            heading=_("When people may read it"),
            help_text=_(
                "To publish at a time, set a schedule under “Status”. An embargo holds back what is "
                "published already."
            ),
        ),
    ]
    parent_page_types: ClassVar[list[str]] = ["cooperation_pages.NewsIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    objects = PageManager.from_queryset(NewsPageQuerySet)()

    page_description = _("A piece of news, now or at a time that you choose.")

    class Meta:
        verbose_name = _("news")
        verbose_name_plural = _("news")

    def permissions_for_user(self, user: Any) -> NewsTester:
        return NewsTester(user, self)

    @property
    def published_in_words(self) -> str:
        """Its date in the reader's language."""
        return wording.day(self.published_on)

    @property
    def is_under_embargo(self) -> bool:
        """Whether nobody outside the admin may see it yet."""
        return rules.is_under_embargo(self.embargo_until, datetime.now(UTC))

    def search_texts(self) -> Iterable[str]:
        return [*super().search_texts(), *(tag.name for tag in self.tags.all())]

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it.

        Raises:
            Http404: it is under embargo.
        """
        if self.is_under_embargo:
            raise Http404
        return super().serve(request, *args, **kwargs)

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        return [] if self.is_under_embargo else super().get_sitemap_urls(request)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        edition_page = (
            EditionPage.objects.filter(edition=self.edition_id).first() if self.edition_id else None
        )
        if edition_page:
            self.edition = edition_page.edition  # read together, once
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        network = NetworkSettings.for_request(request)
        tags = list(self.tags.all())
        newer, older = news_choice.neighbours(visible(NewsPage.objects.sibling_of(self).published()), self.pk)
        return context | {
            "news_index": self.get_parent(),
            "newer": newer,
            "older": older,
            "tags": tags,
            "edition_page": edition_page,
            "structured_data": news_article(self, network.name, [tag.name for tag in tags]),
        }
