"""The blocks that page texts are made of.

Each has a template under ``site/templates/blocks/`` and shows itself with its preview value in the
editor's block chooser and in the style guide.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

from core.publishing import links, rules
from core.publishing.block_words import name_what_is_missing
from core.publishing.models import DocumentFile, Picture
from core.publishing.pictures import prefetch_sizes

TEXT_FEATURES = ["bold", "italic", "ul", "ol", "link", "document-link"]


class TextBlock(blocks.RichTextBlock):
    """Running text."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**({"features": TEXT_FEATURES} | kwargs))

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("Paragraphs and lists with bold, italic and links.")
        template = "blocks/text.html"
        preview_value = (
            "<p>Doors open at <b>8.30</b>. Please bring the badge that you received by mail.</p>"
            "<ul><li>Coffee is served in the foyer.</li><li>The cloakroom is to the left.</li></ul>"
        )


class HeadingValue(blocks.StructValue):
    """A heading as its template needs it."""

    @property
    def anchor(self) -> str:
        """What the address of the page may end with to lead to this heading."""
        return slugify(self["text"], allow_unicode=True)


class HeadingBlock(blocks.StructBlock):
    """A heading within a text; the page's title is the only one of level 1."""

    text = blocks.CharBlock(label=_("Heading"), max_length=120)
    level = blocks.ChoiceBlock(
        choices=[("2", _("Section")), ("3", _("Part of a section"))], default="2", label=_("Level")
    )

    class Meta:
        icon = "title"
        label = _("Heading")
        description = _("Begins a section, or a part of one.")
        template = "blocks/heading.html"
        value_class = HeadingValue
        preview_value = {"text": "How to get there", "level": "2"}


class SizedImageBlock(ImageBlock):
    """Wagtail's image with its text; all pictures of a text read their sizes in one query."""

    def bulk_to_python(self, values: Any) -> list[Any]:
        pictures = super().bulk_to_python(values)
        prefetch_sizes(pictures)
        return pictures


class PictureBlock(blocks.StructBlock):
    """A picture with a caption; its credit is shown by itself."""

    image = SizedImageBlock(label=_("Picture"))
    caption = blocks.CharBlock(required=False, max_length=250, label=_("Caption"))

    def get_preview_value(self) -> Any:
        """The newest picture of the library, since a sample has no file."""
        picture = Picture.objects.order_by("-pk").first()
        if picture is None:
            return super().get_preview_value()
        value = {"image": {"image": picture.pk, "alt_text": picture.description}, "caption": "The town hall."}
        return self.to_python(value)

    class Meta:
        icon = "image"
        label = _("Picture")
        description = _("A picture in the column of the text, with caption and credit.")
        template = "blocks/picture.html"


class QuoteBlock(blocks.StructBlock):
    """What somebody said."""

    text = blocks.TextBlock(label=_("Quotation"))
    name = blocks.CharBlock(required=False, max_length=120, label=_("Who said it"))
    function = blocks.CharBlock(required=False, max_length=160, label=_("Function"))

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        description = _("Words of somebody, with their name and function.")
        template = "blocks/quote.html"
        preview_value = {
            "text": "Every case that we solve together is one that nobody has to solve twice.",
            "name": "Ona Example",
            "function": "Case handler",
        }


class FactBlock(blocks.StructBlock):
    """One label with its value."""

    label = blocks.CharBlock(max_length=80, label=_("What"))
    value = blocks.CharBlock(max_length=250, label=_("Value"))


class FactsBlock(blocks.ListBlock):
    """Short facts below each other."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(FactBlock(), **kwargs)

    class Meta:
        icon = "list-ul"
        label = _("Facts")
        description = _("Labels with values, such as opening hours or prices.")
        template = "blocks/facts.html"
        preview_value = [
            {"label": "Tram", "value": "Lines 1 and 4 to the town hall"},
            {"label": "From the airport", "value": "35 minutes by train"},
        ]


class CalloutBlock(blocks.StructBlock):
    """Something that nobody should miss."""

    title = blocks.CharBlock(required=False, max_length=120, label=_("Title"))
    text = blocks.RichTextBlock(features=["bold", "link", "ul"], label=_("Text"))

    class Meta:
        icon = "warning"
        label = _("Call-out")
        description = _("A short text that stands out from the others.")
        template = "blocks/callout.html"
        preview_value = {"title": "Book early", "text": "<p>Hotels fill up in May.</p>"}


class DownloadBlock(blocks.StructBlock):
    """A document to download."""

    document = DocumentChooserBlock(label=_("Document"))
    title = blocks.CharBlock(
        required=False, max_length=160, label=_("Title"), help_text=_("Empty: the document's own title.")
    )

    def get_preview_value(self) -> Any:
        """The newest document of the library, since a sample has no file."""
        document = DocumentFile.objects.order_by("-pk").first()
        return self.to_python({"document": document.pk}) if document else super().get_preview_value()

    class Meta:
        icon = "doc-full"
        label = _("Document")
        description = _("A file to download, with its kind and size.")
        template = "blocks/download.html"


class VideoBlock(blocks.StructBlock):
    """A link to a video elsewhere; nothing is loaded from there before somebody follows it."""

    url = blocks.URLBlock(label=_("Address"))
    title = blocks.CharBlock(max_length=160, label=_("Title"))
    description = blocks.CharBlock(
        required=False,
        max_length=250,
        label=_("About"),
        help_text=_("Its language and length, and whether it has subtitles."),
    )

    class Meta:
        icon = "media"
        label = _("Video")
        description = _("A link to a video on another website. The video is not built in.")
        template = "blocks/video.html"
        preview_value = {
            "url": "https://video.example/watch/1",
            "title": "The meeting in three minutes",
            "description": "English, with subtitles, 3 minutes",
        }


class ButtonValue(blocks.StructValue):
    """A button as its template needs it."""

    @property
    def href(self) -> str:
        """Where it leads: the page that was chosen, else the address; empty when the page is gone."""
        page = self.get("page")
        return (page.url or "") if page else self.get("url") or ""


class ButtonBlock(blocks.StructBlock):
    """A link that stands out."""

    text = blocks.CharBlock(max_length=60, label=_("Text"))
    page = blocks.PageChooserBlock(required=False, label=_("Page"))
    url = blocks.URLBlock(required=False, label=_("Or an address elsewhere"))

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if bool(cleaned["page"]) == bool(cleaned["url"]):
            error = ValidationError(_("Choose a page or write an address: one of the two."))
            raise StructBlockValidationError(block_errors={"page": error})
        return cleaned

    class Meta:
        icon = "link"
        label = _("Button")
        description = _("A link to a page or an address that stands out.")
        template = "blocks/button.html"
        value_class = ButtonValue
        preview_value = {"text": "Book a room", "url": "https://hotel.example/", "page": None}


class StoryBlock(blocks.StreamBlock):
    """A text with headings, pictures, quotations and what else a page needs."""

    paragraph = TextBlock()
    heading = HeadingBlock()
    picture = PictureBlock()
    quote = QuoteBlock()
    facts = FactsBlock()
    callout = CalloutBlock()
    document = DownloadBlock()
    video = VideoBlock()
    button = ButtonBlock()

    def render(self, value: Any, context: Any = None) -> Any:
        with links.read_together(links.strings(list(value.raw_data))):
            return super().render(value, context)

    def clean(self, value: Any) -> Any:
        name_what_is_missing(self)  # not before: the editor of a text asks for apps that are not loaded yet
        cleaned = super().clean(value)
        levels = [int(block.value["level"]) if block.block_type == "heading" else None for block in cleaned]
        message = _("A heading of this level needs a section's heading above it. Choose “Section”.")
        errors = {
            position: StructBlockValidationError(block_errors={"level": ValidationError(message)})
            for position in rules.skipped_levels(levels)
        }
        if errors:
            raise StreamBlockValidationError(block_errors=errors)
        return cleaned

    class Meta:
        template = "blocks/story.html"
