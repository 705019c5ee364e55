"""The pages of starting an edition, as the admin knows them."""

from typing import Any

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

from cooperation.editions.desk_places import DeskPlace, Phase
from cooperation.editions.duties import Area, Level
from home.starting import edition_views, views
from home.starting.draft import STEPS
from home.starting.start import STARTED
from home.starting.taking_over import TAKEN_OVER


@hooks.register("register_admin_urls")
def register_addresses() -> list[Any]:
    """The steps of a start, and taking over into an edition that stands."""
    steps = [
        path(
            f"editions/start/<int:year>/{step}/",
            views.StepView.as_view(step=step),
            name=f"start_edition_{step}",
        )
        for step in STEPS
    ]
    return [
        path("editions/start/", views.YearView.as_view(), name="start_edition"),
        *steps,
        path("editions/start/<int:year>/look/", views.LookView.as_view(), name="start_edition_look"),
        path("editions/<int:pk>/take-over/", edition_views.TakeOverView.as_view(), name="take_over"),
        path("editions/<int:pk>/taken-over/", edition_views.TakenOverView.as_view(), name="taken_over"),
    ]


@hooks.register("register_desk_place")
def register_desk_place() -> DeskPlace:
    """Where an edition takes over what an earlier one has to give."""
    return DeskPlace(
        phase=Phase.SET_UP,
        order=5,
        label=_("Take over from an earlier edition"),
        words=_("Pages, agenda, workshops, rules and letters, or the frame to begin with"),
        url_name="take_over",
        area=Area.EDITION,
        needs=Level.CHANGE,
    )


@hooks.register("register_log_actions")
def register_log_lines(actions: LogActionRegistry) -> None:
    """Word the start of an edition, and what is taken over into it, in the audit log."""
    actions.register_action(STARTED, _("Start the edition"), _("Edition started"))
    actions.register_action(TAKEN_OVER, _("Take over"), _("Taken over from an earlier edition"))
