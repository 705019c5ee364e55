"""Invitations in the admin: invite, remind and withdraw. Nothing leaves before its number was confirmed."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView, View
from wagtail.admin import messages

from cooperation.editions.views import signed_in
from workshops.registration.actions import inviting
from workshops.registration.delegation_queries import PAUSE_BETWEEN_MAILS, invitations_of, to_remind
from workshops.registration.enums import InvitationState, Participation
from workshops.registration.forms.invitation_forms import FilterForm, InviteForm
from workshops.registration.host_refusals import LinesRefused, OtherNumber
from workshops.registration.models import Invitation
from workshops.registration.refusals import Refused
from workshops.registration.views.delegation_desk import WithDeskMixin

ON_A_PAGE = 50


class InvitationsMixin(WithDeskMixin):
    """What the pages about invitations have in common."""

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        address = reverse("registration:invitations", args=[self.edition.pk])
        return [*super().get_breadcrumbs_items(), {"url": address, "label": _("Invitations")}]


class ListView(WithDeskMixin, TemplateView):
    """All invitations of an edition, those of heads of delegation too."""

    template_name = "registration/admin/invitations.html"
    page_title = gettext_lazy("Invitations")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = FilterForm(self.request.GET)
        wanted = form.cleaned_data if form.is_valid() else {}
        found = invitations_of(
            self.edition, wanted.get("state", ""), wanted.get("role", ""), wanted.get("q", "").strip()
        )
        query = self.request.GET.copy()
        query.pop("page", None)
        page = Paginator(found, ON_A_PAGE).get_page(self.request.GET.get("page"))
        self.tell_seen("invitations", len(page))
        return super().get_context_data(
            form=form,
            invitations=page,
            query=query.urlencode(),
            is_narrowed=any(wanted.values()),
            to_remind=to_remind(self.edition.pk, timezone.now()).count(),
            sent=InvitationState.SENT,
            withdrawable=(InvitationState.SENT, InvitationState.DECLINED),
            **kwargs,
        )


class InviteView(InvitationsMixin, TemplateView):
    """Invites the people of a pasted list, after their number and one mail were looked at."""

    template_name = "registration/admin/invitations_new.html"
    page_title = gettext_lazy("Invite people")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", InviteForm())
        return super().get_context_data(**kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = InviteForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=400)
        confirmed = request.POST.get("confirmed") == str(len(form.people))
        if not confirmed or "change" in request.POST:
            return self.render_to_response(
                self.get_context_data(form=form, people=self._people(request, form))
            )
        try:
            made = inviting.invite_many(self.edition.pk, self._invitees(form), by=signed_in(request))
        except LinesRefused as refusal:
            form.add_error("lines", refusal.told)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return self._done(request, len(made))
        return self.render_to_response(self.get_context_data(form=form), status=409)

    def _people(self, request: HttpRequest, form: InviteForm) -> list[tuple[str, str, str]]:
        """Name, address and role of each person, to be confirmed; nobody while the list is being changed."""
        if "change" in request.POST:
            return []
        return [(one.name, one.email, str(Participation(one.role).label)) for one in form.people]

    def _invitees(self, form: InviteForm) -> list[inviting.Invitee]:
        return [inviting.Invitee(one.email, one.name, one.role, one.number) for one in form.people]

    def _done(self, request: HttpRequest, count: int) -> HttpResponse:
        told = ngettext("%(count)d person is invited.", "%(count)d people are invited.", count)
        messages.success(request, told % {"count": count})
        return redirect("registration:invitations", self.edition.pk)


class RemindAllView(InvitationsMixin, TemplateView):
    """Says how many would be reminded, and reminds them once that number is confirmed."""

    template_name = "registration/admin/invitations_remind.html"
    page_title = gettext_lazy("Remind everybody")

    @cached_property
    def waiting(self) -> list[Invitation]:
        """Whom it would reach."""
        return list(to_remind(self.edition.pk, timezone.now()).order_by("name", "email"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        minutes = int(PAUSE_BETWEEN_MAILS.total_seconds() // 60)
        self.tell_seen("invitations", len(self.waiting))
        return super().get_context_data(waiting=self.waiting, minutes=minutes, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        number = request.POST.get("number", "")
        try:
            if not number.isascii() or not number.isdigit():
                raise OtherNumber(len(self.waiting))
            count = inviting.remind_all(self.edition.pk, int(number[:9]), by=signed_in(request))
        except Refused as refusal:
            context = self.get_context_data(refusal=str(refusal))
            return self.render_to_response(context, status=409)
        told = ngettext("%(count)d person is reminded.", "%(count)d people are reminded.", count)
        messages.success(request, told % {"count": count})
        return redirect("registration:invitations", self.edition.pk)


class OneView(InvitationsMixin, View):
    """Something done to one invitation by a button of the list."""

    http_method_names = ("post", "options")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        rows = Invitation.objects.filter(edition=self.edition)
        invitation = get_object_or_404(rows, pk=self.kwargs["pk"])
        try:
            messages.success(request, self.do(invitation))
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect("registration:invitations", self.edition.pk)

    def do(self, invitation: Invitation) -> str:
        """Do it, and say so.

        Raises:
            Refused: it cannot be done.
        """
        raise NotImplementedError


class RemindView(OneView):
    """Reminds one person."""

    def do(self, invitation: Invitation) -> str:
        inviting.remind(invitation, by=signed_in(self.request))
        return _("%(email)s is reminded.") % {"email": invitation.email}


class WithdrawView(OneView):
    """Takes one invitation back."""

    def do(self, invitation: Invitation) -> str:
        inviting.withdraw(invitation, by=signed_in(self.request))
        return _("The invitation of %(email)s is withdrawn.") % {"email": invitation.email}
