"""What pages of the admin about one edition have in common: whose they are, and who may change what."""

from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property

from cooperation.editions.duties import Area, Level
from cooperation.editions.models import Edition
from cooperation.editions.queries import editions_of, level_in
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
        """The editions of whose team the signed-in user is, with what the page reads of them."""
        return editions_of(self.request.user)

    @cached_property
    def edition(self) -> Edition:
        """The edition in the address.

        Raises:
            Http404: there is none, or the signed-in user is not of its team.
        """
        return get_object_or_404(self.editions(), pk=self.kwargs[self.edition_key])

    @cached_property
    def level(self) -> Level:
        """How far the signed-in user reaches here."""
        return level_in(self.request.user, self.edition, self.area)

    @property
    def may_change(self) -> bool:
        """Whether the signed-in user changes anything here, as far as their duty goes."""
        return self.level >= Level.CHANGE

    def reaches(self, area: Area, wanted: Level = Level.SEE) -> bool:
        """Whether the signed-in user reaches ``wanted`` in another area of this edition."""
        return level_in(self.request.user, self.edition, area) >= wanted

    @cached_property
    def closed_because(self) -> list[str]:
        """Why nothing can be changed here by anybody; empty when it can."""
        return [str(reason) for reason in reasons_against_changing(self.edition)]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        needed = self.needs if request.method in SAFE_METHODS else Level.CHANGE
        if self.level < needed:
            raise PermissionDenied
        answer: HttpResponse = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return answer
