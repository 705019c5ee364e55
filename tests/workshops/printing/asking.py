"""A host who asks for papers, and what is kept of it."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from wagtail.models import ModelLogEntry

from cooperation.editions.models import Edition
from tests.workshops.printing.reading import text_of
from tests.workshops.registration.desk_posts import organiser_of
from tests.workshops.registration.samples import make_desk
from workshops.printing import audit
from workshops.registration import sightings
from workshops.registration.models import RegistrationDesk


@pytest.fixture
def desk() -> RegistrationDesk:
    return make_desk()


@pytest.fixture
def client(desk: RegistrationDesk) -> Client:
    return organiser_of(desk.edition)


def at(desk: RegistrationDesk, page: str = "") -> str:
    return f"/admin/print/{desk.edition_id}/{page}"


def badges(client: Client, desk: RegistrationDesk, **fields: Any) -> Any:
    sent = {"whom": "all", "size": "a6", "sheet": "single", "order": "member", "number": ""} | fields
    return client.post(at(desk, "badges/"), sent)


def told(answer: Any, folder: Path) -> str:
    assert answer.status_code == 200, answer.content[:2000]
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Cache-Control"].startswith("private, no-store")
    path = folder / "made.pdf"
    path.write_bytes(answer.content)
    return text_of(path)


def printed(edition: Edition) -> list[dict[str, Any]]:
    lines = ModelLogEntry.objects.filter(action=audit.PRINTED, object_id=str(edition.pk))
    return [line.data for line in lines.order_by("pk")]


def exported(edition: Edition) -> list[tuple[str, int]]:
    lines = sightings.lines_of(edition).filter(action=sightings.EXPORTED).order_by("pk")
    return [(line.data["what"], line.data["count"]) for line in lines]
