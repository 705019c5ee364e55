"""The addresses of notices in the admin, their place at the desk, and their lines in the log."""

from typing import Any

from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

from cooperation.editions.desk_places import DeskPlace, Phase
from cooperation.editions.duties import Area, Level
from cooperation.editions.notices import actions, views


@hooks.register("register_admin_urls")
def register_addresses() -> list[Any]:
    """Everything below an edition's key."""
    patterns = [
        path("", views.ListView.as_view(), name="list"),
        path("<int:pk>/end/", views.EndView.as_view(), name="end"),
    ]
    return [path("editions/<int:edition_id>/notices/", include((patterns, "notices")))]


@hooks.register("register_desk_place")
def register_desk_place() -> DeskPlace:
    """What everybody has to know at once."""
    return DeskPlace(
        phase=Phase.CHECKIN,
        order=20,
        label=_("Notices"),
        words=_("A room that changed, a bus that leaves earlier: on pages and screens at once"),
        url_name="notices:list",
        area=Area.MAILINGS,
        needs=Level.CHANGE,
    )


@hooks.register("register_log_actions")
def register_log_lines(log_actions: LogActionRegistry) -> None:
    """Words for the log."""
    log_actions.register_action(actions.PUBLISHED, _("Publish a notice"), _("Notice published"))
    log_actions.register_action(actions.ENDED, _("Take a notice off"), _("Notice taken off"))
