"""Who may do what to an edition and to the records that belong to one.

An organiser reaches the editions that they were given. Everything else does not exist for them: it is in
no list, no chooser and no search, and its address answers as one that was never used.
"""

from collections.abc import Collection, Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Model, Q, QuerySet
from wagtail.permission_policies import BasePermissionPolicy

from cooperation.editions.enums import SECRETARIAT_GROUP, Role
from cooperation.editions.queries import editions_of, is_secretariat


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
    """Records that belong to an edition: its organisers change them, and nobody else's organisers do.

    ``path`` leads from the record to the edition, empty for editions themselves. ``secretariat_only`` are
    the actions that organisers do not have.
    """

    permission_cache_name = "_organised_editions"

    def __init__(
        self,
        model: type[Model],
        path: str = "edition",
        secretariat_only: Collection[str] = (),
    ) -> None:
        super().__init__(model)
        self.path = path
        self.secretariat_only = frozenset(secretariat_only)
        self.secretariat = SecretariatPolicy(model)

    def get_all_permissions_for_user(self, user: Any) -> frozenset[int]:
        return frozenset(editions_of(user).values_list("pk", flat=True))

    def user_has_permission(self, user: Any, action: str) -> bool:
        if self.secretariat.user_has_permission(user, action):
            return True
        return action not in self.secretariat_only and bool(self.get_cached_permissions_for_user(user))

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        if not self.user_has_permission(user, action):
            return False
        return self.edition_id(instance) in self.get_cached_permissions_for_user(user)

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> QuerySet[Any]:
        lookup = f"{self.path}__in" if self.path else "pk__in"
        return self.model._default_manager.filter(**{lookup: self.get_cached_permissions_for_user(user)})

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet[Any]:
        allowed = Q(is_superuser=True) | Q(groups__name=SECRETARIAT_GROUP)
        if set(actions) - self.secretariat_only:
            allowed |= Q(edition_roles__role=Role.ORGANISER)
        return get_user_model()._default_manager.filter(allowed, is_active=True).distinct()

    def edition_id(self, instance: Any) -> int:
        """The key of the edition that ``instance`` belongs to."""
        *parents, last = [*self.path.split("__"), "pk"] if self.path else ["pk"]
        for name in parents:
            instance = getattr(instance, name)
        return int(getattr(instance, last))
