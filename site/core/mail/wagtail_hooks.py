"""The outbox's place in the admin."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from core.mail import views


@hooks.register("register_admin_urls")
def outbox_urls() -> list[URLPattern]:
    """The list of mails, and the button in it."""
    return [
        path("outbox/", views.OutboxView.as_view(), name="outbox"),
        path("outbox/results/", views.OutboxView.as_view(results_only=True), name="outbox_results"),
        path("outbox/<int:pk>/again/", views.send_again, name="outbox_send_again"),
    ]


class OutboxMenuItem(MenuItem):
    """Shown to whoever may send mails again."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether it stands in the menu."""
        return views.policy.user_has_permission(request.user, "change")


@hooks.register("register_reports_menu_item")
def outbox_menu_item() -> MenuItem:
    """Among the reports."""
    return OutboxMenuItem(_("Outbox"), reverse("outbox"), name="outbox", icon_name="mail", order=900)
