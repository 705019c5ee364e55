"""Every decision about an edition, in one transaction with its line in the audit log.

The rows that decide are locked first (``select_for_update``; SQLite locks the whole database with the
first statement), so two people who decide at the same time decide one after the other.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from cooperation.editions import mails, queries, rules
from cooperation.editions.enums import (
    ORGANISER_PERMISSIONS,
    SECRETARIAT_APPS,
    SECRETARIAT_GROUP,
    HostStatus,
    Role,
)
from cooperation.editions.models import Edition, EditionRole
from cooperation.network.models import Member
from core.accounts.actions import account_for
from core.accounts.models import User


@dataclass(frozen=True, slots=True)
class HostDecision:
    """Who hosts, and who decided that, when and why."""

    status: HostStatus
    host: Member | None = None
    other_host: str = ""
    decided_by: str = ""
    decided_on: date | None = None
    reason: str = ""


def announce(edition: Edition, by: User | None) -> None:
    """Tell the public that ``edition`` takes place.

    Raises:
        CannotAnnounce: days, host or place are missing, or it is too late; with all reasons.
    """
    with transaction.atomic():
        locked = _lock(edition)
        if reasons := rules.reasons_against_announcing(locked, timezone.now()):
            raise rules.CannotAnnounce(*reasons)
        _change(edition, locked, announced_at=timezone.now())
        log(locked, "editions.announce", user=by)


def cancel(edition: Edition, reason: str, by: User | None) -> None:
    """Say that ``edition`` does not take place, and why; it stays visible as cancelled.

    Raises:
        CannotCancel: it is over, cancelled or archived already, or ``reason`` is empty.
    """
    with transaction.atomic():
        locked = _lock(edition)
        if reasons := rules.reasons_against_cancelling(locked, reason, timezone.now()):
            raise rules.CannotCancel(*reasons)
        _change(edition, locked, cancelled_at=timezone.now(), cancellation_reason=reason.strip())
        _change(edition, locked, standing_changes=locked.standing_changes + 1)
        log(locked, "editions.cancel", user=by, data={"reason": reason.strip()})


def reinstate(edition: Edition, reason: str, by: User | None) -> None:
    """Let a cancelled ``edition`` take place after all; the log keeps both reasons.

    Raises:
        CannotReinstate: it is not cancelled, over or archived, or ``reason`` is empty.
    """
    with transaction.atomic():
        locked = _lock(edition)
        if reasons := rules.reasons_against_reinstating(locked, reason, timezone.now()):
            raise rules.CannotReinstate(*reasons)
        _change(edition, locked, cancelled_at=None, cancellation_reason="", reinstated_at=timezone.now())
        _change(edition, locked, standing_changes=locked.standing_changes + 1)
        log(locked, "editions.reinstate", user=by, data={"reason": reason.strip()})


def archive(edition: Edition, by: User | None) -> None:
    """Close the record of a concluded or cancelled ``edition``.

    Raises:
        CannotArchive: it is neither concluded nor cancelled, or archived already.
    """
    with transaction.atomic():
        locked = _lock(edition)
        if reasons := rules.reasons_against_archiving(locked, timezone.now()):
            raise rules.CannotArchive(*reasons)
        _change(edition, locked, archived_at=timezone.now())
        log(locked, "editions.archive", user=by)


def unarchive(edition: Edition, by: User | None) -> None:
    """Open the record of an archived ``edition`` again.

    Raises:
        CannotArchive: it does not lie in the archive.
    """
    with transaction.atomic():
        locked = _lock(edition)
        if not locked.archived_at:
            raise rules.CannotArchive(_("It does not lie in the archive."))
        _change(edition, locked, archived_at=None)
        log(locked, "editions.unarchive", user=by)


def record_host(edition: Edition, decision: HostDecision, by: User | None) -> None:
    """Write down who hosts ``edition`` and how that was decided.

    A host that the rota does not suggest is taken with a reason only, and nothing that was said is dropped.
    When no country was written, people meet in that of the member that hosts.

    Raises:
        HostIsNoCandidate: the rota does not suggest the host, and no reason is given.
        CannotRecordHost: the decision is incomplete, contradicts itself or lies ahead, or the edition lies in
            the archive.
    """
    with transaction.atomic():
        locked = _lock(edition)
        _check_host(locked, decision)
        hosts_country = str(decision.host.country) if decision.host else ""
        _change(
            edition,
            locked,
            host_status=decision.status,
            host=decision.host,
            country=rules.country_of_place(str(locked.country), locked.mode, hosts_country),
            other_host=decision.other_host.strip(),
            host_decided_by=decision.decided_by.strip(),
            host_decided_on=decision.decided_on,
            host_reason=decision.reason.strip(),
        )
        host = str(locked.host or locked.other_host or locked.get_host_status_display())
        log(locked, "editions.record_host", user=by, data={"host": host, "reason": decision.reason.strip()})


def _check_host(edition: Edition, decision: HostDecision) -> None:
    today = timezone.now().astimezone(edition.zone).date()
    objections = rules.objections_to_host(
        decision.status, decision.host, decision.other_host.strip(), decision.decided_on, today
    )
    if reasons := [*rules.reasons_against_changing(edition), *objections.values()]:
        raise rules.CannotRecordHost(*reasons)
    if decision.status != HostStatus.MEMBER or decision.reason.strip() or edition.year is None:
        return
    if decision.host is not None and not queries.is_candidate(decision.host, edition.year):
        raise rules.HostIsNoCandidate(
            _(
                "%(host)s serves no country that holds the presidency in %(year)s. "
                "When the network decided so all the same, write why."
            )
            % {"host": decision.host, "year": edition.year}
        )


def _lock(edition: Edition) -> Edition:
    return Edition.objects.select_for_update().get(pk=edition.pk)


def _change(edition: Edition, locked: Edition, **values: Any) -> None:
    """Write ``values`` and show them in the caller's object, too."""
    for name, value in values.items():
        setattr(locked, name, value)
        setattr(edition, name, value)
    locked.save(update_fields=list(values))


PAGE_PERMISSIONS = ("add_page", "change_page", "publish_page")
COLLECTION_PERMISSIONS = tuple(
    f"{app_label}.{verb}_{model}"
    for app_label, model in (("wagtailimages", "image"), ("wagtaildocs", "document"))
    for verb in ("add", "change", "choose")
)
"""Wagtail asks for the permissions of its own models, whichever models stand in for them."""


def give_role(edition: Edition, user: User, role: Role, by: User | None) -> EditionRole:
    """Let ``user`` organise or attend ``edition``; giving it twice changes nothing.

    Raises:
        CannotGiveRole: the account is switched off.
    """
    if not user.is_active:
        raise rules.CannotGiveRole(_("This account is switched off."))
    with transaction.atomic():
        given, is_new = EditionRole.objects.get_or_create(edition=edition, user=user, role=role)
        if role == Role.ORGANISER:
            user.groups.add(update_organisers(edition))
        if is_new:
            log(edition, "editions.give_role", user=by, data={"to": user.email, "role": role.value})
    return given


def invite(edition: Edition, email: str, role: Role, by: User | None) -> EditionRole:
    """Give the person behind ``email`` a role in ``edition`` and tell them by e-mail, in one transaction.

    Who has no account gets one.

    Raises:
        CannotGiveRole: they have the role, their account is switched off, or the edition is archived.
    """
    with transaction.atomic():
        if reasons := rules.reasons_against_changing(_lock(edition)):
            raise rules.CannotGiveRole(*reasons)
        user = account_for(email)
        if EditionRole.objects.filter(edition=edition, user=user, role=role).exists():
            raise rules.CannotGiveRole(_("%(email)s has this role already.") % {"email": user.email})
        given = give_role(edition, user, role, by)
        mails.tell_of_role(given)
    return given


def withdraw_role(edition: Edition, user: User, role: Role, by: User | None) -> None:
    """Take a role in ``edition`` from ``user``; without the role nothing happens."""
    with transaction.atomic():
        deleted, _rows = EditionRole.objects.filter(edition=edition, user=user, role=role).delete()
        if role == Role.ORGANISER:
            user.groups.remove(*organisers_groups(edition))
        if deleted:
            log(edition, "editions.withdraw_role", user=by, data={"from": user.email, "role": role.value})


def organisers_groups(edition: Edition) -> QuerySet[Group]:
    """The group of the organisers of ``edition``, known by the number at the end of its name."""
    return Group.objects.filter(name__endswith=f"(#{edition.pk})")


def update_organisers(edition: Edition) -> Group:
    """Make the group of the organisers of ``edition`` and give it what they need, and only that.

    It reaches the edition's pages and its collection. Call it again when the start page is made after
    the group.
    """
    name = f"Organisers, {edition.title[:100]} (#{edition.pk})"
    group = organisers_groups(edition).first() or Group(name=name)
    group.name = name
    group.save()
    group.permissions.set(_permissions(ORGANISER_PERMISSIONS))
    page = getattr(edition, "page", None)
    if page is not None:
        _give_pages(group, page)
    _give_collection(group, own_collection(edition))
    return group


def own_collection(edition: Edition) -> Collection:
    """The collection of the pictures and documents of ``edition``; it is made when there is none."""
    if edition.collection is None:
        root = Collection.objects.select_for_update().get(depth=1)
        edition.collection = root.add_child(name=edition.title)
        edition.save(update_fields=["collection"])
    return edition.collection


def make_secretariat_group() -> Group:
    """Make the group of those who keep the whole network, and give it what they need."""
    with transaction.atomic():
        group, _is_new = Group.objects.get_or_create(name=SECRETARIAT_GROUP)
        group.permissions.set(
            Permission.objects.filter(
                Q(content_type__app_label__in=SECRETARIAT_APPS)
                | Q(content_type__app_label="wagtailadmin", codename="access_admin")
            )
        )
        _give_pages(group, Page.objects.get(depth=1))
        _give_collection(group, Collection.objects.get(depth=1))
    return group


def _permissions(names: tuple[str, ...]) -> QuerySet[Permission]:
    wanted = Q(pk=None)
    for name in names:
        app_label, codename = name.split(".")
        wanted |= Q(content_type__app_label=app_label, codename=codename)
    return Permission.objects.filter(wanted)


def _give_pages(group: Group, page: Page) -> None:
    for permission in Permission.objects.filter(
        content_type__app_label="wagtailcore", codename__in=PAGE_PERMISSIONS
    ):
        GroupPagePermission.objects.get_or_create(group=group, page_id=page.pk, permission=permission)


def _give_collection(group: Group, collection: Collection) -> None:
    for permission in _permissions(COLLECTION_PERMISSIONS):
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=collection, permission=permission
        )
