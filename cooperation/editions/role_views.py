"""Who works on an edition and who attends it: the page where roles are given and withdrawn."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from cooperation.editions import teams
from cooperation.editions.duties import Area, Level, what_it_opens
from cooperation.editions.enums import TEAM, Role
from cooperation.editions.models import EditionRole
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
    role = forms.ChoiceField(label=gettext_lazy("Role"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, roles: Collection[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["role"]
        field.choices = [(role.value, f"{role.label}: {what_it_opens(role)}") for role in roles]


class RolesView(DecisionView):
    """The team sees who has which role; the host lead and the secretariat give and withdraw roles."""

    template_name = "editions/admin/roles.html"
    form_class = RoleForm
    area = Area.TEAM
    needs = Level.SEE
    page_title = gettext_lazy("Team")
    header_icon = "group"
    explanation = gettext_lazy(
        "The team works on this edition and sees no other; attendees do not enter the admin. The host lead "
        "gives and withdraws roles; who leads is named by the secretariat."
    )

    @property
    def roles_to_give(self) -> list[Role]:
        """The roles that the signed-in user gives and withdraws."""
        if not self.may_change:
            return []
        return [role for role in Role if self.keeps_the_network or role != Role.HOST_LEAD]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        roles = list(self.edition.roles.select_related("user").order_by("user__last_name", "user__email"))
        to_give = self.roles_to_give
        shown = Role if self.reaches(Area.REGISTRATIONS) else TEAM
        by_role = [
            (role, what_it_opens(role), role in to_give, [row for row in roles if row.role == role])
            for role in shown
        ]
        return super().get_context_data(by_role=by_role, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"roles": self.roles_to_give}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if key := request.POST.get("withdraw"):
            return self._withdraw(key)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        role = Role(form.cleaned_data["role"])
        try:
            given = teams.invite(self.edition, form.cleaned_data["email"], role, signed_in(self.request))
        except Refused as refusal:
            form.add_error("email", str(refusal))
            return self.form_invalid(form)
        messages.success(
            self.request,
            _("%(email)s is told by e-mail: %(role)s.")
            % {"email": given.user.email, "role": given.get_role_display()},
        )
        return redirect(self.request.path)

    def _withdraw(self, key: str) -> HttpResponse:
        roles = EditionRole.objects.filter(edition=self.edition).select_related("user")
        role = get_object_or_404(roles, pk=as_key(key))
        if role.role not in self.roles_to_give:
            raise PermissionDenied
        teams.withdraw_role(self.edition, role.user, Role(role.role), signed_in(self.request))
        messages.success(
            self.request,
            _("%(email)s has this role no more: %(role)s.")
            % {"email": role.user.email, "role": role.get_role_display()},
        )
        return redirect(self.request.path)
