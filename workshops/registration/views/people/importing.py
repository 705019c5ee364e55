"""An import: the file is looked at, every bad cell is named, and all people are registered or nobody."""

from typing import Any

from django.core import signing
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView, View
from wagtail.admin import messages

from cooperation.editions.duties import Level
from cooperation.editions.views import signed_in
from core.serving.caching import mark_private
from core.serving.posted import posted
from workshops.registration import desk_offer
from workshops.registration.actions.people.importing import import_people, try_out
from workshops.registration.actions.registering import Admission
from workshops.registration.enums import RegistrationState, Way
from workshops.registration.forms.people.importing import FileForm, Table, read_table
from workshops.registration.host_refusals import RowsRefused
from workshops.registration.importing.heads import heads_of
from workshops.registration.importing.sheets import LARGEST_FILE, Fault, Sheet, Unreadable, read_sheet
from workshops.registration.importing.template import template
from workshops.registration.refusals import Refused
from workshops.registration.rules import DEFAULT_ROLE
from workshops.registration.views.people.exporting import XLSX
from workshops.registration.views.people.listing import PeopleMixin

CARRIED_FOR = 24 * 60 * 60
"""Seconds for which a table that was looked at can be confirmed; it is kept in the page alone."""
MOST_SHOWN = 200


class OfferMixin(PeopleMixin):
    """A page that knows what the edition asks."""

    needs = Level.CHANGE

    def offer(self) -> desk_offer.Offer:
        """What is asked of somebody whom the host enters."""
        return desk_offer.offer(self.edition.desk, Admission(DEFAULT_ROLE, Way.DESK), timezone.now())


class TemplateFileView(OfferMixin, View):
    """The workbook to fill in."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        name = f"{self.edition.year}-people.xlsx"
        file = template(heads_of(self.offer()))
        return mark_private(FileResponse(file, as_attachment=True, filename=name, content_type=XLSX))


class ImportView(OfferMixin, TemplateView):
    """Takes the file, shows what would come of it, and registers the people once that was confirmed."""

    template_name = "registration/admin/people/import.html"
    page_title = gettext_lazy("Import from a spreadsheet")
    header_icon = "upload"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", FileForm())
        return super().get_context_data(**kwargs)

    @property
    def salt(self) -> str:
        """Ties a table that was looked at to this edition and this person."""
        return f"registration.import:{self.edition.pk}:{signed_in(self.request).pk}"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if carried := posted(request).get("table"):
            return self._write(carried)
        form = FileForm(posted(request), request.FILES)
        if not form.is_valid():
            return self._show(400, form=form)
        file = form.cleaned_data["file"]
        try:
            if file.size > LARGEST_FILE:
                raise Unreadable(
                    _("The file is larger than 1 MB. Leave out what does not belong to the list.")
                )
            sheet = read_sheet(file.name, file.read())
            table = read_table(sheet, self.offer())
        except Unreadable as unreadable:
            form.add_error("file", str(unreadable.message))
            return self._show(400, form=form)
        return self._look(sheet, table, form)

    def _look(self, sheet: Sheet, table: Table, form: FileForm) -> HttpResponse:
        """Say what is wrong, or what would come of it."""
        if table.faults:
            return self._faults(table.faults, table, form)
        try:
            came = try_out(self.edition, _rows(table), signed_in(self.request))
        except RowsRefused as refusal:
            return self._faults(_as_faults(refusal), table, form, status=409)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return self._show(409, form=form)
        is_told = form.cleaned_data["is_told"]
        carried = signing.dumps({"rows": sheet.rows, "told": is_told}, salt=self.salt, compress=True)
        numbers = {
            "confirmed": sum(one.state == RegistrationState.CONFIRMED for one in came),
            "waiting": sum(one.state == RegistrationState.WAITING for one in came),
            "left": sum(not one.state for one in came),
        }
        return self._show(
            200, form=form, came=came, carried=carried, numbers=numbers, is_told=is_told, table=table
        )

    def _write(self, carried: str) -> HttpResponse:
        form = FileForm()
        try:
            kept = signing.loads(carried, salt=self.salt, max_age=CARRIED_FOR)
            sheet = Sheet(kept["rows"], [])
            table = read_table(sheet, self.offer())
            if table.faults:
                return self._faults(table.faults, table, form)
            came = import_people(
                self.edition, _rows(table), signed_in(self.request), is_told=bool(kept["told"])
            )
        except signing.BadSignature:
            return self._show(400, form=form, refusal=_("Too much time has passed. Choose the file again."))
        except Unreadable as unreadable:
            return self._show(400, form=form, refusal=str(unreadable.message))
        except RowsRefused as refusal:
            return self._faults(_as_faults(refusal), None, form, status=409)
        except Refused as refusal:
            return self._show(409, form=form, refusal=str(refusal))
        made = sum(bool(one.state) for one in came)
        told = ngettext("%(count)d person is registered.", "%(count)d people are registered.", made)
        messages.success(self.request, told % {"count": made})
        return redirect("registration:people", self.edition.pk)

    def _faults(
        self, faults: list[Fault], table: Table | None, form: FileForm, status: int = 400
    ) -> HttpResponse:
        more = max(0, len(faults) - MOST_SHOWN)
        return self._show(status, form=form, faults=faults[:MOST_SHOWN], more_faults=more, table=table)

    def _show(self, status: int, **context: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(**context), status=status)


def _rows(table: Table) -> list[tuple[int, Any]]:
    return [(row.line, row.entered) for row in table.rows]


def _as_faults(refusal: RowsRefused) -> list[Fault]:
    return [Fault(line, 0, words) for line, _field, words in refusal.rows]
