"""What the admin's lists, forms and choosers of records have in common."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib.admin.utils import NestedObjects, unquote
from django.db import models, router
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.views import generic
from wagtail.admin.views.generic import chooser, history
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import BaseChooser
from wagtail.log_actions import log

from core.publishing.keys import as_key

ALL_ACTIONS = frozenset({"add", "change", "delete", "view"})


class ReachableMixin:
    """The records that the policy opens to the user; all others answer as if they were not there."""

    model: type[Model]
    permission_policy: Any
    request: HttpRequest
    kwargs: dict[str, Any]

    def reachable(self) -> QuerySet[Any]:
        """What of the model the signed-in user may reach at all."""
        return self.permission_policy.instances_user_has_any_permission_for(self.request.user, ALL_ACTIONS)

    def get_object(self, queryset: QuerySet[Any] | None = None) -> Any:
        if loaded := getattr(self, "object", None):
            return loaded
        return get_object_or_404(self.reachable(), pk=unquote(str(self.kwargs["pk"])))


class ReachableIndexView(ReachableMixin, generic.IndexView):
    """A list, in one query for the rows, however many there are."""

    select_related: tuple[str, ...] = ()

    def get_base_queryset(self) -> QuerySet[Any]:
        return self.reachable().select_related(*self.select_related)


PLAIN_FIELDS = (
    models.DateField,
    models.TimeField,
    models.IntegerField,
    models.DecimalField,
    models.BooleanField,
)
"""What such fields hold is never about a person by itself."""


def changes_of(form: forms.BaseModelForm[Any], *, with_values: bool) -> dict[str, Any]:
    """What ``form`` changed, for the log: the names of the fields, and on wish values before and after.

    Values are those of dates, numbers and choices alone: a text may tell of a person.
    """
    known = {field.name: field for field in form._meta.model._meta.concrete_fields}
    changed = [name for name in form.changed_data if name in known]
    data: dict[str, Any] = {"fields": changed}
    if with_values:
        data["values"] = {
            name: [_plain(form.initial.get(name)), _plain(form.cleaned_data.get(name))]
            for name in changed
            if isinstance(known[name], PLAIN_FIELDS) or known[name].choices
        }
    return data


def _plain(value: Any) -> str:
    return "–" if value in (None, "") else str(value)


class ReachableEditView(ReachableMixin, generic.EditView):
    """The form of a record; the log tells which fields it changed."""

    tells_values = False
    """Whether the log tells dates, numbers and choices before and after, too."""

    def save_instance(self) -> Any:
        data = changes_of(self.form, with_values=self.tells_values)
        instance = self.form.save()
        self.has_content_changes = self.form.has_changed()
        log(instance=instance, action="wagtail.edit", content_changed=self.has_content_changes, data=data)
        return instance


class ReachableHistoryView(ReachableMixin, history.HistoryView):
    pass


class CarefulDeleteView(ReachableMixin, generic.DeleteView):
    """Deletes what nothing else depends on, and otherwise names what does."""

    template_name = "admin/confirm_delete.html"

    @property
    def obstacles(self) -> list[str]:
        """What stands in the way, in words: ``Slot: Opening``; empty when nothing does."""
        collector = NestedObjects(using=router.db_for_write(self.model), origin=[self.object])
        collector.collect([self.object])
        return [named(found) for found in collector.protected]

    def form_valid(self, form: forms.Form) -> HttpResponse:
        if self.obstacles:
            return self.render_to_response(self.get_context_data(form=form), status=409)
        return super().form_valid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(obstacles=self.obstacles, **kwargs)


def named(record: Model) -> str:
    """What ``record`` is and what it is called."""
    return f"{capfirst(record._meta.verbose_name)}: {record}"


class RecordViewSet(ModelViewSet):
    """A viewset with what this site needs: list, form, deletion and history, and no second way in."""

    index_view_class = ReachableIndexView
    edit_view_class = ReachableEditView
    delete_view_class = CarefulDeleteView
    history_view_class = ReachableHistoryView
    copy_view_enabled = False
    inspect_view_enabled = False
    search_backend_name = None
    list_per_page = 50

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_common_view_kwargs(usage_url_name=None, **kwargs)

    def get_urlpatterns(self) -> list[Any]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("new/", self.add_view, name="add"),
            path("edit/<int:pk>/", self.edit_view, name="edit"),
            path("delete/<int:pk>/", self.delete_view, name="delete"),
            path("history/<int:pk>/", self.history_view, name="history"),
            path("history-results/<int:pk>/", self.history_results_view, name="history_results"),
        ]


class ChooserSearchForm(BaseFilterForm):
    """Finds by a part of what a record is called."""

    q = forms.CharField(label=_("Search"), required=False)
    search_fields: tuple[str, ...] = ("name",)

    def filter(self, objects: QuerySet[Any]) -> QuerySet[Any]:
        if words := self.cleaned_data.get("q"):
            self.is_searching, self.search_query = True, words
            found = Q()
            for field in self.search_fields:
                found |= Q(**{f"{field}__icontains": words})
            objects = objects.filter(found)
        return objects


class ReachableChoiceMixin:
    """A chooser's view that offers, and accepts, only what the policy opens to the user."""

    permission_policy: Any
    request: HttpRequest

    def get_object_list(self) -> QuerySet[Any]:
        return self.permission_policy.instances_user_has_any_permission_for(self.request.user, ALL_ACTIONS)

    def get_object(self, pk: str) -> Any:
        return get_object_or_404(self.get_object_list(), pk=as_key(pk))

    def get_objects(self, pks: Iterable[str]) -> QuerySet[Any]:
        keys = [key for pk in pks if (key := as_key(pk)) is not None]
        return self.get_object_list().filter(pk__in=keys)

    def can_create(self) -> bool:
        return False


class ReachableChooseView(ReachableChoiceMixin, chooser.ChooseView):
    pass


class ReachableChooseResultsView(ReachableChoiceMixin, chooser.ChooseResultsView):
    pass


class ReachableChosenView(ReachableChoiceMixin, chooser.ChosenView):
    permission_policy = None


class ReachableChosenMultipleView(ReachableChoiceMixin, chooser.ChosenMultipleView):
    permission_policy = None


class CarefulChooser(BaseChooser):
    """Shows an empty choice where a form arrived with something that is no key."""

    def get_instance(self, value: Any) -> Any:
        return super().get_instance(as_key(value) if isinstance(value, str) else value)


class RecordChooserViewSet(ChooserViewSet):
    """A chooser without a way to make a record on the side."""

    base_widget_class = CarefulChooser

    choose_view_class = ReachableChooseView
    choose_results_view_class = ReachableChooseResultsView
    chosen_view_class = ReachableChosenView
    chosen_multiple_view_class = ReachableChosenMultipleView
    search_form_class: type[ChooserSearchForm] = ChooserSearchForm
    search_fields: tuple[str, ...] = ("name",)
    per_page = 20

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        form = type("SearchForm", (self.search_form_class,), {"search_fields": self.search_fields})
        return super().get_common_view_kwargs(filter_form_class=form, **kwargs)

    def get_urlpatterns(self) -> list[Any]:
        return [pattern for pattern in super().get_urlpatterns() if pattern.name != "create"]
