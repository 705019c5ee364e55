"""Feedback in the admin: its questions and dates, what came of it, slides, and the mail that asks for it."""

from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin import messages

from cooperation.editions.duties import Area, Level
from cooperation.editions.views import signed_in
from core.formats import qr
from workshops.afterwards.actions import feedback as actions
from workshops.afterwards.actions.exporting import export_feedback
from workshops.afterwards.actions.prefilling import write_mailing
from workshops.afterwards.forms.feedback import QuestionFormSet, SettingsForm
from workshops.afterwards.links import feedback_address
from workshops.afterwards.models import FeedbackForm
from workshops.afterwards.queries.feedback import form_of, results_of, stage_of, targets_of
from workshops.afterwards.views.desk import AfterwardsMixin
from workshops.registration.actions.seeing import note_seen
from workshops.registration.refusals import Refused
from workshops.registration.retention import end_dates


class FeedbackMixin(AfterwardsMixin):
    """A page about an edition's feedback."""

    page_title = gettext_lazy("Feedback")

    @cached_property
    def form(self) -> FeedbackForm | None:
        """What is set up; ``None`` when nothing is."""
        return form_of(self.edition)

    @property
    def standing_form(self) -> FeedbackForm:
        """What is set up.

        Raises:
            Http404: nothing is.
        """
        if self.form is None:
            raise Http404
        return self.form

    @property
    def may_write(self) -> bool:
        """Whether the signed-in user writes to participants."""
        return self.reaches(Area.MAILINGS, Level.CHANGE)


class FeedbackView(FeedbackMixin, TemplateView):
    """Whether answers are taken, where they are given, and what came of them as far as it may be told."""

    template_name = "afterwards/admin/feedback.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form, now = self.form, timezone.now()
        results = results_of(form, with_texts=self.may_change) if form else []
        seen = sum(len(one.texts) for result in results for one in result.questions)
        note_seen(self.edition, signed_in(self.request), "feedback", seen)
        targets = [(result.target, stage_of(result.target, now).label) for result in results]
        return super().get_context_data(
            form=form,
            results=[result for result in results if result.target.answers],
            targets=targets,
            stage=stage_of(results[0].target, now) if results else None,
            texts_end=end_dates(self.edition).rest,
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        user = signed_in(request)
        try:
            if "set_up" in request.POST:
                actions.set_up(self.edition, by=user)
                messages.success(request, _("Five questions about the meeting and five about each workshop."))
                return redirect("afterwards:questions", self.edition.pk)
            if "open" in request.POST:
                actions.open_now(self.standing_form, by=user)
                messages.success(request, _("Answers are taken from now on."))
            elif "close" in request.POST:
                actions.close_now(self.standing_form, by=user)
                messages.success(request, _("No answers are taken any more."))
        except Refused as refusal:
            self.__dict__.pop("form", None)
            context = self.get_context_data(refusal=str(refusal))
            return self.render_to_response(context, status=HTTPStatus.CONFLICT)
        return redirect("afterwards:feedback", self.edition.pk)


class QuestionsView(FeedbackMixin, TemplateView):
    """The questions and the dates, on one page."""

    template_name = "afterwards/admin/questions.html"
    needs = Level.CHANGE
    page_title = gettext_lazy("Questions and dates")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.form is None:
            return redirect("afterwards:feedback", self.edition.pk)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if "settings" not in kwargs:
            with timezone.override(self.edition.zone):
                kwargs["settings"] = SettingsForm(instance=self.standing_form)
                kwargs["settings"].as_p()  # reads the moments by the clocks of the venue
            kwargs["questions"] = QuestionFormSet(instance=self.standing_form)
        return super().get_context_data(**kwargs)

    def render_to_response(self, context: dict[str, Any], **more: Any) -> HttpResponse:
        answer: Any = super().render_to_response(context, **more)
        with timezone.override(self.edition.zone):
            return answer.render()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.standing_form
        with timezone.override(self.edition.zone):
            settings = SettingsForm(request.POST, instance=form)
            are_good = settings.is_valid()
        questions = QuestionFormSet(request.POST, instance=form)
        status = HTTPStatus.BAD_REQUEST
        if questions.is_valid() and are_good:
            questions.save(commit=False)
            try:
                actions.change(
                    settings.instance,
                    [*questions.new_objects, *(one for one, _fields in questions.changed_objects)],
                    questions.deleted_objects,
                    by=signed_in(request),
                )
            except Refused as refusal:
                settings.add_error(refusal.field or None, str(refusal))
                status = HTTPStatus.CONFLICT
            else:
                messages.success(request, _("Saved: this is what is asked."))
                return redirect("afterwards:feedback", self.edition.pk)
        context = self.get_context_data(settings=settings, questions=questions)
        return self.render_to_response(context, status=status)


class MailingView(FeedbackMixin, View):
    """Prepares a mail to all that asks for feedback; it is looked at and let go where all mails are."""

    http_method_names = ["post"]
    needs = Level.CHANGE

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.may_write:
            raise PermissionDenied
        mailing = write_mailing(self.standing_form, by=signed_in(request))
        messages.success(request, _("A draft: nothing has left yet. Look at the words, then at who gets it."))
        return redirect("registration:mailing_change", self.edition.pk, mailing.pk)


class SlideView(FeedbackMixin, View):
    """A slide for the end of a session: the code, large, and what to type."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        target = get_object_or_404(targets_of(self.standing_form), pk=self.kwargs["pk"])
        address = feedback_address(target)
        context = {
            "target": target,
            "edition": self.edition,
            "qr": mark_safe(qr.svg(address)),  # noqa: S308 - drawn here, of squares
            "shown_address": feedback_address().removeprefix("https://").removeprefix("http://"),
            "back": reverse("afterwards:feedback", args=[self.edition.pk]),
        }
        return render(request, "afterwards/admin/slide.html", context)


class ExportView(FeedbackMixin, View):
    """The counted answers as a file; words for those alone who may read them."""

    kind = "csv"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        file = export_feedback(
            self.standing_form, self.kind, with_texts=self.may_change, by=signed_in(request)
        )
        disposition = f'attachment; filename="{file.name}"'
        return HttpResponse(
            file.content, content_type=file.content_type, headers={"Content-Disposition": disposition}
        )
