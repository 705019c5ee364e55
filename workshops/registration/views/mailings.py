"""Mails to many in the admin: who gets them, how they look, and what became of them."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.generic import TemplateView, View
from wagtail.admin import messages

from cooperation.agenda.models import Release
from cooperation.editions.views import signed_in
from core.publishing.keys import as_key
from workshops.registration.actions import letters as letter_actions
from workshops.registration.actions import mailing as actions
from workshops.registration.enums import RegistrationState
from workshops.registration.forms.letter_forms import MailingForm
from workshops.registration.letters import PLACEHOLDERS
from workshops.registration.mail_refusals import MailingLetGo
from workshops.registration.mailing_queries import (
    Audience,
    fingerprint,
    log_of,
    mailings_of,
    recipients,
)
from workshops.registration.models import Mailing, Registration
from workshops.registration.previews import preview_mailing
from workshops.registration.refusals import Refused
from workshops.registration.release_audience import words_about
from workshops.registration.views.letters import ChangingMixin, framed

SHOWN = 3
"""How many real recipients the mail is shown for before it can be let go."""
ON_A_PAGE = 100


class MailingsMixin(ChangingMixin):
    """A page about mails to many."""

    page_title = gettext_lazy("Mails to many")

    def note_seen(self, people: int) -> None:
        """Keep in the log that names of ``people`` were seen."""
        letter_actions.note_seen(
            self.edition, signed_in(self.request), mailing=self.mailing.pk, people=people
        )

    @cached_property
    def mailing(self) -> Mailing:
        """The mailing in the address, if it is one of the edition's."""
        return get_object_or_404(mailings_of(self.edition), pk=self.kwargs["pk"])

    @cached_property
    def audience(self) -> Audience:
        """By what the recipients are chosen."""
        return Audience.from_json(self.mailing.filters)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        address = reverse("registration:mailings", args=[self.edition.pk])
        return [*super().get_breadcrumbs_items(), {"url": address, "label": _("Mails to many")}]


class MailingsView(MailingsMixin, TemplateView):
    """All mailings of an edition, drafts among them."""

    template_name = "registration/admin/mailings.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(mailings=list(mailings_of(self.edition)), **kwargs)


class MailingFormView(MailingsMixin, TemplateView):
    """What is written, and to whom; the first step, after which nothing has left."""

    template_name = "registration/admin/mailing_form.html"

    @property
    def draft(self) -> Mailing | None:
        """The draft that is changed; ``None`` for a new one.

        Raises:
            Http404: it has been let go, so it is no draft.
        """
        if "pk" not in self.kwargs:
            return None
        if self.mailing.confirmed_at:
            raise Http404
        return self.mailing

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        draft = self.draft
        if draft and "form" not in kwargs:
            initial = {"subject": draft.subject, "text": draft.text, **draft.filters}
            kwargs["form"] = MailingForm(edition=self.edition, initial=initial)
        elif "release" in self.request.GET and "form" not in kwargs:
            kwargs["form"] = MailingForm(edition=self.edition, initial=self._about_a_release())
        kwargs.setdefault("form", MailingForm(edition=self.edition))
        return super().get_context_data(draft=draft, placeholders=PLACEHOLDERS.items(), **kwargs)

    def _about_a_release(self) -> dict[str, Any]:
        """A first draft to those whose sessions the release in the query changed."""
        number = as_key(self.request.GET["release"])
        release = get_object_or_404(
            Release.objects.select_related("edition"), edition=self.edition, number=number
        )
        chosen = {"states": [RegistrationState.CONFIRMED], "releases": [release.number]}
        return words_about(release) | chosen

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = MailingForm(request.POST, edition=self.edition)
        status = 400
        if form.is_valid():
            try:
                mailing = actions.save_draft(
                    self.edition, *form.words, form.audience, by=signed_in(request), draft=self.draft
                )
                return redirect("registration:mailing", self.edition.pk, mailing.pk)
            except MailingLetGo as refusal:
                form.add_error(None, str(refusal))
                status = 409
        return self.render_to_response(self.get_context_data(form=form), status=status)


class MailingView(MailingsMixin, TemplateView):
    """A draft with its recipients and previews, to be let go; or the log of what became of it."""

    def get_template_names(self) -> list[str]:
        is_draft = self.mailing.confirmed_at is None
        return [f"registration/admin/{'mailing_draft' if is_draft else 'mailing_log'}.html"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs |= self._draft() if self.mailing.confirmed_at is None else self._log()
        return super().get_context_data(mailing=self.mailing, **kwargs)

    def _draft(self) -> dict[str, Any]:
        people = list(recipients(self.edition.pk, self.audience))
        shown = people[:SHOWN]
        self.note_seen(len(people))
        return {
            "people": people,
            "fingerprint": fingerprint(person.pk for person in people),
            "previews": [preview_mailing(self.mailing, person) for person in shown],
        }

    def _log(self) -> dict[str, Any]:
        page = Paginator(log_of(self.mailing), ON_A_PAGE).get_page(self.request.GET.get("p"))
        self.note_seen(len(page))
        return {"rows": page}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answers = {"test": self._test, "confirm": self._confirm, "copy": self._copy, "discard": self._discard}
        answer = next((answers[name] for name in answers if name in request.POST), self._nothing)
        try:
            return answer(request)
        except Refused as refusal:
            self.__dict__.pop("mailing", None)  # it may have been let go meanwhile
            context = self.get_context_data(refusal=str(refusal))
            return self.render_to_response(context, status=409)

    def _nothing(self, request: HttpRequest) -> HttpResponse:
        return redirect(request.path)

    def _test(self, request: HttpRequest) -> HttpResponse:
        user = signed_in(request)
        actions.send_test(self.mailing, by=user)
        messages.success(request, _("A test is on its way to %(email)s.") % {"email": user.email})
        return redirect(request.path)

    def _confirm(self, request: HttpRequest) -> HttpResponse:
        count, seen = as_key(request.POST.get("count", "")), request.POST.get("fingerprint", "")
        sent = actions.confirm(self.mailing, -1 if count is None else count, seen, by=signed_in(request))
        told = ngettext("It goes to %(count)d person now.", "It goes to %(count)d people now.", sent)
        messages.success(request, told % {"count": sent})
        return redirect(request.path)

    def _copy(self, request: HttpRequest) -> HttpResponse:
        draft = actions.copy(self.mailing, by=signed_in(request))
        return redirect("registration:mailing_change", self.edition.pk, draft.pk)

    def _discard(self, request: HttpRequest) -> HttpResponse:
        actions.discard(self.mailing)
        messages.success(request, _("The draft is thrown away."))
        return redirect("registration:mailings", self.edition.pk)


class MailingFrameView(MailingsMixin, View):
    """The HTML of a mailing as one of its recipients will get it."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer: HttpResponse = xframe_options_sameorigin(super().dispatch)(request, *args, **kwargs)
        return answer

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        registration = get_object_or_404(
            Registration.objects.select_related("edition", "member"),
            edition=self.edition,
            pk=self.kwargs["registration"],
        )
        letter_actions.note_seen(registration, signed_in(request), mailing=self.mailing.pk)
        return framed(preview_mailing(self.mailing, registration).html)
