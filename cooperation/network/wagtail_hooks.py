"""Members in the admin."""

from typing import Any

from wagtail import hooks

from cooperation.network.viewsets import MemberChooserViewSet, MemberViewSet


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[Any]:
    """The list, form and chooser of members."""
    return [MemberViewSet(), MemberChooserViewSet()]
