"""Asking for the form: from the public page to the mail that proves an address.

Who is not signed in has no cookie, so nothing here asks for one; what it does is at most three mails an hour
to one address. Who is signed in has proven their address already, and goes on with one protected click.
"""

from allauth.account.models import EmailAddress
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from cooperation.editions.models import Edition
from cooperation.pages.kept_tree import band_of, edition_at
from core.serving.caching import is_anonymous
from core.serving.posted import posted
from workshops.registration import links, queries
from workshops.registration.actions.ways_in import send_way_in
from workshops.registration.forms.address import AddressForm
from workshops.registration.models import RegistrationDesk
from workshops.registration.views.tickets import kept_to_oneself

SEE_OTHER = 303


def desk_at(start: str) -> RegistrationDesk:
    """The desk of the edition whose page lies at ``start``. One query.

    Raises:
        Http404: there is no such page, or nobody has set up registration.
    """
    edition_id = edition_at(start)
    desk = queries.desk_of(edition_id) if edition_id else None
    if desk is None:
        raise Http404
    return desk


def of_edition(edition: Edition) -> dict[str, object]:
    """What the page of a form says of ``edition``, with the band if its own page is published."""
    return {"edition": edition, "band": band_of(edition)}


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, start: str) -> HttpResponse:
    """Send the way on to an address; the answer is the same whoever it belongs to."""
    desk = desk_at(start)
    if request.method != "POST":
        return kept_to_oneself(HttpResponseRedirect(links.way_in(desk.edition)))
    form = AddressForm(posted(request))
    context = of_edition(desk.edition) | {"form": form, "way_in": links.way_in(desk.edition)}
    if not form.is_valid():
        template = "registration/register/address_again.html"
        return kept_to_oneself(render(request, template, context, status=400))
    send_way_in(desk, form.cleaned_data["email"])
    return kept_to_oneself(render(request, "registration/register/way_sent.html", context))


@require_POST
def go_on(request: HttpRequest, start: str) -> HttpResponse:
    """Lead whoever is signed in to the form without a mail; protected against forgery as any such click.

    Raises:
        Http404: nobody is signed in with a proven address.
    """
    desk = desk_at(start)
    address = proven_address(request)
    if not address:
        raise Http404
    key = links.proof_key(desk.edition, address)
    return kept_to_oneself(HttpResponseRedirect(f"{links.way_in(desk.edition)}{key}/", status=SEE_OTHER))


def proven_address(request: HttpRequest) -> str:
    """The address of whoever is signed in, if they have proven it; else empty. At most two queries."""
    if is_anonymous(request) or not request.user.is_authenticated:
        return ""
    email = str(request.user.email)
    proven = EmailAddress.objects.filter(user=request.user, email__iexact=email, verified=True)
    return email if proven.exists() else ""
