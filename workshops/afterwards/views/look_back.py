"""The look-back in the admin: the numbers that are known, and a draft that has them."""

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from cooperation.editions.views import signed_in
from cooperation.pages.models import LookBackPage
from workshops.afterwards.actions.look_back import draft
from workshops.afterwards.queries.figures import figures_of
from workshops.afterwards.views.desk import AfterwardsMixin
from workshops.registration.refusals import Refused


class LookBackView(AfterwardsMixin, TemplateView):
    """What is known, where it comes from, and the button that drafts the page."""

    template_name = "afterwards/admin/look_back.html"
    page_title = gettext_lazy("Look-back")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        start = getattr(self.edition, "page", None)
        page = LookBackPage.objects.child_of(start).first() if start else None
        return super().get_context_data(
            figures=figures_of(self.edition),
            has_start=start is not None,
            page=page,
            page_address=reverse("wagtailadmin_pages:edit", args=[page.pk]) if page else "",
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            done = draft(self.edition, by=signed_in(request))
        except Refused as refusal:
            context = self.get_context_data(refusal=str(refusal))
            return self.render_to_response(context, status=HTTPStatus.CONFLICT)
        return self.render_to_response(self.get_context_data(done=done))
