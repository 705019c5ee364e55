"""The sizes in which pictures are shown.

A request renders at most one JPEG of a picture, because AVIF and WebP in several sizes can take many
seconds; ``actions.render_pending_pictures`` makes the rest of what is in use.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import prefetch_related_objects
from wagtail.images.models import AbstractRendition, Filter

from core.publishing.models import Picture

SHAPES = {
    "natural": ("width-480", "width-960", "width-1600"),
    "card": ("fill-480x320", "fill-960x640"),
    "wide": ("fill-640x320", "fill-1280x640", "fill-2000x1000"),
    "portrait": ("fill-240x240", "fill-480x480"),
}
"""For each shape the sizes that a browser may choose from; all but the natural one keep the focal point."""

MODERN_FORMATS = {"avif": "image/avif", "webp": "image/webp"}
"""In the order of preference, with their media types (RFC 9649 for WebP, IANA's registry for AVIF)."""


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


def fallback_spec(shape: str) -> str:
    """The filter of the JPEG that every browser can show."""
    sizes = SHAPES[shape]
    return f"{sizes[min(1, len(sizes) - 1)]}|format-jpeg"


def modern_specs(shape: str, file_format: str) -> list[str]:
    """The filters of all sizes of ``shape`` in one of the modern formats."""
    return [f"{size}|format-{file_format}" for size in SHAPES[shape]]


def all_specs(shape: str) -> list[str]:
    """Every filter that a picture of ``shape`` needs."""
    return [fallback_spec(shape), *(spec for name in MODERN_FORMATS for spec in modern_specs(shape, name))]


def sources(picture: Picture, shape: str) -> Sources:
    """What there is of ``picture`` in ``shape`` at the moment.

    Raises:
        SourceImageIOError: its file is missing or cannot be read.
    """
    filters = {spec: Filter(spec=spec) for spec in all_specs(shape)}
    found = {each.spec: file for each, file in picture.find_existing_renditions(*filters.values()).items()}
    fallback = found.get(fallback_spec(shape)) or picture.get_rendition(fallback_spec(shape))
    modern = []
    for name, media_type in MODERN_FORMATS.items():
        files = {found[spec].width: found[spec].url for spec in modern_specs(shape, name) if spec in found}
        if files:
            srcset = ", ".join(f"{url} {width}w" for width, url in files.items())
            modern.append(Source(media_type, srcset))
    return Sources(tuple(modern), fallback)


def prefetch_sizes(pictures: Iterable[Picture | None]) -> None:
    """Read what there is of all ``pictures`` in one query, so that showing them takes none."""
    prefetch_related_objects([picture for picture in pictures if picture], "renditions")
