"""Makes pictures, documents and texts for the demo; what stands already is found again by its title."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from io import BytesIO
from typing import Any

import typst
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from wagtail.models import Collection

from cooperation.editions.models import Edition
from core.publishing.enums import Audience, Licence
from core.publishing.models import DocumentFile, Picture

CREDIT = "Drawn by the Cooperation Day project"

SHEET = """#set document(title: sys.inputs.title, author: "The Cooperation Day project")
#set page(paper: "a4", margin: 2.5cm)
#set text(size: 12pt, lang: "en")
#set par(leading: 0.8em)
= #sys.inputs.title

#sys.inputs.text
"""


def story(*parts: str) -> list[tuple[str, Any]]:
    """A page's text: each part that begins with ``# `` is a heading, any other a paragraph in HTML."""
    return [
        ("heading", {"text": part[2:], "level": "2"}) if part.startswith("# ") else ("paragraph", part)
        for part in parts
    ]


def moment(edition: Edition, day: int, clock: str = "00:00") -> datetime:
    """When clocks at the venue show ``clock`` on the given day of ``edition``, counted from 1; in UTC.

    Raises:
        ValueError: the edition has no first day.
    """
    first: date | None = edition.starts_on
    if first is None:
        raise ValueError("Without a first day there is no other.")
    there = datetime.combine(first, time.fromisoformat(clock), tzinfo=edition.zone)
    return (there + timedelta(days=day - 1)).astimezone(UTC)


def put_picture(
    title: str,
    description: str,
    draw: Callable[[], bytes],
    collection: Collection | None = None,
    focus: tuple[int, int, int, int] | None = None,
) -> Picture:
    """A picture of the project's own, free to use.

    Args:
        title: what it is found again by.
        description: its alternative text.
        draw: makes the JPEG; called only when the picture is not there yet.
        focus: the middle, width and height of what no cut may lose, in pixels.
    """
    standing = Picture.objects.filter(title=title).first()
    if standing is not None:
        return standing
    name = title.lower().replace(" ", "-").replace(",", "")
    x, y, width, height = focus or (None, None, None, None)
    return Picture.objects.create(
        title=title,
        file=ImageFile(BytesIO(draw()), name=f"{name}.jpg"),
        focal_point_x=x,
        focal_point_y=y,
        focal_point_width=width,
        focal_point_height=height,
        description=description,
        credit=CREDIT,
        licence=Licence.CC0,
        collection=collection or Collection.objects.get(depth=1),
    )


def put_document(title: str, text: str, audience: Audience, collection: Collection) -> DocumentFile:
    """A one-page PDF with a heading and a text."""
    standing = DocumentFile.objects.filter(title=title, collection=collection).first()
    if standing is not None:
        return standing
    pdf = typst.compile(SHEET.encode(), sys_inputs={"title": title, "text": text}, pdf_standards="ua-1")
    name = title.lower().replace(" ", "-").replace(",", "").replace(":", "")
    file = ContentFile(pdf, f"{name}.pdf")
    return DocumentFile.objects.create(title=title, audience=audience, collection=collection, file=file)
