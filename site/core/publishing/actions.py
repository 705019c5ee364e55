"""Every write of this app."""

import logging

from django.db.models import Exists, OuterRef, QuerySet
from wagtail.images.models import Filter, SourceImageIOError

from core.publishing import pictures
from core.publishing.models import PictureRendition

logger = logging.getLogger(__name__)


def render_pending_pictures(limit: int = 6) -> int:
    """Make the modern formats of pictures that pages show; for the worker, as often as it likes.

    A picture is in use in a shape once a page made its JPEG. A file that cannot be read is passed over.

    Args:
        limit: stop after about so many files; one may take some seconds.

    Returns:
        How many files were made; when there are any, cached pages are out of date.
    """
    made = 0
    for shape in pictures.SHAPES:
        for fallback in _incomplete(shape):
            if made >= limit:
                return made
            made += _complete(fallback, shape)
    return made


def _incomplete(shape: str) -> QuerySet[PictureRendition]:
    """The JPEGs of ``shape`` whose picture lacks the file that is made last."""
    last = PictureRendition.objects.filter(
        image=OuterRef("image"),
        focal_point_key=OuterRef("focal_point_key"),
        filter_spec=pictures.all_specs(shape)[-1],
    )
    made = PictureRendition.objects.filter(filter_spec=pictures.fallback_spec(shape))
    return made.filter(~Exists(last)).select_related("image").order_by("pk")


def _complete(fallback: PictureRendition, shape: str) -> int:
    picture = fallback.image
    if fallback.focal_point_key != Filter(spec=fallback.filter_spec).get_cache_key(picture):
        fallback.delete()  # cut around a focal point that has moved since
        return 0
    try:
        return len([picture.get_rendition(spec) for spec in pictures.all_specs(shape)]) - 1
    except SourceImageIOError:
        logger.warning("picture_unreadable", extra={"picture": picture.pk})
        return 0
