"""Accounts and sessions of people whose personal data ends, and what the audit log says of them."""

from collections.abc import Collection
from functools import partial

from allauth.account.models import EmailAddress
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q, QuerySet
from wagtail.log_actions import registry
from wagtail.models import ModelLogEntry
from wagtail.users.models import UserProfile

from core.accounts.models import User
from core.serving.traces import HIDDEN, Traces, as_text


def accounts_of(addresses: Collection[str]) -> QuerySet[User]:
    """The accounts that one of ``addresses`` (in small letters) signs in to."""
    others = EmailAddress.objects.filter(email__in=addresses).values("user")
    return User.objects.filter(Q(email__in=addresses) | Q(pk__in=others))


def without_duties(users: QuerySet[User]) -> QuerySet[User]:
    """Those of ``users`` who may do nothing in the admin."""
    return users.filter(is_staff=False, is_superuser=False, groups=None, user_permissions=None)


def erase_accounts(keys: Collection[int]) -> int:
    """Delete accounts with their addresses, authenticators, sessions and pictures; how many there were.

    What they wrote or uploaded as editors stays without them; the audit log keeps their numbers.
    """
    for profile in UserProfile.objects.filter(user__in=keys).exclude(avatar=""):
        transaction.on_commit(partial(profile.avatar.storage.delete, profile.avatar.name))
    end_sessions(keys, Traces(()))
    kind = ContentType.objects.get_for_model(User)
    entries = ModelLogEntry.objects.filter(content_type=kind, object_id__in=[str(key) for key in keys])
    entries.update(label=HIDDEN, data={})
    _all, by_kind = User.objects.filter(pk__in=keys).delete()
    return by_kind.get(User._meta.label, 0)


def end_sessions(keys: Collection[int], people: Traces) -> int:
    """Delete the sessions of these users, and those in which ``people`` were about to sign in.

    Whose a session is stands inside of it alone, so all are read.
    """
    users = {str(key) for key in keys}
    gone = [
        session.pk
        for session in Session.objects.iterator(chunk_size=500)
        if (inside := session.get_decoded())
        and (inside.get("_auth_user_id") in users or people.are_in(inside))
    ]
    return Session.objects.filter(pk__in=gone).delete()[0]


def hide_in_log(people: Traces) -> int:
    """Take ``people`` out of what the audit log says; that something was done stays. How many lines told."""
    hidden = 0
    for model in registry.get_log_entry_models():
        told = model.objects.annotate(inside=as_text("data")).filter(people.query(("label", "inside")))
        for entry in told:
            if people.are_in(entry.label) or people.are_in(entry.data):
                words = {"label": people.hide(entry.label), "data": people.hide(entry.data)}
                hidden += model.objects.filter(pk=entry.pk).update(**words)
    return hidden
