"""Slides and outcomes in the admin: who is asked for them, and what becomes of what came."""

from datetime import datetime, time, timedelta
from http import HTTPStatus
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin import messages

from cooperation.editions.duties import Level
from cooperation.editions.views import signed_in
from core.serving.caching import mark_private
from workshops.afterwards.actions import uploads as actions
from workshops.afterwards.enums import SubmissionState
from workshops.afterwards.forms.uploads import LinkForm, PublishForm, SendBackForm
from workshops.afterwards.models import Submission, UploadLink
from workshops.afterwards.queries.uploads import links_of, submissions_of, workshop_pages
from workshops.afterwards.refusals import DecidedBefore
from workshops.afterwards.serving import as_download
from workshops.afterwards.views.desk import AfterwardsMixin
from workshops.registration.actions.seeing import note_seen
from workshops.registration.refusals import Refused

ON_A_PAGE = 50


class MaterialMixin(AfterwardsMixin):
    """A page about what facilitators hand in."""

    page_title = gettext_lazy("Slides and outcomes")

    @property
    def today(self) -> Any:
        """The day at the venue."""
        return timezone.now().astimezone(self.edition.zone).date()


class MaterialView(MaterialMixin, TemplateView):
    """What waits for review, what was decided, and who was asked."""

    template_name = "afterwards/admin/material.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if self.may_change:
            pages = workshop_pages(self.edition)
            kwargs.setdefault("form", LinkForm(pages=pages, today=self.today))
        links = list(links_of(self.edition))
        note_seen(self.edition, signed_in(self.request), "facilitators", len(links))
        now = timezone.now()
        return super().get_context_data(
            links=[(link, actions.is_open(link, now)) for link in links],
            submissions=Paginator(submissions_of(self.edition), ON_A_PAGE).get_page(
                self.request.GET.get("p")
            ),
            waiting=SubmissionState.WAITING,
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = LinkForm(request.POST, pages=workshop_pages(self.edition), today=self.today)
        status = HTTPStatus.BAD_REQUEST
        if form.is_valid():
            cleaned = form.cleaned_data
            after = cleaned["good_until"] + timedelta(days=1)
            until = datetime.combine(after, time(0), self.edition.zone)
            try:
                actions.make_link(
                    self.edition, cleaned["page"], cleaned["email"], until, by=signed_in(request)
                )
            except Refused as refusal:
                form.add_error(None, str(refusal))
                status = HTTPStatus.CONFLICT
            else:
                messages.success(request, _("The link is on its way to %(email)s.") % cleaned)
                return redirect("afterwards:material", self.edition.pk)
        return self.render_to_response(self.get_context_data(form=form), status=status)


class RevokeView(MaterialMixin, View):
    """Shuts a link."""

    http_method_names = ["post"]
    needs = Level.CHANGE

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        links = UploadLink.objects.select_related("edition")
        link = get_object_or_404(links, edition=self.edition, pk=self.kwargs["pk"])
        actions.revoke(link, by=signed_in(request))
        messages.success(request, _("The link opens nothing any more. What came by it stays."))
        return redirect("afterwards:material", self.edition.pk)


class OneSubmissionMixin(MaterialMixin):
    """A page about one submission of the edition."""

    @cached_property
    def submission(self) -> Submission:
        """The submission in the address, if it is one of the edition's."""
        return get_object_or_404(submissions_of(self.edition), pk=self.kwargs["pk"])

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        address = reverse("afterwards:material", args=[self.edition.pk])
        items = super().get_breadcrumbs_items()
        return [*items[:-1], {"url": address, "label": _("Slides and outcomes")}]


class ReviewView(OneSubmissionMixin, TemplateView):
    """What was handed in, to be published or sent back."""

    template_name = "afterwards/admin/review.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        one = self.submission
        if one.state == SubmissionState.WAITING and self.may_change:
            texts = {name: getattr(one, name) for name in ("outcomes", "decisions", "actions")}
            kwargs.setdefault("publish", PublishForm(initial=texts, has_file=one.document is not None))
            kwargs.setdefault("back", SendBackForm(label_suffix="", use_required_attribute=False))
        return super().get_context_data(submission=one, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = self._send_back if "send_back" in request.POST else self._publish
        try:
            return answer(request)
        except Refused as refusal:
            self.__dict__.pop("submission", None)
            context = self.get_context_data(refusal=str(refusal))
            return self.render_to_response(context, status=HTTPStatus.CONFLICT)

    def _publish(self, request: HttpRequest) -> HttpResponse:
        if self.submission.state != SubmissionState.WAITING:
            raise DecidedBefore
        form = PublishForm(request.POST, has_file=self.submission.document is not None)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(publish=form), status=HTTPStatus.BAD_REQUEST)
        if actions.publish(self.submission, form.handed, form.chosen_audience, by=signed_in(request)):
            messages.success(request, _("Published on the workshop’s page."))
        else:
            messages.warning(
                request,
                _("It stands in the draft of the workshop’s page: look at the draft and publish the page."),
            )
        return redirect("afterwards:material", self.edition.pk)

    def _send_back(self, request: HttpRequest) -> HttpResponse:
        form = SendBackForm(request.POST, label_suffix="", use_required_attribute=False)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(back=form), status=HTTPStatus.BAD_REQUEST)
        if actions.send_back(self.submission, form.cleaned_data["word"], by=signed_in(request)):
            messages.success(request, _("Sent back: the facilitator is told by mail."))
        else:
            messages.warning(request, _("Sent back, but no mail could be written: tell the facilitator."))
        return redirect("afterwards:material", self.edition.pk)


class FileView(OneSubmissionMixin, View):
    """The file, to be saved and looked at."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.submission.document is None:
            raise Http404
        return mark_private(as_download(self.submission.document))
