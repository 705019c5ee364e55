"""Registration in the admin: the choice of an edition, its overview, and how people register for it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cooperation.editions.duties import Area, Level
from cooperation.editions.models import Edition
from cooperation.editions.of_edition import OfEditionMixin
from cooperation.editions.queries import editions_of, is_secretariat, published_legal_pages
from cooperation.editions.rules import (
    missing_for_registration,
    missing_legal_pages,
)
from cooperation.editions.views import signed_in
from workshops.registration.actions.desk import change, set_up
from workshops.registration.actions.seeing import note_seen
from workshops.registration.delegation_queries import numbers_of
from workshops.registration.enums import SeatMode
from workshops.registration.forms.desk_panels import desk_panels
from workshops.registration.models import RegistrationDesk
from workshops.registration.refusals import Refused

PLACES: tuple[tuple[str, Area, Any, Any], ...] = (
    (
        "people",
        Area.REGISTRATIONS,
        gettext_lazy("Registrations"),
        gettext_lazy("Everybody: find, look, change, write to several, import, take lists."),
    ),
    (
        "settings",
        Area.REGISTRATIONS,
        gettext_lazy("How people register"),
        gettext_lazy("Who, how many, what is asked, how seats are given."),
    ),
    (
        "delegations",
        Area.REGISTRATIONS,
        gettext_lazy("Delegations"),
        gettext_lazy("The places of each member, and who names its people."),
    ),
    (
        "invitations",
        Area.REGISTRATIONS,
        gettext_lazy("Invitations"),
        gettext_lazy("Guests, speakers, the Commission: invite, remind, withdraw."),
    ),
    (
        "allotment",
        Area.REGISTRATIONS,
        gettext_lazy("Seats by wishes"),
        gettext_lazy("Who wishes what, what people would get, and the release of it."),
    ),
    (
        "letters",
        Area.MAILINGS,
        gettext_lazy("Letters"),
        gettext_lazy("What the site writes to people by itself, in your words."),
    ),
    (
        "mailings",
        Area.MAILINGS,
        gettext_lazy("Mails to many"),
        gettext_lazy("Written, looked at, counted, and only then sent."),
    ),
    (
        "mails",
        Area.MAILINGS,
        gettext_lazy("Log of mails"),
        gettext_lazy("What went to whom, and what did not arrive."),
    ),
    (
        "privacy",
        Area.PRIVACY,
        gettext_lazy("Personal data"),
        gettext_lazy("How long it is kept, what was erased, and who saw it."),
    ),
)
"""The pages of one edition's registration: the name of the address, whose it is, its name, and what for."""


class IndexView(WagtailAdminTemplateMixin, TemplateView):
    """The way to registration: straight there for who organises one edition, else a choice."""

    template_name = "registration/admin/desk_index.html"
    page_title = gettext_lazy("Registration")
    header_icon = "form"

    @cached_property
    def editions(self) -> list[Edition]:
        """The editions that are not archived."""
        return list(
            editions_of(self.request.user, Area.NUMBERS).filter(archived_at=None).select_related("desk")
        )

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.editions and not is_secretariat(request.user):
            raise PermissionDenied
        if len(self.editions) == 1:
            return redirect("registration:desk", self.editions[0].pk)
        return super().get(request, *args, **kwargs)


class EditionMixin(OfEditionMixin, WagtailAdminTemplateMixin):
    """A page of one edition's registration."""

    area = Area.REGISTRATIONS
    page_title = gettext_lazy("Registration")
    header_icon = "form"

    def editions(self) -> QuerySet[Edition]:
        return super().editions().select_related("desk")

    @cached_property
    def missing(self) -> list[str]:
        """What the edition has to say before anybody can register, in words; empty when nothing."""
        return [str(words) for words in missing_for_registration(self.edition)]

    @cached_property
    def missing_pages(self) -> list[str]:
        """The pages of the website that nobody can read, without which nobody can register either."""
        return [str(words) for words in missing_legal_pages(published_legal_pages())]

    def tell_seen(self, what: str, count: int) -> None:
        """Keep in the log that whoever looks saw data of ``count`` people; ``what`` as in ``sightings``."""
        note_seen(self.edition, signed_in(self.request), what, count)

    def get_page_subtitle(self) -> str:
        return str(self.edition)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("registration:index"), "label": _("Registration")},
            {"url": reverse("registration:desk", args=[self.edition.pk]), "label": str(self.edition)},
        ]


class DeskView(EditionMixin, TemplateView):
    """Where registration stands, and the ways to everything that belongs to it."""

    template_name = "registration/admin/desk.html"
    area = Area.NUMBERS

    @property
    def may_set_up(self) -> bool:
        """Whether the signed-in user says how people register."""
        return self.reaches(Area.REGISTRATIONS, Level.CHANGE)

    @property
    def places(self) -> list[tuple[str, Any, Any]]:
        """Address, name and use of every page of this edition's registration."""
        desk = getattr(self.edition, "desk", None)
        are_ranked = desk is not None and desk.seat_mode == SeatMode.RANKED
        return [
            (reverse(f"registration:{name}", args=[self.edition.pk]), label, words)
            for name, area, label, words in PLACES
            if (are_ranked or name != "allotment") and self.reaches(area)
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        desk = getattr(self.edition, "desk", None)
        return super().get_context_data(
            desk=desk,
            numbers=numbers_of(self.edition.pk) if desk else None,
            state=self.edition.state(),
            **kwargs,
        )


class SettingsView(EditionMixin, TemplateView):
    """How people register for the edition: one form, in the order in which the host thinks."""

    template_name = "registration/admin/desk_settings.html"
    needs = Level.CHANGE
    page_title = gettext_lazy("How people register")

    @cached_property
    def desk(self) -> RegistrationDesk:
        """What is set up already, or a new one."""
        standing: RegistrationDesk | None = getattr(self.edition, "desk", None)
        return standing or RegistrationDesk(edition=self.edition)

    def form(self, *data: Any) -> Any:
        """The form, filled with ``data`` if something was sent."""
        user = signed_in(self.request)
        return desk_panels.get_form_class()(*data, instance=self.desk, for_user=user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.pop("form", None) or self.form()
        panel = desk_panels.get_bound_panel(instance=self.desk, request=self.request, form=form)
        return super().get_context_data(
            form=form,
            panel=panel,
            media=form.media + panel.media,
            action_url=self.request.path,
            submit_button_label=_("Save"),
            submit_button_active_label=_("Saving…"),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid():
            return self._refuse(form, 400)
        is_new = self.desk.pk is None
        wanted = form.save(commit=False)
        moved = 0
        try:
            if is_new:
                set_up(wanted, by=signed_in(request))
            else:
                moved = change(wanted, by=signed_in(request))
        except Refused as refusal:
            form.say(refusal)
            return self._refuse(form, 409)
        messages.success(request, _("Saved: this is how people register."))
        if moved:
            told = ngettext(
                "%(count)d person moved up from the waiting list and is told by mail.",
                "%(count)d people moved up from the waiting list and are told by mail.",
                moved,
            )
            messages.success(request, told % {"count": moved})
        return redirect("registration:desk", self.edition.pk)

    def _refuse(self, form: Any, status: int) -> HttpResponse:
        messages.error(self.request, _("Nothing was saved yet: please look at the marked fields."))
        return self.render_to_response(self.get_context_data(form=form), status=status)
