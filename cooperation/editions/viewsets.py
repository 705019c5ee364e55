"""Lists, forms and choosers of editions and the rota."""

from typing import Any, ClassVar

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django_filters import ModelChoiceFilter
from wagtail import hooks
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import log

from cooperation.editions import role_views, views
from cooperation.editions.duties import Area
from cooperation.editions.models import Edition, Presidency
from cooperation.editions.next_steps import SECRETARIAT_DECISIONS, decisions
from cooperation.editions.panels import edition_panels, presidency_panels
from cooperation.editions.policies import EditionPolicy, SecretariatPolicy
from cooperation.editions.queries import editions_of
from cooperation.editions.rules import reasons_against_changing
from core.publishing.viewsets import (
    CarefulDeleteView,
    ReachableEditView,
    ReachableIndexView,
    RecordChooserViewSet,
    RecordViewSet,
    named,
)

MOST_NAMED = 20


class EditionRecordDeleteView(CarefulDeleteView):
    """Deletes nothing of an archived edition."""

    @property
    def obstacles(self) -> list[str]:
        edition = Edition.objects.get(pk=self.permission_policy.edition_id(self.object))
        return [*map(str, reasons_against_changing(edition)), *super().obstacles]

    def delete_action(self) -> None:
        edition = self.permission_policy.edition_id(self.object)
        with transaction.atomic():
            # When it is gone nothing leads from the line to the edition but this.
            log(instance=self.object, action="wagtail.delete", deleted=True, data={"edition": edition})
            self.object.delete()


class EditionRecordViewSet(RecordViewSet):
    """Records that belong to an edition: an organiser sees those of the editions they were given."""

    delete_view_class = EditionRecordDeleteView
    edition_path = "edition"
    area: ClassVar[Area] = Area.EDITION

    @property
    def permission_policy(self) -> EditionPolicy:
        return EditionPolicy(self.model, self.edition_path, area=self.area)


def own_editions(request: HttpRequest) -> QuerySet[Edition]:
    """What a list can be narrowed to by whoever looks at it."""
    return editions_of(request.user)


class OwnEditionFilterSet(WagtailFilterSet):
    """Narrows a list to one of the user's editions."""

    edition = ModelChoiceFilter(queryset=own_editions, label=_("Edition"))


class EditionDeleteView(EditionRecordDeleteView):
    """An edition that anything was written for is cancelled, not deleted."""

    @property
    def obstacles(self) -> list[str]:
        edition = self.object
        written = [
            *edition.slots.all()[:MOST_NAMED],
            *edition.speakers.all()[:MOST_NAMED],
            *edition.rooms.all(),
        ]
        return [*super().obstacles, *map(named, written)]


DECISIONS = {
    "host": views.HostView,
    "announce": views.AnnounceView,
    "cancel": views.CancelView,
    "archive": views.ArchiveView,
    "unarchive": views.UnarchiveView,
    "reinstate": views.ReinstateView,
}
"""The decisions about an edition: the name of the address, and its page."""


def people_button(edition: Edition) -> Button:
    """The way to the page of those who organise and attend ``edition``."""
    address = reverse("editions:roles", args=[edition.pk])
    return Button(role_views.RolesView.page_title, url=address, icon_name="group", priority=15)


def buttons_of_other_apps(edition: Edition) -> list[Button]:
    """The ways from ``edition`` to what other apps keep of it, by the hook ``register_edition_button``."""
    return [make(edition) for make in hooks.get_hooks("register_edition_button")]


class EditionEditView(ReachableEditView):
    tells_values = True

    @property
    def header_more_buttons(self) -> list[Any]:
        return [
            *super().header_more_buttons,
            people_button(self.object),
            *buttons_of_other_apps(self.object),
        ]


class EditionIndexView(ReachableIndexView):
    select_related = ("host",)

    def get_list_more_buttons(self, instance: Edition) -> list[Any]:
        keeps_the_network = SecretariatPolicy(Edition).user_has_permission(self.request.user, "change")
        buttons = [*super().get_list_more_buttons(instance), people_button(instance)]
        buttons += buttons_of_other_apps(instance)
        if not self.permission_policy.user_has_permission_for_instance(self.request.user, "change", instance):
            return buttons
        for name in decisions(instance.state()):
            if name not in SECRETARIAT_DECISIONS or keeps_the_network:
                address = reverse(f"editions:{name}", args=[instance.pk])
                buttons.append(Button(DECISIONS[name].page_title, url=address, priority=20))
        return buttons


class EditionViewSet(RecordViewSet):
    """Editions: organisers edit theirs, the secretariat makes and removes them."""

    model = Edition
    name = "editions"
    icon = "calendar-alt"
    index_view_class = EditionIndexView
    edit_view_class = EditionEditView
    delete_view_class = EditionDeleteView
    list_display = (
        "title",
        Column("state", label=_("State"), accessor=lambda edition: edition.state().label),
        Column("starts_on", label=_("First day"), sort_key="starts_on"),
        Column("city", label=_("City"), sort_key="city"),
        Column("host", label=_("Host"), accessor=lambda edition: edition.host or edition.other_host),
    )
    list_filter = ("kind", "year", "mode")
    search_fields = ("title", "city", "theme", "host__name", "other_host")
    ordering = ("-year", "-starts_on")
    edit_handler = edition_panels
    menu_label = _("Editions")
    menu_order = 110
    add_to_admin_menu = True

    @property
    def permission_policy(self) -> EditionPolicy:
        return EditionPolicy(Edition, path="", secretariat_only={"add", "delete"})

    def get_urlpatterns(self) -> list[Any]:
        return [
            *super().get_urlpatterns(),
            path("accent/", views.AccentView.as_view(), name="accent"),
            path("people/<int:pk>/", role_views.RolesView.as_view(), name="roles"),
            *(path(f"{name}/<int:pk>/", view.as_view(), name=name) for name, view in DECISIONS.items()),
        ]


class PresidencyViewSet(RecordViewSet):
    """The rota of presidencies, from which the candidates of a year follow."""

    model = Presidency
    name = "rota"
    icon = "history"
    list_display = ("semester", "country", "eu_code", "certainty", "legal_act")
    list_filter = ("year", "half", "certainty")
    search_fields = ("country", "eu_code", "year", "note")
    ordering = ("-year", "-half")
    edit_handler = presidency_panels
    menu_label = _("Rota")
    menu_order = 150
    add_to_admin_menu = True

    @property
    def permission_policy(self) -> SecretariatPolicy:
        return SecretariatPolicy(Presidency)


class EditionChooserViewSet(RecordChooserViewSet):
    model = Edition
    name = "edition_chooser"
    icon = "calendar-alt"
    choose_one_text = _("Choose an edition")
    choose_another_text = _("Choose another edition")
    search_fields = ("title", "city")
    permission_policy = EditionPolicy(Edition, path="", secretariat_only={"add", "delete"})
