"""Files that a ticket opens: the ticket itself, its code, one's own agenda on paper, and all data."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.text import slugify

from cooperation.network.models import NetworkSettings
from workshops.registration.actions.exporting import export_data
from workshops.registration.exports import papers
from workshops.registration.models import Registration
from workshops.registration.views.tickets import opened_by_ticket

PDF, PNG, SVG = "application/pdf", "image/png", "image/svg+xml"


@opened_by_ticket("GET", "HEAD")
def ticket_pdf(request: HttpRequest, registration: Registration) -> HttpResponse:
    """The ticket to print."""
    content = papers.ticket_pdf(registration, NetworkSettings.for_request(request))
    return _file(registration, content, PDF, "ticket.pdf")


@opened_by_ticket("GET", "HEAD")
def ticket_png(request: HttpRequest, registration: Registration) -> HttpResponse:
    """The ticket's code as a picture."""
    return _file(registration, papers.ticket_png(registration), PNG, "ticket.png")


@opened_by_ticket("GET", "HEAD")
def ticket_svg(request: HttpRequest, registration: Registration) -> HttpResponse:
    """The ticket's code as a picture of any size."""
    return _file(registration, papers.ticket_svg(registration), SVG, "ticket.svg")


@opened_by_ticket("GET", "HEAD")
def agenda_pdf(request: HttpRequest, registration: Registration) -> HttpResponse:
    """One's own agenda to print."""
    content = papers.own_agenda_pdf(registration, NetworkSettings.for_request(request))
    return _file(registration, content, PDF, "my-agenda.pdf")


@opened_by_ticket("GET", only_while_it_stands=False)
def data_json(request: HttpRequest, registration: Registration) -> HttpResponse:
    """Everything that the site keeps about the person."""
    data = export_data(registration)
    response = JsonResponse(data, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response.headers["Content-Disposition"] = f'attachment; filename="{_name(registration, "my-data.json")}"'
    return response


def _file(registration: Registration, content: bytes, content_type: str, name: str) -> HttpResponse:
    disposition = f'inline; filename="{_name(registration, name)}"'
    return HttpResponse(content, content_type=content_type, headers={"Content-Disposition": disposition})


def _name(registration: Registration, name: str) -> str:
    return f"{slugify(registration.edition.title) or 'edition'}-{name}"
