"""How the user of a request is read, and where their permissions come from."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Permission
from django.db.models import Exists, OuterRef, QuerySet

from core.accounts.models import User
from core.accounts.queries import SECOND_FACTORS


class Backend(AuthenticationBackend):
    """allauth's, but what each page of the admin asks of its user comes in one query with them."""

    def get_user(self, user_id: Any) -> User | None:
        """The user that a session belongs to; ``None`` when there is none or they were switched off."""
        factors = Authenticator.objects.filter(user=OuterRef("pk"), type__in=SECOND_FACTORS)
        users = User.objects.select_related("wagtail_userprofile").annotate(has_factor=Exists(factors))
        user = users.filter(pk=user_id).first()
        return user if user is not None and self.user_can_authenticate(user) else None

    def _get_user_permissions(self, user_obj: User) -> QuerySet[Permission]:
        """None: permissions come through groups alone, which follow from roles."""
        return Permission.objects.none()
