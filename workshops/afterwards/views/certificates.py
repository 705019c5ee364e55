"""Certificates of attendance: one's own, all of an edition, and whether one is genuine."""

from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods
from django.views.generic import TemplateView, View

from cooperation.editions.duties import Level
from cooperation.editions.models import Edition
from cooperation.editions.rules import is_over
from cooperation.editions.views import signed_in
from cooperation.network.models import NetworkSettings
from core.mail.limits import may_send
from core.serving.caching import mark_private
from core.serving.posted import posted
from workshops.afterwards.actions.certificates import digest_of, issue, issue_all
from workshops.afterwards.exports.certificates import certificates_pdf, hours_in_words, number_in_words
from workshops.afterwards.forms.certificates import NameForm
from workshops.afterwards.queries.attendance import (
    attended,
    certificate_by_code,
    certificates_of,
    issued_by_digest,
    who_came,
)
from workshops.afterwards.rules import same_name
from workshops.afterwards.views.desk import AfterwardsMixin
from workshops.registration.actions.seeing import note_exported
from workshops.registration.models import Registration
from workshops.registration.refusals import Refused
from workshops.registration.views.tickets import answer, band_above, kept_to_oneself, opened_by_ticket

NAMES_TRIED = 10
"""How many names may be compared with one certificate within an hour."""
LONGEST_CODE = 64


@opened_by_ticket("GET", "HEAD")
def own(request: HttpRequest, registration: Registration) -> HttpResponse:
    """What somebody attended, and the way to the certificate."""
    found = attended(registration)
    return answer(
        request,
        "afterwards/own_certificate.html",
        registration,
        attended=found,
        hours=hours_in_words(found.minutes) if found else "",
        is_over=is_over(registration.edition, timezone.now()),
    )


@opened_by_ticket("GET", "HEAD")
def own_pdf(request: HttpRequest, registration: Registration) -> HttpResponse:
    """One's own certificate to print; the page says why when there is none."""
    try:
        certificate = issue(registration)
    except Refused as refusal:
        return answer(
            request,
            "afterwards/own_certificate.html",
            registration,
            HTTPStatus.CONFLICT,
            refusal=str(refusal),
        )
    certificate.registration = registration
    content = certificates_pdf(registration.edition, [certificate], NetworkSettings.for_request(request))
    return _pdf(registration.edition, content, "certificate")


def _pdf(edition: Edition, content: bytes, name: str) -> HttpResponse:
    name = f"{slugify(edition.title) or 'edition'}-{name}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """Whether a certificate is genuine: edition and numbers, and whether a name that is typed in is the one.

    It never shows the name. Of somebody who was erased it says that a certificate was issued, and no more.

    Raises:
        Http404: no certificate bears this code.
    """
    code = code.strip().lower()[:LONGEST_CODE].replace("\x00", "")
    certificate = certificate_by_code(code)
    if certificate is None:
        issued = issued_by_digest(digest_of(code))
        if issued is None:
            raise Http404
        return _verdict(request, issued.edition, {"is_erased": True})
    edition = certificate.registration.edition
    form, matches, status = NameForm(label_suffix=""), None, HTTPStatus.OK
    if request.method == "POST":
        form = NameForm(posted(request), label_suffix="")
        if not form.is_valid():
            status = HTTPStatus.BAD_REQUEST
        elif not may_send("attendance-name", digest_of(code), NAMES_TRIED):
            status = HTTPStatus.TOO_MANY_REQUESTS
        else:
            matches = same_name(form.cleaned_data["name"], certificate.registration.badge_name)
    context = {
        "certificate": certificate,
        "number": number_in_words(certificate, edition),
        "hours": hours_in_words(certificate.minutes),
        "form": form,
        "matches": matches,
        "is_limited": status == HTTPStatus.TOO_MANY_REQUESTS,
    }
    return _verdict(request, edition, context, status)


def _verdict(
    request: HttpRequest, edition: Edition, context: dict[str, Any], status: int = HTTPStatus.OK
) -> HttpResponse:
    context |= {"edition": edition, "band": band_above(edition)}
    return kept_to_oneself(render(request, "afterwards/attendance.html", context, status=status))


class CertificatesView(AfterwardsMixin, TemplateView):
    """How many came, and the certificates of all of them."""

    template_name = "afterwards/admin/certificates.html"
    page_title = gettext_lazy("Certificates of attendance")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            came=who_came(self.edition).count(),
            issued=certificates_of(self.edition).count(),
            is_over=is_over(self.edition, timezone.now()),
            **kwargs,
        )


class CertificatesPdfView(CertificatesView, View):
    """All certificates in one PDF; taking them out of the site is noted."""

    http_method_names = ["post"]
    needs = Level.CHANGE

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            made = issue_all(self.edition, by=signed_in(request))
        except Refused as refusal:
            context = self.get_context_data(refusal=str(refusal))
            return self.render_to_response(context, status=HTTPStatus.CONFLICT)
        note_exported(self.edition, signed_in(request), "certificates", len(made))
        content = certificates_pdf(self.edition, made, NetworkSettings.for_request(request))
        return mark_private(_pdf(self.edition, content, "certificates"))
