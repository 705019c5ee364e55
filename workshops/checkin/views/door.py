"""The page at the door, which works by itself; scripts only make it faster. And the way to it."""

from http import HTTPStatus
from typing import Any
from uuid import UUID, uuid4

from csp.decorators import csp
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import UUIDField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cooperation.editions.duties import Area
from cooperation.editions.models import Edition
from cooperation.editions.of_edition import OfEditionMixin
from cooperation.editions.queries import editions_of, is_secretariat
from cooperation.editions.views import signed_in
from core.publishing.keys import as_key
from workshops.checkin import actions, limits, queries, rules
from workshops.checkin.answers import Answer, answer_to, clock
from workshops.checkin.enums import Mistake, Result
from workshops.checkin.forms import LookForm, ScanForm, WalkInForm
from workshops.checkin.models import Scan
from workshops.checkin.refusals import TooManyUnknown
from workshops.programme.models import Session
from workshops.registration.actions.seeing import note_seen
from workshops.registration.models import Registration
from workshops.registration.refusals import Refused


class IndexView(WagtailAdminTemplateMixin, TemplateView):
    """The way to the door: straight there for who has one edition, else a choice."""

    template_name = "checkin/index.html"
    page_title = _("Check-in")
    header_icon = "tick-inverse"

    @cached_property
    def editions(self) -> list[Edition]:
        """The editions that are not archived, whose doors the signed-in user keeps."""
        return list(editions_of(self.request.user, Area.CHECKIN).filter(archived_at=None))

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.editions and not is_secretariat(request.user):
            raise PermissionDenied
        if len(self.editions) == 1:
            return redirect("checkin:door", self.editions[0].pk)
        return super().get(request, *args, **kwargs)


strict = method_decorator(csp(settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]), name="dispatch")
"""These pages have nothing of Wagtail's, so they keep the policy of the public site."""


class AtDoorMixin(OfEditionMixin):
    """Whatever happens at the doors of one edition."""

    area = Area.CHECKIN

    @cached_property
    def sessions(self) -> list[Session]:
        """The sessions that have a door."""
        return list(queries.sessions_of(self.edition))

    @cached_property
    def door(self) -> int | None:
        """The key of the session whose door it is; ``None`` at the edition's."""
        wanted = as_key(self.request.POST.get("door") or self.request.GET.get("door") or "")
        return wanted if any(session.pk == wanted for session in self.sessions) else None

    def door_address(self, uid: UUID | str = "") -> str:
        """The page of this door, with the answer to the scan ``uid``."""
        query = "&".join([f"door={self.door}"] * bool(self.door) + [f"scan={uid}"] * bool(uid))
        address = reverse("checkin:door", args=[self.edition.pk])
        return f"{address}?{query}" if query else address

    def scan(self, form: ScanForm, sent_at: Any = None) -> Scan:
        """Keep what was sent.

        Raises:
            Refused: it cannot be, or the signed-in user tried too many unknown codes.
        """
        user = signed_in(self.request)
        if limits.is_spent("unknown", user.pk, limits.UNKNOWN_A_MINUTE):
            raise TooManyUnknown
        made = actions.scan(self.edition, form.seen(sent_at), user)
        if made.result == Result.UNKNOWN:
            limits.is_over("unknown", user.pk, limits.UNKNOWN_A_MINUTE)
        return made


@strict
class DoorView(AtDoorMixin, TemplateView):
    """A field for a code or a name, a large answer, and how many have come."""

    template_name = "checkin/door.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "uid" in request.POST and "text" not in request.POST:
            return self._scan(ScanForm(request.POST))
        form = LookForm(request.POST)
        if not form.is_valid():
            return self._show(form=form, status=HTTPStatus.BAD_REQUEST)
        text = form.cleaned_data["text"]
        if rules.looks_like_code(text):
            return self._scan(ScanForm({**request.POST.dict(), "code": text}), form)
        if limits.is_over("search", signed_in(request).pk, limits.SEARCHES_A_MINUTE):
            form.add_error("text", _("Too many searches in a short time. Wait a minute."))
            return self._show(form=form, status=HTTPStatus.TOO_MANY_REQUESTS)
        return self._show(form=form, found=self._found(text))

    def _found(self, text: str) -> list[Registration]:
        found = queries.found_by_name(self.edition, text)
        note_seen(self.edition, signed_in(self.request), "checkin", len(found))
        for one in found:
            one.scan_uid = uuid4()  # type: ignore[attr-defined]
        return found

    def _scan(self, sent: ScanForm, form: LookForm | None = None) -> HttpResponse:
        look = form or LookForm()
        if not sent.is_valid():
            return self._show(form=look, trouble=_("This was not understood. Try again."), status=400)
        try:
            made = self.scan(sent)
        except TooManyUnknown as refusal:
            return self._show(form=look, trouble=refusal, status=HTTPStatus.TOO_MANY_REQUESTS)
        except Refused as refusal:
            return self._show(form=look, trouble=refusal, status=HTTPStatus.CONFLICT)
        return redirect(self.door_address(made.uid))

    def _show(self, status: int = 200, **context: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(**context), status=status)

    @property
    def answer(self) -> Answer | None:
        """The answer to the scan that the address names."""
        try:
            uid = UUIDField(required=False).clean(self.request.GET.get("scan", ""))
        except ValidationError:
            return None
        found = queries.scan_with(self.edition, uid) if uid else None
        if found is None:
            return None
        found.edition = self.edition
        return answer_to(found)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", LookForm())
        counted, zone, sessions = queries.counts(self.edition), self.edition.zone, self.sessions
        today = timezone.now().astimezone(zone).date()
        return super().get_context_data(
            edition=self.edition,
            closed=queries.reasons_against_scanning(self.edition),
            answer=self.answer if self.request.method != "POST" else None,
            uid=uuid4(),
            door=self.door,
            doors=[
                (one, clock(one.slot.starts_at, zone), one.slot.starts_at.astimezone(zone))
                for one in sessions
            ],
            counts=counted,
            today=today,
            here=self._here(counted, today),
            by_session=[(one, counted.sessions.get(one.pk, queries.Arrived(0, 0))) for one in sessions],
            undo_uid=uuid4(),
            mistakes=Mistake.choices,
            **kwargs,
        )

    def _here(self, counted: queries.Counts, today: Any) -> queries.Arrived:
        """How many have come through this door, today where it is the edition's."""
        if self.door:
            return counted.sessions.get(self.door, queries.Arrived(0, 0))
        return dict(counted.days).get(today, queries.Arrived(0, counted.total.expected))


@strict
class WalkInView(AtDoorMixin, TemplateView):
    """Somebody is registered on the spot."""

    template_name = "checkin/walk_in.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", WalkInForm(initial={"form_key": uuid4()}))
        return super().get_context_data(edition=self.edition, back=self.door_address(), **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = WalkInForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=HTTPStatus.BAD_REQUEST)
        values = form.cleaned_data
        try:
            made = actions.walk_in(
                self.edition,
                values["email"],
                values["role"],
                form.entry(),
                values["form_key"],
                signed_in(request),
            )
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
            return self.render_to_response(self.get_context_data(form=form), status=HTTPStatus.CONFLICT)
        return redirect(self.door_address(made.uid))
