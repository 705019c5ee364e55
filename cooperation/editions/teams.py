"""Who is of an edition's team: roles given and withdrawn, and the groups through which Wagtail knows them.

What a role opens stands in ``duties``. Wagtail asks groups for pages and collections, so each edition has
two: its team, which enters the admin, and the editors among it, who reach its pages and its collection.
"""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from cooperation.editions import mails, rules
from cooperation.editions.duties import Area, Level, level
from cooperation.editions.enums import SECRETARIAT_APPS, SECRETARIAT_GROUP, TEAM, TEAM_PERMISSIONS, Role
from cooperation.editions.models import Edition, EditionRole
from cooperation.editions.queries import forget_standing
from core.accounts.actions import account_for
from core.accounts.models import User

PAGE_PERMISSIONS = ("add_page", "change_page", "publish_page")
COLLECTION_PERMISSIONS = tuple(
    f"{app_label}.{verb}_{model}"
    for app_label, model in (("wagtailimages", "image"), ("wagtaildocs", "document"))
    for verb in ("add", "change", "choose")
)
"""Wagtail asks for the permissions of its own models, whichever models stand in for them."""

TEAM_GROUP, EDITORS_GROUP = "Team", "Editors"
"""How the names of an edition's groups begin."""


def give_role(edition: Edition, user: User, role: Role, by: User | None) -> EditionRole:
    """Give ``user`` a role in ``edition``; giving it twice changes nothing.

    Raises:
        CannotGiveRole: the account is switched off.
    """
    if not user.is_active:
        raise rules.CannotGiveRole(_("This account is switched off."))
    with transaction.atomic():
        given, is_new = EditionRole.objects.get_or_create(edition=edition, user=user, role=role)
        _put_into_groups(edition, user)
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
        locked = Edition.objects.select_for_update().get(pk=edition.pk)
        if reasons := rules.reasons_against_changing(locked):
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
        _put_into_groups(edition, user)
        if deleted:
            log(edition, "editions.withdraw_role", user=by, data={"from": user.email, "role": role.value})


def groups_of(edition: Edition) -> QuerySet[Group]:
    """The groups of the team of ``edition``, known by the number at the end of their names."""
    return Group.objects.filter(name__endswith=f"(#{edition.pk})")


def update_groups(edition: Edition) -> dict[str, Group]:
    """Make the groups of the team of ``edition``, by how their names begin, and open to each what it needs.

    Call it again when the start page is made after the groups.
    """
    found = {kind: _group(edition, kind) for kind in (TEAM_GROUP, EDITORS_GROUP)}
    found[TEAM_GROUP].permissions.set(_permissions(TEAM_PERMISSIONS))
    editors = found[EDITORS_GROUP]
    editors.permissions.clear()
    page = getattr(edition, "page", None)
    if page is not None:
        _give_pages(editors, page)
    _give_collection(editors, own_collection(edition))
    return found


def _group(edition: Edition, kind: str) -> Group:
    group = groups_of(edition).filter(name__startswith=kind).first() or Group()
    name = f"{kind}, {edition.title[:100]} (#{edition.pk})"
    if group.name != name:
        group.name = name
        group.save()
    return group


def _put_into_groups(edition: Edition, user: User) -> None:
    """Let the groups of ``user`` follow from their roles in ``edition``."""
    forget_standing(user)
    roles = set(EditionRole.objects.filter(edition=edition, user=user).values_list("role", flat=True))
    wanted = set()
    if roles & set(TEAM):
        wanted.add(TEAM_GROUP)
    if level(roles, Area.PAGES) >= Level.CHANGE:
        wanted.add(EDITORS_GROUP)
    if not wanted:
        user.groups.remove(*groups_of(edition))
        return
    for kind, group in update_groups(edition).items():
        (user.groups.add if kind in wanted else user.groups.remove)(group)


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
    wanted = Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=PAGE_PERMISSIONS)
    GroupPagePermission.objects.bulk_create(
        [GroupPagePermission(group=group, page=page, permission=permission) for permission in wanted],
        ignore_conflicts=True,
    )


def _give_collection(group: Group, collection: Collection) -> None:
    GroupCollectionPermission.objects.bulk_create(
        [
            GroupCollectionPermission(group=group, collection=collection, permission=permission)
            for permission in _permissions(COLLECTION_PERMISSIONS)
        ],
        ignore_conflicts=True,
    )
