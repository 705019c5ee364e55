"""The list and form of workshops' sessions."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django_filters import ModelChoiceFilter
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column

from cooperation.editions.duties import Area
from cooperation.editions.viewsets import EditionRecordViewSet, OwnEditionFilterSet, own_editions
from core.publishing.viewsets import ReachableIndexView
from workshops.programme.forms import SessionForm
from workshops.programme.models import Session


class SessionFilterSet(OwnEditionFilterSet):
    """Narrows the list to one edition, which a session knows by its slot."""

    edition = ModelChoiceFilter(field_name="slot__edition", queryset=own_editions, label=_("Edition"))

    class Meta:
        model = Session
        fields = ()


class SessionIndexView(ReachableIndexView):
    select_related = ("slot__edition", "slot__room")


def when(session: Session) -> str:
    """Day and time of a session on the clocks of the venue."""
    return f"{session.slot.starts_at.astimezone(session.slot.edition.zone):%d.%m.%Y %H:%M}"


class SessionViewSet(EditionRecordViewSet):
    """Workshops' sessions: how many seats which slot offers.

    The admin shows them with what is booked, which the room above knows of (registration).
    """

    model = Session
    edition_path = "slot__edition"
    area = Area.SEATS
    name = "sessions"
    icon = "group"
    index_view_class = SessionIndexView
    list_display: tuple[Any, ...] = (
        "slot",
        Column("edition", label=_("Edition"), accessor="slot.edition", sort_key="slot__edition__year"),
        Column("when", label=_("When"), accessor=when, sort_key="slot__starts_at"),
        Column("room", label=_("Room"), accessor="slot.room"),
        Column("seats", label=_("Seats"), sort_key="seats"),
    )
    filterset_class = SessionFilterSet
    ordering = ("-slot__edition__year", "slot__starts_at", "pk")
    search_fields = ("slot__title", "slot__room__name")
    edit_handler = ObjectList([FieldPanel("slot"), FieldPanel("seats")], base_form_class=SessionForm)
    menu_label = _("Sessions")
    menu_order = 130
    add_to_admin_menu = True
