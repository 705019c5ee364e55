"""The page at which one asks for the form to register."""

from datetime import UTC, datetime
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField

from cooperation.editions.models import Edition
from cooperation.pages.models.edition import EditionChildPage
from cooperation.pages.rules import Offer
from cooperation.pages.viewing import keep_private
from core.serving.caching import is_anonymous
from workshops.registration import queries
from workshops.registration.admitting import opening
from workshops.registration.forms.address import AddressForm
from workshops.registration.models import Registration
from workshops.registration.views.arriving import proven_address


class RegistrationPage(EditionChildPage):
    """Who may register for an edition, when, and the way to the form, at ``/<year>/register/``."""

    part = "register"
    fixed_slug = "register"

    introduction = RichTextField(_("introduction"), blank=True, features=["bold", "link"])
    afterword = RichTextField(
        _("afterword"),
        blank=True,
        features=["bold", "link", "ul", "ol"],
        help_text=_("Below the form: costs, whom to ask, and what else people should know."),
    )

    content_panels: ClassVar = [
        *EditionChildPage.content_panels,
        FieldPanel("introduction"),
        FieldPanel("afterword"),
    ]
    subpage_types: ClassVar[list[str]] = []
    max_count_per_parent = 1

    page_description = _("Who may register and when, and the way to the form.")

    class Meta:
        verbose_name = _("registration")

    @classmethod
    def offer(cls, edition: Edition) -> Offer | None:
        """As at the form, in one query; by when and by whom is left to the form."""
        found = queries.fullness_of(edition)
        if found is None:
            return None
        if found.lacks_legal_pages:
            return Offer.NOTHING
        return Offer.WAITING if found.is_full else Offer.PLACE

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        desk = queries.desk_of(self.edition)
        return context | {
            "desk": desk,
            "opening": opening(desk, datetime.now(UTC)) if desk else None,
            "form": AddressForm(label_suffix=""),
            "own_address": proven_address(request),
            "own_registration": self._registration_of_visitor(request),
        }

    def _registration_of_visitor(self, request: HttpRequest) -> Registration | None:
        """What whoever is signed in has here already; no query for anybody else."""
        if is_anonymous(request):  # whose page is kept for everybody, so nothing may look for a session
            return None
        return queries.registrations_of(request.user).filter(edition=self.edition).first()

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return keep_private(request, super().serve(request, *args, **kwargs))
