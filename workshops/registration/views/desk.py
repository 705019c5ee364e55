"""Registration in the admin: the choice of an edition, its overview, and how people register for it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cooperation.editions.models import Edition
from cooperation.editions.queries import editions_of
from cooperation.editions.rules import reasons_against_changing


class IndexView(WagtailAdminTemplateMixin, TemplateView):
    """The way to registration: straight there for who organises one edition, else a choice."""

    template_name = "registration/admin/desk_index.html"
    page_title = gettext_lazy("Registration")
    header_icon = "form"

    @cached_property
    def editions(self) -> list[Edition]:
        """The editions that are not archived."""
        return list(editions_of(self.request.user).filter(archived_at=None).select_related("desk"))

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if len(self.editions) == 1:
            return redirect("registration:desk", self.editions[0].pk)
        return super().get(request, *args, **kwargs)


class EditionMixin(WagtailAdminTemplateMixin):
    """A page of one edition's registration, for those who organise it; for others it is not there."""

    page_title = gettext_lazy("Registration")
    header_icon = "form"
    request: HttpRequest
    kwargs: dict[str, Any]

    @cached_property
    def edition(self) -> Edition:
        """The edition in the address, if the signed-in user organises it."""
        editions = editions_of(self.request.user).select_related("desk")
        return get_object_or_404(editions, pk=self.kwargs["edition_id"])

    @cached_property
    def closed_because(self) -> list[str]:
        """Why nothing can be changed here; empty when it can."""
        return [str(reason) for reason in reasons_against_changing(self.edition)]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        _edition = self.edition
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return str(self.edition)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("registration:index"), "label": _("Registration")},
            {"url": reverse("registration:desk", args=[self.edition.pk]), "label": str(self.edition)},
        ]


class DeskView(EditionMixin, TemplateView):
    """Where registration stands, and the ways to everything that belongs to it."""

    template_name = "registration/admin/desk.html"
