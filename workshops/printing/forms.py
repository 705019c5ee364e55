"""What is printed, for whom and how; each form says what it was chosen to be in plain values."""

from datetime import date
from typing import Any, cast

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from cooperation.agenda.programme import Programme
from cooperation.editions.models import Edition
from cooperation.network.models import Member
from core.publishing.keys import as_key
from workshops.printing import queries
from workshops.printing.enums import Order, Sheet, Size, Whom
from workshops.printing.queries import Choice
from workshops.printing.rules import Look
from workshops.programme.wording import to_choose
from workshops.registration.enums import Participation
from workshops.registration.queries import bookable_sessions
from workshops.registration.refusals import Refused

MOST_BLANKS = 100
NOTHING = [("", "–")]


class PrintForm(forms.Form):
    """A form about one edition; a refusal is told beside the field that it names."""

    def __init__(self, data: Any = None, *, edition: Edition, **kwargs: Any) -> None:
        super().__init__(data, use_required_attribute=False, **kwargs)
        self.edition = edition

    def say(self, refusal: Refused) -> None:
        """Show ``refusal`` where it belongs."""
        self.add_error(refusal.field if refusal.field in self.fields else None, str(refusal))

    def offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        """Let people choose one of ``choices``, or leave the field out where there are none."""
        if choices:
            cast("forms.ChoiceField", self.fields[name]).choices = [*NOTHING, *choices]
        else:
            del self.fields[name]


class PeopleForm(PrintForm):
    """For whom something with a name on it is printed."""

    offered: tuple[Whom, ...] = (Whom.ALL, Whom.MEMBER, Whom.ROLE, Whom.SESSION, Whom.PERSON)

    whom = forms.ChoiceField(label=_("For whom"), widget=forms.RadioSelect, initial=Whom.ALL)
    member = forms.ChoiceField(label=_("Member"), required=False)
    role = forms.ChoiceField(label=_("Taking part as"), required=False)
    session = forms.ChoiceField(label=_("Session"), required=False)
    person = forms.ChoiceField(label=_("Person"), required=False)

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        people = list(queries.confirmed(self.edition.pk))
        self.people = people
        whom = cast("forms.ChoiceField", self.fields["whom"])
        whom.choices = [(one.value, one.label) for one in self.offered]
        members: dict[int, Member] = {one.member.pk: one.member for one in people if one.member}
        in_protocol = sorted(members.values(), key=lambda one: (one.protocol_order, one.name))
        self.offer("member", [(str(one.pk), str(one)) for one in in_protocol])
        self.offer("role", list(Participation.choices))
        self.offer("session", to_choose(bookable_sessions(self.edition), self.edition.zone))
        self.offer("person", [(str(one.pk), _told(one)) for one in queries.by_name(people)])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        asked = cleaned.get("whom", "")
        if asked in (Whom.MEMBER, Whom.ROLE, Whom.SESSION, Whom.PERSON) and not cleaned.get(asked):
            if asked in self.errors:
                return cleaned
            self.add_error(asked if asked in self.fields else "whom", _("Choose one."))
        return cleaned

    @property
    def choice(self) -> Choice:
        """Whom the form chose."""
        chosen = self.cleaned_data
        whom = Whom(chosen["whom"])
        has_key = whom in (Whom.MEMBER, Whom.SESSION, Whom.PERSON)
        return Choice(
            whom=whom,
            key=as_key(chosen[whom.value]) if has_key else None,
            role=chosen["role"] if whom in (Whom.ROLE, Whom.BLANK) else "",
            number=chosen.get("number") or 0,
        )


def _told(person: Any) -> str:
    return ", ".join(part for part in (person.badge_name, person.affiliation) if part)


class BadgeForm(PeopleForm):
    """Badges: for whom, how large, on what."""

    offered = tuple(Whom)

    number = forms.IntegerField(
        label=_("How many blank ones"), required=False, initial=10, min_value=1, max_value=MOST_BLANKS
    )
    size = forms.ChoiceField(label=_("Size"), choices=Size.choices, widget=forms.RadioSelect, initial=Size.A6)
    sheet = forms.ChoiceField(
        label=_("Paper"), choices=Sheet.choices, widget=forms.RadioSelect, initial=Sheet.CUT
    )
    order = forms.ChoiceField(label=_("Order"), choices=Order.choices, initial=Order.MEMBER)
    shift_right = forms.FloatField(
        label=_("Move to the right by"),
        required=False,
        min_value=-10,
        max_value=10,
        help_text=_("Millimetres, for sheets, when your printer sets everything off a little."),
    )
    shift_down = forms.FloatField(
        label=_("Move down by"),
        required=False,
        min_value=-10,
        max_value=10,
        help_text=_("Millimetres; less than nothing moves up."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("whom") == Whom.BLANK and not cleaned.get("number") and "number" not in self.errors:
            self.add_error("number", _("Say how many."))
        return cleaned

    @property
    def look(self) -> Look:
        """How the badges are made."""
        chosen = self.cleaned_data
        return Look(
            Size(chosen["size"]),
            Sheet(chosen["sheet"]),
            Order(chosen["order"]),
            chosen.get("shift_right") or 0,
            chosen.get("shift_down") or 0,
        )


class SignForm(PrintForm):
    """Signs of which room, for which day."""

    room = forms.ChoiceField(label=_("Room"), required=False, help_text=_("Empty for all rooms."))
    day = forms.ChoiceField(label=_("Day"), required=False, help_text=_("Empty for all days."))

    def __init__(self, data: Any = None, *, programme: Programme | None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        shown = programme.seen_by(attendee=True).days(self.edition.zone) if programme else []
        self.offer("room", [(str(one.id), one.name) for one in (programme.rooms if programme else ())])
        self.offer("day", [(one.date.isoformat(), date_format(one.date, "l j F")) for one in shown])

    @property
    def room_id(self) -> int | None:
        """The room that was chosen; ``None`` for all."""
        return as_key(self.cleaned_data.get("room") or "")

    @property
    def chosen_day(self) -> date | None:
        """The day that was chosen; ``None`` for all."""
        day = self.cleaned_data.get("day")
        return date.fromisoformat(day) if day else None


class RoomListForm(PrintForm):
    """Of which session a list is printed."""

    session = forms.ChoiceField(label=_("Session"), required=False, help_text=_("Empty for all sessions."))

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.offer("session", to_choose(bookable_sessions(self.edition), self.edition.zone))

    @property
    def session_id(self) -> int | None:
        """The session that was chosen; ``None`` for all."""
        return as_key(self.cleaned_data.get("session") or "")
