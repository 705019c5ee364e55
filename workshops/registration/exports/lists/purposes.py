"""What lists leave the site for, and what stands in each: no more than its purpose needs.

The number of queries does not grow with the people.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cooperation.editions.models import Edition
from workshops.registration.enums import BookingState, RegistrationState
from workshops.registration.exports.lists.writing import Cell, Table
from workshops.registration.models import Booking, ExtraChoice, Registration
from workshops.registration.people.columns import Column, chosen, columns_of, seats_of
from workshops.registration.people.facets import attendance_columns
from workshops.registration.people.queries import people_of, questions_of, with_shown
from workshops.registration.people.wanted import Wanted


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody chose for a list, as far as its purpose leaves a choice."""

    columns: tuple[str, ...] = ()
    session: int | None = None
    wanted: Wanted = field(default_factory=Wanted)
    """Whom the full list is narrowed to."""


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a list is for."""

    name: str
    """Also what the log calls it (``sightings.KINDS``)."""
    title: str | Promise
    why: str | Promise
    holds: str | Promise
    """What stands in it."""
    table: Callable[[Edition, Choice], Table]
    has_needs: bool = False
    """Whether it tells of diet or access needs, so that it ends with them."""
    asks_questions: bool = False
    """Whether answers to the host's questions may be added, one by one."""
    asks_columns: bool = False
    asks_session: bool = False


def _confirmed(edition: Edition) -> QuerySet[Registration]:
    found = Registration.objects.filter(edition=edition, state=RegistrationState.CONFIRMED)
    return found.select_related("member").order_by("found_by", "pk")


def _table(
    edition: Edition, name: str, columns: Sequence[tuple[str, object]], rows: Sequence[Sequence[Cell]]
) -> Table:
    heads, keys = [str(label) for _key, label in columns], [key for key, _label in columns]
    return Table(f"{edition.year}-{name}", heads, keys, rows, len(rows))


def caterer(edition: Edition, _choice: Choice) -> Table:
    """How many eat what, in all and at each extra; no name, and nothing that leads to one."""
    people = dict(_confirmed(edition).order_by().values_list("pk", "diet"))
    at: dict[str, Counter[str]] = {str(_("Everybody")): Counter(map(_diet, people.values()))}
    choices = ExtraChoice.objects.filter(registration__in=_confirmed(edition).order_by().values("pk"))
    for title, key in choices.order_by("extra__sort_order", "extra").values_list(
        "extra__title", "registration"
    ):
        at.setdefault(title, Counter())[_diet(people.get(key, ""))] += 1
    columns = (("where", _("Where")), ("diet", _("Diet")), ("people", _("How many")))
    rows: list[tuple[Cell, ...]] = []
    for title, diets in at.items():
        rows.append((title, _("in all"), diets.total()))
        rows += [
            (title, diet or _("nothing told"), number)
            for diet, number in sorted(diets.items(), key=lambda one: (-one[1], one[0]))
        ]
    table = _table(edition, "caterer", columns, rows)
    return Table(table.name, table.heads, table.keys, table.rows, len(people))


def _diet(text: str) -> str:
    """A diet as it is counted: the same words in other capitals are the same."""
    return " ".join(text.split()).capitalize()


def access(edition: Edition, _choice: Choice) -> Table:
    """Who needs what to take part; who told nothing is not in it."""
    columns = (("name", _("Name")), ("access_needs", _("Access needs")), ("seats", _("Seats")))
    people = with_shown(_confirmed(edition).exclude(access_needs=""))
    rows = [(one.badge_name, one.access_needs, seats_of(one)) for one in people]
    return _table(edition, "access", columns, rows)


def hotel(edition: Edition, choice: Choice) -> Table:
    """Names and countries, with the answers that were chosen, such as the days of arrival and leaving."""
    answers = [one for one in _columns(edition) if one.is_answer and one.key in choice.columns]
    return _of_people(edition, "hotel", _confirmed(edition), ("country",), answers)


def badges(edition: Edition, _choice: Choice) -> Table:
    """What stands on a badge."""
    wanted = ("affiliation", "country", "role", "function", "pictures")
    return _of_people(edition, "badges", _confirmed(edition), wanted, [])


def door(edition: Edition, choice: Choice) -> Table:
    """Who has a seat in which session, or waits for one."""
    columns = (
        *(("session", _("Session")), ("name", _("Name")), ("affiliation", _("Member or organisation"))),
        *(("role", _("As what")), ("seat", _("Seat"))),
    )
    found = Booking.objects.filter(registration__edition=edition).exclude(state=BookingState.RELEASED)
    if choice.session is not None:
        found = found.filter(session=choice.session)
    found = found.select_related("registration__member", "session__slot")
    order = ("session__slot__starts_at", "session", "state", "registration__found_by", "pk")
    rows = [
        (
            booking.session.slot.title,
            booking.registration.badge_name,
            booking.registration.affiliation,
            str(booking.registration.get_role_display()),
            str(booking.get_state_display()),
        )
        for booking in found.order_by(*order)
    ]
    return _table(edition, "door", columns, rows)


def grant(edition: Edition, _choice: Choice) -> Table:
    """Who took part, for whom and in what, with what the check-in knows of it."""
    people = list(with_shown(_confirmed(edition)))
    table = _of_people(edition, "grant", people, ("affiliation", "country", "role", "function"), [])
    keys = [one.pk for one in people]
    more = [(column, column.values(edition, keys)) for column in attendance_columns()]
    rows = [
        (*row, seats_of(one), *(values.get(one.pk, "") for _column, values in more))
        for row, one in zip(table.rows, people, strict=True)
    ]
    heads = [*table.heads, _("Sessions"), *(str(column.label) for column, _values in more)]
    names = [*table.keys, "sessions", *(column.key for column, _values in more)]
    return Table(table.name, heads, names, rows, table.people)


def full(edition: Edition, choice: Choice) -> Table:
    """The list as it was narrowed, with the columns that were chosen."""
    questions = questions_of(edition)
    wanted = chosen(columns_of(questions, edition.zone), choice.columns)
    people = with_shown(people_of(edition, choice.wanted, questions))
    return _of_people(edition, "registrations", people, (), wanted)


def _columns(edition: Edition) -> list[Column]:
    return columns_of(questions_of(edition), edition.zone)


def _of_people(
    edition: Edition,
    name: str,
    people: QuerySet[Registration] | Sequence[Registration],
    usual: Sequence[str],
    more: Sequence[Column],
) -> Table:
    """Names with the ``usual`` columns and ``more``."""
    known = columns_of((), edition.zone)
    columns = [*([one for one in known if one.key in usual]), *more]
    heads = [("name", _("Name")), *((one.key, one.label) for one in columns)]
    rows = [(one.badge_name, *(column.of(one) for column in columns)) for one in people]
    return _table(edition, name, heads, rows)


PURPOSES = {
    purpose.name: purpose
    for purpose in (
        Purpose(
            "caterer",
            gettext_lazy("Caterer"),
            gettext_lazy("So that there is enough to eat for everybody."),
            gettext_lazy("Numbers alone: how many in all and at each extra, and how many of each diet."),
            caterer,
            has_needs=True,
        ),
        Purpose(
            "access",
            gettext_lazy("Access"),
            gettext_lazy("So that those who prepare the rooms know who needs what."),
            gettext_lazy("Name, access needs and seats of those who told access needs."),
            access,
            has_needs=True,
        ),
        Purpose(
            "hotel",
            gettext_lazy("Hotel"),
            gettext_lazy("So that the hotel has a room for each."),
            gettext_lazy("Name and country, and the answers that you tick, such as days of arrival."),
            hotel,
            asks_questions=True,
        ),
        Purpose(
            "badges",
            gettext_lazy("Badges"),
            gettext_lazy("For a printer who makes the badges elsewhere."),
            gettext_lazy("Name, function, member or organisation, country, role, pictures allowed."),
            badges,
        ),
        Purpose(
            "door",
            gettext_lazy("Doors of sessions"),
            gettext_lazy("So that who has a seat gets in."),
            gettext_lazy("Session, name, member or organisation, role, and whether they have a seat."),
            door,
            asks_session=True,
        ),
        Purpose(
            "grant",
            gettext_lazy("Proof for the grant"),
            gettext_lazy("So that whoever pays for the meeting sees who took part."),
            gettext_lazy("Name, function, member or organisation, country, role, sessions, check-ins."),
            grant,
        ),
        Purpose(
            "full",
            gettext_lazy("Full list"),
            gettext_lazy("For what none of the other lists is for; take no more columns than you need."),
            gettext_lazy("Name and the columns that you tick; never diet and access needs."),
            full,
            asks_columns=True,
        ),
    )
}
"""Every list, by its name."""
