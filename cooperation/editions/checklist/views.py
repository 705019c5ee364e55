"""The checklist in the admin."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView, TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cooperation.editions.checklist import actions
from cooperation.editions.checklist.enums import TaskState
from cooperation.editions.checklist.forms import TaskForm, TickForm, WantedForm
from cooperation.editions.checklist.queries import in_groups, progress_of, row_of, rows_of
from cooperation.editions.desk_places import places_of_roles
from cooperation.editions.duties import Area, Level
from cooperation.editions.models import ChecklistTask, Edition
from cooperation.editions.of_edition import OfEditionMixin
from cooperation.editions.rules import Refused
from cooperation.editions.views import signed_in


class ChecklistMixin(OfEditionMixin, WagtailAdminTemplateMixin):
    """A page of one edition's checklist."""

    area = Area.CHECKLIST
    page_title = gettext_lazy("Checklist")
    header_icon = "list-ol"

    def editions(self) -> QuerySet[Edition]:
        return super().editions().select_related("page")

    @property
    def query(self) -> str:
        """How the list was narrowed, to come back to the same list."""
        query = self.request.GET.copy()
        query.pop("state", None)  # what a link proposes to the form of one task
        return f"?{query.urlencode()}" if query else ""

    @property
    def list_address(self) -> str:
        """The list, narrowed as it was."""
        return reverse("checklist:list", args=[self.edition.pk]) + self.query

    @cached_property
    def addresses(self) -> dict[str, str]:
        """The addresses of the admin's places that are open to the signed-in user, by name."""
        open_places = places_of_roles(self.edition, self.roles, keeps_the_network=self.keeps_the_network)
        return {one.place.url_name: one.address for one in open_places}

    def get_page_subtitle(self) -> str:
        return str(self.edition)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("editions:index"), "label": _("Editions")},
            {"url": self.list_address, "label": str(self.edition)},
        ]


class ListView(ChecklistMixin, TemplateView):
    """Everything to do, by when it is due."""

    template_name = "editions/admin/checklist.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = WantedForm(self.request.GET)
        wanted, everything = form.wanted(), rows_of(self.edition, timezone.now())
        user, places = signed_in(self.request), self.addresses
        found = [row for row in everything if wanted.takes(row, user.pk, self.roles)]
        groups = [
            (group, [(row, places.get(row.task.place, "")) for row in own]) for group, own in in_groups(found)
        ]
        return super().get_context_data(
            form=form,
            groups=groups,
            has_tasks=bool(everything),
            progress=progress_of(everything),
            **kwargs,
        )


class MakeView(ChecklistMixin, View):
    """The button that adds what is missing of the common checklist."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            made = actions.make_checklist(self.edition, by=signed_in(request))
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect(self.list_address)
        told = ngettext("%(count)d task was added.", "%(count)d tasks were added.", made) % {"count": made}
        messages.success(request, told if made else _("Nothing is missing: every task stands already."))
        return redirect(self.list_address)


class OfTaskMixin(ChecklistMixin):
    """A page of one task."""

    @cached_property
    def task(self) -> ChecklistTask:
        """The task in the address.

        Raises:
            Http404: the edition has none with this key.
        """
        tasks = ChecklistTask.objects.select_related("owner", "closed_by")
        task: ChecklistTask = get_object_or_404(tasks, edition=self.edition, pk=self.kwargs["pk"])
        task.edition = self.edition
        return task

    @property
    def way_back(self) -> str:
        """The list, at this task."""
        return f"{self.list_address}#task-{self.kwargs['pk']}"


class TickView(OfTaskMixin, FormView):
    """Says what became of a task: from the list at one press, or here with a word why."""

    needs = Level.CHANGE
    template_name = "editions/admin/checklist_tick.html"
    form_class = TickForm

    def get_initial(self) -> dict[str, Any]:
        chosen = self.request.GET.get("state", "")
        return {
            "state": chosen if chosen in TaskState.values else self.task.state,
            "reason": self.task.reason,
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(row=row_of(self.task, timezone.now()), **kwargs)

    def form_valid(self, form: TickForm) -> HttpResponse:
        given = form.cleaned_data
        try:
            actions.tick(self.task, TaskState(given["state"]), given["reason"], by=signed_in(self.request))
        except Refused as refusal:
            form.add_error("reason", str(refusal))
            return self.render_to_response(self.get_context_data(form=form), status=409)
        return redirect(self.way_back)

    def form_invalid(self, form: TickForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=400)


class WriteView(ChecklistMixin, FormView):
    """A form that writes a task."""

    needs = Level.CHANGE
    template_name = "editions/admin/checklist_task.html"
    form_class = TaskForm

    @property
    def instance(self) -> ChecklistTask | None:
        """What the form begins with."""
        return None

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"edition": self.edition, "instance": self.instance}

    def form_valid(self, form: TaskForm) -> HttpResponse:
        task = form.save(commit=False)
        before = list(form.cleaned_data["waits_for"])
        try:
            actions.save_task(task, before, form.changed_data, by=signed_in(self.request))
        except Refused as refusal:
            form.add_error("waits_for", str(refusal))
            return self.render_to_response(self.get_context_data(form=form), status=409)
        messages.success(self.request, _("The task is saved."))
        return redirect(f"{self.list_address}#task-{task.pk}")

    def form_invalid(self, form: TaskForm) -> HttpResponse:
        messages.error(self.request, _("Nothing was saved yet: please look at the marked fields."))
        return self.render_to_response(self.get_context_data(form=form), status=400)


class AddView(WriteView):
    page_title = gettext_lazy("Add a task")


class EditView(OfTaskMixin, WriteView):
    page_title = gettext_lazy("Change a task")

    @property
    def instance(self) -> ChecklistTask:
        return self.task


class DeleteView(OfTaskMixin, TemplateView):
    """Takes away a task that the team added."""

    needs = Level.CHANGE
    template_name = "editions/admin/checklist_delete.html"
    page_title = gettext_lazy("Delete a task")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            actions.delete_task(self.task, by=signed_in(request))
        except Refused as refusal:
            return self.render_to_response(self.get_context_data(refusal=str(refusal)), status=409)
        messages.success(request, _("The task is deleted."))
        return redirect(self.list_address)
