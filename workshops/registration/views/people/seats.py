"""The seats of one registration, given, moved and taken back by a host."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages

from cooperation.editions.duties import Level
from cooperation.editions.views import signed_in
from core.publishing.keys import as_key
from core.serving.posted import posted
from workshops.programme.models import Session
from workshops.registration.actions.people import hosting
from workshops.registration.actions.people.hosting import ByHost
from workshops.registration.enums import BookingState
from workshops.registration.forms.people.acts import ReasonForm
from workshops.registration.host_words import told_to_host
from workshops.registration.models import Booking
from workshops.registration.refusals import NoSeat, Refused
from workshops.registration.seat_choice import choice_days
from workshops.registration.views.people.person import PersonMixin

BOOK, SWAP, GIVE, BACK = "book", "swap", "give", "back"


class SeatsView(PersonMixin, TemplateView):
    """All sessions with what can be done in each; one button does one thing, with the reason above."""

    template_name = "registration/admin/people/seats.html"
    needs = Level.CHANGE
    page_title = gettext_lazy("Seats of one person")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", ReasonForm())
        self.tell_seen("seats", 1)
        days = choice_days(self.registration)
        return super().get_context_data(registration=self.registration, days=days, **kwargs)

    @cached_property
    def sessions(self) -> dict[int, Session]:
        """The edition's sessions by their keys, cancelled ones too: a seat there can be taken back."""
        rows = Session.objects.filter(slot__edition=self.edition).select_related("slot")
        return {session.pk: session for session in rows}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = ReasonForm(posted(request))
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=400)
        try:
            told = self._do(request.POST.get("do", ""), form.by(signed_in(request)))
        except Refused as refusal:
            form.add_error(None, told_to_host(refusal))
            return self.render_to_response(self.get_context_data(form=form), status=409)
        messages.success(request, told)
        return redirect(request.path)

    def _do(self, wish: str, host: ByHost) -> str:
        """Do what the button says, such as ``swap:7:3`` (to 7 from 3); gives back what to tell.

        Raises:
            Refused: it cannot be done, or no button says that.
        """
        what, *keys = wish.split(":")
        wanted = [self.sessions.get(as_key(key) or 0) for key in keys[:2]]
        sessions = [session for session in wanted if session is not None]
        if not sessions or len(sessions) != len(keys):
            raise NoSeat
        one = self.registration
        if what == BACK:
            hosting.take_seat_back(one, sessions[0], host)
            return _("The seat is taken back.")
        if what == GIVE:
            return self._told(hosting.give_seat(one, sessions[0], host))
        if what == BOOK:
            return self._told(hosting.book(one, sessions[0], host))
        if what == SWAP and len(sessions) == 2:
            return self._told(hosting.swap(one, sessions[1], sessions[0], host))
        raise NoSeat

    def _told(self, booking: Booking) -> str:
        words = {"session": booking.session.slot.title}
        if booking.state == BookingState.WAITING:
            return _("“%(session)s” is full: they wait in its line.") % words
        return _("They have a seat in “%(session)s”.") % words
