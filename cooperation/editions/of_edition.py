"""What pages of the admin about one edition have in common: whose they are, and who may change what."""

from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property

from cooperation.editions.duties import Area, Level, level
from cooperation.editions.enums import TEAM, Role
from cooperation.editions.models import Edition
from cooperation.editions.queries import is_secretariat, roles_by_edition
from cooperation.editions.rules import reasons_against_changing

SAFE_METHODS = ("GET", "HEAD", "OPTIONS")


class OfEditionMixin:
    """A page about the edition in the address: for others than its team it is not there.

    Who is of the team and has no duty in ``area`` is refused. Looking takes ``needs``; sending anything takes
    the right to change.
    """

    area: ClassVar[Area] = Area.EDITION
    needs: ClassVar[Level] = Level.SEE
    edition_key: ClassVar[str] = "edition_id"
    """The name of the edition's key in the address."""
    request: HttpRequest
    kwargs: dict[str, Any]

    def editions(self) -> QuerySet[Edition]:
        """All editions, with what the page reads of them."""
        return Edition.objects.all()

    @cached_property
    def keeps_the_network(self) -> bool:
        """Whether the signed-in user is of the secretariat, and so reaches everything."""
        return is_secretariat(self.request.user)

    @cached_property
    def roles(self) -> frozenset[Role]:
        """What the signed-in user is to the edition in the address."""
        return roles_by_edition(self.request.user).get(int(self.kwargs[self.edition_key]), frozenset())

    @cached_property
    def edition(self) -> Edition:
        """The edition in the address.

        Raises:
            Http404: there is none, or the signed-in user is not of its team.
        """
        if not self.keeps_the_network and self.roles.isdisjoint(TEAM):
            raise Http404
        return get_object_or_404(self.editions(), pk=self.kwargs[self.edition_key])

    @cached_property
    def level(self) -> Level:
        """How far the signed-in user reaches here."""
        return self.level_of(self.area)

    @property
    def may_change(self) -> bool:
        """Whether the signed-in user changes anything here, as far as their duty goes."""
        return self.level >= Level.CHANGE

    def reaches(self, area: Area, wanted: Level = Level.SEE) -> bool:
        """Whether the signed-in user reaches ``wanted`` in another area of this edition."""
        return self.level_of(area) >= wanted

    def level_of(self, area: Area) -> Level:
        """How far the signed-in user reaches in ``area`` of this edition."""
        return Level.CHANGE if self.keeps_the_network else level(self.roles, area)

    @cached_property
    def closed_because(self) -> list[str]:
        """Why nothing can be changed here by anybody; empty when it can."""
        return [str(reason) for reason in reasons_against_changing(self.edition)]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        needed = self.needs if request.method in SAFE_METHODS else Level.CHANGE
        _edition = (
            self.edition
        )  # for others than its team it is not there, whatever they would have been refused
        if self.level < needed:
            raise PermissionDenied
        answer: HttpResponse = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return answer
