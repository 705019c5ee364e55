"""Editions and the rota in the admin."""

from typing import Any

from wagtail import hooks

from cooperation.editions import documents, log_lines  # noqa: F401 - they register hooks of their own
from cooperation.editions.viewsets import EditionChooserViewSet, EditionViewSet, PresidencyViewSet


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[Any]:
    """The lists, forms and choosers of this app."""
    return [EditionViewSet(), PresidencyViewSet(), EditionChooserViewSet()]
