"""Seats by wishes in the admin: the seed is drawn, the allotment looked at, and released as it was seen."""

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages

from cooperation.editions.views import signed_in
from workshops.registration.actions import allotting
from workshops.registration.allotment_report import released, report_of
from workshops.registration.enums import SeatMode
from workshops.registration.models import Preference, RegistrationDesk
from workshops.registration.refusals import Overlooked, Refused
from workshops.registration.views.delegation_desk import WithDeskMixin


class AllotmentView(WithDeskMixin, TemplateView):
    """What people wish while they may say it; then what they would get; then what they got.

    Releasing takes two presses. Each carries the digest of what was on the page, and is refused once
    something else would be released.
    """

    template_name = "registration/admin/allotment.html"
    page_title = gettext_lazy("Seats by wishes")
    desk: RegistrationDesk

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        desk = self.desk
        context = super().get_context_data(
            desk=desk,
            is_ranked=desk.seat_mode == SeatMode.RANKED,
            is_ranking=allotting.is_ranking(desk),
            **kwargs,
        )
        if desk.allotted_at:
            return context | {"released": released(desk)}
        if allotting.is_due(desk) and desk.allotment_seed:
            return context | self._preview()
        wishes = Preference.objects.filter(registration__edition=self.edition)
        return context | {"wishing": wishes.values("registration").distinct().count()}

    def _preview(self) -> dict[str, Any]:
        preview = allotting.preview(self.edition.pk)
        report = report_of(self.edition, preview)
        self.tell_seen("seats", len(report.without))
        return {"report": report, "digest": preview.digest}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.desk.allotted_at:  # pressed twice, or by two people
            messages.info(request, _("The seats are allotted already."))
            return redirect(request.path)
        try:
            if "draw" in request.POST:
                allotting.draw_seed(self.edition.pk, by=signed_in(request))
                return redirect(request.path)
            if "release" in request.POST:
                return self._release(request)
        except Refused as refusal:
            context = self.get_context_data(refusal=str(refusal))
            return self.render_to_response(context, status=HTTPStatus.CONFLICT)
        return redirect(request.path)

    def _release(self, request: HttpRequest) -> HttpResponse:
        digest = request.POST.get("digest", "")
        if "confirm" not in request.POST:
            context = self.get_context_data(is_confirming=True)
            if context.get("digest") != digest:
                raise Overlooked
            return self.render_to_response(context)
        done = allotting.release(self.edition.pk, self.desk.allotment_seed, digest, by=signed_in(request))
        told = ngettext(
            "The seats are allotted. %(count)d person is told by mail.",
            "The seats are allotted. %(count)d people are told by mail.",
            len(done.wishes),
        )
        messages.success(request, told % {"count": len(done.wishes)})
        return redirect(request.path)
