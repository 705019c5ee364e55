"""The notices of an edition in the admin: what is shown, what comes, and a new one."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cooperation.editions.duties import Area
from cooperation.editions.models import Notice
from cooperation.editions.notices import actions, queries
from cooperation.editions.notices.forms import NoticeForm
from cooperation.editions.of_edition import OfEditionMixin
from cooperation.editions.rules import Refused
from cooperation.editions.views import signed_in


class NoticesMixin(OfEditionMixin):
    """Notices speak to everybody who takes part, so they are written by those who write to participants."""

    area = Area.MAILINGS


class ListView(NoticesMixin, WagtailAdminTemplateMixin, FormView):
    """What is shown now, and the form of a new notice."""

    template_name = "editions/admin/notices.html"
    form_class = NoticeForm
    page_title = gettext_lazy("Notices")
    header_icon = "warning"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"zone": self.edition.zone}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", self.get_form())
        return super().get_context_data(notices=queries.in_order(self.edition, timezone.now()), **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        values = form.cleaned_data
        user = signed_in(self.request)
        try:
            actions.publish(self.edition, values["text"], values["starts_at"], values["ends_at"], user)
        except actions.CannotPublish as refusal:
            for field, reason in refusal.fields.items() or [(None, str(refusal))]:
                form.add_error(field, str(reason))
            return self.render_to_response(self.get_context_data(form=form), status=409)
        messages.success(self.request, _("The notice is published."))
        return redirect(self.request.path)

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=400)

    def get_page_subtitle(self) -> str:
        return str(self.edition)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("editions:index"), "label": _("Editions")},
            {"url": "", "label": self.page_title},
        ]


class EndView(NoticesMixin, View):
    """One notice is taken off."""

    http_method_names = ("post", "options")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        notice = get_object_or_404(Notice, edition=self.edition, pk=self.kwargs["pk"])
        try:
            actions.end(notice, signed_in(request))
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The notice is off."))
        return redirect("notices:list", self.edition.pk)
