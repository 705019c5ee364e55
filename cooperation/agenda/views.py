"""The agenda desk: where organisers work on the draft, day by day, and release it."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cooperation.agenda import actions
from cooperation.agenda.affected import ways_to_write
from cooperation.agenda.day_sheet import DaySheet, address_of_day, has_sheet
from cooperation.agenda.desk import Desk
from cooperation.agenda.desk_forms import LONGEST_HOURS, NoteForm, ReleaseForm, ShiftForm
from cooperation.agenda.models import Slot
from cooperation.agenda.wording import when_and_where
from cooperation.editions.duties import Area, Level
from cooperation.editions.models import Edition
from cooperation.editions.of_edition import OfEditionMixin
from cooperation.editions.queries import editions_of, is_secretariat
from cooperation.editions.views import signed_in
from core.publishing.keys import as_key


class DeskIndexView(WagtailAdminTemplateMixin, TemplateView):
    """The way to the desk: straight there for who organises one edition, else a choice."""

    template_name = "agenda/admin/index.html"
    page_title = gettext_lazy("Agenda")
    header_icon = "list-ul"

    @cached_property
    def editions(self) -> list[Edition]:
        """The editions whose agenda can still change."""
        return list(editions_of(self.request.user, Area.AGENDA).filter(archived_at=None))

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.editions and not is_secretariat(request.user):
            raise PermissionDenied
        if len(self.editions) == 1:
            return redirect("agenda:desk", self.editions[0].pk)
        return super().get(request, *args, **kwargs)


class DeskMixin(OfEditionMixin, WagtailAdminTemplateMixin):
    """A page of one edition's agenda in the admin."""

    area = Area.AGENDA
    page_title = gettext_lazy("Agenda")
    header_icon = "list-ul"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and self.closed_because:
            raise PermissionDenied(" ".join(self.closed_because))
        try:
            return super().dispatch(request, *args, **kwargs)
        except actions.Archived as refusal:  # archived while this was being written
            raise PermissionDenied(str(refusal)) from refusal

    def get_page_subtitle(self) -> str:
        return str(self.edition)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("agenda:index"), "label": _("Agenda")},
            {"url": reverse("agenda:desk", args=[self.edition.pk]), "label": str(self.edition)},
        ]


class DeskView(DeskMixin, TemplateView):
    """The draft at a glance, and the way to release it."""

    template_name = "agenda/admin/desk.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        desk = Desk(self.edition)
        kwargs.setdefault("release_form", ReleaseForm())
        if desk.releases:
            kwargs.setdefault("note_form", NoteForm(initial={"note": desk.releases[0].note}))
            ways = ways_to_write(desk.releases[0])
            kwargs["ways_to_write"] = [way for way in ways if self.reaches(way.area, Level.CHANGE)]
        return super().get_context_data(desk=desk, **kwargs)


class NoteView(DeskView):
    """Mends the note of the newest release."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("agenda:desk", self.edition.pk)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = NoteForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(note_form=form), status=400)
        number, note = self.kwargs["number"], form.cleaned_data["note"]
        try:
            actions.change_note(self.edition, number, note, by=signed_in(request))
        except actions.NotTheNewest as refusal:
            form.add_error("note", str(refusal))
            return self.render_to_response(self.get_context_data(note_form=form), status=409)
        messages.success(request, _("The note of release %(number)s is changed.") % {"number": number})
        return redirect("agenda:desk", self.edition.pk)


class DayView(DeskMixin, TemplateView):
    """One day as rows; every button saves what was written first, so nothing is lost."""

    template_name = "agenda/admin/day.html"

    @property
    def day(self) -> date:
        """The date in the address."""
        day: date = self.kwargs["day"]
        return day

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not has_sheet(self.edition, self.day):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs |= {"day": self.day, "longest_hours": LONGEST_HOURS}
        desk = Desk(self.edition)
        sheet = kwargs.pop("sheet", None) or DaySheet.load(self.edition, self.day)
        kwargs.setdefault("shift_form", ShiftForm())
        rows = [(row, desk.conflicts_by_uid.get(str(row.slot.uid), [])) for row in sheet.rows]
        return super().get_context_data(desk=desk, sheet=sheet, rows=rows, hours=sheet.hours, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with transaction.atomic():
            sheet = DaySheet.load(self.edition, self.day, data=request.POST, lock=True)
            if sheet.is_valid():
                changed = sheet.changed_slots()
                for slot in changed:
                    actions.save_slot(slot, by=signed_in(request))
            else:
                changed = None
        if changed is None:
            messages.error(request, _("Nothing was saved yet: please look at the marked rows."))
            typed = ShiftForm(initial={"minutes": request.POST.get("minutes", "")})
            return self.render_to_response(self.get_context_data(sheet=sheet, shift_form=typed), status=400)
        if changed:
            messages.success(
                request,
                ngettext("%(count)d slot saved.", "%(count)d slots saved.", len(changed))
                % {"count": len(changed)},
            )
        return self._shift(request) if "shift" in request.POST else self._do(request)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": date_format(self.day, "j F Y")}]

    def _here(self) -> str:
        return address_of_day(self.edition, self.day)

    def _shift(self, request: HttpRequest) -> HttpResponse:
        """Move the day, now that the rows are saved; they stay saved when it is refused."""
        form = ShiftForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(shift_form=form), status=400)
        minutes = form.cleaned_data["minutes"]
        try:
            count = actions.shift_day(self.edition, self.day, minutes, by=signed_in(request))
        except actions.LeavesTheDay as refusal:
            form.add_error("minutes", str(refusal))
            return self.render_to_response(self.get_context_data(shift_form=form), status=409)
        messages.success(
            request, ngettext("%(count)d slot moved.", "%(count)d slots moved.", count) % {"count": count}
        )
        return redirect(self._here())

    def _do(self, request: HttpRequest) -> HttpResponse:
        """What the button that was pressed asks for, now that the rows are saved."""
        buttons = {
            "open": self._open,
            "duplicate": self._duplicate,
            "cancel": self._cancel,
            "restore": self._restore,
            "delete": self._ask_to_delete,
        }
        verb, _colon, sent = request.POST.get("do", "").partition(":")
        key = as_key(sent)
        if verb not in buttons or key is None:
            return redirect(self._here())
        slot = get_object_or_404(Slot.objects.select_related("room"), edition=self.edition, pk=key)
        return buttons[verb](slot)

    def _open(self, slot: Slot) -> HttpResponse:
        return redirect("slots:edit", slot.pk)

    def _ask_to_delete(self, slot: Slot) -> HttpResponse:
        return redirect(f"{reverse('slots:delete', args=[slot.pk])}?next={self._here()}")

    def _duplicate(self, slot: Slot) -> HttpResponse:
        copy = actions.duplicate(slot, by=signed_in(self.request))
        told = _("“%(title)s” is duplicated. The copy: %(when_and_where)s.")
        messages.success(self.request, told % self._named(copy))
        day = copy.starts_at.astimezone(self.edition.zone).date()
        return redirect(f"{address_of_day(self.edition, day)}#slot-{copy.pk}")

    def _cancel(self, slot: Slot) -> HttpResponse:
        actions.cancel_slot(slot, by=signed_in(self.request))
        told = _("“%(title)s” (%(when_and_where)s) is cancelled.")
        messages.success(self.request, told % self._named(slot))
        return redirect(f"{self._here()}#slot-{slot.pk}")

    def _restore(self, slot: Slot) -> HttpResponse:
        actions.restore_slot(slot, by=signed_in(self.request))
        told = _("“%(title)s” (%(when_and_where)s) takes place after all.")
        messages.success(self.request, told % self._named(slot))
        return redirect(f"{self._here()}#slot-{slot.pk}")

    def _named(self, slot: Slot) -> dict[str, str]:
        return {"title": slot.title, "when_and_where": when_and_where(slot, self.edition.zone)}
