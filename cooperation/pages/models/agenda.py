"""The agenda's page with its downloads, and the page of a speaker."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField

from cooperation.agenda.models import Speaker
from cooperation.agenda.queries import current_programme
from cooperation.pages import timetable
from cooperation.pages.agenda_context import agenda_context
from cooperation.pages.agenda_downloads import AgendaDownloadsMixin
from cooperation.pages.models.edition import EditionChildPage
from cooperation.pages.now_screens import NowScreensMixin
from cooperation.pages.tree import linked_pages
from cooperation.pages.viewing import keep_private, sees_attendee_content
from core.publishing.blocks import StoryBlock
from core.publishing.fields import StreamField

ADDRESSES_OF_THE_AGENDA = ("now", "releases", "slots")
"""What lies below ``/<year>/agenda/`` beside the pages of speakers."""


class AgendaPage(NowScreensMixin, AgendaDownloadsMixin, EditionChildPage):
    """The newest release of the agenda, at ``/<year>/agenda/``."""

    part = "agenda"
    fixed_slug = "agenda"

    introduction = RichTextField(_("introduction"), blank=True, features=["bold", "link"])

    content_panels: ClassVar = [*EditionChildPage.content_panels, FieldPanel("introduction")]
    subpage_types: ClassVar[list[str]] = ["cooperation_pages.SpeakerPage"]
    max_count_per_parent = 1
    preview_modes: ClassVar = [("", _("As it is released")), ("draft", _("Draft"))]

    page_description = _(
        "The agenda as it was released last, with calendar, PDF and feed. Slots are edited at the desk."
    )

    class Meta:
        verbose_name = _("agenda")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | agenda_context(self, request)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return keep_private(request, super().serve(request, *args, **kwargs))

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        request.shows_draft = mode_name == "draft"  # type: ignore[attr-defined]
        return super().serve_preview(request, mode_name)


class SpeakerPage(EditionChildPage):
    """A page about a speaker, for those who have more to tell than a name."""

    part = "speaker"

    speaker = models.OneToOneField(
        Speaker, verbose_name=_("speaker"), on_delete=models.PROTECT, related_name="page"
    )
    body = StreamField(StoryBlock(), verbose_name=_("text"), blank=True)

    content_panels: ClassVar = [
        *EditionChildPage.content_panels,
        FieldPanel("speaker"),
        FieldPanel("body"),
    ]
    parent_page_types: ClassVar[list[str]] = ["cooperation_pages.AgendaPage"]
    subpage_types: ClassVar[list[str]] = []

    page_description = _("For a speaker who has more to tell than a name and a line.")

    class Meta:
        verbose_name = _("speaker's page")

    def clean(self) -> None:
        super().clean()
        if self.slug in ADDRESSES_OF_THE_AGENDA:
            raise ValidationError({"slug": _("This address belongs to the agenda. Choose another one.")})

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        programme = current_programme(self.edition)
        entries = []
        if programme:
            seen = programme.seen_by(attendee=sees_attendee_content(request, self.edition))
            entries = [slot for slot in seen.current if any(by.id == self.speaker_id for by in slot.speakers)]
        pages, _speakers = linked_pages({slot.page_id for slot in entries if slot.page_id}, set())
        links = timetable.Links(agenda=f"{self.edition_page.url}agenda/", pages=pages)
        speaker = Speaker.objects.select_related("portrait", "member").get(pk=self.speaker_id)
        return context | {
            "speaker": speaker,
            "slots": timetable.slots(entries, self.edition.zone, links),
        }

    def search_texts(self) -> Iterable[str]:
        speaker = self.speaker
        about = [speaker.name, speaker.function, speaker.organisation, speaker.biography]
        return [*super().search_texts(), *about]

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return keep_private(request, super().serve(request, *args, **kwargs))
