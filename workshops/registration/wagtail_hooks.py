"""Registration in the admin."""

from typing import Any

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button

from cooperation.editions.duties import Area
from cooperation.editions.models import Edition
from cooperation.editions.policies import EditionPolicy
from workshops.registration import (  # noqa: F401 - they register hooks of their own
    archive_hooks,
    desk_places,
    release_audience,
)
from workshops.registration.mail_addresses import mail_addresses
from workshops.registration.models import RegistrationDesk
from workshops.registration.people_addresses import people_addresses
from workshops.registration.retention import NEEDS, REST
from workshops.registration.views import allotment, delegation_desk, desk, invitations, privacy
from workshops.registration.viewsets.sessions import BookedSessionViewSet


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[Any]:
    """The list and form of workshops' sessions."""
    return [BookedSessionViewSet()]


@hooks.register("register_admin_urls")
def register_registration() -> list[Any]:
    """The addresses of the host's side of registration."""
    patterns = [
        path("", desk.IndexView.as_view(), name="index"),
        path("<int:edition_id>/", desk.DeskView.as_view(), name="desk"),
        path("<int:edition_id>/settings/", desk.SettingsView.as_view(), name="settings"),
        path("<int:edition_id>/delegations/", delegation_desk.ListView.as_view(), name="delegations"),
        path("<int:edition_id>/delegations/<int:pk>/", delegation_desk.EditView.as_view(), name="delegation"),
        path("<int:edition_id>/invitations/", invitations.ListView.as_view(), name="invitations"),
        path("<int:edition_id>/invitations/new/", invitations.InviteView.as_view(), name="invite"),
        path("<int:edition_id>/invitations/remind/", invitations.RemindAllView.as_view(), name="remind_all"),
        path(
            "<int:edition_id>/invitations/<int:pk>/remind/",
            invitations.RemindView.as_view(),
            name="remind",
        ),
        path(
            "<int:edition_id>/invitations/<int:pk>/withdraw/",
            invitations.WithdrawView.as_view(),
            name="withdraw",
        ),
        path("<int:edition_id>/allotment/", allotment.AllotmentView.as_view(), name="allotment"),
        path("<int:edition_id>/privacy/", privacy.PrivacyView.as_view(), name="privacy"),
        path("<int:edition_id>/privacy/needs/", privacy.EraseView.as_view(clock=NEEDS), name="erase_needs"),
        path("<int:edition_id>/privacy/all/", privacy.EraseView.as_view(clock=REST), name="erase_all"),
        *mail_addresses,
        *people_addresses,
    ]
    return [path("registration/", include((patterns, "registration")))]


class DeskMenuItem(MenuItem):
    """Shown to those who organise an edition."""

    def is_shown(self, request: Any) -> bool:
        return EditionPolicy(RegistrationDesk, area=Area.NUMBERS).user_has_permission(request.user, "view")


@hooks.register("register_admin_menu_item")
def register_menu_item() -> MenuItem:
    """The place of registration in the menu."""
    return DeskMenuItem(
        _("Registration"), reverse("registration:index"), name="registration", icon_name="form", order=125
    )


@hooks.register("register_edition_button")
def registration_button(edition: Edition) -> Button:
    """The way from an edition to its registration."""
    address = reverse("registration:desk", args=[edition.pk])
    return Button(_("Registration"), url=address, icon_name="form", priority=16)
