"""Taking over into an edition that stands already, and what has to be decided afterwards."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cooperation.editions.duties import Area, Level
from cooperation.editions.of_edition import OfEditionMixin
from cooperation.editions.rules import Refused
from cooperation.editions.views import signed_in
from home.starting.forms import SourceForm
from home.starting.kept_reports import keep_report, kept_report
from home.starting.report import Report
from home.starting.rules import ChangedMeanwhile
from home.starting.sources import editions_to_take_from
from home.starting.taking_over import take_over, try_take_over


class OneEditionMixin(OfEditionMixin, WagtailAdminTemplateMixin):
    """A page about what one edition takes over; its host lead and the secretariat see it."""

    area = Area.EDITION
    needs = Level.CHANGE
    edition_key = "pk"
    header_icon = "copy"

    def get_page_subtitle(self) -> str:
        return str(self.edition)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("editions:index"), "label": _("Editions")},
            {"url": reverse("editions:edit", args=[self.edition.pk]), "label": str(self.edition)},
            {"url": "", "label": self.page_title},
        ]


class TakeOverView(OneEditionMixin, TemplateView):
    """Choose from where and which parts; look; take over. What is chosen stands in the address."""

    template_name = "home/admin/starting/take_over.html"
    page_title = gettext_lazy("Take over from an earlier edition")

    def form(self, data: Any = None) -> SourceForm:
        """The choice of source and parts."""
        user = signed_in(self.request)
        return SourceForm(data, editions=editions_to_take_from(user, self.edition).select_related("host"))

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "earlier" not in request.GET:
            return self._show(self.form())
        form = self.form(request.GET)
        if not form.is_valid():
            return self._show(form, status=400)
        try:
            return self._show(form, try_take_over(self.edition, *self._chosen(form)))
        except Refused as refusal:
            return self._show(form, None, refusal)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid():
            return self._show(form, status=400)
        seen = request.POST.get("seen", "") or "-"
        try:
            report = take_over(self.edition, *self._chosen(form), seen=seen)
        except ChangedMeanwhile as refusal:
            return self._show(form, refusal.report, refusal, 409)
        except Refused as refusal:
            return self._show(form, None, refusal, 409)
        keep_report(request.session, self.edition, report)
        messages.success(request, _("Taken over into “%(edition)s”.") % {"edition": self.edition})
        return redirect("taken_over", self.edition.pk)

    def _chosen(self, form: SourceForm) -> tuple[Any, Any, Any]:
        return form.earlier_edition, form.chosen_parts, signed_in(self.request)

    def _show(
        self,
        form: SourceForm,
        report: Report | None = None,
        refusal: Refused | None = None,
        status: int = 200,
    ) -> HttpResponse:
        reasons = self.closed_because or ([str(one) for one in refusal.reasons] if refusal else [])
        context = self.get_context_data(form=form, report=report, reasons=reasons)
        return self.render_to_response(context, status=status)


class TakenOverView(OneEditionMixin, TemplateView):
    """What has to be decided after a start or a taking over, and where to go on."""

    template_name = "home/admin/starting/taken_over.html"
    page_title = gettext_lazy("What needs your decision")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        report = kept_report(self.request.session, self.edition)
        return super().get_context_data(
            report=report, start_page=getattr(self.edition, "page", None), **kwargs
        )
