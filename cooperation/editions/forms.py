"""Forms of editions, and what every form of an edition's record has in common."""

from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar
from zoneinfo import ZoneInfo, available_timezones

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateTimeInput

from cooperation.editions import rules
from cooperation.editions.decision_forms import objections_to_host
from cooperation.editions.duties import Area, Level
from cooperation.editions.enums import Kind
from cooperation.editions.models import Edition, Presidency
from cooperation.editions.queries import editions_of, is_secretariat, published_legal_pages

EARLIEST_OPENING = timedelta(days=730)
"""Registration that opens more than two years ahead is a slip of the pen."""


def moment_in_zone(local: datetime, zone: ZoneInfo) -> datetime:
    """The moment (aware, in UTC) at which clocks in ``zone`` show ``local`` (naive).

    Raises:
        ValidationError: clocks skip that time, or show it twice, when summer time begins or ends.
    """
    first = local.replace(tzinfo=zone, fold=0)
    second = local.replace(tzinfo=zone, fold=1)
    if first.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != local:
        raise ValidationError(
            _("This time does not exist in %(zone)s: the clocks skip it when summer time begins."),
            code="skipped",
            params={"zone": zone.key},
        )
    if first.utcoffset() != second.utcoffset():
        raise ValidationError(
            _("The clocks in %(zone)s show this time twice when summer time ends. Choose another one."),
            code="twice",
            params={"zone": zone.key},
        )
    return first.astimezone(UTC)


def _to_the_minute(moment: datetime | None) -> datetime | None:
    return moment and moment.replace(second=0, microsecond=0)


class LocalMomentField(forms.DateTimeField):
    """A moment, written and shown as clocks at the edition's venue show it."""

    widget = AdminDateTimeInput
    zone = ZoneInfo("UTC")

    def use_zone(self, zone: ZoneInfo) -> None:
        """Read and show times in ``zone``, and name it beside the field."""
        self.zone = zone
        self.help_text = format_lazy(_("Time in {zone}."), zone=zone.key)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, datetime) and value.tzinfo:
            return value.astimezone(self.zone).replace(tzinfo=None)
        return super().prepare_value(value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether another minute is meant: the field shows no seconds, so none come back from it."""
        try:
            sent = self.to_python(data)
        except ValidationError:
            return True
        return _to_the_minute(initial) != _to_the_minute(sent)

    def to_python(self, value: Any) -> datetime | None:
        moment = value if isinstance(value, datetime) else self._read(value)
        if moment is None or moment.tzinfo:
            return moment
        return moment_in_zone(moment, self.zone)

    def _read(self, value: Any) -> datetime | None:
        if value in self.empty_values:
            return None
        for input_format in ["%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M:%S"]:
            try:
                return datetime.strptime(str(value).strip(), input_format)  # noqa: DTZ007
            except ValueError:
                continue
        raise ValidationError(self.error_messages["invalid"], code="invalid")


def refuse_archived(edition: Edition | None) -> None:
    """Let nothing of an archived edition change.

    Raises:
        ValidationError: ``edition`` is archived.
    """
    if edition and (reasons := rules.reasons_against_changing(edition)):
        raise ValidationError([ValidationError(str(reason), code="archived") for reason in reasons])


class OwnedByEditionForm(WagtailAdminModelForm):
    """The form of a record that belongs to one edition, which the user must be given.

    The edition is chosen when the record is made and never changes.
    """

    area: ClassVar[Area] = Area.EDITION
    """What somebody has to change in an edition to make such a record there."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "edition" not in self.fields:
            return
        if self.instance.pk:
            del self.fields["edition"]
            return
        field = self.fields["edition"]
        field.queryset = editions_of(self.for_user, self.area, Level.CHANGE).filter(archived_at=None)
        field.widget = forms.Select()
        field.widget.choices = field.choices
        if field.queryset.count() == 1:
            field.initial = field.queryset.get()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        refuse_archived(self.edition)
        return cleaned

    @property
    def edition(self) -> Edition | None:
        """The edition that the record belongs to; ``None`` as long as none is chosen."""
        if self.instance.pk:
            return self.instance.edition
        return self.cleaned_data.get("edition") if hasattr(self, "cleaned_data") else None


class EditionForm(WagtailAdminModelForm):
    """An edition's facts; announcing, cancelling and archiving have pages of their own."""

    registration_opens_at = LocalMomentField(label=_("Registration opens"), required=False)
    registration_closes_at = LocalMomentField(label=_("Registration closes"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zone = self._zone()
        for name in {"registration_opens_at", "registration_closes_at"} & self.fields.keys():
            self.fields[name].use_zone(zone)
        if self.for_user and not is_secretariat(self.for_user):
            for name in ("collection", "is_example"):
                self.fields.pop(name, None)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        refuse_archived(self.instance)
        self._check_days(cleaned)
        self._check_year(cleaned)
        self._check_host(cleaned)
        self._check_registration(cleaned)
        return cleaned

    def _post_clean(self) -> None:
        """Ask what is missing for registration of the edition as it would be saved."""
        super()._post_clean()
        if not self.cleaned_data.get("registration_opens_at"):
            return
        # All of it is asked when somebody sets the moment: an old edition is edited whatever the website does
        # now, and one that took its moments over is filled in bit by bit. What stands is not taken away.
        if "registration_opens_at" in self.changed_data:
            missing = rules.missing_for_registration(self.instance)
            missing += rules.missing_legal_pages(published_legal_pages())
        else:
            missing = rules.missing_for_registration(self.instance, self.changed_data)
        if missing:
            self.add_error(
                "registration_opens_at",
                ValidationError(
                    _("Registration cannot open yet. Still missing: %(fields)s."),
                    code="missing",
                    params={"fields": ", ".join(str(field) for field in missing)},
                ),
            )

    def _zone(self) -> ZoneInfo:
        sent = self.data.get(self.add_prefix("time_zone"), "") if self.is_bound else ""
        return ZoneInfo(sent) if sent in available_timezones() else self.instance.zone

    def _check_days(self, cleaned: dict[str, Any]) -> None:
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if ends_on and not starts_on and "starts_on" not in self.errors:
            self.add_error("starts_on", _("There is a last day, so the first day is needed, too."))
        elif starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", _("The last day lies before the first day."))

    def _check_year(self, cleaned: dict[str, Any]) -> None:
        year, starts_on, presidency = (cleaned.get(name) for name in ("year", "starts_on", "presidency"))
        if year and starts_on and starts_on.year != year:
            self.add_error("year", _("The first day lies in another year."))
        if {"kind", "year"} & set(self.changed_data):
            self._check_address(cleaned.get("kind"), year)
        if year and presidency and presidency.year != year:
            self.add_error("presidency", _("This presidency belongs to another year."))

    def _check_address(self, kind: Any, year: int | None) -> None:
        """Two Cooperation Days of one year would want the same address, ``/<year>/``."""
        same = Edition.objects.filter(kind=Kind.COOPERATION_DAY, year=year).exclude(pk=self.instance.pk)
        if kind != Kind.COOPERATION_DAY or not year or not (standing := same.first()):
            return
        message = _(
            "%(year)s has its Cooperation Day already: “%(edition)s”. Both would have the address "
            "/%(year)s/. Change that one, or choose another year or kind."
        )
        self.add_error("year", ValidationError(message, "taken", {"year": year, "edition": standing}))

    def _check_host(self, cleaned: dict[str, Any]) -> None:
        names = {"status": "host_status", "decided_on": "host_decided_on"}
        for name, objection in objections_to_host(self, names, self._zone()).items():
            self.add_error(names.get(name, name), objection)
        host = cleaned.get("host")
        if host and "host" in self.changed_data and "country" in self.fields:
            written, mode = cleaned.get("country") or "", cleaned.get("mode") or ""
            cleaned["country"] = rules.country_of_place(str(written), mode, str(host.country))

    def _check_registration(self, cleaned: dict[str, Any]) -> None:
        opens, closes = cleaned.get("registration_opens_at"), cleaned.get("registration_closes_at")
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on") or cleaned.get("starts_on")
        if closes and not opens and "registration_opens_at" not in self.errors:
            self.add_error("registration_opens_at", _("Registration has an end, so it needs a beginning."))
        if opens and closes and closes <= opens:
            self.add_error("registration_closes_at", _("Registration closes before it opens."))
        if opens and not starts_on:
            self.add_error("registration_opens_at", _("Set the first day before registration can open."))
        zone = self._zone()
        if opens and ends_on and not _within(opens.astimezone(zone), starts_on, ends_on):
            self.add_error(
                "registration_opens_at",
                _("Registration opens at most two years ahead, and not after the last day."),
            )
        if closes and ends_on and closes.astimezone(zone).date() > ends_on:
            self.add_error("registration_closes_at", _("Registration closes after the last day."))


def _within(opens: datetime, starts_on: Any, ends_on: Any) -> bool:
    return bool(starts_on - EARLIEST_OPENING <= opens.date() <= ends_on)


class PresidencyForm(WagtailAdminModelForm):
    """One half-year of the rota."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if year := cleaned.get("year"):
            same = Presidency.objects.filter(year=year, half=cleaned.get("half") or 0)
            if held := same.exclude(pk=self.instance.pk).first():
                self.add_error(
                    "half",
                    ValidationError(
                        _("This half-year is in the rota already: %(country)s."),
                        params={"country": held.get_country_display()},
                    ),
                )
        return cleaned
