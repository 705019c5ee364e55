"""Workshops' sessions in the admin."""

from typing import Any

from wagtail import hooks

from workshops.programme.viewsets import SessionViewSet


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[Any]:
    """The list and form of this app."""
    return [SessionViewSet()]
