"""The decisions about an edition, each on a page that says what it means before it is taken."""

from http import HTTPStatus
from typing import Any, cast

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cooperation.editions import actions, archiving, rules
from cooperation.editions.deciding import DecidingMixin
from cooperation.editions.decision_forms import CancelForm, CorrectionForm, HostForm, ReinstateForm
from cooperation.editions.duties import Area, Level
from cooperation.editions.look import accent_as_json, accent_in_words
from cooperation.editions.of_edition import OfEditionMixin
from cooperation.editions.queries import editions_of, is_secretariat
from core.accounts.models import User


def signed_in(request: HttpRequest) -> User:
    """Who sent ``request``; the admin lets in nobody who is not signed in."""
    return cast("User", request.user)


class DecisionView(DecidingMixin, OfEditionMixin, WagtailAdminTemplateMixin, FormView):
    """One decision: its page explains, its form asks what is needed, its action decides."""

    needs = Level.CHANGE
    edition_key = "pk"

    template_name = "editions/admin/decision.html"
    form_class: type[forms.Form] = forms.Form
    header_icon = "calendar-alt"
    explanation: Any = ""
    button: Any = ""
    success: Any = ""
    is_serious = False
    warning: Any = ""
    """What should be known before deciding, though it does not stand in the way."""

    @property
    def objections(self) -> list[str]:
        """Why it cannot be decided now, as far as that is known before somebody tries."""
        return []

    def done(self) -> HttpResponse:
        messages.success(self.request, self.success % {"edition": self.edition})
        return redirect(reverse("wagtailadmin_home"))

    def get_page_subtitle(self) -> str:
        return str(self.edition)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("editions:index"), "label": _("Editions")},
            {"url": reverse("editions:edit", args=[self.edition.pk]), "label": str(self.edition)},
            {"url": "", "label": self.page_title},
        ]


class AnnounceView(DecisionView):
    page_title = _("Announce")
    explanation = _(
        "Everybody will see that this edition takes place: on the home page, in the archive and in feeds."
    )
    button = _("Announce it")
    success = _("“%(edition)s” is announced.")

    @property
    def warning(self) -> Any:
        """Why people who hear of the edition would find no page of it; empty when they would."""
        page = getattr(self.edition, "page", None)
        if page is None:
            return _("It has no start page yet: make its pages, then publish the start page.")
        if not page.live:
            return _("Its start page is still a draft: its address leads nowhere until it is published.")
        return ""

    def decide(self, form: Any) -> None:
        actions.announce(self.edition, by=signed_in(self.request))

    def form_valid(self, form: Any) -> HttpResponse:
        answer = super().form_valid(form)
        if answer.status_code == HTTPStatus.FOUND and self.warning:
            messages.warning(self.request, self.warning)
        return answer


class CancelView(DecisionView):
    form_class = CancelForm
    page_title = _("Cancel")
    explanation = _(
        "The edition stays visible and is marked as cancelled. Only the secretariat can take this back."
    )
    button = _("Cancel this edition")
    success = _("“%(edition)s” is cancelled.")
    is_serious = True

    def decide(self, form: Any) -> None:
        actions.cancel(self.edition, form.cleaned_data["reason"], by=signed_in(self.request))


class SecretariatDecisionView(DecisionView):
    """A decision that the edition's organisers do not take themselves."""

    is_serious = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        _edition = self.edition
        if not is_secretariat(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class ReinstateView(SecretariatDecisionView):
    form_class = ReinstateForm
    page_title = _("Take back the cancellation")
    explanation = _(
        "The edition takes place after all: everybody sees it as before, and the entries in calendars that "
        "were cancelled come back."
    )
    button = _("It takes place after all")
    success = _("“%(edition)s” takes place after all.")

    def decide(self, form: Any) -> None:
        actions.reinstate(self.edition, form.cleaned_data["reason"], by=signed_in(self.request))


class ArchiveView(DecisionView):
    """Closes the edition; what changed since it lay in the archive before needs an erratum."""

    template_name = "editions/admin/archive.html"
    page_title = _("Archive")
    explanation = _(
        "The record and its pages are closed: nobody changes them any more. They stay visible for everybody."
    )
    button = _("Put it into the archive")
    success = _("“%(edition)s” lies in the archive.")

    @cached_property
    def differences(self) -> list[str]:
        """What changed since it lay in the archive before, in words."""
        return [str(words) for words in archiving.differences(self.edition)]

    @cached_property
    def objections(self) -> list[str]:
        """Why it cannot be archived now, told before anybody presses."""
        now = timezone.now()
        reasons = rules.reasons_against_archiving(self.edition, now) or archiving.obstacles(self.edition, now)
        return [str(words) for words in reasons]

    @property
    def warning(self) -> Any:
        """What is still there of people, or missing."""
        return " ".join(str(words) for words in archiving.cautions(self.edition, timezone.now()))

    def get_form_class(self) -> type[forms.Form]:
        return CorrectionForm if self.differences else forms.Form

    def form_invalid(self, form: Any) -> HttpResponse:
        status = HTTPStatus.CONFLICT if form.non_field_errors() else HTTPStatus.BAD_REQUEST
        return self.render_to_response(self.get_context_data(form=form), status=status)

    def decide(self, form: Any) -> None:
        correction = form.correction() if self.differences else None
        actions.archive(self.edition, by=signed_in(self.request), correction=correction)


class UnarchiveView(SecretariatDecisionView):
    """For an erratum: the secretariat opens what was closed, and the history tells."""

    page_title = _("Take out of the archive")
    explanation = _(
        "The record and its pages can be changed again. Do this to correct a mistake, then archive it again: "
        "you are shown what changed, and write an erratum that everybody reads. The history shows who did it."
    )
    button = _("Take it out of the archive")
    success = _("“%(edition)s” can be changed again.")

    def decide(self, form: Any) -> None:
        actions.unarchive(self.edition, by=signed_in(self.request))


class HostView(DecisionView):
    form_class = HostForm
    page_title = _("Record the host")
    explanation = _(
        "Write down what the network decided. The candidates come from the rota; another member can be "
        "chosen when you say why."
    )
    button = _("Record the host")
    success = _("The host of “%(edition)s” is recorded.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"edition": self.edition}

    def get_initial(self) -> dict[str, Any]:
        edition = self.edition
        return {
            "status": edition.host_status,
            "host": edition.host_id,
            "other_host": edition.other_host,
            "decided_by": edition.host_decided_by,
            "decided_on": edition.host_decided_on,
            "reason": edition.host_reason,
        }

    def decide(self, form: Any) -> None:
        actions.record_host(self.edition, form.decision(), by=signed_in(self.request))


class AccentView(View):
    """Tells the form what pages make of a colour, for those who may pick one."""

    def get(self, request: HttpRequest) -> HttpResponse:
        own = editions_of(request.user, Area.EDITION, Level.CHANGE)
        if not own.exists() and not is_secretariat(request.user):
            raise PermissionDenied
        picked = request.GET.get("colour", "")
        try:
            return JsonResponse(accent_as_json(picked))
        except ValueError:
            return JsonResponse({"words": accent_in_words(picked)}, status=400)
