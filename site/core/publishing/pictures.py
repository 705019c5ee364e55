"""The sizes in which pictures are shown.

The worker makes every size after a picture was saved (``actions.render_pending_pictures``), because AVIF in
several sizes takes seconds. Until then a page shows what there is; what it needs at least, one JPEG in the
shape at hand, it makes itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import prefetch_related_objects
from PIL.Image import DecompressionBombError
from wagtail.images.models import AbstractRendition, Filter, SourceImageIOError

from core.publishing.models import Picture

SHAPES = {
    "natural": ("width-480", "width-960", "width-1600"),
    "card": ("fill-480x320", "fill-960x640", "fill-1440x960"),
    "wide": ("fill-640x320", "fill-1280x640", "fill-2000x1000"),
    "portrait": ("fill-240x240", "fill-480x480"),
}
"""For each shape the sizes that a browser may choose from; all but the natural one keep the focal point."""

MODERN_FORMATS = {"avif": "image/avif", "webp": "image/webp"}
"""In the order of preference, with their media types (RFC 9649 for WebP, IANA's registry for AVIF)."""

UNREADABLE = (SourceImageIOError, DecompressionBombError, OSError, SyntaxError, ValueError)
"""What is raised for a file that is missing, damaged, too large or no picture at all."""


@dataclass(frozen=True, slots=True)
class Source:
    """One ``<source>``: a media type and the addresses with their widths in pixels."""

    type: str
    srcset: str


@dataclass(frozen=True, slots=True)
class Sources:
    """What a ``<picture>`` is made of."""

    modern: tuple[Source, ...]
    fallback: AbstractRendition
    fallback_srcset: str
    """The JPEG in all its sizes; empty while there is one only."""


def fallback_spec(shape: str) -> str:
    """The filter of the JPEG that every browser can show."""
    sizes = SHAPES[shape]
    return f"{sizes[min(1, len(sizes) - 1)]}|format-jpeg"


def specs_in(shape: str, file_format: str) -> tuple[str, ...]:
    """The filters of all sizes of ``shape`` in one format."""
    return tuple(f"{size}|format-{file_format}" for size in SHAPES[shape])


def specs_in_order() -> tuple[tuple[str, ...], ...]:
    """Every filter that templates use, in groups: what a page needs first, then what is made fastest."""
    formats = ("jpeg", *reversed(MODERN_FORMATS))
    return (
        tuple(fallback_spec(shape) for shape in SHAPES),
        *(tuple(spec for shape in SHAPES for spec in specs_in(shape, name)) for name in formats),
    )


def sources(picture: Picture, shape: str) -> Sources:
    """What there is of ``picture`` in ``shape`` at the moment.

    Raises:
        UNREADABLE: its file is missing or cannot be read.
    """
    formats = ("jpeg", *MODERN_FORMATS)
    filters = [Filter(spec=spec) for name in formats for spec in specs_in(shape, name)]
    found = {each.spec: file for each, file in picture.find_existing_renditions(*filters).items()}
    fallback = found.get(fallback_spec(shape)) or picture.get_rendition(fallback_spec(shape))
    srcsets = {
        name: _srcset(found[spec] for spec in specs_in(shape, name) if spec in found) for name in formats
    }
    modern = (Source(kind, srcsets[name]) for name, kind in MODERN_FORMATS.items() if srcsets[name])
    return Sources(tuple(modern), fallback, srcsets["jpeg"] if "," in srcsets["jpeg"] else "")


def _srcset(files: Iterable[AbstractRendition]) -> str:
    """The addresses with their widths; of sizes of a small picture that are equally wide, one is enough."""
    by_width = {file.width: file.url for file in files}
    return ", ".join(f"{url} {width}w" for width, url in by_width.items())


def prefetch_sizes(pictures: Iterable[Picture | None]) -> None:
    """Read what there is of all ``pictures`` in one query, so that showing them takes none."""
    prefetch_related_objects([picture for picture in pictures if picture], "renditions")
