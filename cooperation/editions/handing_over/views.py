"""The pages of a hand-over: how far it is, when the team's rights end, what the next team gets."""

from http import HTTPStatus
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cooperation.editions.deciding import DecidingMixin
from cooperation.editions.duties import Area, Level
from cooperation.editions.handing_over import actions, queries
from cooperation.editions.handing_over.forms import NotesForm, PlanForm
from cooperation.editions.handing_over.steps import steps
from cooperation.editions.models import HandOver
from cooperation.editions.of_edition import OfEditionMixin
from cooperation.editions.views import signed_in


class HandOverMixin(OfEditionMixin, WagtailAdminTemplateMixin):
    """A page about the end of the work on the edition in the address."""

    area = Area.EDITION
    header_icon = "logout"

    @cached_property
    def handover(self) -> HandOver:
        """The hand-over of the edition."""
        return queries.handover_of(self.edition)

    def get_page_subtitle(self) -> str:
        return str(self.edition)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        page = reverse("handover:page", args=[self.edition.pk])
        return [
            *self.breadcrumbs_items,
            {"url": reverse("editions:index"), "label": _("Editions")},
            {"url": reverse("editions:edit", args=[self.edition.pk]), "label": str(self.edition)},
            {"url": page, "label": HandOverView.page_title},
            *([{"url": "", "label": self.page_title}] if self.page_title != HandOverView.page_title else []),
        ]


class HandOverFormView(DecidingMixin, HandOverMixin, FormView):
    """A page of the hand-over with a form."""

    success: Any = ""

    def done(self) -> HttpResponse:
        messages.success(self.request, self.success)
        return redirect("handover:page", self.edition.pk)

    def again(self, form: Any, status: HTTPStatus) -> HttpResponse:
        # A hand-over that a form wrote into and that was not saved is read anew for the page around it.
        self.__dict__.pop("handover", None)
        return super().again(form, status)


class HandOverView(HandOverFormView):
    """How far it is, who loses what on which day, what is open; and the notes for the next team."""

    template_name = "editions/admin/handover/page.html"
    page_title = _("Hand over")
    form_class = NotesForm
    success = _("It is kept for the next team.")

    @cached_property
    def may_write(self) -> bool:
        """Whether whoever looks writes the notes: the host lead and the secretariat, until the hand-over."""
        return self.may_change and self.handover.done_at is None

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": queries.handover_of(self.edition)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        points = queries.open_points(self.edition, timezone.now())
        return super().get_context_data(
            handover=self.handover,
            colleagues=queries.team_that_ends(self.edition) if self.reaches(Area.TEAM) else [],
            handed=self.handover.handed_roles.select_related("user") if self.handover.pk else [],
            points=[(point, self.reaches(point.area)) for point in points],
            steps=steps(self.edition, self.handover) if self.keeps_the_network else [],
            **kwargs,
        )

    def decide(self, form: Any) -> None:
        notes = {name: form.cleaned_data[name] for name in actions.NOTES}
        agreed = form.cleaned_data["contacts_agreed"]
        actions.write_notes(self.edition, notes, agreed, by=signed_in(self.request))


class SecretariatMixin(HandOverFormView):
    """What only the secretariat decides."""

    needs = Level.CHANGE

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        _edition = self.edition
        if not self.keeps_the_network:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class PlanView(SecretariatMixin):
    """To which edition it goes and when the team's rights end; another day postpones it."""

    template_name = "editions/admin/handover/plan.html"
    page_title = _("Plan the hand-over")
    form_class = PlanForm
    success = _("The hand-over is planned.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"edition": self.edition}

    def get_initial(self) -> dict[str, Any]:
        return {"to_edition": self.handover.to_edition_id, "last_day": self.handover.last_day}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        colleagues = queries.team_that_ends(self.edition)
        return super().get_context_data(handover=self.handover, colleagues=colleagues, **kwargs)

    def decide(self, form: Any) -> None:
        actions.plan(self.edition, form.plan(), by=signed_in(self.request))


class TakeBackView(SecretariatMixin):
    """The old team gets its roles again."""

    template_name = "editions/admin/handover/take_back.html"
    page_title = _("Take the hand-over back")
    form_class = forms.Form
    success = _("The old team has its roles again.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        handed = self.handover.handed_roles.select_related("user") if self.handover.pk else []
        return super().get_context_data(handover=self.handover, handed=handed, **kwargs)

    def decide(self, form: Any) -> None:
        actions.take_back(self.edition, by=signed_in(self.request))


class ReceivedView(HandOverMixin, TemplateView):
    """What earlier teams left to this one, to read."""

    area = Area.CHECKLIST
    template_name = "editions/admin/handover/received.html"
    page_title = _("From earlier teams")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        received = queries.received_by(self.edition)
        sees_contacts = self.reaches(Area.EDITION, Level.CHANGE)
        if sees_contacts:
            for handover in received:
                if handover.contacts:
                    actions.note_contacts_seen(handover, signed_in(self.request))
        return super().get_context_data(received=received, sees_contacts=sees_contacts, **kwargs)
