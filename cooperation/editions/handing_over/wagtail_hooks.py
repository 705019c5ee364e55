"""Hand-overs in the admin: addresses, audit lines, places at the desk."""

from datetime import datetime
from typing import Any

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

from cooperation.editions.checklist.enums import TaskState
from cooperation.editions.desk_places import DeskPlace, Phase
from cooperation.editions.duties import Area
from cooperation.editions.handing_over import views
from cooperation.editions.handing_over.queries import OpenPoint
from cooperation.editions.models import ChecklistTask, Edition

LINES = {
    "editions.plan_handover": (_("Plan the hand-over"), _("Hand-over planned")),
    "editions.write_handover": (_("Write for the next team"), _("Notes for the next team written")),
    "editions.hand_over": (_("Hand over"), _("Handed over: the team became readers")),
    "editions.take_back_handover": (_("Take the hand-over back"), _("Hand-over taken back")),
    "editions.see_handover_contacts": (_("See contacts"), _("Contacts for the next team seen")),
    "editions.forget_handover_contacts": (_("Erase contacts"), _("Contacts for the next team erased")),
}


@hooks.register("register_log_actions")
def register_log_lines(actions: LogActionRegistry) -> None:
    """Make what happens to hand-overs known to the log."""
    for action, (label, message) in LINES.items():
        actions.register_action(action, label, message)


@hooks.register("register_admin_urls")
def register_handovers() -> list[Any]:
    """Where an edition is handed over, and where the next team reads what it got."""
    patterns = [
        path("", views.HandOverView.as_view(), name="page"),
        path("plan/", views.PlanView.as_view(), name="plan"),
        path("take-back/", views.TakeBackView.as_view(), name="take_back"),
        path("received/", views.ReceivedView.as_view(), name="received"),
    ]
    return [path("handover/<int:edition_id>/", include((patterns, "handover")))]


@hooks.register("register_desk_place")
def register_desk_places() -> list[DeskPlace]:
    """What the team before left, where the year begins; and the hand-over, where it ends."""
    return [
        DeskPlace(
            phase=Phase.SET_UP,
            order=80,
            label=_("From earlier teams"),
            words=_("What they learned and settled, to read"),
            url_name="handover:received",
            area=Area.CHECKLIST,
        ),
        DeskPlace(
            phase=Phase.HAND_OVER,
            order=10,
            label=_("Hand over"),
            words=_("Notes for the next team, what is open, and when your rights end"),
            url_name="handover:page",
            area=Area.EDITION,
        ),
    ]


@hooks.register("register_open_points")
def tell_open_tasks(edition: Edition, now: datetime) -> list[OpenPoint]:
    """The tasks of the checklist that nobody closed, and that the edition is not archived yet."""
    points = []
    count = ChecklistTask.objects.filter(edition=edition, state=TaskState.OPEN).count()
    if count:
        words = ngettext(
            "%(count)d task of the checklist is open", "%(count)d tasks of the checklist are open", count
        )
        address = reverse("checklist:list", args=[edition.pk])
        points.append(OpenPoint(words % {"count": count}, address, Area.CHECKLIST))
    if not edition.archived_at:
        address = reverse("editions:archive", args=[edition.pk])
        points.append(OpenPoint(_("It does not lie in the archive yet"), address, Area.EDITION))
    return points
