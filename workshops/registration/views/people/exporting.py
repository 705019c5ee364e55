"""Lists that leave the site: each says what it is for and what stands in it, and is written down."""

from collections.abc import Callable
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages

from cooperation.editions.duties import Level
from cooperation.editions.views import signed_in
from core.serving.caching import mark_private
from core.serving.posted import posted
from workshops.programme.wording import to_choose
from workshops.registration.actions.people.exporting import are_needs_gone, export_list
from workshops.registration.exports.lists.purposes import PURPOSES, Purpose
from workshops.registration.exports.lists.writing import Table, as_csv, as_json, as_xlsx
from workshops.registration.forms.people.exporting import ExportForm
from workshops.registration.people.queries import people_of, sessions_of
from workshops.registration.people.wanted import wanted_from
from workshops.registration.refusals import Refused
from workshops.registration.views.people.listing import PeopleMixin

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ExportsView(PeopleMixin, TemplateView):
    """All lists, each with its purpose."""

    template_name = "registration/admin/people/exports.html"
    page_title = gettext_lazy("Lists and exports")
    needs = Level.CHANGE
    header_icon = "download"

    @cached_property
    def sessions(self) -> list[tuple[str, str]]:
        """The sessions that a list can be narrowed to, as choices."""
        return to_choose(sessions_of(self.edition), self.edition.zone)

    def form(self, purpose: Purpose, data: Any = None) -> ExportForm:
        """The form of one list."""
        query = wanted_from(self.request.GET).query
        return ExportForm(data, purpose=purpose, columns=self.columns, sessions=self.sessions, query=query)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        refused: ExportForm | None = kwargs.pop("form", None)
        name = self.kwargs.get("purpose")
        forms = [
            (purpose, refused if refused and purpose.name == name else self.form(purpose))
            for purpose in PURPOSES.values()
        ]
        wanted = wanted_from(self.request.GET)
        narrowed_to = people_of(self.edition, wanted, self.questions).count() if wanted.is_narrowed else None
        return super().get_context_data(
            forms=forms, narrowed_to=narrowed_to, are_needs_gone=are_needs_gone(self.edition), **kwargs
        )


class ExportView(ExportsView):
    """One list, as a file."""

    http_method_names = ("post", "options")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        purpose = PURPOSES.get(self.kwargs["purpose"])
        if purpose is None:
            raise Http404
        form = self.form(purpose, posted(request))
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=400)
        try:
            table = export_list(self.edition, purpose, form.choice, signed_in(request))
        except Refused as refusal:
            messages.error(request, str(refusal))
            return self.render_to_response(self.get_context_data(), status=409)
        return mark_private(ANSWERS[form.cleaned_data["format"]](table))


def _xlsx(table: Table) -> Any:
    return FileResponse(as_xlsx(table), as_attachment=True, filename=f"{table.name}.xlsx", content_type=XLSX)


def _csv(table: Table) -> Any:
    return _streamed(as_csv(table), "text/csv; charset=utf-8", f"{table.name}.csv")


def _json(table: Table) -> Any:
    return _streamed(as_json(table), "application/json", f"{table.name}.json")


def _streamed(chunks: Any, content_type: str, name: str) -> HttpResponseBase:
    disposition = f'attachment; filename="{name}"'
    return StreamingHttpResponse(
        chunks, content_type=content_type, headers={"Content-Disposition": disposition}
    )


ANSWERS: dict[str, Callable[[Table], Any]] = {"xlsx": _xlsx, "csv": _csv, "json": _json}
