"""The agenda desk, rooms and speakers in the admin."""

from collections.abc import Callable
from typing import Any

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cooperation.agenda import views
from cooperation.agenda.addresses import agenda_addresses
from cooperation.agenda.choosers import RoomChooserViewSet, SpeakerChooserViewSet
from cooperation.agenda.models import Slot
from cooperation.agenda.viewsets import RoomViewSet, SlotViewSet, SpeakerViewSet
from cooperation.editions.desk_places import DeskPlace, Phase
from cooperation.editions.duties import Area
from cooperation.editions.models import Edition
from cooperation.editions.policies import EditionPolicy


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[Any]:
    """The lists, forms and choosers of this app."""
    return [RoomViewSet(), SpeakerViewSet(), SlotViewSet(), RoomChooserViewSet(), SpeakerChooserViewSet()]


@hooks.register("register_admin_urls")
def register_desk() -> list[Any]:
    """The addresses of the desk."""
    patterns = [
        path("", views.DeskIndexView.as_view(), name="index"),
        path("<int:edition_id>/", views.DeskView.as_view(), name="desk"),
        path("<int:edition_id>/releases/<int:number>/note/", views.NoteView.as_view(), name="note"),
        path("<int:edition_id>/<day:day>/", views.DayView.as_view(), name="day"),
        *agenda_addresses,
    ]
    return [path("agenda/", include((patterns, "agenda")))]


class DeskMenuItem(MenuItem):
    """Shown to those who organise an edition."""

    def is_shown(self, request: Any) -> bool:
        return EditionPolicy(Slot, area=Area.AGENDA).user_has_permission(request.user, "view")


@hooks.register("register_admin_menu_item")
def register_desk_menu_item() -> MenuItem:
    """The desk's place in the menu."""
    return DeskMenuItem(_("Agenda"), reverse("agenda:index"), name="agenda", icon_name="list-ul", order=120)


def list_of(name: str) -> Callable[[Edition], str]:
    """Makes the address of the list ``name``, narrowed to one edition."""
    return lambda edition: f"{reverse(f'{name}:index')}?edition={edition.pk}"


@hooks.register("register_desk_place")
def register_desk_places() -> list[DeskPlace]:
    """The desk, and the lists of what it puts together."""
    return [
        DeskPlace(
            phase=Phase.AGENDA,
            order=10,
            label=_("Agenda desk"),
            words=_("Slots by day, conflicts, releases"),
            url_name="agenda:desk",
            area=Area.AGENDA,
        ),
        DeskPlace(
            phase=Phase.AGENDA,
            order=20,
            label=_("Rooms"),
            words=_("Where it takes place"),
            url_name="rooms:index",
            area=Area.AGENDA,
            address=list_of("rooms"),
        ),
        DeskPlace(
            phase=Phase.AGENDA,
            order=30,
            label=_("Speakers"),
            words=_("Who speaks, and what is told of them"),
            url_name="speakers:index",
            area=Area.AGENDA,
            address=list_of("speakers"),
        ),
    ]
