"""Pages that tell: exhibition, practical information, look-back."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable
from wagtail.rich_text import RichText

from cooperation.pages import rules, wording
from cooperation.pages.models.edition import EditionChildPage
from core.publishing import links
from core.publishing.blocks import StoryBlock
from core.publishing.fields import StreamField
from core.publishing.pictures import prefetch_sizes
from core.searching.texts import plain


class PracticalPage(EditionChildPage):
    """How to get there, where to stay, what to bring, at ``/<year>/practical/``."""

    part = "practical"
    fixed_slug = "practical"

    body = StreamField(StoryBlock(), verbose_name=_("text"), blank=True)

    content_panels: ClassVar = [*EditionChildPage.content_panels, FieldPanel("body")]
    subpage_types: ClassVar[list[str]] = []
    max_count_per_parent = 1

    page_description = _("How to get there, where to stay, what to bring.")

    class Meta:
        verbose_name = _("practical information")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        edition = self.edition
        return context | {
            "online_url": edition.online_url if rules.is_to_come(edition.state()) else "",
            "days_in_words": wording.days(edition.starts_on, edition.ends_on),
            "place": wording.place(edition),
        }


class GalleryPicture(Orderable):
    """A picture in a gallery; alternative text and credit are the picture's own."""

    picture = models.ForeignKey(
        "publishing.Picture", verbose_name=_("picture"), on_delete=models.CASCADE, related_name="+"
    )
    caption = models.CharField(_("caption"), max_length=250, blank=True)

    panels: ClassVar = [FieldPanel("picture"), FieldPanel("caption")]

    class Meta(Orderable.Meta):
        abstract = True


class ExhibitionPage(EditionChildPage):
    """The exhibition that goes with an edition, at ``/<year>/exhibition/``."""

    part = "exhibition"
    fixed_slug = "exhibition"

    artist = models.CharField(_("artist"), max_length=160, blank=True)
    artist_url = models.URLField(_("artist's website"), blank=True)
    place = models.CharField(_("place"), max_length=160, blank=True)
    place_address = models.TextField(_("address"), blank=True)
    opens_on = models.DateField(_("opens on"), null=True, blank=True)
    closes_on = models.DateField(
        _("open until"), null=True, blank=True, help_text=_("It may stay open beyond the event.")
    )
    opening_hours = models.CharField(_("opening hours"), max_length=250, blank=True)
    body = StreamField(StoryBlock(), verbose_name=_("story"), blank=True)
    book_title = models.CharField(_("book"), max_length=200, blank=True)
    book_url = models.URLField(_("where to find the book"), blank=True)
    website = models.URLField(_("exhibition's website"), blank=True)

    content_panels: ClassVar = [
        *EditionChildPage.content_panels,
        FieldPanel("body"),
        InlinePanel("gallery", label=_("picture"), heading=_("Pictures")),
        MultiFieldPanel([FieldPanel("artist"), FieldPanel("artist_url")], heading=_("Who made it")),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("place"), FieldPanel("place_address")]),
                FieldRowPanel([FieldPanel("opens_on"), FieldPanel("closes_on")]),
                FieldPanel("opening_hours"),
            ],
            heading=_("Where and when to see it"),
            help_text=_("The days of the exhibition; it may open before the event and stay after it."),
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("book_title"), FieldPanel("book_url")]), FieldPanel("website")],
            heading=_("To take home"),
            help_text=_("A book that goes with it, and where to read more."),
        ),
    ]
    subpage_types: ClassVar[list[str]] = []
    max_count_per_parent = 1

    page_description = _("An exhibition that goes with this edition: artist, place, opening days, pictures.")

    class Meta:
        verbose_name = _("exhibition")

    @property
    def days_in_words(self) -> str:
        """From its first to its last day; empty when neither is known."""
        return wording.open_days(self.opens_on, self.closes_on)

    @property
    def opening(self) -> str:
        """Whether it is open today at its place, in words; empty when its dates are not known."""
        today = datetime.now(UTC).astimezone(self.edition.zone).date()
        return rules.opening(self.opens_on, self.closes_on, today)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        gallery = list(self.gallery.select_related("picture"))
        prefetch_sizes(row.picture for row in gallery)
        return context | {"gallery": gallery}


class ExhibitionPicture(GalleryPicture):
    """A picture of the exhibition."""

    page = ParentalKey(ExhibitionPage, on_delete=models.CASCADE, related_name="gallery")


class LookBackPage(EditionChildPage):
    """The report after the event, at ``/<year>/look-back/``."""

    part = "look-back"
    fixed_slug = "look-back"

    introduction = RichTextField(_("introduction"), blank=True, features=["bold", "link"])
    body = StreamField(StoryBlock(), verbose_name=_("story"), blank=True)

    content_panels: ClassVar = [
        *EditionChildPage.content_panels,
        MultiFieldPanel(
            [FieldPanel("introduction"), FieldPanel("body")],
            heading=_("What happened"),
            help_text=_("Tell it for those who were not there."),
        ),
        InlinePanel("figures", label=_("number"), heading=_("In numbers")),
        InlinePanel("tributes", label=_("tribute"), heading=_("Farewells and tributes")),
        InlinePanel("gallery", label=_("picture"), heading=_("Pictures")),
    ]
    subpage_types: ClassVar[list[str]] = []
    max_count_per_parent = 1

    page_description = _("The report after the event: story, pictures, numbers, farewells.")

    class Meta:
        verbose_name = _("look-back")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        gallery = list(self.gallery.filter(has_consent=True).select_related("picture"))
        tributes = list(self.tributes.select_related("picture"))
        prefetch_sizes(row.picture for row in [*gallery, *tributes])
        with links.read_together(tribute.text for tribute in tributes):
            for tribute in tributes:
                tribute.shown_text = RichText(tribute.text).__html__()
        return context | {"gallery": gallery, "figures": list(self.figures.all()), "tributes": tributes}

    def search_texts(self) -> Iterable[str]:
        yield from super().search_texts()
        for tribute in self.tributes.all():
            yield f"{tribute.name} {plain(tribute.text)}"


class LookBackPicture(GalleryPicture):
    """A picture of the event; it is shown only when those on it agreed."""

    page = ParentalKey(LookBackPage, on_delete=models.CASCADE, related_name="gallery")
    has_consent = models.BooleanField(
        _("everybody who can be recognised agreed"),
        default=False,
        help_text=_("Tick when nobody can be recognised, too. Without the tick it is not shown."),
    )

    panels: ClassVar = [*GalleryPicture.panels, FieldPanel("has_consent")]


class LookBackFigure(Orderable):
    """One number of the event, such as “29 members took part”."""

    page = ParentalKey(LookBackPage, on_delete=models.CASCADE, related_name="figures")
    value = models.CharField(_("number"), max_length=20)
    label = models.CharField(_("what it counts"), max_length=120)

    panels: ClassVar = [FieldPanel("value"), FieldPanel("label")]


class Tribute(Orderable):
    """A farewell or a tribute to somebody."""

    page = ParentalKey(LookBackPage, on_delete=models.CASCADE, related_name="tributes")
    name = models.CharField(_("name"), max_length=120)
    function = models.CharField(_("function"), max_length=200, blank=True)
    text = RichTextField(_("text"), features=["bold", "italic", "link"])
    picture = models.ForeignKey(
        "publishing.Picture",
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    panels: ClassVar = [
        FieldPanel("name"),
        FieldPanel("function"),
        FieldPanel("text"),
        FieldPanel("picture"),
    ]
