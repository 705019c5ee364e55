"""What the builder's page sends."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.test import Client

from cooperation.agenda.builder import Builder
from cooperation.agenda.models import Slot
from cooperation.agenda.queries import version_of
from cooperation.editions.models import Edition
from core.accounts.models import User

DAY = date(2027, 5, 12)


def builder_address(edition: Edition, rest: str = "", day: date = DAY) -> str:
    return f"/admin/agenda/{edition.pk}/{day}/builder/{rest}"


def fields_of(slot: Slot, **changed: Any) -> dict[str, Any]:
    """The fields of ``slot`` with its version, some of them ``changed``."""
    zone = slot.edition.zone
    fields = {
        "starts": f"{slot.starts_at.astimezone(zone):%H:%M}",
        "ends": f"{slot.ends_at.astimezone(zone):%H:%M}",
        "kind": slot.kind,
        "title": slot.title,
        "room": slot.room_id or "",
        "audience": slot.audience,
    }
    sent = {f"panel-{name}": value for name, value in (fields | changed).items()}
    return sent | {"do": "save", "version": version_of(slot)}


def send(client: Client, slot: Slot, sent: dict[str, Any]) -> HttpResponse:
    return client.post(
        builder_address(slot.edition, f"slots/{slot.uid}/"), sent, headers={"accept": "application/json"}
    )


def save(client: Client, slot: Slot, **changed: Any) -> HttpResponse:
    """Change some fields of ``slot`` as it is in the hand of the test."""
    return send(client, slot, fields_of(slot, **changed))


def do(client: Client, slot: Slot, verb: str) -> HttpResponse:
    return send(client, slot, {"do": verb, "version": version_of(slot)})


def step(client: Client, edition: Edition, verb: str, day: date = DAY) -> HttpResponse:
    address = builder_address(edition, "step/", day)
    return client.post(address, {"do": verb}, headers={"accept": "application/json"})


def seen_by(user: User, edition: Edition) -> dict[str, Any]:
    """The day's values as ``user`` gets them."""
    return Builder(edition, DAY, user).state()
