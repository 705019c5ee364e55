"""The desk of an edition in the admin."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cooperation.editions.duties import Area
from cooperation.editions.models import Edition
from cooperation.editions.of_edition import OfEditionMixin
from home import dashboard
from home.desk.standing import Reach
from home.desk.whole import desk_of


class DeskView(OfEditionMixin, WagtailAdminTemplateMixin, TemplateView):
    """Where an edition stands, what comes next, and every place where it is worked on."""

    area = Area.EDITION
    edition_key = "pk"
    page_title = gettext_lazy("Desk")
    header_icon = "home"
    template_name = "home/admin/desk.html"

    def editions(self) -> QuerySet[Edition]:
        return dashboard.with_facts(super().editions())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now = timezone.now()
        reach = Reach(self.roles, self.keeps_the_network, self.request.user.pk)
        site = dashboard.website(may_edit_legal_pages=self.keeps_the_network)
        entry = dashboard.summary(self.edition, site, now, reach)
        return super().get_context_data(desk=desk_of(entry, reach, now), **kwargs)

    def get_page_subtitle(self) -> str:
        return str(self.edition)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("editions:index"), "label": _("Editions")},
            {"url": "", "label": str(self.edition)},
        ]
