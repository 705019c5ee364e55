"""What came of a workshop: decisions and actions, read together."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BooleanField, CharField, DateField, F, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf

from cooperation.pages import wording


@dataclass(frozen=True, slots=True)
class ActionView:
    """Something that somebody does after the workshop, ready to be shown."""

    text: str
    owner: str
    """Empty when nobody is named yet."""
    due: str
    """Empty without a date."""
    is_done: bool


@dataclass(frozen=True, slots=True)
class Results:
    """What a workshop agreed on, each in the editors' order."""

    decisions: list[str]
    actions: list[ActionView]


def results(page: Any) -> Results:
    """The results of ``page``, a ``WorkshopPage``: one query; none in a preview, which holds them unsaved."""
    decisions, actions = page.decisions.all(), page.action_items.select_related("owner")
    if not isinstance(decisions, QuerySet) or not isinstance(actions, QuerySet):
        return Results(
            [each.text for each in decisions],
            [
                _action(
                    each.text, each.owner.name if each.owner else each.other_owner, each.due_on, each.is_done
                )
                for each in actions
            ],
        )
    rows = list(_as_rows(decisions, actions))
    return Results(
        [text for is_action, _order, text, *_rest in rows if not is_action],
        [_action(*rest) for is_action, _order, *rest in rows if is_action],
    )


def _as_rows(decisions: QuerySet[Any], actions: QuerySet[Any]) -> QuerySet[Any]:
    """Both as rows of (is an action, place in the order, text, owner, due on, is done)."""
    first = decisions.order_by().values_list(
        Value(value=False, output_field=BooleanField()),
        "sort_order",
        "text",
        Value("", output_field=CharField()),
        Value(None, output_field=DateField()),
        Value(value=False, output_field=BooleanField()),
    )
    second = actions.order_by().values_list(
        Value(value=True, output_field=BooleanField()),
        "sort_order",
        "text",
        Coalesce(NullIf(F("owner__name"), Value("")), F("other_owner"), output_field=CharField()),
        "due_on",
        "is_done",
    )
    return first.union(second, all=True).order_by("sort_order")


def _action(text: str, owner: str, due_on: date | None, is_done: bool) -> ActionView:
    return ActionView(text, owner, wording.day(due_on) if due_on else "", is_done)
