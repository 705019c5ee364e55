"""What somebody wrote about themselves, changed by who holds the ticket."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse

from core.serving.posted import posted
from workshops.registration import desk_offer, queries
from workshops.registration.actions.registering import change_answers
from workshops.registration.forms.entry import EXTRAS, EntryForm
from workshops.registration.forms.questions import field_name
from workshops.registration.models import ExtraChoice, Registration
from workshops.registration.refusals import Refused, TicketCancelled
from workshops.registration.retention import end_dates, purposes
from workshops.registration.views.tickets import (
    answer,
    may_change,
    opened_by_ticket,
    overview_answer,
    to_ticket,
)


@opened_by_ticket("GET", "HEAD", "POST")
def change(request: HttpRequest, registration: Registration) -> HttpResponse:
    """Show what was filled in, and take what is filled in now; role, member and seats stay."""
    desk = queries.desk_behind(registration)
    if desk is None or not may_change(registration):
        return overview_answer(request, registration, status=409)
    offer = desk_offer.offer_of_changes(desk, registration)
    if request.method != "POST":
        form = EntryForm(offer, draft=as_filled_in(registration))
        return _page(request, registration, form)
    form, status = EntryForm(offer, posted(request)), 400
    if form.is_valid():
        try:
            change_answers(registration, form.entry)
        except TicketCancelled:
            return to_ticket(registration)
        except Refused as refusal:
            form.refuse(refusal)
            status = 409
        else:
            return to_ticket(registration, query="?told=changed")
    return _page(request, registration, form, status)


def _page(
    request: HttpRequest, registration: Registration, form: EntryForm, status: int = 200
) -> HttpResponse:
    """The form with why each part of it is asked and until when it is kept."""
    return answer(
        request,
        "registration/ticket/answers.html",
        registration,
        status,
        form=form,
        purposes=purposes(),
        end_dates=end_dates(registration.edition),
    )


def as_filled_in(registration: Registration) -> Mapping[str, list[str]]:
    """The registration as its form would have been sent. One query."""
    texts = ("badge_name", "organisation", "function", "diet", "access_needs")
    filled = {name: [getattr(registration, name)] for name in texts if getattr(registration, name)}
    consents = {
        "needs_consent": registration.needs_consent_at is not None,
        "pictures_allowed": registration.pictures_allowed,
        "is_listed": registration.is_listed,
    }
    filled |= {name: ["on"] for name, given in consents.items() if given}
    for key, answered in registration.answers.items():
        filled[field_name(key)] = (
            [str(one) for one in answered] if isinstance(answered, list) else [str(answered)]
        )
    chosen = ExtraChoice.objects.filter(registration=registration).values_list("extra", flat=True)
    return filled | {EXTRAS: [str(key) for key in chosen]}
