"""The builder: a day of the draft as a grid by time and room. The server decides, the page shows."""

from collections.abc import Callable
from datetime import date
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin import messages

from cooperation.agenda import actions
from cooperation.agenda.builder import Builder
from cooperation.agenda.builder_forms import PanelForm
from cooperation.agenda.day_sheet import has_sheet
from cooperation.agenda.draft_steps import told, uids_of
from cooperation.agenda.models import Room, Slot
from cooperation.agenda.programme import Programme
from cooperation.agenda.views import DeskMixin
from cooperation.editions.duties import Area
from cooperation.editions.of_edition import OfEditionMixin
from cooperation.editions.views import signed_in
from core.publishing.keys import as_key
from core.serving.caching import mark_private

Touched = tuple[list[str], str]
"""The identities of the slots that a change touched, and what is said of it."""


class OfDayMixin(OfEditionMixin):
    """About one day of an edition's draft; days without a sheet are not there."""

    area = Area.AGENDA

    @property
    def day(self) -> date:
        """The date in the address."""
        day: date = self.kwargs["day"]
        return day

    @cached_property
    def builder(self) -> Builder:
        """The day as the signed-in user works on it."""
        return Builder(self.edition, self.day, signed_in(self.request))

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not has_sheet(self.edition, self.day):
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class BuilderView(OfDayMixin, DeskMixin, TemplateView):
    """The grid; without scripts a list in which every slot leads to its form."""

    template_name = "agenda/admin/builder.html"
    page_title = gettext_lazy("Agenda builder")
    header_icon = "calendar-alt"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        builder = self.builder
        rows = [(row, builder.conflicts.get(row["uid"], [])) for row in builder.slots]
        form = PanelForm(
            slot=Slot(edition=self.edition), day=self.day, zone=self.edition.zone, rooms=builder.rooms
        )
        kwargs |= {"builder": builder, "desk": builder.desk, "rows": rows, "day": self.day, "form": form}
        kwargs["may_change"] = self.may_change and not self.closed_because
        return super().get_context_data(state=builder.state(), **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": date_format(self.day, "j F Y")}]


class StateView(OfDayMixin, View):
    """The day as values, for a page that stays open: 304 while nothing changed."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        etag = f'"{self.builder.stamp}"'
        if request.headers.get("If-None-Match") == etag:
            answer: HttpResponse = HttpResponse(status=HTTPStatus.NOT_MODIFIED)
        else:
            since = as_key(request.GET.get("since", ""))
            news = self.builder.news(since) if since is not None else []
            answer = JsonResponse(self.builder.state() | {"news": news})
        answer["ETag"] = etag
        return mark_private(answer)


class WritingMixin(OfDayMixin):
    """Writes something, and answers with what became of it in values."""

    def answered(self, touched: Touched) -> HttpResponse:
        """What became of the slots that were touched."""
        uids, said = touched
        return mark_private(JsonResponse(self.builder.answer(uids, said)))

    def refused(self, refusal: actions.Refused, uid: str) -> HttpResponse:
        """Why it was not done, and how the slot stands."""
        told_to_page = self.builder.answer([uid] if uid else []) | {"refusal": str(refusal), "said": []}
        return mark_private(JsonResponse(told_to_page, status=HTTPStatus.CONFLICT))


class SlotView(WritingMixin, View):
    """Changes one slot, on the version that the page knew."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, uid: UUID, **kwargs: Any) -> HttpResponse:
        verbs: dict[str, Callable[[Slot, str], Touched]] = {
            "save": self._save,
            "duplicate": self._duplicate,
            "cancel": self._cancel,
            "restore": self._restore,
            "delete": self._delete,
        }
        verb = verbs.get(request.POST.get("do", ""))
        if verb is None:
            return mark_private(JsonResponse({"errors": {}}, status=HTTPStatus.BAD_REQUEST))
        slot = Slot.objects.filter(edition=self.edition, uid=uid).select_related("room").first()
        try:
            touched = verb(slot or self._new(uid), request.POST.get("version", ""))
        except actions.AlreadyThere:
            touched = [str(uid)], ""
        except actions.Refused as refusal:
            return self.refused(refusal, str(uid))
        except InvalidPanel as invalid:
            return mark_private(JsonResponse({"errors": invalid.errors}, status=HTTPStatus.BAD_REQUEST))
        return self.answered(touched)

    def _new(self, uid: UUID) -> Slot:
        """A slot that is not made yet; one that had a version has been deleted.

        Raises:
            GoneMeanwhile: it was there when the page was made.
        """
        if self.request.POST.get("version") or self.request.POST.get("do") != "save":
            raise actions.GoneMeanwhile
        return Slot(edition=self.edition, uid=uid)

    def _save(self, slot: Slot, version: str) -> Touched:
        rooms = list(Room.objects.filter(edition=self.edition))
        form = PanelForm(self.request.POST, slot=slot, day=self.day, zone=self.edition.zone, rooms=rooms)
        if not form.is_valid():
            raise InvalidPanel(form)
        actions.save_slot(form.changed_slot(), by=signed_in(self.request), made_on=version)
        return [str(slot.uid)], self.builder.undo

    def _duplicate(self, slot: Slot, version: str) -> Touched:
        copy = actions.duplicate(slot, by=signed_in(self.request), made_on=version)
        return [str(copy.uid)], self.builder.undo

    def _cancel(self, slot: Slot, version: str) -> Touched:
        actions.cancel_slot(slot, by=signed_in(self.request), made_on=version)
        return [str(slot.uid)], self.builder.undo

    def _restore(self, slot: Slot, version: str) -> Touched:
        actions.restore_slot(slot, by=signed_in(self.request), made_on=version)
        return [str(slot.uid)], self.builder.undo

    def _delete(self, slot: Slot, version: str) -> Touched:
        uid = str(slot.uid)
        actions.delete_slot(slot, by=signed_in(self.request), made_on=version)
        return [uid], self.builder.undo


class InvalidPanel(Exception):  # noqa: N818 - an answer, not a malfunction
    """What was typed cannot be kept; ``errors`` says why, field by field."""

    def __init__(self, form: PanelForm) -> None:
        super().__init__()
        self.errors = form.errors.get_json_data()


class StepView(WritingMixin, View):
    """Takes back what this person did last on this day, or does it again; also without scripts."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        is_redo = request.POST.get("do") == "redo"
        wants_values = "application/json" in request.headers.get("Accept", "")
        try:
            act = actions.redo if is_redo else actions.undo
            step = act(self.edition, self.day, signed_in(request))
        except actions.Refused as refusal:
            return self.refused(refusal, "") if wants_values else self._back(messages.error, str(refusal))
        what = told(step, self.edition.zone)
        said = (_("Done again: %(what)s") if is_redo else _("Taken back: %(what)s")) % {"what": what}
        if not wants_values:
            return self._back(messages.success, said)
        uids = uids_of(Programme.from_json(step.before), Programme.from_json(step.after))
        return self.answered((uids, said))

    def _back(self, say: Callable[[HttpRequest, str], None], words: str) -> HttpResponse:
        say(self.request, words)
        return redirect("agenda:builder", self.edition.pk, self.day)
