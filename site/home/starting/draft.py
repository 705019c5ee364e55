"""What was said of an edition so far, kept in the session of whoever says it until the edition is made.

It is kept as it was sent, by the year and the step, so that a reload, the back button and two years in two
tabs lose nothing. It ends with the session, and nobody else sees it.
"""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from cooperation.agenda.wording import days
from cooperation.editions.enums import HostStatus, Mode
from cooperation.editions.models import Edition
from cooperation.network.models import NetworkSettings
from core.accounts.models import User
from home.starting.forms import DECIDED, DaysForm, HostStepForm, LeadForm, SourceForm
from home.starting.sources import editions_to_take_from
from home.starting.start import NewEdition
from home.starting.zones import zone_of

IN_SESSION = "starting"
STEPS = ("host", "days", "lead", "from")


class Draft:
    """The answers to the steps of one year."""

    def __init__(self, session: Any, year: int, user: User) -> None:
        self.session, self.year, self.user = session, year, user

    @property
    def kept(self) -> dict[str, Any]:
        """Everything that is kept of this year; empty before it was begun."""
        found: dict[str, Any] = self.session.get(IN_SESSION, {}).get(str(self.year), {})
        return found

    def begin(self) -> None:
        """Begin it, unless it was begun."""
        if not self.kept or self.made:
            self._write({"key": uuid4().hex})

    def keep(self, step: str, sent: Any) -> None:
        """Remember what was sent for ``step``."""
        unnamed = {"csrfmiddlewaretoken"}
        answers = {name: values for name, values in sent.lists() if name not in unnamed}
        self._write(self.kept | {step: answers})

    @property
    def made(self) -> int | None:
        """The key of the edition that was made of it; ``None`` while it is open."""
        return self.kept.get("made")

    @property
    def is_open(self) -> bool:
        """Whether it was begun and nothing was made of it yet."""
        return bool(self.kept) and not self.made

    def end(self, edition: Edition) -> None:
        """Forget the answers, and remember what was made, for a button that is pressed twice."""
        self._write({"made": edition.pk})

    def _write(self, kept: dict[str, Any]) -> None:
        self.session[IN_SESSION] = self.session.get(IN_SESSION, {}) | {str(self.year): kept}

    def form(self, step: str, sent: Any = None) -> Any:
        """The form of ``step``: with what was ``sent`` now, else with what is kept, else with suggestions."""
        kept = self.kept.get(step)
        data = sent if sent is not None else MultiValueDict(kept) if kept is not None else None
        return getattr(self, f"_form_of_{step}")(data)

    def _form_of_host(self, data: Any) -> forms.Form:
        return HostStepForm(data, year=self.year, initial={"status": HostStatus.UNDECIDED})

    def _form_of_days(self, data: Any) -> forms.Form:
        names = NetworkSettings.objects.values_list("event_name", flat=True).first()
        country = self._hosts_country() if data is None else ""
        name = names or NetworkSettings._meta.get_field("event_name").get_default()
        initial = {
            "title": f"{name} {self.year}",
            "mode": Mode.IN_PERSON,
            "time_zone": zone_of(country) or "Europe/Brussels",
        }
        return DaysForm(data, year=self.year, initial=initial)

    def _hosts_country(self) -> str:
        form = self.form("host") if "host" in self.kept else None
        host = form.cleaned_data.get("host") if form is not None and form.is_valid() else None
        return str(host.country) if host else ""

    def _form_of_lead(self, data: Any) -> forms.Form:
        return LeadForm(data)

    def _form_of_from(self, data: Any) -> forms.Form:
        return SourceForm(data, editions=editions_to_take_from(self.user).select_related("host"))

    def first_open_step(self) -> str | None:
        """The first step that was not answered, or whose answer does not hold any more; ``None`` if none."""
        for step in STEPS:
            if step not in self.kept or not self.form(step).is_valid():
                return step
        return None

    def edition(self) -> NewEdition:
        """All answers together; for a draft without an open step."""
        host, when, lead, source = (self.form(step) for step in STEPS)
        for form in (host, when, lead, source):
            form.is_valid()
        facts = when.cleaned_data
        return NewEdition(
            year=self.year,
            key=self.kept["key"],
            decision=host.decision() if host.cleaned_data["status"] in DECIDED else None,
            lead=lead.cleaned_data["lead"] if lead.cleaned_data["invites"] else "",
            earlier=source.earlier_edition,
            parts=source.chosen_parts,
            **{name: facts[name] for name in ("title", "mode", "starts_on", "ends_on", "city")},
            **{name: facts[name] for name in ("country", "time_zone")},
        )

    def facts(self) -> list[tuple[str, str]]:
        """What was said, in words, for a last look."""
        wanted = self.edition()
        host = wanted.decision and (wanted.decision.host or wanted.decision.other_host)
        first = wanted.starts_on
        return [
            (_("Year"), str(wanted.year)),
            (_("Title"), wanted.title),
            (_("Host"), str(host or _("Not decided yet"))),
            (_("Days"), days(first, wanted.ends_on or first) if first else _("Not known yet")),
            (_("City"), wanted.city or _("Not known yet")),
            (_("Time zone"), wanted.time_zone),
            (_("Host lead"), self._lead_in_words()),
        ]

    def _lead_in_words(self) -> str:
        """Who is invited; an address without the tick is named, so that nobody believes it leads already."""
        form = self.form("lead")
        form.is_valid()
        lead = str(form.cleaned_data["lead"])
        if not lead:
            return _("Nobody is invited now, and no mail leaves.")
        if form.cleaned_data["invites"]:
            return lead
        return _("%(email)s gets no role and no mail yet: invite them later, on the page “Team”.") % {
            "email": lead
        }
