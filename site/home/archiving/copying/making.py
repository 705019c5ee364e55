"""Makes the whole copy of an edition in a folder: its pages, a list of contents, checksums."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.template.loader import render_to_string
from django.urls import reverse

from cooperation.editions.models import Edition
from core.publishing.colours import digest
from home.archiving.copying import packing, places
from home.archiving.copying.collecting import Collector, Tell
from home.archiving.copying.places import Site
from home.archiving.queries import published_pages

INDEX = "index.html"
DOWNLOADS = ("agenda.pdf", "agenda.pdf?format=pocket", "agenda.ics", "agenda.json", "schedule.xml")
"""What lies beside the agenda, whether a page leads to it or not."""


def make(edition: Edition, folder: Path, tell: Tell) -> None:
    """Write the copy of ``edition`` into the empty ``folder``, and ``tell`` how far it is.

    Only for an edition whose start page everybody sees.
    """
    pages = published_pages(edition)
    paths = [page.url for page in pages]
    site = site_for(paths[0])
    collector = Collector(edition, site, folder, tell)
    sheets = [path for path in _sheets(edition) if path]
    collector.collect([*paths, *sheets, *(f"{site.root}agenda/{name}" for name in DOWNLOADS)])
    contents = [
        {"title": page.title, "file": name, "depth": page.depth - pages[0].depth}
        for page in pages
        if (name := collector.files.get(page.url))
    ]
    downloads = [
        name for file in DOWNLOADS if (name := collector.files.get(f"{site.root}agenda/{file}")) is not None
    ]
    documents = sorted(
        {name for path, name in collector.files.items() if name and path.startswith(site.documents)}
    )
    context = {
        "edition": edition,
        "contents": contents,
        "downloads": downloads,
        "documents": documents,
        "sheets": [places.way(INDEX, name) for path in sheets if (name := collector.files.get(path))],
        "address": site.origin + site.root,
        "language": settings.LANGUAGE_CODE,
    }
    (folder / INDEX).write_text(render_to_string("archiving/copy/index.html", context), encoding="utf-8")
    packing.write_lists(folder, _about(edition, site))


def site_for(root: str) -> Site:
    """This site, for a copy of what lies below the path ``root``."""
    return Site(settings.SITE_ORIGIN, root, settings.STATIC_URL, settings.MEDIA_URL)


def _sheets(edition: Edition) -> list[str]:
    """The paths of the style sheets that every page of ``edition`` wears."""
    colour = edition.accent_colour
    accent = reverse("accent", args=[colour.lower().removeprefix("#"), digest(colour)])
    return [staticfiles_storage.url("css/site.css"), accent]


def _about(edition: Edition, site: Site) -> dict[str, Any]:
    return {
        "edition": edition.title,
        "year": edition.year,
        "address": site.origin + site.root,
        "archived_on": edition.archived_at.date().isoformat() if edition.archived_at else None,
    }
