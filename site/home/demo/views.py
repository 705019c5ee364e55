"""Changing roles, and reading the mails that the demo did not send."""

from email import message_from_bytes, policy
from email.message import EmailMessage

from django.conf import settings
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from core.accounts.actions import open_trial_session
from core.accounts.models import User
from core.accounts.rules import safe_path
from core.mail.models import OutgoingMail
from home.demo.roles import PUBLIC, Role, role_named

MAILS_ON_A_PAGE = 50
MAIL_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'"
"""The HTML of a mail stands alone: no script, no form, nothing fetched, shown by this site only."""


def comes_from_this_site(request: HttpRequest) -> bool:
    """Whether a page of this site sent the form, by what the browser says of it.

    It stands in for a CSRF token, which needs a cookie: public pages are the same for everybody and set
    none. Browsers send ``Sec-Fetch-Site`` or at least ``Origin`` with every form; without either, no.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


@csrf_exempt
@require_POST
@never_cache
def change_role(request: HttpRequest) -> HttpResponse:
    """Show the site as somebody else, on the page where the visitor was if that person may see it."""
    if not comes_from_this_site(request):
        raise PermissionDenied
    role = role_named(request.POST.get("role", ""))
    if role is None:
        return HttpResponse(_("There is no such role."), status=400, content_type="text/plain")
    user = User.objects.filter(email=role.email, is_active=True).first()
    if role is not PUBLIC and user is None:
        return render(request, "demo/role_missing.html", {"role": role}, status=409)
    response = HttpResponseRedirect(page_for(role, request))
    if user is None:
        logout(request)
        response.delete_cookie(settings.CSRF_COOKIE_NAME)
    else:
        open_trial_session(request, user)
    return response


def page_for(role: Role, request: HttpRequest) -> str:
    """Return where to go on: the same page, or the home page when ``role`` cannot enter the admin."""
    page = safe_path(request.POST.get("next"), request.get_host())
    if page.startswith("/demo/role/") or (page.startswith("/admin/") and not role.enters_admin):
        return "/"
    return page


@require_safe
@never_cache
def mails(request: HttpRequest) -> HttpResponse:
    """List what the demo has written, the newest first."""
    page = Paginator(OutgoingMail.objects.defer("source", "text"), MAILS_ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    return render(request, "demo/mails.html", {"mails": page})


@require_safe
@never_cache
def mail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one mail: headers, text, and the HTML in a frame of its own."""
    outgoing = get_object_or_404(OutgoingMail, pk=pk)
    message = parsed(outgoing)
    text = message.get_body(("plain",))
    return render(
        request,
        "demo/mail.html",
        {
            "mail": outgoing,
            "headers": message.items(),
            "text": text.get_content() if text else outgoing.text,
            "has_html": message.get_body(("html",)) is not None,
            "attachments": [part.get_filename() or part.get_content_type() for part in attachments(message)],
        },
    )


@require_safe
@never_cache
@xframe_options_sameorigin
def mail_html(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer with the HTML of a mail as its reader's program would show it."""
    html = parsed(get_object_or_404(OutgoingMail, pk=pk)).get_body(("html",))
    if html is None:
        raise Http404
    response = HttpResponse(html.get_content(), headers={"Content-Security-Policy": MAIL_POLICY})
    response.without_demo_bar = True  # type: ignore[attr-defined]
    return response


def parsed(outgoing: OutgoingMail) -> EmailMessage:
    """Return the message as it goes over the wire, taken apart."""
    return message_from_bytes(bytes(outgoing.source), policy=policy.default)


def attachments(message: EmailMessage) -> list[EmailMessage]:
    """Return what is enclosed in ``message``."""
    return list(message.iter_attachments())
