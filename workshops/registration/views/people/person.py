"""One registration in the admin: what it says, what happened to it, and what a host can do for it."""

import uuid
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages

from cooperation.editions.duties import Level
from cooperation.editions.views import signed_in
from core.serving.posted import posted
from workshops.registration import desk_offer
from workshops.registration.actions.people import hosting
from workshops.registration.actions.people.hosting import ByHost, Entered
from workshops.registration.actions.registering import Admission
from workshops.registration.enums import RegistrationState, Way
from workshops.registration.forms.people.acts import HostEntryForm, ReasonForm, WhoForm
from workshops.registration.host_words import told_to_host
from workshops.registration.models import Registration
from workshops.registration.people.columns import answer_in_words
from workshops.registration.people.history import history_of
from workshops.registration.people.queries import missing_of, with_shown
from workshops.registration.refusals import Refused
from workshops.registration.rules import DEFAULT_ROLE
from workshops.registration.views.answers import as_filled_in
from workshops.registration.views.people.listing import PeopleMixin


class PersonMixin(PeopleMixin):
    """A page about one registration."""

    header_icon = "user"

    @cached_property
    def registration(self) -> Registration:
        """The registration in the address, if it is one of the edition's."""
        rows = with_shown(Registration.objects.filter(edition=self.edition).select_related("edition"))
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    @property
    def address(self) -> str:
        """Where the registration itself stands."""
        return reverse("registration:person", args=[self.edition.pk, self.registration.pk])

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        label = _("Registration %(number)d") % {"number": self.registration.pk}
        return [*super().get_breadcrumbs_items(), {"url": self.address, "label": label}]


class PersonView(PersonMixin, TemplateView):
    """What a registration says and what happened to it; diet and access needs only when asked for."""

    template_name = "registration/admin/people/person.html"
    page_title = gettext_lazy("Registration")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return super().get_breadcrumbs_items()[:-1]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        one = self.registration
        shows_needs = bool(self.request.GET.get("needs"))
        self.tell_seen("registration", 1)
        if shows_needs and (one.diet or one.access_needs):
            self.tell_seen("needs", 1)
        return super().get_context_data(
            registration=one,
            facts=[(column.label, column.of(one)) for column in self.columns if not column.is_answer],
            answers=[(each, answer_in_words(each, one.answers.get(each.key))) for each in self.questions],
            missing=missing_of(one.answers, self.questions) if one.is_active else [],
            shows_needs=shows_needs,
            history=history_of(one),
            is_waiting=one.state == RegistrationState.WAITING,
            **kwargs,
        )


class ActView(PersonMixin, TemplateView):
    """Asks why something is done for somebody, and does it."""

    template_name = "registration/admin/people/act.html"
    needs = Level.CHANGE
    words: ClassVar[str | Promise] = ""
    """What it does, in a sentence or two."""
    button: ClassVar[str | Promise] = ""
    done: ClassVar[str | Promise] = ""
    is_serious = False
    """Whether its button warns."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", ReasonForm())
        self.tell_seen("registration", 1)
        return super().get_context_data(registration=self.registration, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = ReasonForm(posted(request))
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=400)
        try:
            self.do(form.by(signed_in(request)))
        except Refused as refusal:
            form.add_error(None, told_to_host(refusal))
            return self.render_to_response(self.get_context_data(form=form), status=409)
        messages.success(request, self.done)
        return redirect(self.address)

    def do(self, host: ByHost) -> None:
        """Do it.

        Raises:
            Refused: it cannot be done.
        """
        raise NotImplementedError


class CancelView(ActView):
    """Ends a registration, or refuses a place to somebody who waits for one."""

    page_title = gettext_lazy("Cancel a registration")
    words = gettext_lazy(
        "The place goes to the next in the waiting list, the seats to those who wait for them. It cannot be "
        "taken back; the person can register again while registration is open."
    )
    button = gettext_lazy("Cancel the registration")
    is_serious = True
    done = gettext_lazy("The registration is cancelled.")

    def do(self, host: ByHost) -> None:
        hosting.cancel(self.registration, host)


class PlaceView(ActView):
    """Confirms somebody who waits for a place."""

    page_title = gettext_lazy("Give a place")
    words = gettext_lazy(
        "Confirms somebody who waits, as far as there is a place for them. Whoever has waited longer and "
        "fits moves up as well."
    )
    button = gettext_lazy("Give the place")
    done = gettext_lazy("The registration is confirmed.")

    def do(self, host: ByHost) -> None:
        hosting.give_place(self.registration, host)


class RemindView(ActView):
    """Reminds somebody of answers that are missing."""

    page_title = gettext_lazy("Remind of missing answers")
    words = gettext_lazy("A mail leads the person to the questions that they have not answered.")
    button = gettext_lazy("Send the reminder")
    done = gettext_lazy("The reminder is on its way.")

    def do(self, host: ByHost) -> None:
        hosting.remind(self.registration, host)


class AnswersView(PersonMixin, TemplateView):
    """Changes what somebody filled in."""

    template_name = "registration/admin/people/answers.html"
    needs = Level.CHANGE
    page_title = gettext_lazy("Change answers")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        self.tell_seen("registration", 1)
        self.tell_seen("needs", int(bool(self.registration.diet or self.registration.access_needs)))
        kwargs.setdefault("entry", HostEntryForm(self._offer(), draft=as_filled_in(self.registration)))
        kwargs.setdefault("form", ReasonForm())
        return super().get_context_data(registration=self.registration, **kwargs)

    def _offer(self) -> desk_offer.Offer:
        return desk_offer.offer_of_changes(self.edition.desk, self.registration)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        sent = posted(request)
        entry, form, status = HostEntryForm(self._offer(), sent), ReasonForm(sent), 400
        if entry.is_valid() & form.is_valid():
            try:
                hosting.change(self.registration, entry.entry, form.by(signed_in(request)))
            except Refused as refusal:
                entry.refuse(refusal)
                status = 409
            else:
                messages.success(request, _("The answers are changed."))
                return redirect(self.address)
        return self.render_to_response(self.get_context_data(entry=entry, form=form), status=status)


class EnterView(PeopleMixin, TemplateView):
    """Enters somebody whom the host knows to come."""

    template_name = "registration/admin/people/new.html"
    needs = Level.CHANGE
    page_title = gettext_lazy("Enter somebody")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("who", WhoForm())
        kwargs.setdefault("entry", HostEntryForm(self._offer()))
        kwargs.setdefault("form", ReasonForm())
        return super().get_context_data(form_key=kwargs["entry"].key, **kwargs)

    def _offer(self) -> desk_offer.Offer:
        return desk_offer.offer(self.edition.desk, Admission(DEFAULT_ROLE, Way.DESK), timezone.now())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        sent = posted(request)
        who, entry, form = WhoForm(sent), HostEntryForm(self._offer(), sent), ReasonForm(sent)
        status = 400
        if who.is_valid() & entry.is_valid() & form.is_valid():
            email, role = who.cleaned_data["email"], who.cleaned_data["role"]
            entered = Entered(email, role, entry.entry.member, entry.entry)
            key = uuid.uuid5(entry.key, email.lower())
            try:
                made = hosting.enter(self.edition, entered, key, form.by(signed_in(request)))
            except Refused as refusal:
                who.add_error("email", str(refusal)) if refusal.field == "email" else entry.refuse(refusal)
                status = 409
            else:
                told = _("%(name)s is entered: %(state)s.")
                messages.success(request, told % {"name": made.badge_name, "state": made.get_state_display()})
                return redirect("registration:person", self.edition.pk, made.pk)
        return self.render_to_response(self.get_context_data(who=who, entry=entry, form=form), status=status)
