"""The places of the admin where an edition is worked on, in the order in which the year brings them.

A room adds its places in its ``wagtail_hooks``; the desk of an edition lists them without knowing the room::

    @hooks.register("register_desk_place")
    def register_desk_places() -> list[DeskPlace]:
        return [
            DeskPlace(
                phase=Phase.PRINT,
                order=10,
                label=_("Badges and lists"),
                words=_("Badges, signs for doors, lists of rooms"),
                url_name="printing:desk",
                area=Area.PRINT,
            )
        ]

The hook is called once for each list and may return one place or several. An address with the edition's key
alone needs nothing more; any other gives ``address``.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from cooperation.editions.duties import Area, Level, level
from cooperation.editions.enums import TEAM, Role
from cooperation.editions.models import Edition
from cooperation.editions.queries import is_secretariat, roles_by_edition


class Phase(models.TextChoices):
    """A part of the year of an edition, in the order in which they come."""

    SET_UP = "set_up", _("Set up")
    PUBLISH = "publish", _("Publish")
    AGENDA = "agenda", _("Agenda")
    REGISTRATION = "registration", _("Registration")
    PRINT = "print", _("Print")
    CHECKIN = "checkin", _("On the day")
    AFTER = "after", _("Afterwards")
    HAND_OVER = "hand_over", _("Hand over")


@dataclass(frozen=True, slots=True)
class DeskPlace:
    """A page of the admin, for whoever reaches ``needs`` in ``area`` of the edition."""

    phase: Phase
    order: int
    """Where it stands within its phase, from the first; tens leave room."""
    label: str | Promise
    words: str | Promise
    """What is done there, in a few words."""
    url_name: str
    """Its name among the addresses, whose one argument is the edition's key; also what tasks know it by."""
    area: Area
    needs: Level = Level.SEE
    of_secretariat: bool = False
    """Whether the secretariat alone goes there."""
    address: Callable[[Edition], str] | None = None
    """Makes the address where the edition's key alone does not; an empty one leaves the place out."""

    def address_for(self, edition: Edition) -> str:
        """Where it lies for ``edition``; empty when the edition has no such place yet."""
        return self.address(edition) if self.address else reverse(self.url_name, args=[edition.pk])


@dataclass(frozen=True, slots=True)
class OpenPlace:
    """A place that is open to somebody."""

    place: DeskPlace
    address: str
    may_change: bool
    """Whether they may change what they find there."""


def all_places() -> list[DeskPlace]:
    """Every place that a room has registered, in the order of the year."""
    found: list[DeskPlace] = []
    for register in hooks.get_hooks("register_desk_place"):
        given = register()
        found += [given] if isinstance(given, DeskPlace) else given
    phases = list(Phase)
    return sorted(found, key=lambda place: (phases.index(place.phase), place.order))


def places_for(user: Any, edition: Edition) -> list[OpenPlace]:
    """The places of ``edition`` that are open to ``user``, in the order of the year. One query at most."""
    if is_secretariat(user):
        return places_of_roles(edition, (), keeps_the_network=True)
    return places_of_roles(edition, roles_by_edition(user).get(edition.pk, ()), keeps_the_network=False)


def places_of_roles(edition: Edition, roles: Iterable[Role], *, keeps_the_network: bool) -> list[OpenPlace]:
    """What is open to somebody with ``roles``, or to the secretariat. No query of its own."""
    given, found = frozenset(roles) & frozenset(TEAM), []
    for place in all_places():
        reached = Level.CHANGE if keeps_the_network else level(given, place.area)
        if reached < place.needs or (place.of_secretariat and not keeps_the_network):
            continue
        if address := place.address_for(edition):
            found.append(OpenPlace(place, address, reached >= Level.CHANGE))
    return found


def by_phase(places: Iterable[OpenPlace]) -> list[tuple[Phase, list[OpenPlace]]]:
    """``places``, which stand in the order of the year, phase by phase."""
    return [(phase, list(found)) for phase, found in groupby(places, key=lambda one: one.place.phase)]
