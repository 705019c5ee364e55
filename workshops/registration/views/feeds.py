"""The personal calendar, and one's own agenda as a page."""

from hashlib import blake2b

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from cooperation.agenda.exports.calendars import webcal_address
from cooperation.network.models import NetworkSettings
from cooperation.pages import timetable
from cooperation.pages.tree import linked_pages
from workshops.registration.actions.ending import revoke_feed
from workshops.registration.exports.calendar import feed_address, own_feed
from workshops.registration.models import Registration
from workshops.registration.personal_agenda import own_programme
from workshops.registration.refusals import TicketCancelled
from workshops.registration.views.tickets import answer, kept_to_oneself, opened_by_ticket, to_ticket


@require_safe
def my_agenda(request: HttpRequest) -> HttpResponse:
    """The calendar that ``?token=`` opens.

    Whoever subscribed keeps it and asks again with its ETag; nobody in between may keep it.

    Raises:
        Http404: the address is wrong, was shut off or its registration was erased.
    """
    key = request.GET.get("token", "").replace("\x00", "")
    registration = Registration.objects.select_related("edition__host", "member").filter(feed_key=key).first()
    if registration is None:
        raise Http404
    content = own_feed(registration, NetworkSettings.for_request(request))
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response.headers["ETag"] = f'"{blake2b(content, digest_size=16).hexdigest()}"'
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Content-Disposition"] = 'attachment; filename="my-agenda.ics"'
    return kept_to_oneself(response)


@opened_by_ticket("GET", "HEAD")
def agenda_page(request: HttpRequest, registration: Registration) -> HttpResponse:
    """What the person takes part in, and how to take it along."""
    programme = own_programme(registration)
    zone = registration.edition.zone
    pages, speakers = linked_pages(
        programme.page_ids(), {speaker.id for slot in programme.current for speaker in slot.speakers}
    )
    links = timetable.Links(pages=pages, speakers=speakers)
    address = feed_address(registration)
    return answer(
        request,
        "registration/ticket/agenda.html",
        registration,
        days=timetable.days(programme, zone, links),
        zone_name=timetable.zone_name(programme, zone),
        is_released=programme.number is not None,
        feed_address=address,
        subscribe_address=webcal_address(address),
    )


@opened_by_ticket("POST")
def new_feed_address(request: HttpRequest, registration: Registration) -> HttpResponse:
    """Shut the calendar's address off and make a new one."""
    try:
        revoke_feed(registration)
    except TicketCancelled:
        return to_ticket(registration)
    return to_ticket(registration, "ticket_agenda", "?told=new-address#calendar")
