"""What a browser sends from the host's form, as plain values that a test changes."""

from typing import Any

from django.test import Client

from cooperation.editions.enums import Role
from cooperation.editions.models import Edition
from cooperation.editions.teams import give_role
from tests.factories import UserFactory
from workshops.registration.models import RegistrationDesk

LISTS = ("domains", "quotas", "questions", "extras")
SORTED = ("questions", "extras")

QUESTION = {
    "label": "When do you arrive?",
    "key": "",
    "kind": "text",
    "choices": "",
    "help_text": "",
    "purpose": "To plan the coffee.",
    "asked_if": "",
    "asked_if_answer": "",
}


def organiser_of(edition: Edition) -> Client:
    """A client in which an organiser of ``edition`` is signed in."""
    user = UserFactory()
    give_role(edition, user, Role.HOST_LEAD, by=None)
    client = Client()
    client.force_login(user)
    return client


def rows(name: str, *wanted: dict[str, Any], standing: int = 0) -> dict[str, str]:
    """The fields of one list; the first ``standing`` rows are kept already and carry their key as ``id``."""
    found = {
        f"{name}-TOTAL_FORMS": str(len(wanted)),
        f"{name}-INITIAL_FORMS": str(standing),
        f"{name}-MIN_NUM_FORMS": "0",
        f"{name}-MAX_NUM_FORMS": "1000",
    }
    for number, row in enumerate(wanted):
        values = {"id": "", "DELETE": "", **({"ORDER": number + 1} if name in SORTED else {}), **row}
        found |= {f"{name}-{number}-{key}": str(value) for key, value in values.items()}
    return found


def settings(*lists: dict[str, str], **fields: Any) -> dict[str, str]:
    """The whole form: open to everybody, nothing asked, unless said otherwise."""
    values: dict[str, Any] = {
        "is_open": "on",
        "total_places": "",
        "places_per_member": "",
        "unused_places_return_at": "",
        "ranking_closes_at": "",
        "seat_mode": "first_come",
        "promotion": "at_once",
        "offer_hours": "24",
    }
    values |= fields
    sent = {key: str(value) for key, value in values.items() if value is not None}
    for name in LISTS:
        sent |= rows(name)
    for one in lists:
        sent |= one
    return sent


def address(desk_or_edition: RegistrationDesk | Edition, page: str = "settings/") -> str:
    """The address of a page of an edition's registration in the admin."""
    edition = getattr(desk_or_edition, "edition_id", None) or desk_or_edition.pk
    return f"/admin/registration/{edition}/{page}"


def said(answer: Any) -> str:
    """The page as text, with quotation marks as people see them."""
    return str(answer.content.decode()).replace("&#x27;", "'")
