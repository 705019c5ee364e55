"""What comes after a meeting, in the admin: the overview and what its pages share."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cooperation.editions.duties import Area
from cooperation.editions.of_edition import OfEditionMixin
from workshops.afterwards.queries.standing import standing


class AfterwardsMixin(OfEditionMixin, WagtailAdminTemplateMixin):
    """A page about what comes after one edition; archived ones are only looked at."""

    area = Area.AFTERWARDS
    page_title: Any = gettext_lazy("Afterwards")
    header_icon = "tick-inverse"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        _edition = self.edition
        if request.method == "POST" and self.closed_because:
            raise PermissionDenied(" ".join(self.closed_because))
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return str(self.edition)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        address = reverse("afterwards:desk", args=[self.edition.pk])
        items = [*self.breadcrumbs_items, {"url": address, "label": _("Afterwards")}]
        return items if self.request.path == address else [*items, {"url": "", "label": self.page_title}]


class DeskView(AfterwardsMixin, TemplateView):
    """The four things that are done after a meeting, and how far they are."""

    template_name = "afterwards/admin/desk.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(numbers=standing(self.edition), **kwargs)
