"""Reads of notices."""

from datetime import datetime

from django.db.models import Exists, OuterRef
from django.db.models.functions import Now
from django.utils import timezone

from cooperation.editions.models import Edition, Notice
from cooperation.editions.notices.rules import Told
from core.serving.caching import cached_fragment


def is_noticed(edition: str) -> Exists:
    """For a query: whether its ``edition``, a field's name, has notices that are shown or will be."""
    return Exists(Notice.objects.filter(edition=OuterRef(edition), ends_at__gt=Now()))


def standing(edition: Edition) -> list[Told]:
    """The notices of ``edition`` that are shown or will be. One query, or none until content changes."""

    def read() -> list[Told]:
        found = Notice.objects.filter(edition=edition.pk, ends_at__gt=timezone.now()).order_by(
            "starts_at", "pk"
        )
        return [Told(*row) for row in found.values_list("text", "starts_at", "ends_at")]

    return cached_fragment(f"notices:{edition.pk}", read)


def in_order(edition: Edition, now: datetime) -> dict[str, list[Notice]]:
    """All notices: those ``shown`` at ``now``, those to ``come``, those that are ``over``. One query."""
    found: dict[str, list[Notice]] = {"shown": [], "come": [], "over": []}
    for notice in Notice.objects.filter(edition=edition).select_related("by"):
        kind = "over" if notice.ends_at <= now else "shown" if notice.starts_at <= now else "come"
        found[kind].append(notice)
    return found
