"""What is asked step by step before an edition is made."""

from collections.abc import Iterable
from datetime import date
from typing import Any, cast
from zoneinfo import available_timezones

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from cooperation.editions.decision_forms import HostForm
from cooperation.editions.enums import HostStatus, Kind, Mode
from cooperation.editions.models import Edition
from cooperation.editions.queries import Candidate, candidates, candidates_by_year
from home.starting.report import Part
from home.starting.rules import YearIsTaken

YEARS_AHEAD = 10
FRAME = "frame"
"""The choice of the project's frame instead of an earlier edition."""

DECIDED = (HostStatus.MEMBER, HostStatus.OTHER)


class YearForm(forms.Form):
    """Which year, with those who may host it."""

    year = forms.TypedChoiceField(label=_("Year"), coerce=int, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        this_year = timezone.localdate().year
        years = range(this_year, this_year + YEARS_AHEAD)
        days = Edition.objects.filter(kind=Kind.COOPERATION_DAY, year__in=years)
        self.taken = {edition.year: edition for edition in days.order_by("-pk")}
        field = cast("forms.TypedChoiceField", self.fields["year"])
        field.choices = [(year, str(year)) for year in years]
        by_year = candidates_by_year(year for year in years if year not in self.taken)
        field.widget.choices = [(year, _offer(year, found)) for year, found in by_year.items()]

    def clean_year(self) -> int:
        year: int = self.cleaned_data["year"]
        if standing := self.taken.get(year):
            raise ValidationError(str(YearIsTaken(year, standing.title, standing.pk)), code="taken")
        return year


def _offer(year: int, found: Iterable[Candidate]) -> str:
    """A year with its candidates in words."""
    names = [str(one.member) for one in found if one.member]
    return f"{year}: {', '.join(names)}" if names else str(_("%(year)s: nobody in the rota") % {"year": year})


class HostStepForm(HostForm):
    """Who hosts, if the network has decided."""

    def __init__(self, *args: Any, year: int, **kwargs: Any) -> None:
        super().__init__(*args, edition=Edition(year=year), **kwargs)
        self.year = year
        self.of_year = [one.member for one in candidates(year) if one.member]
        for name in ("decided_by", "decided_on"):
            self.fields[name].required = False
        kept = (HostStatus.UNDECIDED, *DECIDED)
        cast("forms.ChoiceField", self.fields["status"]).choices = [(one.value, one.label) for one in kept]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        status = cleaned.get("status")
        if status not in DECIDED:
            return cleaned
        words = {
            "decided_by": _("Write who decided it."),
            "decided_on": _("Write on which day it was decided."),
        }
        for name, told in words.items():
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, told)
        host = cleaned.get("host")
        if status == HostStatus.MEMBER and host and host not in self.of_year and not cleaned.get("reason"):
            told = _("The rota does not suggest %(host)s for %(year)s. Write why it hosts all the same.")
            self.add_error("reason", ValidationError(told, params={"host": host, "year": self.year}))
        return cleaned


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class DaysForm(forms.Form):
    """When and where, as far as it is known."""

    title = forms.CharField(label=_("Title"), max_length=160)
    mode = forms.ChoiceField(label=_("How people meet"), choices=Mode.choices)
    starts_on = forms.DateField(
        label=_("First day"), required=False, widget=_day(), help_text=_("Leave it empty if it is not known.")
    )
    ends_on = forms.DateField(label=_("Last day"), required=False, widget=_day())
    city = forms.CharField(label=_("City"), max_length=120, required=False)
    country = forms.ChoiceField(
        label=_("Country"), required=False, help_text=_("Empty: the country of the member that hosts.")
    )
    time_zone = forms.ChoiceField(label=_("Time zone"), help_text=_("That of the clocks at the venue."))

    def __init__(self, *args: Any, year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.year = year
        zones = sorted(available_timezones(), key=lambda zone: (not zone.startswith("Europe/"), zone))
        cast("forms.ChoiceField", self.fields["time_zone"]).choices = [(zone, zone) for zone in zones]
        cast("forms.ChoiceField", self.fields["country"]).choices = [("", "---------"), *countries]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts_on and starts_on.year != self.year:
            told = _("The first day lies in another year than %(year)s.")
            self.add_error("starts_on", ValidationError(told, params={"year": self.year}))
        if ends_on and not starts_on and "starts_on" not in self.errors:
            self.add_error("starts_on", _("There is a last day, so the first day is needed, too."))
        elif starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", _("The last day lies before the first day."))
        elif starts_on and not ends_on and "ends_on" not in self.errors:
            cleaned["ends_on"] = starts_on
        return cleaned


class LeadForm(forms.Form):
    """Who leads, and whether they are told when the edition is made."""

    lead = forms.EmailField(
        label=_("E-mail address of the host lead"),
        max_length=254,
        required=False,
        help_text=_("The person who runs this edition. Leave it empty if nobody is named yet."),
    )
    invites = forms.BooleanField(
        label=_("Send the invitation when the edition is made"),
        required=False,
        help_text=_(
            "Without the tick no mail leaves and nobody leads yet. You can invite later, on the page “Team”."
        ),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("invites") and not cleaned.get("lead") and "lead" not in self.errors:
            self.add_error("lead", _("Write to whom the invitation goes, or take the tick away."))
        return cleaned


class SourceForm(forms.Form):
    """From where, and which parts."""

    earlier = forms.ChoiceField(label=_("Begin with"), widget=forms.RadioSelect)
    parts = forms.MultipleChoiceField(
        label=_("Take over"),
        choices=Part.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose one part at least.")},
    )

    def __init__(self, *args: Any, editions: Iterable[Edition], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.editions = {str(edition.pk): edition for edition in editions}
        choices = [(key, _told(edition)) for key, edition in self.editions.items()]
        frame = (FRAME, _("The frame of a meeting of two days, with texts to begin with"))
        cast("forms.ChoiceField", self.fields["earlier"]).choices = [*choices, frame]
        self.fields["earlier"].initial = next(iter(self.editions), FRAME)
        self.fields["parts"].initial = [part.value for part in Part]

    @property
    def earlier_edition(self) -> Edition | None:
        """The edition that was chosen; ``None`` for the frame."""
        return self.editions.get(self.cleaned_data["earlier"])

    @property
    def chosen_parts(self) -> frozenset[Part]:
        """The parts that were chosen."""
        return frozenset(Part(part) for part in self.cleaned_data["parts"])


def _told(edition: Edition) -> str:
    first: date | None = edition.starts_on
    when = date_format(first, "F Y") if first else str(edition.year or "")
    return ", ".join(part for part in (edition.title, edition.city, when) if part)
