"""Saved views of the list of registrations."""

from django.db import transaction

from cooperation.editions.models import Edition
from core.accounts.models import User
from workshops.registration.models import SavedView
from workshops.registration.people.wanted import Wanted


@transaction.atomic
def save_view(edition: Edition, by: User, name: str, wanted: Wanted, *, is_shared: bool) -> SavedView:
    """Keep how ``by`` looks at the list; one of theirs with the same name is replaced.

    What was searched for is left out, because it may be somebody's name.
    """
    values = {"query": wanted.without_search().query, "is_shared": is_shared}
    view, _is_new = SavedView.objects.update_or_create(edition=edition, owner=by, name=name, defaults=values)
    return view


@transaction.atomic
def delete_view(view: SavedView) -> None:
    """Forget a view."""
    view.delete()
