"""Which lines of the two logs tell of an edition.

A record tells of an edition when a chain of at most two foreign keys leads from it there, so a new model
belongs by itself. Of a record that is gone no key leads anywhere: whoever deletes it writes the edition's key
into the line.
"""

from collections.abc import Iterator
from functools import cache

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Model, Q, QuerySet
from django.db.models.functions import Cast
from wagtail.models import Collection, ModelLogEntry, Page, PageLogEntry

from cooperation.editions.models import Edition
from core.publishing.models import DocumentFile, Picture

OUR_PACKAGES = ("cooperation", "workshops", "home")
OF_COLLECTION: tuple[type[Model], ...] = (Picture, DocumentFile)


def _ours() -> Iterator[type[Model]]:
    """The models of this project that are no pages, which have a log of their own."""
    for model in apps.get_models():
        if model.__module__.split(".")[0] in OUR_PACKAGES and not issubclass(model, Page):
            yield model


def _keys_to(model: type[Model], targets: dict[type[Model], str]) -> Iterator[str]:
    for field in model._meta.concrete_fields:
        target = field.related_model if field.is_relation else None
        if isinstance(target, type) and target in targets:
            onward = targets[target]
            yield f"{field.name}__{onward}" if onward else field.name


@cache
def paths_to_edition() -> dict[type[Model], tuple[str, ...]]:
    """How each kind of record leads to its edition, by a key of its own or by one record between."""
    near = {model: tuple(_keys_to(model, {Edition: ""})) for model in _ours()}
    near = {model: paths for model, paths in near.items() if paths}
    between = {model: paths[0] for model, paths in near.items() if model is not Edition}
    far = {model: tuple(_keys_to(model, between)) for model in _ours() if model not in near}
    return near | {model: paths for model, paths in far.items() if paths and model is not Edition}


def lines_about_records(edition: Edition) -> QuerySet[ModelLogEntry]:
    """The lines about the edition, about records that belong to it, and about those that did.

    The number of queries is that of the kinds of records of which there are lines, whatever their number.
    """
    kinds = ContentType.objects.get_for_models(Edition, *paths_to_edition(), *OF_COLLECTION)
    written = set(ModelLogEntry.objects.order_by().values_list("content_type", flat=True).distinct())
    about = Q(content_type=kinds[Edition], object_id=str(edition.pk)) | Q(data__edition=edition.pk)
    for model, kind in kinds.items():
        if model is not Edition and kind.pk in written:
            about |= Q(content_type=kind, object_id__in=_keys(_records(model, edition)))
    return ModelLogEntry.objects.filter(about)


def _records(model: type[Model], edition: Edition) -> QuerySet[Model]:
    rows = model._default_manager.order_by()
    if model in OF_COLLECTION:
        own = Collection.objects.filter(pk=edition.collection_id).first()
        return rows.filter(collection__path__startswith=own.path) if own else rows.none()
    belongs = Q()
    for path in paths_to_edition()[model]:
        belongs |= Q(**{path: edition.pk})
    return rows.filter(belongs)


def _keys(rows: QuerySet[Model]) -> QuerySet[Model]:
    return rows.annotate(key_as_text=Cast("pk", CharField())).values("key_as_text")


def lines_about_pages(edition: Edition) -> QuerySet[PageLogEntry]:
    """The lines about the edition's pages and its news."""
    about = Q(pk__in=[])
    for model in apps.get_models():
        if issubclass(model, Page):
            for name in _keys_to(model, {Edition: ""}):
                about |= Q(page__in=model._default_manager.filter(**{name: edition.pk}).values("pk"))
    start_page: Page | None = getattr(edition, "page", None)
    if start_page is not None:
        about |= Q(page__in=Page.objects.descendant_of(start_page, inclusive=True).values("pk"))
    return PageLogEntry.objects.filter(about)
