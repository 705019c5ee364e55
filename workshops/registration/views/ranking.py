"""Which sessions somebody would like, where seats are allotted."""

from django.http import HttpRequest, HttpResponse

from core.serving.posted import posted
from workshops.registration import queries
from workshops.registration.actions import allotting
from workshops.registration.forms.ticket_forms import RankingForm
from workshops.registration.models import Preference, Registration
from workshops.registration.refusals import Refused
from workshops.registration.views.tickets import answer, opened_by_ticket, to_ticket


@opened_by_ticket("GET", "HEAD", "POST")
def ranking(request: HttpRequest, registration: Registration) -> HttpResponse:
    """Ask for an order of the sessions while that is open, and show what came of it afterwards."""
    desk = queries.desk_behind(registration)
    sessions = {one.pk: one.slot.title for one in queries.bookable_sessions(registration.edition)}
    said = list(Preference.objects.filter(registration=registration).select_related("session__slot"))
    ranks = {one.session_id: one.rank for one in said}
    form = RankingForm(sessions, ranks, posted(request) if request.method == "POST" else None)
    status, refusal = 200, None
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                allotting.rank(registration, form.ranked)
            except Refused as refused:
                status, refusal = 409, refused
            else:
                return to_ticket(registration, "ticket_ranking", "?told=kept")
    return answer(
        request,
        "registration/ticket/ranking.html",
        registration,
        status,
        form=form,
        refusal=refusal,
        said=said,
        closes_at=desk.ranking_closes_at if desk else None,
        is_open=desk is not None and allotting.is_ranking(desk),
        is_allotted=desk is not None and desk.allotted_at is not None,
        seed=desk.allotment_seed if desk else "",
    )
