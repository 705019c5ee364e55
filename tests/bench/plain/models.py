from typing import ClassVar

from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page


class PlainPage(Page):
    """A title and a body."""

    body = RichTextField(blank=True)
    template = "plain/plain_page.html"

    content_panels: ClassVar = [*Page.content_panels, FieldPanel("body")]
