"""Pure decisions about what editors publish: no database."""

from collections.abc import Iterable


def skipped_levels(levels: Iterable[int | None], *, above: int = 1) -> list[int]:
    """Where a heading leaves out a level, so that the outline of the page has a hole.

    Args:
        levels: the level of each block in order, 2 or 3; None for a block that is no heading.
        above: the level of the heading that stands above the first block; a page's title is 1.

    Returns:
        The positions in ``levels`` of the headings that are more than one level below the one before.

    Source: WCAG technique G141.
    """
    skipped = []
    for position, level in enumerate(levels):
        if level is None:
            continue
        if level > above + 1:
            skipped.append(position)
        above = level
    return skipped
