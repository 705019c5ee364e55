"""The personal data of an edition: how long it is kept, what would go, what went, and who saw it."""

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages

from cooperation.editions.duties import Area
from cooperation.editions.queries import is_secretariat
from cooperation.editions.rules import is_over
from cooperation.editions.views import signed_in
from cooperation.network.models import Member
from workshops.registration import kept, privacy_words, queries, retention, sightings
from workshops.registration.actions import erasing
from workshops.registration.forms.privacy import EraseForm
from workshops.registration.models import Erasure
from workshops.registration.retention import NEEDS, REST
from workshops.registration.views.desk import EditionMixin

MOST_REPORTS = 50


class PrivacyMixin(EditionMixin):
    """A page about the personal data of an edition; archived ones have it as well."""

    area = Area.PRIVACY

    page_title = _("Personal data")

    @cached_property
    def desk(self) -> Any:
        """How people register; ``None`` when nobody has set it up, and so nothing is kept."""
        return queries.desk_of(self.edition)

    @cached_property
    def may_erase(self) -> bool:
        """Whether whoever looks may erase before the time is over."""
        return self.desk is not None and retention.may_erase_now(
            is_over(self.edition, timezone.now()),
            self.edition.cancelled_at is not None,
            is_secretariat(self.request.user),
        )

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        address = reverse("registration:privacy", args=[self.edition.pk])
        return [*super().get_breadcrumbs_items(), {"url": address, "label": _("Personal data")}]


class PrivacyView(PrivacyMixin, TemplateView):
    """The two clocks, what is kept now, the reports of what was erased, and who saw what."""

    template_name = "registration/admin/privacy.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        members = dict(Member.objects.values_list("pk", "name"))
        reports = Erasure.objects.filter(edition=self.edition)[:MOST_REPORTS]
        return super().get_context_data(
            clocks=self._clocks(),
            kept_now=privacy_words.counted(kept.kept_now(self.edition)),
            reports=[_in_words(report, members) for report in reports],
            sightings=[_line_in_words(line) for line in sightings.latest_of(self.edition)],
            **kwargs,
        )

    def _clocks(self) -> list[dict[str, Any]]:
        ends, now, zone = retention.end_dates(self.edition), timezone.now(), self.edition.zone
        desk = self.desk
        return [
            {
                "title": title,
                "end": end,
                "countdown": privacy_words.countdown(end, erased_at, zone, now),
                "erased_at": erased_at,
                "address": reverse(f"registration:{name}", args=[self.edition.pk]),
            }
            for title, end, erased_at, name in (
                (privacy_words.REASONS[NEEDS], ends.needs, desk and desk.needs_erased_at, "erase_needs"),
                (privacy_words.REASONS[REST], ends.rest, desk and desk.erased_at, "erase_all"),
            )
        ]


class EraseView(PrivacyMixin, FormView):
    """What would go, counted by doing it and taking it back; and the button that does it for good."""

    template_name = "registration/admin/privacy_erase.html"
    form_class = EraseForm
    clock = REST

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.may_erase:
            return self.render_to_response(self.get_context_data(), status=HTTPStatus.FORBIDDEN)
        return super().post(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"word": str(self.edition.year or self.edition.title)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        would_go = erasing.try_out(self.edition, self.clock) if self.desk else {}
        return super().get_context_data(
            what=privacy_words.REASONS[self.clock],
            would_go=privacy_words.counted(would_go),
            end=retention.end_dates(self.edition).of(self.clock),
            is_all=self.clock == REST,
            **kwargs,
        )

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=HTTPStatus.BAD_REQUEST)

    def form_valid(self, form: Any) -> HttpResponse:
        erase = erasing.erase_needs if self.clock == NEEDS else erasing.erase_edition
        erase(self.edition, by=signed_in(self.request))
        messages.success(self.request, _("It is erased. The report below says how much it was."))
        return redirect("registration:privacy", self.edition.pk)


def _in_words(report: Erasure, members: dict[int, str]) -> dict[str, Any]:
    return {
        "at": report.at,
        "is_finished": report.finished_at is not None,
        "reason": privacy_words.REASONS.get(report.reason, report.reason),
        "erased": privacy_words.counted(report.counts.get("erased", {})),
        "stays": privacy_words.that_stays(report.counts.get("kept", {}), members),
    }


def _line_in_words(line: Any) -> dict[str, Any]:
    return {
        "at": line.timestamp,
        "who": line.user_display_name,
        "is_export": line.action == sightings.EXPORTED,
        "what": sightings.KINDS.get(line.data.get("what", ""), line.data.get("what", "")),
        "count": line.data.get("count", 0),
    }
