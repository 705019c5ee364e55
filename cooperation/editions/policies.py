"""Who may do what to an edition and to the records that belong to one.

A team reaches the editions in which it has roles. Everything else does not exist for it: it is in no list,
no chooser and no search, and its address answers as one that was never used.
"""

from collections.abc import Collection, Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Model, Q, QuerySet
from wagtail.permission_policies import BasePermissionPolicy

from cooperation.editions.duties import Area, Level, level, roles_that
from cooperation.editions.enums import SECRETARIAT_GROUP, Role
from cooperation.editions.queries import is_secretariat, roles_by_edition


class SecretariatPolicy(BasePermissionPolicy):
    """Records of the network, such as the rota: the secretariat changes them."""

    permission_cache_name = "_is_secretariat"

    def get_all_permissions_for_user(self, user: Any) -> bool:
        return is_secretariat(user)

    def user_has_permission(self, user: Any, action: str) -> bool:
        return bool(self.get_cached_permissions_for_user(user))

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet[Any]:
        users = get_user_model()._default_manager.filter(is_active=True)
        return users.filter(Q(is_superuser=True) | Q(groups__name=SECRETARIAT_GROUP)).distinct()


class EditionPolicy(BasePermissionPolicy):
    """Records that belong to an edition: its team sees and changes them as ``duties`` says for ``area``.

    ``path`` leads from the record to the edition, empty for editions themselves. ``secretariat_only`` are
    the actions that the team does not have.
    """

    permission_cache_name = "_roles_by_edition"

    def __init__(
        self,
        model: type[Model],
        path: str = "edition",
        secretariat_only: Collection[str] = (),
        area: Area = Area.EDITION,
    ) -> None:
        super().__init__(model)
        self.path = path
        self.secretariat_only = frozenset(secretariat_only)
        self.area = area
        self.secretariat = SecretariatPolicy(model)

    def get_all_permissions_for_user(self, user: Any) -> dict[int, frozenset[Role]]:
        return roles_by_edition(user)

    def user_has_permission(self, user: Any, action: str) -> bool:
        return self.secretariat.user_has_permission(user, action) or bool(self._editions(user, [action]))

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        if self.secretariat.user_has_permission(user, action):
            return True
        return self.edition_id(instance) in self._editions(user, [action])

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> QuerySet[Any]:
        records = self.model._default_manager.all()
        if self.secretariat.user_has_permission(user, "view"):
            return records
        lookup = f"{self.path}__in" if self.path else "pk__in"
        return records.filter(**{lookup: self._editions(user, actions)})

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet[Any]:
        allowed = Q(is_superuser=True) | Q(groups__name=SECRETARIAT_GROUP)
        for action in set(actions) - self.secretariat_only:
            allowed |= Q(edition_roles__role__in=roles_that(self.area, self._needed(action)))
        return get_user_model()._default_manager.filter(allowed, is_active=True).distinct()

    def edition_id(self, instance: Any) -> int:
        """The key of the edition that ``instance`` belongs to."""
        *parents, last = [*self.path.split("__"), "pk"] if self.path else ["pk"]
        for name in parents:
            instance = getattr(instance, name)
        return int(getattr(instance, last))

    def _editions(self, user: Any, actions: Iterable[str]) -> set[int]:
        """The editions in whose team ``user`` may do one of ``actions``."""
        needed = [self._needed(action) for action in actions if action not in self.secretariat_only]
        if not needed:
            return set()
        roles = self.get_cached_permissions_for_user(user)
        return {edition for edition, given in roles.items() if level(given, self.area) >= min(needed)}

    def _needed(self, action: str) -> Level:
        return Level.SEE if action in ("view", "choose") else Level.CHANGE
