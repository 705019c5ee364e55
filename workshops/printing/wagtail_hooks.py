"""Printing in the admin."""

from typing import Any

from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from cooperation.editions.desk_places import DeskPlace, Phase
from cooperation.editions.duties import Area
from workshops.printing import views


@hooks.register("register_admin_urls")
def register_printing() -> list[Any]:
    """The addresses of what is printed."""
    patterns = [
        path("<int:edition_id>/", views.DeskView.as_view(), name="desk"),
        path("<int:edition_id>/badges/", views.BadgesView.as_view(), name="badges"),
        path("<int:edition_id>/badges/<slug:size>.png", views.PreviewView.as_view(), name="preview"),
        path("<int:edition_id>/cards/", views.CardsView.as_view(), name="cards"),
        path("<int:edition_id>/signs/", views.SignsView.as_view(), name="signs"),
        path("<int:edition_id>/room-lists/", views.RoomListsView.as_view(), name="room_lists"),
        path("<int:edition_id>/door-list/", views.DoorListView.as_view(), name="door_list"),
    ]
    return [path("print/", include((patterns, "printing")))]


@hooks.register("register_desk_place")
def register_desk_places() -> list[DeskPlace]:
    """Where an edition's desk leads to printing."""
    return [
        DeskPlace(
            phase=Phase.PRINT,
            order=10,
            label=_("Badges, signs and lists"),
            words=_("Badges, cards for tables, signs for doors, lists of rooms and for the door"),
            url_name="printing:desk",
            area=Area.PRINT,
        )
    ]
