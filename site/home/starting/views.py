"""The steps in which an edition is started: each a page with a plain form, at an address of its own."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cooperation.editions.models import Edition
from cooperation.editions.queries import is_secretariat
from cooperation.editions.rules import Refused
from cooperation.editions.views import signed_in
from home.starting import start as starting
from home.starting.draft import STEPS, Draft
from home.starting.forms import YearForm
from home.starting.kept_reports import keep_report
from home.starting.report import Report
from home.starting.rules import ChangedMeanwhile, YearIsTaken

TITLES = {
    "year": gettext_lazy("Year"),
    "host": gettext_lazy("Host"),
    "days": gettext_lazy("When and where"),
    "lead": gettext_lazy("Host lead"),
    "from": gettext_lazy("What to begin with"),
    "look": gettext_lazy("Look, then start"),
}
EXPLANATIONS = {
    "host": gettext_lazy(
        "Two countries hold the presidency in a year, so the rota suggests who may host. Record what the "
        "network decided, or go on without a decision: it can be recorded later."
    ),
    "days": gettext_lazy(
        "Fill in what is known. The agenda needs the first day to be taken over; everything else can wait."
    ),
    "lead": gettext_lazy("One person leads the edition and names the rest of the team."),
    "from": gettext_lazy(
        "Nothing is written yet: the next page shows what is taken over, what gets other dates, what is left "
        "out, and what you have to decide. No person is taken over, and no mail leaves by itself."
    ),
}


class StartMixin(WagtailAdminTemplateMixin):
    """A page of starting an edition, which only the secretariat does."""

    header_icon = "calendar-alt"
    page_title = gettext_lazy("Start an edition")
    step = ""
    request: HttpRequest
    kwargs: dict[str, Any]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not is_secretariat(request.user):
            raise PermissionDenied
        answer: HttpResponse = super().dispatch(request, *args, **kwargs)
        return answer

    @cached_property
    def draft(self) -> Draft:
        """What was said of the year in the address so far."""
        return Draft(self.request.session, self.kwargs.get("year", 0), signed_in(self.request))

    @property
    def steps(self) -> list[tuple[str, Any, str, bool]]:
        """Name, title, address, and whether it is the present one; without an address before its turn."""
        year = self.kwargs.get("year")
        open_one = (self.draft.first_open_step() or "look") if year else ""
        found = [("year", TITLES["year"], reverse("start_edition"), self.step == "year")]
        for step in (*STEPS, "look"):
            is_open = step in {open_one, self.step} or step in self.draft.kept
            address = reverse(f"start_edition_{step}", args=[year]) if year and is_open else ""
            found.append((step, TITLES[step], address, step == self.step))
        return found

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("editions:index"), "label": _("Editions")},
            {"url": "", "label": self.page_title},
        ]


class YearView(StartMixin, TemplateView):
    """Which year."""

    template_name = "home/admin/starting/step.html"
    step = "year"
    explanation = gettext_lazy(
        "A year has one Cooperation Day. Beside it stand the members whose country holds the presidency."
    )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", YearForm())
        return super().get_context_data(title=TITLES["year"], **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = YearForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=400)
        year = form.cleaned_data["year"]
        Draft(request.session, year, signed_in(request)).begin()
        return redirect("start_edition_host", year)


class OfYearMixin(StartMixin):
    """A step that needs the year to have been chosen."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.request, self.kwargs = request, kwargs
        if is_secretariat(request.user) and not self.draft.kept:
            return redirect("start_edition")
        if is_secretariat(request.user) and self.draft.made:
            return redirect("taken_over", self.draft.made)
        return super().dispatch(request, *args, **kwargs)


class StepView(OfYearMixin, TemplateView):
    """One step between the year and the last look."""

    template_name = "home/admin/starting/step.html"

    @property
    def explanation(self) -> Any:
        """What the step is for."""
        return EXPLANATIONS[self.step]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", self.draft.form(self.step))
        before = ("year", *STEPS)[STEPS.index(self.step)]
        back = reverse("start_edition") if before == "year" else self._address_of(before)
        return super().get_context_data(title=TITLES[self.step], back=back, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.draft.form(self.step, request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=400)
        self.draft.keep(self.step, request.POST)
        after = (*STEPS, "look")[STEPS.index(self.step) + 1]
        return redirect(self._address_of(after))

    def _address_of(self, step: str) -> str:
        return reverse(f"start_edition_{step}", args=[self.kwargs["year"]])


class LookView(OfYearMixin, TemplateView):
    """What would be made, and the button that makes it."""

    template_name = "home/admin/starting/look.html"
    step = "look"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.request, self.kwargs = request, kwargs
        if is_secretariat(request.user) and self.draft.is_open and (step := self.draft.first_open_step()):
            return redirect(f"start_edition_{step}", self.kwargs["year"])
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            report = starting.try_start(self.draft.edition(), by=signed_in(request))
        except Refused as refusal:
            return self._show(None, refusal, 200)
        return self._show(report)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        wanted = self.draft.edition()
        seen = request.POST.get("seen", "")
        try:
            edition, report = starting.start(wanted, by=signed_in(request), seen=seen or "-")
        except YearIsTaken as refusal:
            made = starting.started_as(wanted.key, wanted.year)
            return self._made(made) if made else self._show(None, refusal, 409)
        except ChangedMeanwhile as refusal:
            return self._show(refusal.report, refusal, 409)
        except Refused as refusal:
            return self._show(None, refusal, 409)
        keep_report(request.session, edition, report)
        self.draft.end(edition)
        if wanted.lead:
            told = _("The invitation to lead goes to %(email)s.") % {"email": wanted.lead}
            messages.success(request, told)
        return self._made(edition, report.to_decide)

    def _made(self, edition: Edition, to_decide: int = 0) -> HttpResponse:
        """The way on from an edition that was made just now, or by the first of two presses."""
        told = _("“%(edition)s” is started. Its pages and its agenda are drafts.") % {"edition": edition}
        if to_decide:
            told += " " + ngettext(
                "%(count)d thing needs your decision.", "%(count)d things need your decision.", to_decide
            ) % {"count": to_decide}
        messages.success(self.request, told)
        return redirect("taken_over", edition.pk)

    def _show(self, report: Report | None, refusal: Refused | None = None, status: int = 200) -> HttpResponse:
        context = self.get_context_data(
            title=TITLES["look"],
            report=report,
            facts=self.draft.facts(),
            reasons=[str(reason) for reason in refusal.reasons] if refusal else [],
            back=reverse("start_edition_from", args=[self.kwargs["year"]]),
        )
        return self.render_to_response(context, status=status)
