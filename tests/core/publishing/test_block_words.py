"""An empty field of a block says by its name that it is empty."""

import json
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from core.publishing.blocks import StoryBlock
from home.models import HomePage, StandardPage
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def told(error: ValidationError) -> str:
    """Every message of ``error``, however deep it lies."""
    messages = [str(message) for message in getattr(error, "messages", [])] if not _below(error) else []
    return " ".join([*messages, *(told(each) for each in _below(error))])


def _below(error: Any) -> list[ValidationError]:
    found = getattr(error, "block_errors", None) or {}
    return [each for each in (found.values() if isinstance(found, dict) else found) if each]


@pytest.mark.parametrize(
    ("kind", "value", "label"),
    [
        ("heading", {"text": "", "level": "2"}, "Heading"),
        ("paragraph", "", "Text"),
        ("facts", [{"name": "", "value": "Vilnius"}], ""),
        ("document", {"document": None, "title": ""}, "Document"),
    ],
)
def test_it_is_told_by_its_label(kind: str, value: Any, label: str) -> None:
    block = StoryBlock()
    with pytest.raises(ValidationError) as refusal:
        block.clean(block.to_python([{"type": kind, "value": value}]))
    words = told(refusal.value)
    assert "This field is required." not in words
    assert f"“{label}" in words
    assert "is empty. Fill it in, or take this block away." in words


def test_the_editor_shows_it(client: Client, home_page: HomePage) -> None:
    page = home_page.add_child(instance=StandardPage(title="About", slug="about"))
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    shown = client.get(f"/admin/pages/{page.pk}/edit/")
    form = shown.context["form"]
    data = {name: form[name].value() for name in form.fields if isinstance(form[name].value(), str | int)}
    data |= {f"{prefix}-TOTAL_FORMS": 0 for prefix in form.formsets}
    data |= {f"{prefix}-INITIAL_FORMS": 0 for prefix in form.formsets}
    data |= {
        "action-publish": "1",  # what is missing may stay missing in a draft
        "body-count": 1,
        "body-0-deleted": "",
        "body-0-order": 0,
        "body-0-type": "paragraph",
        "body-0-value": json.dumps({"blocks": [], "entityMap": {}}),
    }
    answer = client.post(
        f"/admin/pages/{page.pk}/edit/", {key: value for key, value in data.items() if value is not None}
    )
    assert answer.status_code == 200
    assert "is empty. Fill it in, or take this block away." in answer.content.decode()
