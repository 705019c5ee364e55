"""Forms of rooms, speakers and slots, and those of the agenda desk."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cooperation.agenda.models import Room, Speaker
from cooperation.agenda.queries import version_of
from cooperation.editions.duties import Area
from cooperation.editions.forms import LocalMomentField, OwnedByEditionForm
from cooperation.editions.models import Edition
from core.publishing.page_forms import PageForm


class RoomForm(OwnedByEditionForm):
    """A room at the venue."""

    area = Area.AGENDA

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        name, edition = cleaned.get("name"), self.edition
        same = Room.objects.filter(edition=edition, name__iexact=name or "").exclude(pk=self.instance.pk)
        if edition and same.exists():
            self.add_error("name", _("This edition has a room of that name already."))
        return cleaned


class SpeakerForm(OwnedByEditionForm):
    """Somebody who takes part."""

    area = Area.AGENDA


class SlotForm(OwnedByEditionForm):
    """All that can be said of a slot."""

    area = Area.AGENDA

    starts_at = LocalMomentField(label=_("Starts"))
    ends_at = LocalMomentField(label=_("Ends"))
    loaded_version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        edition = self.instance.edition if self.instance.edition_id else None
        self.fields.pop("edition", None)
        if edition is None:
            return
        for name in ("starts_at", "ends_at"):
            self.fields[name].use_zone(edition.zone)
        self.fields["room"].queryset = Room.objects.filter(edition=edition)
        self.fields["room"].widget = forms.Select(choices=self.fields["room"].choices)
        people = Speaker.objects.filter(edition=edition)
        for row in self.formsets["speaker_links"].forms if "speaker_links" in self.formsets else []:
            row.fields["speaker"].queryset = people
        self.fields["page"].queryset = pages_of(edition)
        self.initial["loaded_version"] = version_of(self.instance)

    @property
    def edition(self) -> Edition | None:
        return self.instance.edition if self.instance.edition_id else None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        starts, ends = cleaned.get("starts_at"), cleaned.get("ends_at")
        if starts and ends and ends <= starts:
            self.add_error("ends_at", _("The end must be later than the beginning."))
        if self.instance.pk and cleaned.get("loaded_version") != version_of(self.instance):
            self._offer_to_overwrite()
            raise ValidationError(CHANGED_MEANWHILE, params={"now": str(self.instance)}, code="changed")
        return cleaned

    def _offer_to_overwrite(self) -> None:
        """Show the form again with the version that it would now replace."""
        sent: Any = cast("Any", self).data.copy()
        sent[self.add_prefix("loaded_version")] = version_of(self.instance)
        self.data = sent


CHANGED_MEANWHILE = _(
    "Somebody else changed this slot while you were writing. It now says: %(now)s. What you wrote is still "
    "here: save again to replace the other version with yours."
)


def pages_of(edition: Edition) -> QuerySet[Page]:
    """The pages below the start page of ``edition``; none when there is no start page."""
    start_page = getattr(edition, "page", None)
    return Page.objects.descendant_of(start_page) if start_page else Page.objects.none()


NOT_OF_THIS_EDITION = _("This person is not among the speakers of “%(edition)s”. Choose one of its speakers.")


class PeopleOfTheEditionForm(PageForm):
    """The form of a page below an edition's start page: whom it names are speakers of that edition."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = [row for formset in self.formsets.values() for row in formset.forms]
        fields = [field for form in (self, *rows) for field in form.fields.values()]
        choices = [one for one in fields if isinstance(one, forms.ModelChoiceField) and _names(one, Speaker)]
        if not choices:
            return
        edition = self._edition()
        for choice in choices:
            choice.queryset = Speaker.objects.filter(edition=edition)
            choice.error_messages["invalid_choice"] = NOT_OF_THIS_EDITION % {"edition": edition}

    def _edition(self) -> Edition:
        """That of the page, which lies below its start page, or will."""
        above = self.parent_page.get_ancestors(inclusive=True)
        return Edition.objects.get(page__pk__in=above.values("pk"))


def _names(field: "forms.ModelChoiceField[Any]", model: type[Model]) -> bool:
    """Whether ``field`` chooses among the rows of ``model``."""
    return field.queryset is not None and field.queryset.model is model
