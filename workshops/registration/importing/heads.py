"""The columns of the table that is imported: what they are called, and to which field of the form each goes.

The template to fill in is made of them, and a table is read by them.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import tzinfo

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workshops.programme.models import Session
from workshops.registration.desk_offer import Offer
from workshops.registration.enums import Participation, QuestionKind
from workshops.registration.forms.choices import SESSIONS
from workshops.registration.forms.entry import EXTRAS
from workshops.registration.forms.questions import field_name
from workshops.registration.models import Question

SEPARATOR = ";"
"""Between several things in one cell."""
YES_WORDS = frozenset({"yes", "y", "x", "1", "true", "✓"})
NO_WORDS = frozenset({"", "no", "n", "0", "false"})
"""Beside “yes” and “no” in the reader's language."""
LONGEST_LIST = 250
"""Characters that a spreadsheet takes as a list of choices."""


@dataclass(frozen=True, slots=True)
class Head:
    """One column."""

    key: str
    """The field of the form; also a name under which the column is found."""
    label: str | Promise
    help: str | Promise = ""
    is_required: bool = False
    is_yes_or_no: bool = False
    has_several: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    """What the form keeps, and what is written in the cell."""


ASKED_OF_ALL = {
    "function": Head("function", gettext_lazy("Function")),
    "diet": Head("diet", gettext_lazy("Diet"), gettext_lazy("Only when they agreed that it is kept.")),
    "access_needs": Head(
        "access_needs", gettext_lazy("Access needs"), gettext_lazy("Only when they agreed that it is kept.")
    ),
    "needs_consent": Head(
        "needs_consent",
        gettext_lazy("Agreed that diet and access needs are kept"),
        gettext_lazy("yes or no"),
        is_yes_or_no=True,
    ),
    "pictures_allowed": Head(
        "pictures_allowed", gettext_lazy("Pictures allowed"), gettext_lazy("yes or no"), is_yes_or_no=True
    ),
    "is_listed": Head(
        "is_listed", gettext_lazy("In the list of attendees"), gettext_lazy("yes or no"), is_yes_or_no=True
    ),
}


def heads_of(offer: Offer) -> list[Head]:
    """The columns of an edition, in the order of the template. No query."""
    desk = offer.desk
    asked = {
        "diet": desk.asks_diet,
        "access_needs": desk.asks_access,
        "needs_consent": desk.asks_diet or desk.asks_access,
        "pictures_allowed": desk.asks_pictures,
        "is_listed": desk.asks_list,
    }
    found = [
        Head("email", gettext_lazy("E-mail address"), is_required=True),
        Head("badge_name", gettext_lazy("Name as on the badge"), is_required=True),
        Head(
            "role",
            gettext_lazy("As what"),
            gettext_lazy("Empty for a delegate."),
            choices=tuple((role.value, str(role.label)) for role in Participation),
        ),
        Head(
            "member",
            gettext_lazy("Member"),
            gettext_lazy("The name of the member of the network."),
            choices=tuple((str(one.pk), one.name) for one in offer.members),
        ),
        Head("organisation", gettext_lazy("Organisation"), gettext_lazy("Of those who belong to no member.")),
        *(head for key, head in ASKED_OF_ALL.items() if asked.get(key, True)),
    ]
    found += [_of_question(question) for question in offer.questions]
    if offer.extras:
        titles = tuple((str(one.pk), one.title) for one in offer.extras)
        label = gettext_lazy("Beside the workshops")
        found.append(Head(EXTRAS, label, several(), has_several=True, choices=titles))
    if offer.sessions:
        seats = _of_sessions([one.session for one in offer.sessions], desk.edition.zone)
        found.append(Head(SESSIONS, gettext_lazy("Sessions"), several(), has_several=True, choices=seats))
    return found


def _of_sessions(sessions: Sequence[Session], zone: tzinfo) -> tuple[tuple[str, str], ...]:
    """The sessions by their titles, with the hour where one is given more than once."""
    times_given = Counter(one.slot.title for one in sessions)
    return tuple((str(one.pk), _session(one, zone, times_given[one.slot.title] > 1)) for one in sessions)


def _session(session: Session, zone: tzinfo, is_one_of_several: bool) -> str:
    starts = session.slot.starts_at.astimezone(zone)
    return f"{session.slot.title} ({starts:%Y-%m-%d %H:%M})" if is_one_of_several else session.slot.title


def several() -> str:
    """How several things are written."""
    return _("Several are parted by a semicolon.")


def _of_question(question: Question) -> Head:
    kind = question.kind
    options = tuple((option, option) for option in question.options)
    has_several = kind == QuestionKind.MULTIPLE
    return Head(
        field_name(question.key),
        question.label,
        several() if has_several else "",
        question.is_required and not question.asked_if,
        kind == QuestionKind.CONSENT,
        has_several,
        options if kind in (QuestionKind.CHOICE, QuestionKind.MULTIPLE) else (),
    )


def same(text: object) -> str:
    """``text`` as it is compared."""
    return " ".join(str(text).casefold().split())


def found_heads(row: Sequence[str], heads: Iterable[Head]) -> tuple[dict[int, Head], list[str]]:
    """Which column of the table is which, by its place from 0; and the heads that nobody knows."""
    by_name: dict[str, Head] = {}
    for head in heads:
        by_name.setdefault(same(head.label), head)
        by_name.setdefault(same(head.key), head)
    places: dict[int, Head] = {}
    unknown: list[str] = []
    for place, text in enumerate(row):
        found = by_name.get(same(text.rstrip(" *")))
        if found is not None and found not in places.values():
            places[place] = found
        elif text:
            unknown.append(text)
    return places, unknown
