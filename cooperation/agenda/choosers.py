"""Choosers of rooms and speakers."""

from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from cooperation.agenda.models import Room, Speaker
from cooperation.editions.duties import Area
from cooperation.editions.models import Edition
from cooperation.editions.policies import EditionPolicy
from cooperation.editions.viewsets import own_editions
from core.publishing.viewsets import (
    ChooserSearchForm,
    ReachableChooseResultsView,
    ReachableChooseView,
    RecordChooserViewSet,
)


class OfOneEditionForm(ChooserSearchForm):
    """Finds by a part of the name, and among those of one edition."""

    edition = forms.ModelChoiceField(
        Edition.objects.none(),
        label=_("Edition"),
        required=False,
        empty_label=_("All editions"),
        widget=forms.Select({"data-chooser-modal-search-filter": True}),
    )

    def filter(self, objects: QuerySet[Any]) -> QuerySet[Any]:
        if edition := self.cleaned_data.get("edition"):
            objects = objects.filter(edition=edition)
        return super().filter(objects)


class WithEditionChoiceMixin:
    """Says of each choice to which edition it belongs, because names come again from year to year."""

    request: HttpRequest

    @property
    def columns(self) -> list[Column]:
        # Without a key to sort by: a chooser's lists are not sorted by their columns.
        return [*super().columns, Column("edition", label=_("Edition"))]  # type: ignore[misc]

    def get_object_list(self) -> QuerySet[Any]:
        return super().get_object_list().select_related("edition")  # type: ignore[misc]

    def get_filter_form(self) -> OfOneEditionForm:
        form: OfOneEditionForm = super().get_filter_form()  # type: ignore[misc]
        cast("forms.ModelChoiceField[Edition]", form.fields["edition"]).queryset = own_editions(self.request)
        return form


class WithEditionChooseView(WithEditionChoiceMixin, ReachableChooseView):
    pass


class WithEditionChooseResultsView(WithEditionChoiceMixin, ReachableChooseResultsView):
    pass


class EditionRecordChooserViewSet(RecordChooserViewSet):
    choose_view_class = WithEditionChooseView
    choose_results_view_class = WithEditionChooseResultsView
    search_form_class = OfOneEditionForm


class RoomChooserViewSet(EditionRecordChooserViewSet):
    model = Room
    name = "room_chooser"
    icon = "home"
    choose_one_text = _("Choose a room")
    choose_another_text = _("Choose another room")
    permission_policy = EditionPolicy(Room, area=Area.AGENDA)


class SpeakerChooserViewSet(EditionRecordChooserViewSet):
    model = Speaker
    name = "speaker_chooser"
    icon = "user"
    choose_one_text = _("Choose a speaker")
    choose_another_text = _("Choose another speaker")
    search_fields = ("name", "organisation", "function")
    permission_policy = EditionPolicy(Speaker, area=Area.AGENDA)
