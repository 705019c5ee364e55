"""What the privacy notice says of registration."""

from collections.abc import Iterable
from typing import Any

from django import template

from cooperation.editions.models import Edition
from workshops.programme.models import Session
from workshops.registration.models import Extra, Question, RegistrationDesk
from workshops.registration.retention import end_dates, purposes_of

register = template.Library()


@register.simple_tag
def registration_notices(editions: Iterable[Edition]) -> dict[int, dict[str, Any]]:
    """What registration keeps, why and how long, by the key of each edition that people can register for.

    Four queries, however many editions there are.
    """
    by_edition = {edition.pk: edition for edition in editions}
    desks = list(RegistrationDesk.objects.filter(edition__in=by_edition))
    questions: dict[int, list[Question]] = {}
    for question in Question.objects.filter(desk__in=desks):
        questions.setdefault(question.desk_id, []).append(question)
    with_extras = set(Extra.objects.filter(desk__in=desks).values_list("desk", flat=True))
    with_seats = set(
        Session.objects.filter(slot__edition__in=by_edition).values_list("slot__edition", flat=True)
    )
    notices = {}
    for desk in desks:
        there_are = {
            "answers": desk.pk in questions,
            "extras": desk.pk in with_extras,
            "seats": desk.edition_id in with_seats,
        }
        notices[desk.edition_id] = {
            "purposes": purposes_of(desk, [name for name, is_so in there_are.items() if is_so]),
            "questions": [question for question in questions.get(desk.pk, []) if question.purpose],
            "ends": end_dates(by_edition[desk.edition_id]),
        }
    return notices


@register.filter
def of_edition(notices: dict[int, dict[str, Any]], edition: Edition) -> dict[str, Any] | None:
    """The notice of one edition; ``None`` when nobody can register for it."""
    return notices.get(edition.pk)
