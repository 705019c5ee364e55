"""Editions and the rota in the admin."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from cooperation.editions import documents, log_lines  # noqa: F401 - they register hooks of their own
from cooperation.editions.checklist import addresses  # noqa: F401 - the same
from cooperation.editions.desk_places import DeskPlace, Phase
from cooperation.editions.duties import Area, Level
from cooperation.editions.handing_over import wagtail_hooks  # noqa: F401 - the same
from cooperation.editions.models import Edition
from cooperation.editions.next_steps import decisions
from cooperation.editions.notices import addresses as notice_addresses  # noqa: F401 - the same
from cooperation.editions.viewsets import EditionChooserViewSet, EditionViewSet, PresidencyViewSet


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[Any]:
    """The lists, forms and choosers of this app."""
    return [EditionViewSet(), PresidencyViewSet(), EditionChooserViewSet()]


def address_of_decision(name: str, edition: Edition) -> str:
    """Where the decision is taken; empty while it cannot be."""
    return reverse(f"editions:{name}", args=[edition.pk]) if name in decisions(edition.state()) else ""


PLACES = [
    DeskPlace(
        phase=Phase.SET_UP,
        order=20,
        label=_("Host"),
        words=_("Record who hosts, and who decided it"),
        url_name="editions:host",
        area=Area.EDITION,
        needs=Level.CHANGE,
        address=lambda edition: address_of_decision("host", edition),
    ),
    DeskPlace(
        phase=Phase.SET_UP,
        order=30,
        label=_("Facts and look"),
        words=_("Days, venue, colour, privacy, dates of registration"),
        url_name="editions:edit",
        area=Area.EDITION,
        needs=Level.CHANGE,
    ),
    DeskPlace(
        phase=Phase.SET_UP,
        order=40,
        label=_("Team"),
        words=_("Who works on it, and in which role"),
        url_name="editions:roles",
        area=Area.TEAM,
    ),
    DeskPlace(
        phase=Phase.PUBLISH,
        order=40,
        label=_("Announce"),
        words=_("Tell everybody that it takes place"),
        url_name="editions:announce",
        area=Area.EDITION,
        needs=Level.CHANGE,
        address=lambda edition: address_of_decision("announce", edition),
    ),
    DeskPlace(
        phase=Phase.HAND_OVER,
        order=90,
        label=_("Archive"),
        words=_("Close the record and its pages for good"),
        url_name="editions:archive",
        area=Area.EDITION,
        needs=Level.CHANGE,
        address=lambda edition: address_of_decision("archive", edition),
    ),
]


@hooks.register("register_desk_place")
def register_desk_places() -> list[DeskPlace]:
    """Facts, host and team; announcing and archiving while they can be decided."""
    return PLACES
