"""Which saves and deletes count as changes of what the public can see.

Every model counts, so that a new one is never forgotten, except for those that are named here or by
their app as ``not_public`` (a set of model names in lower case): what is only machinery, and drafts.
"""

from typing import Any, Final

from django.apps import apps
from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save
from modelcluster.fields import ParentalKey
from wagtail.models import DraftStateMixin
from wagtail.signals import page_unpublished, post_page_move, unpublished

from core.serving.content_version import content_changed

MACHINERY: Final = {
    "account",
    "accounts",
    "auth",
    "contenttypes",
    "mfa",
    "modelsearch",
    "outbox",
    "sessions",
    "socialaccount",
    "wagtailadmin",
    "wagtailembeds",
    "wagtailsearch",
    "wagtailusers",
}
"""Apps none of whose rows is ever shown to the public."""

NOT_SHOWN: Final = {
    "wagtailcore": {
        "comment",
        "commentreply",
        "groupcollectionpermission",
        "grouppagepermission",
        "modellogentry",
        "pagelogentry",
        "pagesubscription",
        "referenceindex",
        "revision",
        "task",
        "taskstate",
        "uploadedfile",
        "workflow",
        "workflowstate",
    },
}
"""Models of other apps that show others of their models."""

UNSEEN_FIELDS: Final = {
    "draft_title",
    "expire_at",
    "file_hash",
    "file_size",
    "go_live_at",
    "has_unpublished_changes",
    "latest_revision",
    "latest_revision_created_at",
    "locked",
    "locked_at",
    "locked_by",
    "wagtail_admin_comments",
}
"""What saving a draft of something live writes into its row, and what reading a file notes about it."""


def connect() -> None:
    """Listen to every model that is shown; to others not even for the fast way of deleting."""
    for model in shown_models():
        post_save.connect(_saved, sender=model, dispatch_uid="core.serving.saved")
        post_delete.connect(_changed, sender=model, dispatch_uid="core.serving.deleted")
        if model._meta.auto_created:
            m2m_changed.connect(_links_changed, sender=model, dispatch_uid="core.serving.links")
    for signal in (page_unpublished, unpublished, post_page_move):
        signal.connect(_changed, dispatch_uid="core.serving.page")


def shown_models() -> list[type[Model]]:
    """The models of which the public can see something."""
    return [model for model in apps.get_models(include_auto_created=True) if _is_shown(model)]


def _is_shown(model: type[Model]) -> bool:
    label, name = model._meta.app_label, model._meta.model_name
    drafts: set[str] = getattr(apps.get_app_config(label), "not_public", set())
    hidden = drafts | NOT_SHOWN.get(label, set())
    return label not in MACHINERY and name not in hidden


def is_draft(instance: Model) -> bool:
    """Whether ``instance`` is something unpublished, or a part of it."""
    if isinstance(instance, DraftStateMixin):
        return not instance.live
    for field in instance._meta.concrete_fields:
        if isinstance(field, ParentalKey):
            parent = getattr(instance, field.name, None)
            return isinstance(parent, DraftStateMixin) and not parent.live
    return False


def _saved(instance: Model, update_fields: frozenset[str] | None = None, **_kwargs: Any) -> None:
    unseen = update_fields is not None and UNSEEN_FIELDS.issuperset(update_fields)
    if not unseen and not is_draft(instance):
        content_changed()


def _links_changed(action: str, **_kwargs: Any) -> None:
    if action.startswith("post_"):
        content_changed()


def _changed(**_kwargs: Any) -> None:
    content_changed()
