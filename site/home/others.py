"""What Wagtail's own admin is asked about by its key: for who may not work on it, it is not there.

Wagtail answers a page or a file that somebody may not change with a message, and some of its views, such as
the one that confirms a move, with its title. Here the address answers as one that was never used.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from wagtail.documents.permissions import permission_policy as document_policy
from wagtail.images.permissions import permission_policy as picture_policy
from wagtail.permissions import page_permission_policy

from cooperation.editions.queries import is_secretariat

FILE_ACTIONS = ("add", "change", "delete", "choose")
"""Whoever may do any of these to a file sees it."""


def own_pages(user: Any) -> QuerySet[Any]:
    """The pages that ``user`` works on, and those above them, through which the way leads."""
    pages: QuerySet[Any] = page_permission_policy.explorable_instances(user)
    return pages


def linkable_pages(pages: QuerySet[Any], user: Any) -> QuerySet[Any]:
    """Those of ``pages`` that ``user`` may link to: what everybody sees, and their own."""
    return pages.filter(Q(live=True) | Q(pk__in=own_pages(user).values("pk")))


def _works_on_pages(user: Any, keys: set[str]) -> bool:
    """Also on those that let somebody in by themselves, as the news do with the teams of editions."""
    left = keys - _among(own_pages(user), keys)
    pages = list(page_permission_policy.model.objects.filter(pk__in=left).specific())
    return len(pages) == len(left) and all(_is_let_in(page.permissions_for_user(user)) for page in pages)


def _is_let_in(tester: Any) -> bool:
    return bool(tester.can_edit() or tester.can_add_subpage() or tester.can_publish())


def _may_choose_pages(user: Any, keys: set[str]) -> bool:
    return not keys - _among(linkable_pages(page_permission_policy.model.objects.all(), user), keys)


def _works_on_pictures(user: Any, keys: set[str]) -> bool:
    return not keys - _among(picture_policy.instances_user_has_any_permission_for(user, FILE_ACTIONS), keys)


def _works_on_documents(user: Any, keys: set[str]) -> bool:
    return not keys - _among(document_policy.instances_user_has_any_permission_for(user, FILE_ACTIONS), keys)


def _among(records: QuerySet[Any], keys: set[str]) -> set[str]:
    return {str(key) for key in records.filter(pk__in=keys).values_list("pk", flat=True)}


Reaches = Callable[[Any, set[str]], bool]
"""Whether a user reaches all records with these keys."""
OF_PAGES = ("page_id", "page_to_move_id", "destination_id", "parent_page_id", "page_pk")
ASKED_ABOUT: dict[str, dict[str, Reaches]] = {
    "wagtailadmin_pages:": dict.fromkeys(OF_PAGES, _works_on_pages),
    "wagtailadmin_explore": dict.fromkeys(OF_PAGES, _works_on_pages),
    "wagtailadmin_workflows:": dict.fromkeys(OF_PAGES, _works_on_pages),
    "wagtailadmin_choose_page": dict.fromkeys(OF_PAGES, _may_choose_pages),
    "wagtailimages:": {"image_id": _works_on_pictures},
    "wagtailimages_chooser:": {"image_id": _works_on_pictures, "pk": _works_on_pictures},
    "wagtaildocs:": {"document_id": _works_on_documents, "doc_id": _works_on_documents},
    "wagtaildocs_chooser:": {"pk": _works_on_documents},
}
"""By how a view's name begins: which parts of its address are keys, and of what."""
IN_BULK: dict[str, Reaches] = {
    "page": _works_on_pages,
    "picture": _works_on_pictures,
    "documentfile": _works_on_documents,
}
"""The same for what is done to several at once, by the name of their model."""


def is_foreign(request: HttpRequest, args: Sequence[Any], kwargs: dict[str, Any]) -> bool:
    """Whether the address names something that its user does not work on. A few queries for each key."""
    named = [(reaches, keys) for reaches, keys in _named(request, args, kwargs) if keys]
    if not named or is_secretariat(request.user):
        return False
    return any(not reaches(request.user, keys) for reaches, keys in named)


def _named(
    request: HttpRequest, args: Sequence[Any], kwargs: dict[str, Any]
) -> Iterator[tuple[Reaches, set[str]]]:
    """The keys in the address, each with what tells whether they are reached."""
    match = request.resolver_match
    name = match.view_name if match else ""
    if name == "wagtail_bulk_action" and (reaches := IN_BULK.get(str(kwargs.get("model_name")))):
        yield reaches, {key for key in request.GET.getlist("id") if key.isdecimal()}  # Wagtail narrows "all"
    if args:  # Wagtail compares revisions at an address whose parts have no names; the page comes first
        kwargs = kwargs | {"page_id": args[0]}
    parts = next((parts for beginning, parts in ASKED_ABOUT.items() if name.startswith(beginning)), {})
    for part, reaches in parts.items():
        if kwargs.get(part):
            yield reaches, {str(kwargs[part])}
