"""Delegations in the admin: their places, who names their people, and how far they are."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages

from cooperation.editions.views import signed_in
from workshops.registration.actions import delegations
from workshops.registration.delegation_queries import (
    Counted,
    count_delegation,
    counted_delegations,
)
from workshops.registration.forms.delegation_forms import DelegationForm, NewDelegationForm
from workshops.registration.models import Delegation, RegistrationDesk
from workshops.registration.refusals import Refused
from workshops.registration.views.desk import EditionMixin


class WithDeskMixin(EditionMixin):
    """A page that needs somebody to have said how people register."""

    @cached_property
    def desk(self) -> RegistrationDesk | None:
        """How people register; ``None`` before anybody has said it."""
        return getattr(self.edition, "desk", None)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.desk is None:
            messages.warning(request, _("First say how people register for this edition."))
            return redirect("registration:desk", self.edition.pk)
        return super().dispatch(request, *args, **kwargs)


class ListView(WithDeskMixin, TemplateView):
    """All delegations of an edition in numbers."""

    template_name = "registration/admin/delegations.html"
    page_title = gettext_lazy("Delegations")

    @cached_property
    def rows(self) -> list[Counted]:
        """Each delegation in numbers."""
        return counted_delegations(self.desk) if self.desk else []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", NewDelegationForm(edition_id=self.edition.pk))
        self.tell_seen("delegations", sum(len(row.delegation.heads.all()) for row in self.rows))
        totals = {
            name: sum(getattr(row, name) for row in self.rows)
            for name in ("invited", "registered", "waiting")
        }
        return super().get_context_data(rows=self.rows, totals=totals, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = NewDelegationForm(request.POST, edition_id=self.edition.pk)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=400)
        try:
            made = delegations.add(self.edition.pk, form.cleaned_data["member"], by=signed_in(request))
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return self.render_to_response(self.get_context_data(form=form), status=409)
        return redirect("registration:delegation", self.edition.pk, made.pk)


class EditView(WithDeskMixin, TemplateView):
    """The places of one delegation, and its heads."""

    template_name = "registration/admin/delegation.html"
    page_title = gettext_lazy("Delegation")

    @cached_property
    def delegation(self) -> Delegation:
        """The delegation in the address, if it belongs to the edition in the address."""
        rows = Delegation.objects.filter(edition=self.edition).select_related("member")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def form(self, *data: Any) -> DelegationForm:
        """The form, filled with ``data`` if something was sent."""
        heads = [] if data else self.delegation.heads.order_by("pk").values_list("email", flat=True)
        return DelegationForm(
            *data,
            usual_places=self.desk.places_per_member if self.desk else None,
            initial={"places": self.delegation.places, "heads": "\n".join(heads)},
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", self.form())
        self.tell_seen("delegations", self.delegation.heads.count())
        counted = count_delegation(self.desk, self.delegation) if self.desk else None
        return super().get_context_data(counted=counted, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.form(request.POST)
        _delegation = self.delegation
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=400)
        places, heads = form.cleaned_data["places"], form.cleaned_data["heads"]
        try:
            added = delegations.change(self.delegation, places, heads, by=signed_in(request))
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
            return self.render_to_response(self.get_context_data(form=form), status=409)
        self._tell(request, added)
        return redirect("registration:delegations", self.edition.pk)

    def _tell(self, request: HttpRequest, added: list[str]) -> None:
        messages.success(
            request, _("The delegation of %(member)s is saved.") % {"member": self.delegation.member}
        )
        if added:
            told = ngettext(
                "%(addresses)s is told by mail how to name colleagues.",
                "%(addresses)s are told by mail how to name colleagues.",
                len(added),
            )
            messages.success(request, told % {"addresses": ", ".join(added)})

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        address = reverse("registration:delegations", args=[self.edition.pk])
        return [*super().get_breadcrumbs_items(), {"url": address, "label": _("Delegations")}]
