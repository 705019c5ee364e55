"""Something done to several registrations: who is touched and who is refused is shown before it happens."""

from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages

from cooperation.editions.duties import Area, Level
from cooperation.editions.views import signed_in
from core.publishing.keys import as_key
from core.serving.posted import posted
from workshops.programme.models import Session
from workshops.registration.actions.people import bulk
from workshops.registration.forms.people.acts import ReasonForm
from workshops.registration.models import Registration
from workshops.registration.people.queries import people_of, sessions_of
from workshops.registration.people.wanted import wanted_from
from workshops.registration.refusals import Refused
from workshops.registration.views.people.listing import PeopleMixin

TITLES: dict[str, str | Promise] = {
    "cancel": gettext_lazy("Cancel registrations"),
    "place": gettext_lazy("Give places"),
    "remind": gettext_lazy("Remind of missing answers"),
    "move": gettext_lazy("Move to a session"),
}
MAIL = "mail"


class BulkView(PeopleMixin, TemplateView):
    """Shows what would come of it, and does it once that was confirmed."""

    template_name = "registration/admin/people/bulk.html"
    page_title = gettext_lazy("Several registrations")
    http_method_names = ("post", "options")
    simple: ClassVar[dict[str, bulk.Act]] = {
        "cancel": bulk.cancel,
        "place": bulk.give_place,
        "remind": bulk.remind,
    }

    @cached_property
    def keys(self) -> list[int]:
        """Whom it is about: those who are ticked, or everybody in the list as it was narrowed."""
        sent = posted(self.request)
        if sent.get("scope") == "all":
            found = people_of(self.edition, wanted_from(sent), self.questions)
        else:
            ticked = [as_key(one) for one in sent.getlist("people")[: bulk.MOST + 1]]
            found = Registration.objects.filter(edition=self.edition, pk__in=[one for one in ticked if one])
        return list(found.values_list("pk", flat=True)[: bulk.MOST + 1])

    @cached_property
    def session(self) -> Session | None:
        """Where people are moved to."""
        key = as_key(self.request.POST.get("to", ""))
        return sessions_of(self.edition).filter(pk=key).first() if key else None

    @property
    def act(self) -> bulk.Act | None:
        """What is done to each; ``None`` as long as something of it has to be chosen."""
        name = self.request.POST.get("act", "")
        if name == "move":
            return bulk.move_to(self.session) if self.session else None
        return self.simple.get(name)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.closed_because:
            raise PermissionDenied(" ".join(self.closed_because))
        name = request.POST.get("act", "")
        if name not in TITLES and name != MAIL:
            return redirect("registration:people", self.edition.pk)
        if not self.keys or len(self.keys) > bulk.MOST:
            return self._show(ReasonForm(), 400)
        if name == MAIL:
            return self._write()
        if "expected" in request.POST and self.act:
            return self._do(self.act)
        return self._show(ReasonForm())

    def _write(self) -> HttpResponse:
        if not self.reaches(Area.MAILINGS, Level.CHANGE):
            raise PermissionDenied
        mailing = bulk.write_to(self.edition, self.keys, signed_in(self.request))
        return redirect("registration:mailing_change", self.edition.pk, mailing.pk)

    def _do(self, act: bulk.Act) -> HttpResponse:
        form = ReasonForm(posted(self.request))
        if not form.is_valid():
            return self._show(form, 400)
        expected, user = as_key(self.request.POST["expected"]), signed_in(self.request)
        try:
            outcomes = bulk.do(
                self.edition, self.keys, act, form.by(user), -1 if expected is None else expected
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return self._show(form, 409)
        self._tell(outcomes)
        return redirect("registration:people", self.edition.pk)

    def _tell(self, outcomes: list[bulk.Outcome]) -> None:
        done = sum(one.is_done for one in outcomes)
        told = ngettext("Done for %(count)d person.", "Done for %(count)d people.", done) % {"count": done}
        messages.success(self.request, told)
        if refused := len(outcomes) - done:
            told = ngettext(
                "It could not be done for %(count)d person.",
                "It could not be done for %(count)d people.",
                refused,
            )
            messages.warning(self.request, told % {"count": refused})

    def _show(self, form: ReasonForm, status: int = 200) -> HttpResponse:
        act, outcomes = self.act, list[bulk.Outcome]()
        is_too_many = len(self.keys) > bulk.MOST
        if act and not is_too_many:
            outcomes = bulk.try_out(self.edition, self.keys, act, signed_in(self.request))
        self.tell_seen("registrations", len(outcomes))
        name = self.request.POST.get("act", "")
        context = self.get_context_data(
            form=form,
            title=TITLES.get(name, _("Write to several")),
            act=name,
            keys=self.keys[: bulk.MOST],
            most=bulk.MOST,
            is_too_many=is_too_many,
            sessions=list(sessions_of(self.edition)) if name == "move" else [],
            session=self.session,
            touched=[one for one in outcomes if one.is_done],
            refused=[one for one in outcomes if not one.is_done],
        )
        return self.render_to_response(context, status=status)
