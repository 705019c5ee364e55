"""Reads of the list of registrations. The number of queries does not grow with the people."""

from collections.abc import Collection, Sequence
from datetime import datetime, time
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from cooperation.editions.models import Edition
from cooperation.network.models import Member
from core.searching.folded import beginning_with
from core.serving.caching import cached_fragment
from workshops.programme.models import Session
from workshops.registration.answered import is_asked
from workshops.registration.enums import HOLDS_SEAT, BookingState, RegistrationState
from workshops.registration.models import Booking, ExtraChoice, Question, Registration, SavedView
from workshops.registration.people.facets import facets
from workshops.registration.people.wanted import NO_MEMBER, QUEUED, SEATED, YES, Wanted

NEEDS_TOLD = ~Q(diet="") | ~Q(access_needs="")
ORDERS = {
    "name": ("found_by",),
    "arrival": ("created_at",),
    "member": ("member__protocol_order", "member__name", "organisation", "found_by"),
    "role": ("role", "found_by"),
    "state": ("state", "found_by"),
}


def people_of(edition: Edition, wanted: Wanted, questions: Sequence[Question] = ()) -> QuerySet[Registration]:
    """The registrations of ``edition`` that ``wanted`` leaves, in its order.

    ``questions`` are the edition's, for whom it matters what is missing.
    """
    found = Registration.objects.filter(_matching(edition, wanted), edition=edition)
    if wanted.missing:
        lacking = _lacking_answers(edition, questions)
        found = found.filter(lacking if wanted.missing == YES else ~lacking)
    return found.order_by(*_order(wanted.sort))


def _order(sort: str) -> list[str]:
    name, sign = sort.removeprefix("-"), "-" if sort.startswith("-") else ""
    columns = ORDERS.get(name, ORDERS["arrival"])
    return [f"{sign}{column}" for column in columns] + [f"{sign}pk"]


def _matching(edition: Edition, wanted: Wanted) -> Q:
    found = beginning_with("found_by", wanted.q)
    if wanted.state:
        found &= Q(state=wanted.state)
    if wanted.role:
        found &= Q(role=wanted.role)
    if wanted.member is not None:
        found &= Q(member=None) if wanted.member == NO_MEMBER else Q(member=wanted.member)
    if wanted.session is not None or wanted.seat:
        found &= Q(Exists(_bookings(wanted)))
    if wanted.needs:
        found &= NEEDS_TOLD if wanted.needs == YES else ~NEEDS_TOLD
    if wanted.since:
        found &= Q(created_at__gte=datetime.combine(wanted.since, time(), edition.zone))
    if wanted.facet:
        found &= next((one.matching(edition) for one in facets() if one.name == wanted.facet), Q())
    return found


def _bookings(wanted: Wanted) -> QuerySet[Booking]:
    states = {SEATED: HOLDS_SEAT, QUEUED: (BookingState.WAITING,)}
    wished = states.get(wanted.seat, (*HOLDS_SEAT, BookingState.WAITING))
    found = Booking.objects.filter(registration=OuterRef("pk"), state__in=wished)
    return found if wanted.session is None else found.filter(session=wanted.session)


def _lacking_answers(edition: Edition, questions: Sequence[Question]) -> Q:
    """Who was asked something that has to be answered, and has not answered it. At most one query.

    The database finds who has no answer; where that depends on other answers, these are read.
    """
    required = [one for one in questions if one.is_required]
    unanswered = Q(pk__in=[])
    for question in required:
        unanswered |= ~Q(answers__has_key=question.key)
    if not any(question.asked_if for question in required):
        return unanswered
    rows = Registration.objects.filter(unanswered, edition=edition).order_by().values_list("pk", "answers")
    return Q(pk__in=[key for key, answers in rows if missing_of(answers, required)])


def missing_of(answers: dict[str, Any], questions: Sequence[Question]) -> list[Question]:
    """Which of ``questions`` have to be answered, are asked of somebody with ``answers``, and are not."""
    return [one for one in questions if one.is_required and one.key not in answers and is_asked(one, answers)]


def numbers_of(found: QuerySet[Registration]) -> dict[str, int]:
    """How many of ``found`` there are in each state, and as ``all``. One query."""
    counted = dict(found.order_by().values_list("state").annotate(number=Count("pk")))
    return {state: counted.get(state, 0) for state in RegistrationState.values} | {
        "all": sum(counted.values())
    }


def with_shown(
    found: QuerySet[Registration], columns: Collection[str] = ("seats", "extras")
) -> QuerySet[Registration]:
    """``found`` with what ``columns`` read of each: the member, and seats and extras by a query for each."""
    bookings = Booking.objects.exclude(state=BookingState.RELEASED).select_related("session__slot")
    bookings = bookings.order_by("session__slot__starts_at", "pk")
    extras = ExtraChoice.objects.select_related("extra").order_by("extra__sort_order", "extra")
    more = {
        "seats": Prefetch("bookings", bookings, to_attr="seats_shown"),
        "extras": Prefetch("extra_choices", extras, to_attr="extras_shown"),
    }
    found = found.select_related("member")
    return found.prefetch_related(*(more[name] for name in more if name in columns))


def questions_of(edition: Edition) -> list[Question]:
    """What the host asks beside the usual. One query."""
    return list(Question.objects.filter(desk__edition=edition))


def members_known() -> list[Member]:
    """The members of the network in their order; kept until content changes."""
    return cached_fragment("members", lambda: list(Member.objects.all()))


def sessions_of(edition: Edition) -> QuerySet[Session]:
    """The sessions of ``edition`` that take place, in order of time. One query."""
    sessions = Session.objects.filter(slot__edition=edition, slot__is_cancelled=False)
    return sessions.select_related("slot").order_by("slot__starts_at", "pk")


def views_for(edition: Edition, user: Any) -> QuerySet[SavedView]:
    """The saved views that ``user`` sees: their own, and what others of the team share. One query."""
    own_or_shared = Q(owner=user) | Q(is_shared=True)
    return SavedView.objects.filter(own_or_shared, edition=edition).select_related("owner")
