"""The page of the admin on which an edition's pages are made."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cooperation.editions.duties import Area
from cooperation.editions.views import DecisionView, signed_in
from home.actions import make_edition_pages, missing_pages


class MakeEditionPagesView(DecisionView):
    """Says which pages will be made, and makes them."""

    area = Area.PAGES
    template_name = "home/admin/make_edition_pages.html"
    page_title = _("Make the pages")
    explanation = _(
        "The pages below are made as drafts: nobody outside the admin sees them until they are published. "
        "Those who organise the edition may edit and publish them."
    )
    button = _("Make these pages")
    success = _("The pages of “%(edition)s” stand as drafts. Write them, then publish the start page first.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"planned": missing_pages(self.edition)}

    def decide(self, form: Any) -> None:
        self.start_page = make_edition_pages(self.edition, by=signed_in(self.request))

    def form_valid(self, form: Any) -> HttpResponse:
        answer = super().form_valid(form)
        if answer.status_code == 302:
            return redirect(reverse("wagtailadmin_explore", args=[self.start_page.pk]))
        return answer
