"""Check-in in the admin."""

from typing import Any

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cooperation.editions.desk_places import DeskPlace, Phase
from cooperation.editions.duties import Area, Level
from cooperation.editions.policies import EditionPolicy
from workshops.checkin.models import Scan
from workshops.checkin.views import door, phones


@hooks.register("register_admin_urls")
def register_checkin() -> list[Any]:
    """The addresses of the doors."""
    patterns = [
        path("", door.IndexView.as_view(), name="index"),
        path("<int:edition_id>/", door.DoorView.as_view(), name="door"),
        path("<int:edition_id>/walk-in/", door.WalkInView.as_view(), name="walk_in"),
        path("<int:edition_id>/scans/", phones.ScansView.as_view(), name="scans"),
        path("<int:edition_id>/live/", phones.LiveView.as_view(), name="live"),
        path("<int:edition_id>/names/", phones.NamesView.as_view(), name="names"),
        path("<int:edition_id>/worker.js", phones.WorkerView.as_view(), name="worker"),
    ]
    return [path("checkin/", include((patterns, "checkin")))]


class CheckinMenuItem(MenuItem):
    """Shown to those who keep a door."""

    def is_shown(self, request: Any) -> bool:
        return EditionPolicy(Scan, area=Area.CHECKIN).user_has_permission(request.user, "view")


@hooks.register("register_admin_menu_item")
def register_menu_item() -> MenuItem:
    """The place of check-in in the menu."""
    return CheckinMenuItem(
        _("Check-in"), reverse("checkin:index"), name="checkin", icon_name="tick-inverse", order=128
    )


@hooks.register("register_desk_place")
def register_desk_places() -> list[DeskPlace]:
    """The door."""
    return [
        DeskPlace(
            phase=Phase.CHECKIN,
            order=10,
            label=_("Check-in"),
            words=_("Scan tickets and badges on a phone, find names, register who walks in"),
            url_name="checkin:door",
            area=Area.CHECKIN,
            needs=Level.CHANGE,
        )
    ]
