"""A column by which records are found in lists of the admin: the words of some other columns, folded."""

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.db.models import Q

from core.searching import words

APART = " "
"""Stands before each word, so that a search meets the beginnings of words."""


def folded(texts: Sequence[str]) -> str:
    """The words of ``texts`` without accents and case, in their order, each after a space."""
    return "".join(
        f"{APART}{word}"
        for text in texts
        for _start, _end, word in words.spans(words.normalised(text))
        if word
    )


def beginning_with(field: str, text: str) -> Q:
    """Records in whose folded column ``field`` each word of ``text`` begins a word; all for no words."""
    found = Q()
    for word in folded([text]).split():
        found &= Q(**{f"{field}__contains": f"{APART}{word}"})
    return found


class FoldedField(models.CharField):
    """Holds the words of the columns ``of``, folded; it follows them whenever the row is saved."""

    def __init__(self, *args: Any, of: Sequence[str] = (), **kwargs: Any) -> None:
        self.of = tuple(of)
        usual: dict[str, Any] = {"editable": False, "default": "", "blank": True}
        super().__init__(*args, **usual | kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "of": self.of}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        texts = [str(getattr(model_instance, name) or "") for name in self.of]
        value = folded(texts)[: self.max_length]
        setattr(model_instance, self.attname, value)
        return value
