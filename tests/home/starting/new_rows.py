"""Everything in the database that belongs to an edition, whatever its model."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db.models import ForeignKey, Model
from wagtail.models import Page

from cooperation.editions.models import Edition
from cooperation.pages.models.edition import EditionChildPage

OURS = ("site", "home", "core", "cooperation", "workshops")
MADE_NOW = {"changed_at", "saved_at", "created_at", "last_published_at", "latest_revision_created_at"}


def our_models() -> list[type[Model]]:
    return [model for model in apps.get_models() if model.__module__.split(".")[0] in OURS]


def ways_to(target: type[Model]) -> dict[type[Model], str]:
    """Each of our models that belongs to ``target``, with the lookup that leads there."""
    ways: dict[type[Model], str] = {target: ""}
    while True:
        found = {
            model: f"{field.name}__{ways[field.related_model]}".rstrip("_")
            for model in our_models()
            if model not in ways
            for field in model._meta.get_fields()
            if isinstance(field, ForeignKey)
            and field.related_model in ways
            and not getattr(field.remote_field, "parent_link", False)
        }
        if not found:
            return ways
        ways |= found


def models_of_an_edition() -> set[type[Model]]:
    """All models whose rows belong to an edition: by what they point to, or as pages below its start page."""
    pages = {model for model in our_models() if issubclass(model, EditionChildPage)}
    found = set(ways_to(Edition)) | pages
    while True:
        more = {
            model
            for model in our_models()
            if model not in found
            and any(
                isinstance(field, ForeignKey)
                and field.related_model in found
                and not getattr(field.remote_field, "parent_link", False)
                for field in model._meta.get_fields()
            )
        }
        if not more:
            return found
        found |= more


def _rows(edition: Edition) -> Iterator[Model]:
    for model, way in ways_to(Edition).items():
        if not issubclass(model, Page):
            yield from model._default_manager.filter(**{way or "pk": edition.pk})
    for page in edition.page.get_descendants(inclusive=True).specific():
        yield page
        for relation in page._meta.child_relations if hasattr(page._meta, "child_relations") else ():
            yield from getattr(page, relation.name).all()


def values_of(edition: Edition) -> Iterator[tuple[str, Any]]:
    for row in _rows(edition):
        for field in row._meta.concrete_fields:
            yield f"{row._meta.label}.{field.name}", getattr(row, field.attname)


def rows_of(edition: Edition) -> Iterator[tuple[str, str]]:
    """Place and words of every value."""
    for place, value in values_of(edition):
        raw = getattr(value, "raw_data", None)
        yield place, str(list(raw)) if raw is not None else str(value)


def dates_of(edition: Edition) -> Iterator[tuple[str, date | datetime]]:
    """Place and value of everything that is a day or a moment, but those that say when a row was made."""
    for place, value in values_of(edition):
        if isinstance(value, date) and place.rpartition(".")[2] not in MADE_NOW:
            yield place, value


def counts() -> dict[str, int]:
    """How many rows each model has."""
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}
