"""A notice as it is written: shape only, the action decides."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cooperation.editions.models import Notice

FORMAT = "%Y-%m-%dT%H:%M"


class NoticeForm(forms.Form):
    """What to say, from when until when, by the clocks at the venue."""

    text = forms.CharField(
        label=_("What to say"),
        max_length=200,
        widget=forms.Textarea({"rows": 3}),
        help_text=Notice._meta.get_field("text").help_text,
    )
    starts_at = forms.DateTimeField(label=_("From"), required=False, help_text=_("Empty for now."))
    ends_at = forms.DateTimeField(label=_("Until"), help_text=_("It goes by itself, in every cache."))

    def __init__(self, *args: Any, zone: ZoneInfo, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = zone
        for name in ("starts_at", "ends_at"):
            self.fields[name].widget = forms.DateTimeInput({"type": "datetime-local"}, format=FORMAT)

    def clean_starts_at(self) -> datetime | None:
        return self._at_the_venue(self.cleaned_data["starts_at"])

    def clean_ends_at(self) -> datetime | None:
        return self._at_the_venue(self.cleaned_data["ends_at"])

    def _at_the_venue(self, moment: datetime | None) -> datetime | None:
        """What was written meant the clocks at the venue, whatever zone the server reads it in."""
        return timezone.make_naive(moment).replace(tzinfo=self.zone) if moment else None
