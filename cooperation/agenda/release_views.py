"""What is done with releases: looked at before they are made, compared, and gone back to."""

from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages

from cooperation.agenda import actions
from cooperation.agenda.affected import with_affected
from cooperation.agenda.changes import changes_between
from cooperation.agenda.desk import Desk
from cooperation.agenda.desk_forms import ReleaseForm
from cooperation.agenda.models import Release
from cooperation.agenda.programme import Programme
from cooperation.agenda.queries import draft_programme, programme_of, releases
from cooperation.agenda.release_forms import DRAFT, CompareForm
from cooperation.agenda.returning import Return, digest, plan_return
from cooperation.agenda.views import DeskMixin
from cooperation.editions.duties import Area, Level
from cooperation.editions.views import signed_in


class ReleaseView(DeskMixin, TemplateView):
    """What a release would tell and whom it concerns, looked at before it is made."""

    template_name = "agenda/admin/release.html"
    page_title = gettext_lazy("Release the agenda")

    @cached_property
    def desk(self) -> Desk:
        """The draft and what readers see."""
        return Desk(self.edition)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        desk = self.desk
        note = self.request.GET.get("note", "")
        kwargs.setdefault("form", ReleaseForm(initial={"note": note}))
        return super().get_context_data(
            desk=desk,
            changes=with_affected(self.edition, desk.differences),
            shows_numbers=self.reaches(Area.NUMBERS),
            seen=digest(desk.draft, desk.released and desk.released.number),
            may_release=self.may_change and not self.closed_because and desk.differences,
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = ReleaseForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=400)
        note, seen = form.cleaned_data["note"], request.POST.get("seen", "")
        try:
            made = actions.release(self.edition, note, by=signed_in(request), seen=seen)
        except actions.Refused as refusal:
            form.add_error(None, str(refusal))
            return self.render_to_response(self.get_context_data(form=form), status=409)
        messages.success(
            request,
            # Whether the agenda's page is public is not for a release to say.
            _("Release %(number)s is made: the agenda’s page shows it now to all who can open that page.")
            % {"number": made.number},
        )
        return redirect(f"{reverse('agenda:desk', args=[self.edition.pk])}#desk-release")


class CompareView(DeskMixin, TemplateView):
    """Any two releases side by side, or one and the draft: what came, moved and fell out between them."""

    template_name = "agenda/admin/compare.html"
    page_title = gettext_lazy("Compare releases")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = {release.number: release for release in releases(self.edition)}
        form = CompareForm(self.request.GET or None, numbers=list(found))
        if form.is_valid():
            kwargs["groups"] = self._groups(form.cleaned_data["old"], form.cleaned_data["new"])
        may_go_back = self.may_change and not self.closed_because
        return super().get_context_data(form=form, releases=found, may_go_back=may_go_back, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        context = self.get_context_data(**kwargs)
        return self.render_to_response(context, status=400 if context["form"].errors else 200)

    def _groups(self, old: str, new: str) -> list[tuple[str, list[str]]]:
        """The changes in words below what kind they are."""
        changes = changes_between(self._programme(old), self._programme(new))
        told = sorted(changes, key=lambda change: change.kind_label)
        return [
            (label, [change.sentence(self.edition.zone) for change in group])
            for label, group in groupby(told, key=lambda change: change.kind_label)
        ]

    def _programme(self, chosen: str) -> Programme:
        if chosen == DRAFT:
            return draft_programme(self.edition)
        return programme_of(Release.objects.get(edition=self.edition, number=chosen))


class GoBackView(DeskMixin, TemplateView):
    """What going back to an old release would do to the draft, and the button that does it."""

    needs = Level.CHANGE
    template_name = "agenda/admin/go_back.html"
    page_title = gettext_lazy("Go back to a release")

    @cached_property
    def release(self) -> Release:
        """The release in the address."""
        return get_object_or_404(Release, edition=self.edition, number=self.kwargs["number"])

    @property
    def plan(self) -> Return:
        """What going back would do, as the draft is now."""
        return plan_return(self.edition, self.release)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        plan = self.plan
        changes = with_affected(self.edition, plan.changes)
        kwargs.setdefault("refusal", plan.blocked)
        return super().get_context_data(
            plan=plan,
            changes=changes,
            release=self.release,
            shows_numbers=self.reaches(Area.NUMBERS),
            may_go_back=changes and not plan.blocked and not self.closed_because,
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        seen = request.POST.get("seen", "")
        try:
            done = actions.go_back(self.edition, self.release, seen, by=signed_in(request))
        except actions.Refused as refusal:
            return self.render_to_response(self.get_context_data(refusal=str(refusal)), status=409)
        count = len(done.changes)
        told = ngettext(
            "%(count)d slot is as in release %(number)d again. Readers see it once you release.",
            "%(count)d slots are as in release %(number)d again. Readers see it once you release.",
            count,
        )
        messages.success(request, told % {"count": count, "number": self.release.number})
        return redirect("agenda:desk", self.edition.pk)
