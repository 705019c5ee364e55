"""The list of an edition's registrations: narrowed, ordered, with the columns that somebody chose."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin import messages

from cooperation.editions.views import signed_in
from workshops.programme.wording import to_choose
from workshops.registration.actions.people.views import delete_view, save_view
from workshops.registration.forms.people.filters import PeopleForm, SaveViewForm
from workshops.registration.models import Question, Registration, SavedView
from workshops.registration.people.columns import Column, chosen, columns_of
from workshops.registration.people.facets import facets
from workshops.registration.people.queries import (
    members_known,
    numbers_of,
    people_of,
    questions_of,
    sessions_of,
    views_for,
    with_shown,
)
from workshops.registration.people.wanted import Wanted, wanted_from
from workshops.registration.views.delegation_desk import WithDeskMixin

ON_A_PAGE = 50


class PeopleMixin(WithDeskMixin):
    """A page about the registrations of an edition."""

    header_icon = "group"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        address = reverse("registration:people", args=[self.edition.pk])
        return [*super().get_breadcrumbs_items(), {"url": address, "label": _("Registrations")}]

    @cached_property
    def questions(self) -> list[Question]:
        """What the host asks beside the usual."""
        return questions_of(self.edition)

    @cached_property
    def columns(self) -> list[Column]:
        """Every column that there is."""
        return columns_of(self.questions, self.edition.zone)

    @property
    def may_do(self) -> bool:
        """Whether the signed-in user can do something to registrations now."""
        return self.may_change and not self.closed_because


class ListView(PeopleMixin, TemplateView):
    """Everybody, fifty on a page."""

    template_name = "registration/admin/people/list.html"
    page_title = gettext_lazy("Registrations")

    @cached_property
    def wanted(self) -> Wanted:
        """What the address asks for."""
        return wanted_from(self.request.GET)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return super().get_breadcrumbs_items()[:-1]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = people_of(self.edition, self.wanted, self.questions)
        numbers = numbers_of(found)
        shown = chosen(self.columns, self.wanted.columns)
        page = self._page(with_shown(found, [one.key for one in shown]), numbers["all"])
        self.tell_seen("registrations", len(page.object_list))
        views = list(views_for(self.edition, self.request.user))
        return super().get_context_data(
            form=self._form(),
            wanted=self.wanted,
            numbers=numbers,
            page=page,
            columns=shown,
            rows=[(one, [column.of(one) for column in shown]) for one in page.object_list],
            views=views,
            save_form=kwargs.pop("save_form", None)
            or SaveViewForm(initial={"query": self.wanted.query}, label_suffix=""),
            **kwargs,
        )

    def _page(self, found: Any, count: int) -> Page[Registration]:
        """The page that is asked for; the count is known, so it is not taken again."""
        paginator: Paginator[Registration] = Paginator(found, ON_A_PAGE)
        paginator.__dict__["count"] = count
        page: Page[Registration] = paginator.get_page(self.request.GET.get("page"))
        page.object_list = list(page.object_list)
        return page

    def _form(self) -> PeopleForm:
        return PeopleForm(
            self.wanted,
            members=members_known(),
            sessions=to_choose(sessions_of(self.edition), self.edition.zone),
            columns=self.columns,
            facets=facets(),
        )


class SaveViewView(ListView):
    """Keeps the way in which somebody looks at the list."""

    http_method_names = ("post", "options")

    @cached_property
    def wanted(self) -> Wanted:
        from_query = self.request.POST.get("query", "")[:4000]
        return wanted_from(QueryDict(from_query))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = SaveViewForm(request.POST, label_suffix="")
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(save_form=form), status=400)
        name, is_shared = form.cleaned_data["name"], form.cleaned_data["is_shared"]
        view = save_view(self.edition, signed_in(request), name, self.wanted, is_shared=is_shared)
        messages.success(request, _("“%(name)s” is saved.") % {"name": view.name})
        return redirect(f"{reverse('registration:people', args=[self.edition.pk])}?{view.query}")


class DeleteViewView(PeopleMixin, View):
    """Forgets one of one's own views."""

    http_method_names = ("post", "options")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        views = SavedView.objects.filter(edition=self.edition, owner=signed_in(request))
        view = get_object_or_404(views, pk=self.kwargs["pk"])
        delete_view(view)
        messages.success(request, _("“%(name)s” is forgotten.") % {"name": view.name})
        return redirect("registration:people", self.edition.pk)
