"""What Wagtail's own admin is asked about by its key: for who may not work on it, it is not there.

Wagtail answers a page or a file that somebody may not change with a message, and some of its views, such as
the one that confirms a move, with its title. Here the address answers as one that was never used.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from wagtail.documents.permissions import permission_policy as document_policy
from wagtail.images.permissions import permission_policy as picture_policy
from wagtail.permissions import page_permission_policy

FILE_ACTIONS = ("add", "change", "delete", "choose")
"""Whoever may do any of these to a file sees it."""


def own_pages(user: Any) -> QuerySet[Any]:
    """The pages that ``user`` works on, and those above them, through which the way leads."""
    pages: QuerySet[Any] = page_permission_policy.explorable_instances(user)
    return pages


def linkable_pages(pages: QuerySet[Any], user: Any) -> QuerySet[Any]:
    """Those of ``pages`` that ``user`` may link to: what everybody sees, and their own."""
    return pages.filter(Q(live=True) | Q(pk__in=own_pages(user).values("pk")))


def _choosable_pages(user: Any) -> QuerySet[Any]:
    return linkable_pages(page_permission_policy.model.objects.all(), user)


def _own_pictures(user: Any) -> QuerySet[Any]:
    pictures: QuerySet[Any] = picture_policy.instances_user_has_any_permission_for(user, FILE_ACTIONS)
    return pictures


def _own_documents(user: Any) -> QuerySet[Any]:
    documents: QuerySet[Any] = document_policy.instances_user_has_any_permission_for(user, FILE_ACTIONS)
    return documents


Visible = Callable[[Any], QuerySet[Any]]
OF_PAGES = ("page_id", "page_to_move_id", "destination_id", "parent_page_id", "page_pk")
ASKED_ABOUT: dict[str, dict[str, Visible]] = {
    "wagtailadmin_pages:": dict.fromkeys(OF_PAGES, own_pages),
    "wagtailadmin_explore": dict.fromkeys(OF_PAGES, own_pages),
    "wagtailadmin_workflows:": dict.fromkeys(OF_PAGES, own_pages),
    "wagtailadmin_choose_page": dict.fromkeys(OF_PAGES, _choosable_pages),
    "wagtailimages:": {"image_id": _own_pictures},
    "wagtailimages_chooser:": {"image_id": _own_pictures, "pk": _own_pictures},
    "wagtaildocs:": {"document_id": _own_documents, "doc_id": _own_documents},
    "wagtaildocs_chooser:": {"pk": _own_documents},
}
"""By how a view's name begins: which parts of its address are keys, and of what."""
IN_BULK: dict[str, Visible] = {"page": own_pages, "picture": _own_pictures, "documentfile": _own_documents}
"""The same for what is done to several at once, by the name of their model."""


def is_foreign(request: HttpRequest, args: Sequence[Any], kwargs: dict[str, Any]) -> bool:
    """Whether the address names something that its user does not work on. One query for each key."""
    if args:  # Wagtail compares revisions at an address whose parts have no names; the page comes first
        kwargs = kwargs | {"page_id": args[0]}
    match = request.resolver_match
    name = match.view_name if match else ""
    if name == "wagtail_bulk_action":
        visible = IN_BULK.get(str(kwargs.get("model_name")))
        return visible is not None and _is_any_foreign(visible, request, request.GET.getlist("id"))
    for beginning, keys in ASKED_ABOUT.items():
        if name.startswith(beginning):
            named = [(keys[part], value) for part, value in kwargs.items() if part in keys and value]
            return any(_is_any_foreign(visible, request, [value]) for visible, value in named)
    return False


def _is_any_foreign(visible: Visible, request: HttpRequest, keys: Iterable[Any]) -> bool:
    wanted = {str(key) for key in keys if str(key).isdecimal()}  # "all" is narrowed by Wagtail itself
    return visible(request.user).filter(pk__in=wanted).distinct().count() < len(wanted)
