"""Lists and forms of rooms and speakers, and the full form of a slot."""

from http import HTTPStatus
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column

from cooperation.agenda import actions
from cooperation.agenda.day_sheet import address_of_day
from cooperation.agenda.forms import RoomForm, SlotForm, SpeakerForm
from cooperation.agenda.models import Room, Slot, Speaker
from cooperation.agenda.wording import when_and_where
from cooperation.editions.duties import Area
from cooperation.editions.views import signed_in
from cooperation.editions.viewsets import EditionRecordDeleteView, EditionRecordViewSet, OwnEditionFilterSet
from core.publishing.viewsets import ReachableEditView, ReachableIndexView

EDITION_COLUMN = Column("edition", label=_("Edition"), sort_key="edition__year")


class WithEditionIndexView(ReachableIndexView):
    select_related = ("edition",)


class RoomFilterSet(OwnEditionFilterSet):
    class Meta:
        model = Room
        fields = ("edition",)


class SpeakerFilterSet(OwnEditionFilterSet):
    class Meta:
        model = Speaker
        fields = ("edition",)


class RoomViewSet(EditionRecordViewSet):
    area = Area.AGENDA
    model = Room
    name = "rooms"
    icon = "home"
    index_view_class = WithEditionIndexView
    list_display = (
        "name",
        EDITION_COLUMN,
        Column("location", label=_("Where it is")),
        Column("places", label=_("Places")),
        BooleanColumn("is_step_free", label=_("Without steps")),
    )
    filterset_class = RoomFilterSet
    search_fields = ("name", "location")
    edit_handler = ObjectList(
        [
            FieldPanel("edition"),
            FieldPanel("name"),
            FieldPanel("location"),
            FieldRowPanel([FieldPanel("places"), FieldPanel("sort_order")]),
            FieldPanel("is_step_free"),
        ],
        base_form_class=RoomForm,
    )
    menu_label = _("Rooms")
    menu_order = 121
    add_to_admin_menu = True


class SpeakerIndexView(ReachableIndexView):
    select_related = ("edition", "member")


class SpeakerViewSet(EditionRecordViewSet):
    area = Area.AGENDA
    model = Speaker
    name = "speakers"
    icon = "user"
    index_view_class = SpeakerIndexView
    list_display = (
        "name",
        EDITION_COLUMN,
        Column("function", label=_("Function")),
        Column("organisation", label=_("Organisation"), accessor=lambda row: row.organisation or row.member),
    )
    filterset_class = SpeakerFilterSet
    search_fields = ("name", "function", "organisation", "member__name")
    edit_handler = ObjectList(
        [
            FieldPanel("edition"),
            MultiFieldPanel(
                [
                    FieldPanel("name"),
                    FieldPanel("function"),
                    FieldPanel("member"),
                    FieldPanel("organisation", help_text=_("Leave empty to show the member's name.")),
                ],
                heading=_("Who"),
            ),
            MultiFieldPanel(
                [FieldPanel("biography"), FieldPanel("portrait"), FieldPanel("website")],
                heading=_("More about them"),
            ),
        ],
        base_form_class=SpeakerForm,
    )
    menu_label = _("Speakers")
    menu_order = 122
    add_to_admin_menu = True


slot_panels = ObjectList(
    [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("title"), FieldPanel("kind")]),
                FieldPanel("abstract"),
                FieldPanel("language"),
            ],
            heading=_("What"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
                FieldPanel("is_untimed"),
                FieldRowPanel([FieldPanel("room"), FieldPanel("place")]),
            ],
            heading=_("When and where"),
        ),
        InlinePanel(
            "speaker_links",
            heading=_("Speakers and facilitators"),
            label=_("person"),
            panels=[FieldRowPanel([FieldPanel("speaker"), FieldPanel("role")])],
        ),
        MultiFieldPanel(
            [FieldPanel("audience"), FieldPanel("page"), FieldPanel("is_cancelled")],
            heading=_("Who sees it, and more"),
        ),
    ],
    base_form_class=SlotForm,
)


def day_address(slot: Slot) -> str:
    """The desk's page of the day on which ``slot`` begins, while there is one."""
    return address_of_day(slot.edition, slot.starts_at.astimezone(slot.edition.zone).date())


class SlotEditView(ReachableEditView):
    def save_instance(self) -> Slot:
        slot: Slot = self.form.save(commit=False)
        return actions.save_slot(slot, by=signed_in(self.request))

    def get_success_url(self) -> str:
        return day_address(self.object)


class SlotDeleteView(EditionRecordDeleteView):
    """Asks with day, time and room, because a workshop that is given twice has the same name twice."""

    @cached_property
    def named_slot(self) -> dict[str, str]:
        """What the slot is called, and what tells it from its namesakes."""
        slot: Slot = self.object
        return {"title": slot.title, "when_and_where": when_and_where(slot, slot.edition.zone)}

    @property
    def confirmation_message(self) -> str:
        return _("Are you sure you want to delete “%(title)s” (%(when_and_where)s)?") % self.named_slot

    def get_success_message(self) -> str:
        return _("“%(title)s” (%(when_and_where)s) is deleted.") % self.named_slot

    def get_page_subtitle(self) -> str:
        return "{title}, {when_and_where}".format(**self.named_slot)

    def form_valid(self, form: Any) -> HttpResponse:
        answer = super().form_valid(form)
        # Only now that the slot is gone is it known whether its day still has a page.
        return redirect(self.get_success_url()) if answer.status_code == HTTPStatus.FOUND else answer

    def delete_action(self) -> None:
        actions.delete_slot(self.object, by=signed_in(self.request))

    def get_success_url(self) -> str:
        return day_address(self.object)


class SlotViewSet(EditionRecordViewSet):
    """Everything that can be said of a slot; slots are made and found at the desk."""

    area = Area.AGENDA
    model = Slot
    name = "slots"
    icon = "list-ul"
    index_view_class = WithEditionIndexView
    edit_view_class = SlotEditView
    delete_view_class = SlotDeleteView
    list_display = ("title", EDITION_COLUMN, Column("kind", label=_("Kind"), accessor="get_kind_display"))
    search_fields = ("title", "abstract")
    edit_handler = slot_panels

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_common_view_kwargs(add_url_name=None, **kwargs)

    def get_urlpatterns(self) -> list[Any]:
        return [pattern for pattern in super().get_urlpatterns() if pattern.name != "add"]
