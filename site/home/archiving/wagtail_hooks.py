"""Archives in the admin, and what they tell the life cycle of an edition."""

from typing import Any

from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

from cooperation.editions.desk_places import DeskPlace, Phase
from cooperation.editions.duties import Area
from cooperation.editions.models import Edition
from cooperation.editions.rules import Text
from home.archiving import actions, open_points, queries, views  # noqa: F401 - the second registers hooks

LINES = {
    "archiving.seal": (_("Seal the archive"), _("Checksums written down")),
    "archiving.verify": (_("Verify the archive"), _("Checksums compared")),
    "archiving.ask_for_copy": (_("Ask for a copy"), _("Copy asked for")),
    "archiving.make_copy": (_("Make a copy"), _("Copy made")),
}


@hooks.register("register_log_actions")
def register_log_lines(registry: LogActionRegistry) -> None:
    """Make what happens to archives known to the log."""
    for action, (label, message) in LINES.items():
        registry.register_action(action, label, message)


@hooks.register("register_admin_urls")
def register_archives() -> list[Any]:
    """Where the archive of an edition is looked at."""
    patterns = [
        path("", views.ArchiveView.as_view(), name="page"),
        path("copy/ask/", views.AskForCopyView.as_view(), name="ask_for_copy"),
        path("copy/progress/", views.CopyProgressView.as_view(), name="progress"),
        path("copy/", views.DownloadCopyView.as_view(), name="download"),
        path("erratum/", views.ErratumView.as_view(), name="erratum"),
    ]
    return [path("archive/<int:edition_id>/", include((patterns, "archiving")))]


@hooks.register("register_desk_place")
def register_desk_place() -> DeskPlace:
    """What lies in the archive of the edition."""
    return DeskPlace(
        phase=Phase.HAND_OVER,
        order=95,
        label=_("What lies in the archive"),
        words=_("Checksums, a copy to keep, errata, reports of what was erased"),
        url_name="archiving:page",
        area=Area.EDITION,
    )


@hooks.register("register_archive_differences")
def tell_differences(edition: Edition) -> list[Text]:
    """What changed since the edition lay in the archive, told in words."""
    return [str(one) for one in queries.differences_from_seal(edition)]


@hooks.register("register_leaving_archive")
def seal_before_it_leaves(edition: Edition) -> None:
    """An edition leaves the archive with a seal, so that what changed can be told."""
    actions.seal_before_it_leaves(edition)
