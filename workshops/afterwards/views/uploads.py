"""Where a facilitator hands in slides and outcomes; the key in the address is the authority."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from core.formats.inspection import LARGEST
from core.serving.posted import posted
from workshops.afterwards.actions.uploads import hand_in as keep
from workshops.afterwards.actions.uploads import is_open
from workshops.afterwards.forms.uploads import UploadForm
from workshops.afterwards.models import UploadLink
from workshops.afterwards.queries.uploads import link_by_key
from workshops.registration.refusals import Refused
from workshops.registration.views.tickets import band_above, kept_to_oneself

WORDS_BESIDE = 512 * 1024
"""Bytes that a form has beside its file at most."""


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def hand_in(request: HttpRequest, key: str) -> HttpResponse:
    """Show what was handed in by this link, and take more. A body that is too large is not read.

    Raises:
        Http404: there is no such link; a shut one says so.
    """
    link = link_by_key(key)
    if link is None:
        raise Http404
    if not is_open(link, timezone.now()):
        return _page(request, link, None, HTTPStatus.GONE)
    if request.method != "POST":
        return _page(request, link, UploadForm(label_suffix="", use_required_attribute=False))
    if _length(request) > LARGEST + WORDS_BESIDE:
        form = UploadForm(label_suffix="", use_required_attribute=False)
        return _page(request, link, form, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    form = UploadForm(posted(request), request.FILES, label_suffix="", use_required_attribute=False)
    if not form.is_valid():
        return _page(request, link, form, HTTPStatus.BAD_REQUEST)
    try:
        keep(link, form.cleaned_data["title"], form.cleaned_data["file"], form.handed)
    except Refused as refusal:
        form.add_error(refusal.field or None, str(refusal))
        return _page(request, link, form, HTTPStatus.BAD_REQUEST)
    return kept_to_oneself(HttpResponseRedirect(f"{request.path}?told=thanks", status=303))


def _length(request: HttpRequest) -> int:
    """How many bytes the body has, as the browser says; the server reads no more than that."""
    told = request.META.get("CONTENT_LENGTH") or "0"
    return int(told) if told.isascii() and told.isdigit() else 0


def _page(
    request: HttpRequest, link: UploadLink, form: UploadForm | None, status: int = HTTPStatus.OK
) -> HttpResponse:
    context = {
        "link": link,
        "form": form,
        "edition": link.edition,
        "band": band_above(link.edition),
        "is_too_large": status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        "submissions": list(link.submissions.select_related("document")[:50]),
    }
    return kept_to_oneself(render(request, "afterwards/upload.html", context, status=status))
