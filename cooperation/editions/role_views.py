"""Who organises and who attends an edition: the page where roles are given and withdrawn."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from cooperation.editions import actions
from cooperation.editions.enums import Role
from cooperation.editions.models import EditionRole
from cooperation.editions.queries import is_secretariat
from cooperation.editions.rules import Refused
from cooperation.editions.views import DecisionView, signed_in
from core.publishing.keys import as_key


class RoleForm(forms.Form):
    """Whom to give which role."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        max_length=254,
        help_text=gettext_lazy("Who has no account yet gets one. The person is told by e-mail."),
    )
    role = forms.ChoiceField(
        label=gettext_lazy("Role"), choices=Role.choices, initial=Role.ORGANISER, widget=forms.RadioSelect
    )


class RolesView(DecisionView):
    """Organisers see who has which role in their edition; the secretariat gives and withdraws roles."""

    template_name = "editions/admin/roles.html"
    form_class = RoleForm
    page_title = gettext_lazy("People")
    header_icon = "group"
    explanation = gettext_lazy(
        "Organisers edit everything of this edition and of no other. Attendees see what is meant for "
        "attendees. The secretariat gives and withdraws these roles."
    )

    @cached_property
    def may_change(self) -> bool:
        """Whether the signed-in user gives and withdraws roles."""
        return is_secretariat(self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        roles = list(self.edition.roles.select_related("user").order_by("user__last_name", "user__email"))
        by_role = [(role.label, [row for row in roles if row.role == role]) for role in Role]
        return super().get_context_data(by_role=by_role, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.may_change:
            raise PermissionDenied
        if key := request.POST.get("withdraw"):
            return self._withdraw(key)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        role = Role(form.cleaned_data["role"])
        try:
            given = actions.invite(self.edition, form.cleaned_data["email"], role, signed_in(self.request))
        except Refused as refusal:
            form.add_error("email", str(refusal))
            return self.form_invalid(form)
        messages.success(
            self.request,
            _("%(email)s is told by e-mail: %(role)s.")
            % {"email": given.user.email, "role": given.get_role_display()},
        )
        return redirect(self.request.path)

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=400)

    def _withdraw(self, key: str) -> HttpResponse:
        roles = EditionRole.objects.filter(edition=self.edition).select_related("user")
        role = get_object_or_404(roles, pk=as_key(key))
        actions.withdraw_role(self.edition, role.user, Role(role.role), signed_in(self.request))
        messages.success(
            self.request,
            _("%(email)s has this role no more: %(role)s.")
            % {"email": role.user.email, "role": role.get_role_display()},
        )
        return redirect(self.request.path)
