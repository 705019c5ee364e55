"""Where people say what they think: opened by their ticket, or by a code from a slide."""

from contextlib import suppress
from http import HTTPStatus

from allauth.account.adapter import get_adapter
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from core.mail.limits import may_send
from core.serving.posted import posted
from workshops.afterwards.actions.feedback import answer as give_answer
from workshops.afterwards.enums import Stage
from workshops.afterwards.forms.feedback import AnswerForm, CodeForm, answer_form
from workshops.afterwards.models import FeedbackTarget
from workshops.afterwards.queries.feedback import (
    Offer,
    offers_for,
    questions_about,
    stage_of,
    target_by_code,
)
from workshops.afterwards.refusals import AnsweredBefore, TooMany
from workshops.registration.enums import RegistrationState
from workshops.registration.models import Registration
from workshops.registration.refusals import Refused
from workshops.registration.views.tickets import (
    answer,
    band_above,
    kept_to_oneself,
    opened_by_ticket,
    to_ticket,
)

FROM_ONE_PLACE = 120
"""Answers about one subject from one address of the net within ten minutes: a whole room shares one."""
TEN_MINUTES = 600


def _offers(registration: Registration) -> list[Offer]:
    if registration.state != RegistrationState.CONFIRMED:
        return []
    return [offer for offer in offers_for(registration, timezone.now()) if offer.target.form_id]


@opened_by_ticket("GET", "HEAD")
def own_feedback(request: HttpRequest, registration: Registration) -> HttpResponse:
    """What somebody may judge, and what of it they have."""
    return answer(request, "afterwards/own_feedback.html", registration, offers=_offers(registration))


@opened_by_ticket("GET", "HEAD", "POST")
def own_answer(request: HttpRequest, registration: Registration, target: int) -> HttpResponse:
    """The questions about one subject, for somebody whose ticket opened them; answered once.

    Raises:
        Http404: it is nothing that they take part in.
    """
    offer = next((one for one in _offers(registration) if one.target.pk == target), None)
    if offer is None:
        raise Http404
    form, refusal, status = None, None, HTTPStatus.OK
    if offer.stage == Stage.OPEN and not offer.has_answered:
        form = answer_form(
            offer.target, questions_about(offer.target), posted(request) if request.method == "POST" else None
        )
    if request.method == "POST":
        try:
            if form is None:
                give_answer(offer.target, {}, registration)
            elif form.is_valid():
                give_answer(offer.target, form.answers, registration)
            else:
                status = HTTPStatus.BAD_REQUEST
            if status == HTTPStatus.OK:
                return to_ticket(registration, "ticket_feedback", "?told=thanks")
        except Refused as refused:
            refusal, status = str(refused), HTTPStatus.CONFLICT
    return answer(
        request,
        "afterwards/own_answer.html",
        registration,
        status,
        offer=offer,
        target=offer.target,
        form=form,
        refusal=refusal,
    )


@require_http_methods(["GET", "HEAD"])
def ask_code(request: HttpRequest) -> HttpResponse:
    """Where the code from a slide is typed."""
    if "code" not in request.GET:
        return _page(request, "afterwards/ask_code.html", {"form": CodeForm(label_suffix="")})
    form = CodeForm(request.GET, label_suffix="")
    code = "".join(form["code"].value().split()).upper()
    target = target_by_code(code) if form.is_valid() and code.isascii() and code.isalnum() else None
    if target is None:
        return _page(
            request, "afterwards/ask_code.html", {"form": form, "is_unknown": True}, HTTPStatus.BAD_REQUEST
        )
    return kept_to_oneself(HttpResponseRedirect(reverse("feedback", args=[target.code]), status=303))


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def by_code(request: HttpRequest, code: str) -> HttpResponse:
    """The questions about what the code on a slide stands for; anybody who reads it may answer.

    Raises:
        Http404: there is no such code.
    """
    target = target_by_code(code)
    if target is None or len(code) != len(target.code):
        raise Http404
    is_open = stage_of(target, timezone.now()) == Stage.OPEN
    form = answer_form(target, questions_about(target), posted(request) if request.method == "POST" else None)
    refusal, status = None, HTTPStatus.OK
    if request.method == "POST":
        if not form.is_valid():
            status = HTTPStatus.BAD_REQUEST
        else:
            try:
                return _counted(request, target, form)
            except TooMany as refused:
                refusal, status = str(refused), HTTPStatus.TOO_MANY_REQUESTS
            except Refused as refused:
                refusal, status = str(refused), HTTPStatus.CONFLICT
    context: dict[str, object] = {"target": target, "form": form if is_open else None, "refusal": refusal}
    return _page(request, "afterwards/by_code.html", context, status, target)


def _counted(request: HttpRequest, target: FeedbackTarget, form: AnswerForm) -> HttpResponse:
    """Count what was answered and lead on.

    Raises:
        TooMany: there are very many from there.
        Refused: it cannot be counted.
    """
    where = get_adapter().get_client_ip(request) or "unknown"
    if not may_send(f"feedback:{target.pk}", where, FROM_ONE_PLACE, TEN_MINUTES):
        raise TooMany
    with suppress(AnsweredBefore):  # the same form, sent twice: it is counted
        give_answer(target, form.answers, form_key=form.key)
    return kept_to_oneself(HttpResponseRedirect(reverse("feedback_thanks", args=[target.code]), status=303))


@require_safe
def thanks(request: HttpRequest, code: str) -> HttpResponse:
    """Say that it was counted.

    Raises:
        Http404: there is no such code.
    """
    target = target_by_code(code)
    if target is None:
        raise Http404
    return _page(request, "afterwards/thanks.html", {"target": target}, HTTPStatus.OK, target)


def _page(
    request: HttpRequest,
    template: str,
    context: dict[str, object],
    status: int = HTTPStatus.OK,
    target: FeedbackTarget | None = None,
) -> HttpResponse:
    if target is not None:
        edition = target.form.edition
        context |= {"edition": edition, "band": band_above(edition)}
    return kept_to_oneself(render(request, template, context, status=status))
