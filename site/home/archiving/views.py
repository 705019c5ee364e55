"""The archive of one edition: what it holds, whether it is unchanged, its copy, its errata, its erasures."""

from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cooperation.editions import errata
from cooperation.editions.decision_forms import CorrectionForm
from cooperation.editions.duties import Area, Level
from cooperation.editions.of_edition import OfEditionMixin
from cooperation.editions.rules import Refused
from cooperation.editions.views import signed_in
from home.archiving import actions, queries
from home.archiving.enums import CopyState
from home.archiving.models import Seal, StaticCopy
from workshops.registration.models import Erasure
from workshops.registration.privacy_words import REASONS

MOST_REPORTS = 50


class ArchiveMixin(OfEditionMixin):
    """Something about the archive of the edition in the address."""

    area = Area.EDITION


class ArchivePageMixin(ArchiveMixin, WagtailAdminTemplateMixin):
    """A page about it."""

    header_icon = "lock"
    page_title = gettext_lazy("Archive")

    def get_page_subtitle(self) -> str:
        return str(self.edition)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("editions:index"), "label": _("Editions")},
            {"url": reverse("editions:edit", args=[self.edition.pk]), "label": str(self.edition)},
            {"url": reverse("archiving:page", args=[self.edition.pk]), "label": _("Archive")},
        ]


class ArchiveView(ArchivePageMixin, TemplateView):
    """Everything about it; sent (POST), it compares what is there now with the newest seal."""

    template_name = "archiving/admin/page.html"

    @cached_property
    def seal(self) -> Seal | None:
        """The seal that counts."""
        return queries.newest_seal(self.edition)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            _items, found = actions.verify(self.edition, by=signed_in(request))
        except Seal.DoesNotExist:
            messages.error(request, _("It was not sealed yet. The worker seals what lies in the archive."))
            return self.render_to_response(self.get_context_data(), status=HTTPStatus.CONFLICT)
        return self.render_to_response(self.get_context_data(is_compared=True, differences=found))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        reports = Erasure.objects.filter(edition=self.edition)[:MOST_REPORTS]
        return super().get_context_data(
            seal=self.seal,
            seals=self.edition.seals.all()[:MOST_REPORTS],
            items=self.seal.items if self.seal else [],
            copy=queries.copy_of(self.edition),
            copy_states=CopyState,
            errata=self.edition.errata.all(),
            reports=[(report, REASONS.get(report.reason, report.reason)) for report in reports],
            sees_privacy=self.reaches(Area.PRIVACY),
            **kwargs,
        )


class AskForCopyView(ArchiveMixin, View):
    """Lets the worker make the copy."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            actions.ask_for_copy(self.edition, by=signed_in(request))
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The copy is being made. This page tells how far it is."))
        return redirect("archiving:page", self.edition.pk)


class CopyProgressView(ArchiveMixin, View):
    """How far the copy is, for the script that shows it."""

    http_method_names = ("get", "head")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        copy = queries.copy_of(self.edition)
        if copy is None:
            raise Http404
        is_over = copy.state in (CopyState.DONE, CopyState.FAILED)
        told = {"words": in_words(copy), "done": copy.done, "total": copy.total, "is_over": is_over}
        return JsonResponse(told)


def in_words(copy: StaticCopy) -> str:
    """How far ``copy`` is, in a sentence."""
    if copy.state == CopyState.AT_WORK and copy.total:
        return _("%(done)d of %(total)d files are made.") % {"done": copy.done, "total": copy.total}
    return str(copy.get_state_display())


class DownloadCopyView(ArchiveMixin, View):
    """The copy, for the secretariat and the host lead."""

    needs = Level.CHANGE
    http_method_names = ("get", "head")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        copy = queries.copy_of(self.edition)
        if copy is None or not copy.file:
            raise Http404
        try:
            content = copy.file.open("rb")
        except FileNotFoundError as error:
            raise Http404 from error
        name = f"{slugify(self.edition.title) or 'edition'}-copy.zip"
        response = FileResponse(content, as_attachment=True, filename=name, content_type="application/zip")
        response["Cache-Control"] = "private, no-store"
        response["X-Content-Type-Options"] = "nosniff"
        return response


class ErratumView(ArchivePageMixin, FormView):
    """The secretariat says what was wrong in an archived edition."""

    needs = Level.CHANGE
    template_name = "archiving/admin/erratum.html"
    form_class = CorrectionForm
    page_title = gettext_lazy("Publish an erratum")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        _edition = self.edition
        if not self.keeps_the_network:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            errata.publish(self.edition, form.correction(), by=signed_in(self.request))
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return self.render_to_response(self.get_context_data(form=form), status=HTTPStatus.CONFLICT)
        messages.success(self.request, _("The erratum stands on the edition's page and in the archive."))
        return redirect("archiving:page", self.edition.pk)

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=HTTPStatus.BAD_REQUEST)
