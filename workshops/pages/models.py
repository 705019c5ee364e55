"""The workshops' pages."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable, PageManager

from cooperation.agenda.models import Speaker
from cooperation.network.models import Member
from cooperation.pages.models.edition import EditionChildPage
from cooperation.pages.viewing import keep_private
from core.publishing.blocks import StoryBlock
from core.publishing.fields import StreamField
from core.publishing.querysets import JoinedPageQuerySet
from workshops.pages.registration_page import RegistrationPage
from workshops.pages.workshop_context import index_context, workshop_context

__all__ = [
    "ActionItem",
    "Decision",
    "Facilitator",
    "Material",
    "RegistrationPage",
    "WorkshopIndexPage",
    "WorkshopPage",
]


class WorkshopIndexPage(EditionChildPage):
    """All workshops of an edition, at ``/<year>/workshops/``."""

    part = "workshops"
    fixed_slug = "workshops"

    introduction = RichTextField(_("introduction"), blank=True, features=["bold", "link"])

    content_panels: ClassVar = [*EditionChildPage.content_panels, FieldPanel("introduction")]
    subpage_types: ClassVar[list[str]] = ["workshop_pages.WorkshopPage"]
    max_count_per_parent = 1

    page_description = _("The list of all workshops of this edition; each workshop is a page below it.")

    class Meta:
        verbose_name = _("workshops")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | index_context(self, WorkshopPage.objects.child_of(self), request)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return keep_private(request, super().serve(request, *args, **kwargs))


class WorkshopPageManager(PageManager.from_queryset(JoinedPageQuerySet)):  # type: ignore[misc]
    """Workshops together with the picture that stands for them."""

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().select_related("teaser_picture")


class WorkshopPage(EditionChildPage):
    """A workshop's topic, at ``/<year>/workshops/<slug>/``; it is given in one or more sessions.

    Its sessions are those whose slot points to this page.
    """

    part = "workshop"

    summary = models.TextField(_("summary"), max_length=400, help_text=_("One or two sentences."))
    language = models.CharField(_("language"), max_length=60, blank=True)
    body = StreamField(StoryBlock(), verbose_name=_("description"), blank=True)
    outcomes = StreamField(
        StoryBlock(), verbose_name=_("outcomes"), blank=True, help_text=_("After the event.")
    )

    content_panels: ClassVar = [
        *EditionChildPage.content_panels,
        MultiFieldPanel(
            [FieldPanel("summary"), FieldPanel("language"), FieldPanel("body")],
            heading=_("What it is about"),
        ),
        InlinePanel(
            "facilitators",
            label=_("facilitator"),
            heading=_("Facilitators"),
            help_text=_("People from the list of speakers. When and where it is given stands in the agenda."),
        ),
        InlinePanel(
            "materials",
            label=_("material"),
            heading=_("Materials"),
            help_text=_("Who may download a document is said with the document itself."),
        ),
        MultiFieldPanel([FieldPanel("outcomes")], heading=_("Afterwards: what came of it")),
        InlinePanel("decisions", label=_("decision"), heading=_("Decisions")),
        InlinePanel("action_items", label=_("action"), heading=_("Actions")),
    ]
    parent_page_types: ClassVar[list[str]] = ["workshop_pages.WorkshopIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    objects = WorkshopPageManager()

    page_description = _("A workshop's topic, people, materials and, afterwards, what came of it.")

    class Meta:
        verbose_name = _("workshop")
        verbose_name_plural = _("workshops")

    @property
    def list_text(self) -> str:
        """What a list says about it below its title."""
        return self.summary

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | workshop_context(self, request, context["band"])

    def search_texts(self) -> Iterable[str]:
        yield from super().search_texts()
        for facilitator in self.facilitators.all():
            yield facilitator.speaker.name
        for row in [*self.decisions.all(), *self.action_items.all()]:
            yield row.text

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return keep_private(request, super().serve(request, *args, **kwargs))


class Facilitator(Orderable):
    """Somebody who leads a workshop."""

    page = ParentalKey(WorkshopPage, on_delete=models.CASCADE, related_name="facilitators")
    speaker = models.ForeignKey(Speaker, verbose_name=_("person"), on_delete=models.PROTECT, related_name="+")

    panels: ClassVar = [FieldPanel("speaker")]


class Material(Orderable):
    """A file that goes with a workshop; who may download it is told by the document."""

    page = ParentalKey(WorkshopPage, on_delete=models.CASCADE, related_name="materials")
    title = models.CharField(_("title"), max_length=160)
    document = models.ForeignKey(
        "publishing.DocumentFile",
        verbose_name=_("document"),
        on_delete=models.CASCADE,
        related_name="+",
    )

    panels: ClassVar = [FieldPanel("title"), FieldPanel("document")]


class Decision(Orderable):
    """Something that a workshop agreed on."""

    page = ParentalKey(WorkshopPage, on_delete=models.CASCADE, related_name="decisions")
    text = models.TextField(_("decision"))

    panels: ClassVar = [FieldPanel("text")]


class ActionItem(Orderable):
    """Something that somebody does after the workshop."""

    page = ParentalKey(WorkshopPage, on_delete=models.CASCADE, related_name="action_items")
    text = models.TextField(_("action"))
    owner = models.ForeignKey(
        Member,
        verbose_name=_("member in charge"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    other_owner = models.CharField(
        _("somebody else in charge"), max_length=120, blank=True, help_text=_("A body or a group.")
    )
    due_on = models.DateField(_("due on"), null=True, blank=True)
    is_done = models.BooleanField(_("done"), default=False)

    panels: ClassVar = [
        FieldPanel("text"),
        FieldRowPanel([FieldPanel("owner"), FieldPanel("other_owner")]),
        FieldRowPanel([FieldPanel("due_on"), FieldPanel("is_done")]),
    ]
