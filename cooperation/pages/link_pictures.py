"""What the picture of a shared link says of a page, and where that picture lies.

An edition, a workshop and a piece of news have one of their own; any other page of an edition shows that of
its edition, and every other page the one of the whole site, which is the home page's.
"""

import os
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django_countries import countries
from wagtail.models import Page

from cooperation.editions.models import Edition
from cooperation.network.models import NetworkSettings
from cooperation.pages import wording
from cooperation.pages.models import EditionPage, NewsPage
from cooperation.pages.models.edition import EditionChildPage
from core.formats import link_picture
from core.formats.link_picture import LinkPicture
from core.publishing import colours, pictures
from core.publishing.models import Picture

COLOUR = "#003399"
"""Of what belongs to no edition: the institutions' blue."""
CUT = "fill-{}x{}|format-jpeg".format(*link_picture.PICTURE_SIZE)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture that is still to be drawn."""

    page_id: int
    card: LinkPicture
    picture: Picture | None

    @property
    def digest(self) -> str:
        """Changes when the drawing does."""
        return link_picture.digest(self.card)

    @property
    def url(self) -> str:
        """Where it lies, without the site's origin."""
        return reverse("link_picture", args=[self.page_id, self.digest])

    @property
    def words(self) -> str:
        """What stands on it, for those who do not see it."""
        card = self.card
        return ", ".join(text for text in (card.heading, card.name, card.line, card.badge) if text)


def owner(page: Page, home: Page) -> Page:
    """Whose picture ``page`` shows: its own, that of its edition, or that of ``home``."""
    if isinstance(page, EditionPage | NewsPage) or getattr(page, "part", "") == "workshop":
        return page
    return page.edition_page if isinstance(page, EditionChildPage) else home


def drawing(page: Page, network: NetworkSettings) -> Drawing:
    """What is drawn for ``page``, the ``owner`` of a picture."""
    edition: Edition | None = getattr(page, "edition", None)
    picture = _picture(page, edition)
    accent = colours.accent(edition.accent_colour if edition else COLOUR)
    card = LinkPicture(
        field=accent.cover,
        foot=accent.deep,
        soft=accent.cover_soft,
        badge=_("Example: invented to try things out") if edition and edition.is_example else "",
        picture=_known_by(picture) if picture else "",
        credit=picture.credit if picture else "",
        **_texts(page, edition, network),
    )
    return Drawing(page.pk, card, picture)


def drawn(made: Drawing) -> tuple[bytes, bool]:
    """The file of ``made``, and whether it is complete: its picture may be missing, and come back.

    A complete one is kept on the disk, the newest of each page alone.
    """
    path = Path(settings.MEDIA_ROOT) / "link-pictures" / f"{made.page_id}-{made.digest}.png"
    if path.is_file():
        return path.read_bytes(), True
    cut = _cut(made.picture) if made.picture else b""
    png = link_picture.draw(made.card, cut)
    is_complete = bool(cut) or made.picture is None
    if is_complete:
        _keep(path, png, made.page_id)
    return png, is_complete


def _texts(page: Page, edition: Edition | None, network: NetworkSettings) -> dict[str, str]:
    if isinstance(page, NewsPage):
        texts = {"heading": page.title, "name": _("News"), "line": page.published_in_words}
    elif edition is None:
        return {
            "heading": network.event_name,
            "line": network.name,
            "mark": network.short_name,
            "mark_more": network.funding_statement,
        }
    else:
        texts = _texts_of_edition(page, edition)
    return texts | {"mark": network.event_name, "mark_more": network.name}


def _texts_of_edition(page: Page, edition: Edition) -> dict[str, str]:
    when = wording.days(edition.starts_on, edition.ends_on) or str(edition.year or "")
    if isinstance(page, EditionPage) and edition.city:
        country = countries.name(edition.country) if edition.country else ""
        return {
            "heading": edition.city,
            "name": edition.title,
            "line": ", ".join(part for part in (when, country) if part),
            "numeral": wording.numeral(edition),
        }
    line = ", ".join(part for part in (when, wording.place(edition)) if part)
    if isinstance(page, EditionPage):
        return {"heading": edition.title, "line": line, "numeral": wording.numeral(edition)}
    return {"heading": page.title, "name": _("Workshop"), "line": line}


def _picture(page: Page, edition: Edition | None) -> Picture | None:
    if isinstance(page, EditionPage):
        return edition.hero_picture if edition else None
    own = getattr(page, "lead_picture", None) or getattr(page, "teaser_picture", None)
    return own or (edition.hero_picture if edition else None)


def _known_by(picture: Picture) -> str:
    focus = (
        picture.focal_point_x,
        picture.focal_point_y,
        picture.focal_point_width,
        picture.focal_point_height,
    )
    return f"{picture.pk} {picture.file_hash} {focus}"


def _cut(picture: Picture) -> bytes:
    """The file of ``picture`` as it is drawn; empty when it cannot be read."""
    try:
        with picture.get_rendition(CUT).file.open("rb") as file:
            return bytes(file.read())
    except pictures.UNREADABLE:
        return b""


def _keep(path: Path, png: bytes, page_id: int) -> None:
    """Write the file in one step, so that nobody reads half of it, and clear older ones away."""
    path.parent.mkdir(parents=True, exist_ok=True)
    older = list(path.parent.glob(f"{page_id}-*.png"))
    with NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(png)
    os.replace(file.name, path)
    for each in older:
        if each != path:
            each.unlink(missing_ok=True)
