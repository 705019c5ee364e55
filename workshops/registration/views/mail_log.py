"""The mails about one edition's people: what left, what waits, what was given up."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin import messages

from cooperation.editions.duties import Area
from cooperation.editions.views import signed_in
from core.mail.actions import NotGivenUpError, send_again
from core.mail.models import OutgoingMail
from workshops.registration.mailing_queries import mails_of
from workshops.registration.views.desk import EditionMixin

ON_A_PAGE = 100


class MailLogView(EditionMixin, TemplateView):
    """All mails of the edition, newest first, without their texts: those open registrations."""

    area = Area.MAILINGS

    template_name = "registration/admin/mail_log.html"
    page_title = gettext_lazy("Mails")
    header_icon = "mail"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        state = self.request.GET.get("state", "")
        mails = mails_of(self.edition)
        if state in OutgoingMail.State.values:
            mails = mails.filter(state=state)
        page = Paginator(mails, ON_A_PAGE).get_page(self.request.GET.get("p"))
        self.tell_seen("mails", len({address for mail in page for address in mail.recipients}))
        return super().get_context_data(mails=page, states=OutgoingMail.State.choices, chosen=state, **kwargs)


class MailAgainView(EditionMixin, View):
    """Lets a mail that was given up be tried anew; nothing else can be done here."""

    area = Area.MAILINGS

    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        mail = get_object_or_404(mails_of(self.edition), pk=self.kwargs["pk"])
        try:
            send_again(mail, by=signed_in(request))
        except NotGivenUpError as refusal:
            messages.warning(request, str(refusal.message))
        else:
            messages.success(request, _("“%(subject)s” is on its way again.") % {"subject": mail.subject})
        return redirect("registration:mails", self.edition.pk)
