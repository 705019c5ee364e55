"""Reads of what lies in an archive: its pages, what has a checksum, the newest seal, copies to be made."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from wagtail.models import Page

from cooperation.editions.models import Edition, Erratum
from cooperation.pages.models import EditionPage
from cooperation.pages.tree import visible
from core.publishing.models import DocumentFile, Picture
from core.publishing.routing import know_roots
from home.archiving import rules
from home.archiving.enums import CopyState, ItemKind
from home.archiving.models import Seal, StaticCopy
from home.archiving.rules import Difference, Item
from home.archiving.visiting import visit
from home.archiving.words import words_of

OK = 200


def published_pages(edition: Edition) -> list[Page]:
    """The start page of ``edition`` and all below it, as far as everybody sees them, in the tree's order."""
    start = EditionPage.objects.filter(edition=edition).first()
    if start is None:
        return []
    pages = list(visible(Page.objects.descendant_of(start, inclusive=True)).order_by("path"))
    know_roots(pages)
    return pages if pages and pages[0].pk == start.pk else []


def has_public_start_page(edition: Edition) -> bool:
    """Whether everybody sees the start page of ``edition``. One query."""
    return bool(visible(EditionPage.objects.filter(edition=edition)).exists())


def items_of(edition: Edition) -> list[Item]:
    """Everything of ``edition`` that has a checksum, as it is now. Each page is drawn anew."""
    return [*_pages(edition), *_releases(edition), *_files(edition), *_errata(edition)]


def _pages(edition: Edition) -> Iterator[Item]:
    for page in published_pages(edition):
        path = page.url or ""
        answer = visit(path)
        # A page that cannot be shown now is sealed as such, so that it differs once it can.
        words = (
            words_of(answer.body, settings.SITE_ORIGIN, settings.MEDIA_URL)
            if answer.status == OK
            else f"status {answer.status}".encode()
        )
        yield Item.of(ItemKind.PAGE, path, page.title, words)


def _releases(edition: Edition) -> Iterator[Item]:
    for release in edition.releases.order_by("number"):
        facts = {
            "content": release.content,
            "changes": release.changes,
            "note": release.note,
            "released_at": release.released_at.isoformat(),
        }
        content = json.dumps(facts, sort_keys=True, ensure_ascii=False).encode()
        yield Item.of(ItemKind.RELEASE, release.number, release, content)


def _files(edition: Edition) -> Iterator[Item]:
    """Documents and pictures in the collection of ``edition``; what cannot be read counts as empty."""
    if edition.collection is None:
        return
    collections = edition.collection.get_descendants(inclusive=True)
    kinds: tuple[tuple[ItemKind, type[DocumentFile] | type[Picture]], ...]
    kinds = ((ItemKind.DOCUMENT, DocumentFile), (ItemKind.PICTURE, Picture))
    for kind, model in kinds:
        row: Any
        for row in model._default_manager.filter(collection__in=collections).order_by("pk"):
            try:
                with row.file.open("rb") as file:
                    content = file.read()
            except OSError:
                content = b""
            yield Item.of(kind, row.pk, row.title, content)


def _errata(edition: Edition) -> Iterator[Item]:
    for erratum in edition.errata.order_by("pk"):
        told = [erratum.published_at.isoformat(), erratum.was_wrong, erratum.is_right, erratum.decided_by]
        yield Item.of(ItemKind.ERRATUM, erratum.pk, erratum.was_wrong[:60], "\n".join(told).encode())


def newest_seal(edition: Edition) -> Seal | None:
    """The seal that counts; ``None`` before the first. One query."""
    return Seal.objects.filter(edition=edition).first()


def differences_from_seal(edition: Edition) -> list[Difference]:
    """What differs now from the newest seal of ``edition``; empty without one."""
    seal = newest_seal(edition)
    return rules.differences(seal.items, items_of(edition)) if seal else []


def without_seal() -> QuerySet[Edition]:
    """The archived editions with pages that were archived, or told an erratum, after their newest seal."""
    seals = Seal.objects.filter(edition=OuterRef("pk"))
    errata = Erratum.objects.filter(edition=OuterRef("edition"), published_at__gt=OuterRef("made_at"))
    complete = seals.filter(made_at__gte=OuterRef("archived_at")).filter(~Exists(errata))
    return Edition.objects.filter(~Exists(complete), archived_at__isnull=False, page__live=True).order_by(
        "pk"
    )


def copies_to_make(now: datetime) -> QuerySet[StaticCopy]:
    """Those that nobody is at work on at ``now``, the oldest wish first."""
    waiting = Q(state=CopyState.WAITING)
    left_behind = Q(state=CopyState.AT_WORK, told_at__lt=now - rules.GIVEN_UP_AFTER)
    return StaticCopy.objects.filter(waiting | left_behind).order_by(F("asked_at"), "pk")


def copy_of(edition: Edition) -> StaticCopy | None:
    """The copy of ``edition``; ``None`` when nobody asked for one. One query."""
    return StaticCopy.objects.filter(edition=edition).first()
