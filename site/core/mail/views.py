"""The outbox in the admin: what left, what waits, and what was given up."""

from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn
from wagtail.admin.views.generic import IndexView
from wagtail.permission_policies import ModelPermissionPolicy

from core.mail import actions
from core.mail.models import OutgoingMail

policy = ModelPermissionPolicy(OutgoingMail)


class AgainColumn(Column):
    """A button for each mail that was given up."""

    cell_template_name = "admin/outbox_again.html"

    def get_value(self, instance: OutgoingMail) -> bool:
        return instance.state == OutgoingMail.State.FAILED

    def get_cell_context_data(self, instance: OutgoingMail, parent_context: Any) -> dict[str, Any]:
        return super().get_cell_context_data(instance, parent_context) | {
            "request": parent_context["request"]
        }


class OutboxView(IndexView):
    """All mails, newest first, without their texts: those hold codes and what is nobody else's."""

    model = OutgoingMail
    permission_policy = policy
    any_permission_required: ClassVar[list[str]] = ["change"]
    index_url_name = "outbox"
    index_results_url_name = "outbox_results"
    page_title = gettext_lazy("Outbox")
    header_icon = "mail"
    list_filter: ClassVar[list[str]] = ["state"]
    default_ordering = "-created_at"
    paginate_by = 50
    columns: ClassVar = [
        Column("subject", label=gettext_lazy("Subject")),
        Column(
            "recipients",
            label=gettext_lazy("To"),
            accessor=lambda mail: ", ".join(mail.recipients),
        ),
        StatusTagColumn("get_state_display", label=gettext_lazy("State")),
        DateColumn("created_at", label=gettext_lazy("Written")),
        Column("attempts", label=gettext_lazy("Tries")),
        Column("last_error", label=gettext_lazy("Last error")),
        AgainColumn("again", label=gettext_lazy("Send again")),
    ]


@require_POST
def send_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a mail that was given up be tried anew, and go back to the list."""
    if not policy.user_has_permission(request.user, "change"):
        raise PermissionDenied
    mail = get_object_or_404(OutgoingMail, pk=pk)
    try:
        actions.send_again(mail, by=request.user)
    except actions.NotGivenUpError as refusal:
        messages.warning(request, str(refusal.message))
    else:
        messages.success(request, _("“%(subject)s” is on its way again.") % {"subject": mail.subject})
    return redirect("outbox")
