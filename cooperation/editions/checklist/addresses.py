"""The addresses of the checklist in the admin, and its place at the desk."""

from typing import Any

from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from cooperation.editions.checklist import audit, views  # noqa: F401 - the lines of the log register themselves
from cooperation.editions.desk_places import DeskPlace, Phase
from cooperation.editions.duties import Area


@hooks.register("register_admin_urls")
def register_addresses() -> list[Any]:
    """Everything below an edition's key."""
    patterns = [
        path("", views.ListView.as_view(), name="list"),
        path("make/", views.MakeView.as_view(), name="make"),
        path("add/", views.AddView.as_view(), name="add"),
        path("<int:pk>/", views.EditView.as_view(), name="edit"),
        path("<int:pk>/tick/", views.TickView.as_view(), name="tick"),
        path("<int:pk>/delete/", views.DeleteView.as_view(), name="delete"),
    ]
    return [path("editions/<int:edition_id>/checklist/", include((patterns, "checklist")))]


@hooks.register("register_desk_place")
def register_desk_place() -> DeskPlace:
    """What the team has to do, week by week."""
    return DeskPlace(
        phase=Phase.SET_UP,
        order=50,
        label=_("Checklist"),
        words=_("What is to do, by whom and until when"),
        url_name="checklist:list",
        area=Area.CHECKLIST,
    )
