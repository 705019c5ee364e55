"""Tags for what editors publish: pictures and texts."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.urls import reverse

from core.publishing import colours, pictures
from core.publishing.models import Picture
from core.publishing.pictures import Sources

register = template.Library()


@register.simple_tag
def picture_sources(picture: Picture, shape: str = "") -> Sources | None:
    """The files of ``picture`` in ``shape`` (natural, card, wide, portrait); None when it cannot be read."""
    try:
        return pictures.sources(picture, shape or "natural")
    except pictures.UNREADABLE:
        return None


@register.simple_tag
def shared_credit(rows: Sequence[Any]) -> str:
    """The credit that all pictures of a gallery's ``rows`` have in common; empty for one picture alone."""
    found = {row.picture.credit for row in rows}
    return found.pop() if len(rows) > 1 and len(found) == 1 else ""


@register.simple_tag
def accent_url(colour: str) -> str:
    """Where the style sheet of an accent colour lies; empty for one that is none, as in a preview."""
    try:
        digest = colours.digest(colour)
    except ValueError:
        return ""
    return reverse("accent", args=[colour.lower().removeprefix("#"), digest])
