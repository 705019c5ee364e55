"""Every write of this app."""

import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from time import monotonic

from wagtail.images.models import Filter

from core.publishing import pictures
from core.publishing.models import Picture, content_folder

logger = logging.getLogger(__name__)

PICTURES_AT_ONCE = 40
"""As many as a large gallery that is uploaded in one go."""
TRIES_AGAIN_AFTER = timedelta(hours=1)
"""How long a picture rests that could not be read."""


def render_pending_pictures(seconds: float = 3.0) -> int:
    """Make the sizes of pictures that were saved since; for the worker, as often as it likes.

    Of all of them first what pages need first. A file that cannot be read is left alone for an hour.

    Args:
        seconds: begin nothing new after so long, but make one; a single size may take some seconds.

    Returns:
        How many files were made; cached pages show them when they are drawn next.
    """
    until, made = monotonic() + seconds, 0
    due = list(
        Picture.objects.filter(sizes_due_at__lte=datetime.now(UTC)).order_by("sizes_due_at")[
            :PICTURES_AT_ONCE
        ]
    )
    missing = {picture.pk: _missing(picture) for picture in due}
    for picture, spec in _in_order(due):
        if spec not in missing[picture.pk]:
            continue
        if made and monotonic() >= until:
            return made
        try:
            picture.create_rendition(Filter(spec=spec))
        except pictures.UNREADABLE:
            missing[picture.pk].clear()
            _put_off(picture)
        else:
            missing[picture.pk].discard(spec)
            made += 1
    for picture in due:
        _settle(picture)
    return made


def _in_order(due: list[Picture]) -> Iterator[tuple[Picture, str]]:
    return ((picture, spec) for specs in pictures.specs_in_order() for picture in due for spec in specs)


def _missing(picture: Picture) -> set[str]:
    """The filters of which ``picture`` has no file yet; what another file or focal point left is deleted."""
    try:
        folder = content_folder(picture)
    except pictures.UNREADABLE:
        _put_off(picture)
        return set()
    keys = {
        spec: Filter(spec=spec).get_cache_key(picture)
        for specs in pictures.specs_in_order()
        for spec in specs
    }
    for rendition in picture.renditions.filter(filter_spec__in=keys):
        is_present = f"/{folder}/" in rendition.file.name
        if is_present and rendition.focal_point_key == keys[rendition.filter_spec]:
            del keys[rendition.filter_spec]
        else:
            rendition.delete()
    return set(keys)


def _put_off(picture: Picture) -> None:
    logger.warning("picture_unreadable", extra={"picture": picture.pk})
    later = datetime.now(UTC) + TRIES_AGAIN_AFTER
    Picture.objects.filter(pk=picture.pk, sizes_due_at=picture.sizes_due_at).update(sizes_due_at=later)


def _settle(picture: Picture) -> None:
    """Nothing is due any more, unless ``picture`` was put off or saved again meanwhile."""
    Picture.objects.filter(pk=picture.pk, sizes_due_at=picture.sizes_due_at).update(sizes_due_at=None)
