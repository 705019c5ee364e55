"""Every model and every field that belongs to an edition says what becomes of it when the next one begins."""

from typing import Any

import pytest
from django.apps import apps
from django.db.models import AutoField, BigAutoField, Model
from wagtail.models import Page

from cooperation.editions.models import EditionRole
from core.accounts.models import User
from home.models import HomePage
from home.starting.field_rules import LEFT_OUT, RULES
from tests.home.starting.new_rows import models_of_an_edition
from workshops.registration.models import Draft, Registration

BY_HAND = {"home.StandardPage"}
"""Pages that may lie below a start page and elsewhere."""
PARTS_OF_ANOTHER_MODEL = (AutoField, BigAutoField)


def labels() -> set[str]:
    return {model._meta.label for model in models_of_an_edition()} | BY_HAND


def test_the_walk_finds_what_belongs_to_an_edition() -> None:
    found = labels()
    assert {Registration._meta.label, Draft._meta.label, EditionRole._meta.label} <= found
    assert {"workshop_pages.ActionItem", "registration.Booking", "cooperation_pages.Tribute"} <= found
    assert User._meta.label not in found
    assert HomePage._meta.label not in found


def test_every_model_has_a_rule_or_a_reason_and_only_one() -> None:
    assert labels() == set(RULES) | set(LEFT_OUT)
    assert not set(RULES) & set(LEFT_OUT)


def own_fields(model: type[Model]) -> set[str]:
    """The fields of a model without its key; of a page without those that every page has."""
    fields = {field.name for field in [*model._meta.concrete_fields, *model._meta.local_many_to_many]}
    fields -= {
        field.name for field in model._meta.concrete_fields if isinstance(field, PARTS_OF_ANOTHER_MODEL)
    }
    if not issubclass(model, Page):
        return fields
    kept = {"seo_title", "search_description", "show_in_menus"}
    return (
        fields - {field.name for field in Page._meta.concrete_fields if field.name not in kept} - {"page_ptr"}
    )


@pytest.mark.parametrize("label", sorted(RULES))
def test_every_field_of_what_is_taken_over_has_one_rule(label: str) -> None:
    rule = RULES[label]
    named = [*rule.copied, *rule.shifted, *rule.anew, *rule.left_out]
    assert sorted(named) == sorted(own_fields(apps.get_model(label)))


def test_no_day_and_no_moment_is_taken_over_as_it_is() -> None:
    copied = [
        (label, name)
        for label, rule in RULES.items()
        for name in rule.copied
        if "Date" in type(apps.get_model(label)._meta.get_field(name)).__name__
    ]
    assert copied == []


def test_nothing_that_is_taken_over_points_to_a_person_or_to_another_edition() -> None:
    targets: set[Any] = {
        (label, name, field.related_model._meta.label)
        for label, rule in RULES.items()
        for name in rule.copied
        if (field := apps.get_model(label)._meta.get_field(name)).is_relation and field.related_model
    }
    assert {target for _label, _name, target in targets} == {"network.Member", "publishing.Picture"}


def test_every_reason_is_a_sentence() -> None:
    reasons = [*LEFT_OUT.values(), *(why for rule in RULES.values() for why in rule.left_out.values())]
    assert all(str(why).endswith(".") for why in reasons)
