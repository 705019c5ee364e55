"""What the page's script asks: to keep scans, how many have come, the names, and its service worker."""

import json
from datetime import datetime, time, timedelta
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.templatetags.static import static
from django.utils import timezone
from django.views.generic import View

from cooperation.editions.views import signed_in
from workshops.checkin import queries
from workshops.checkin.answers import answer_to, clock
from workshops.checkin.forms import ScanForm, SentForm
from workshops.checkin.refusals import TooManyUnknown
from workshops.checkin.views.door import AtDoorMixin, strict
from workshops.registration.actions.seeing import note_exported
from workshops.registration.refusals import Refused

MOST_AT_ONCE = 50
"""How many scans one request brings; a phone with more sends them one after the other."""
SHELL = (
    "css/checkin.css",
    "css/checkin_answers.css",
    "js/checkin.js",
    "js/checkin_camera.js",
    "js/vendor/qr/decode.js",
)
"""What the page needs without a line."""
IMPORTED = "js/vendor/qr/index.js"
"""What one of them imports by its plain name."""


@strict
class ScansView(AtDoorMixin, View):
    """Keeps what a phone saw. Each scan is answered for itself, so one that is refused stops no other."""

    http_method_names = ("post", "options")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        sent = read(request.body)
        times = SentForm(sent)
        scans = sent.get("scans")
        if not times.is_valid() or not isinstance(scans, list) or len(scans) > MOST_AT_ONCE:
            return JsonResponse({"error": "malformed"}, status=HTTPStatus.BAD_REQUEST)
        answers = [self._answer(one, times.cleaned_data["sent_at"]) for one in scans]
        return JsonResponse({"answers": answers, "here": numbers(queries.counts(self.edition))})

    def _answer(self, one: Any, sent_at: datetime) -> dict[str, Any]:
        """What became of one scan; ``is_kept`` says whether the phone may forget it."""
        form = ScanForm(one if isinstance(one, dict) else {})
        uid = one.get("uid") if isinstance(one, dict) else None
        if not form.is_valid():
            return {"uid": uid, "is_kept": False, "tone": "bad", "title": "", "is_malformed": True}
        try:
            made = self.scan(form, sent_at)
        except TooManyUnknown as refusal:
            return {"uid": uid, "is_kept": False, "tone": "bad", "title": str(refusal), "is_malformed": False}
        except Refused as refusal:
            return {"uid": uid, "is_kept": False, "tone": "bad", "title": str(refusal), "is_malformed": True}
        made.edition = self.edition
        told = clock(made.scanned_at, self.edition.zone)
        return answer_to(made).as_json() | {"is_kept": True, "at": told, "result": made.result}


def read(body: bytes) -> dict[str, Any]:
    """The object that ``body`` is in JSON; an empty one when it is none."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def numbers(counted: queries.Counts) -> dict[str, list[int]]:
    """How many of how many have come: ``total``, each day, each session by its key."""
    return {
        "total": [counted.total.arrived, counted.total.expected],
        **{day.isoformat(): [one.arrived, one.expected] for day, one in counted.days},
        **{str(key): [one.arrived, one.expected] for key, one in counted.sessions.items()},
    }


@strict
class LiveView(AtDoorMixin, View):
    """How many have come, and what the script needs to send scans after the page was kept for long."""

    http_method_names = ("get", "head", "options")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return JsonResponse(
            {
                "here": numbers(queries.counts(self.edition)),
                "token": get_token(request),
                "user": signed_in(request).pk,
                "closed": queries.reasons_against_scanning(self.edition),
            }
        )


@strict
class NamesView(AtDoorMixin, View):
    """Who is expected, for a phone that loses its line: badge's code, name and member, and nothing else."""

    http_method_names = ("get", "head", "options")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        is_offered = offers_names(self.edition, timezone.now())
        names = queries.names_for_phones(self.edition) if is_offered else []
        if names:
            note_exported(self.edition, signed_in(request), "checkin", len(names))
        until = last_moment(self.edition)
        return JsonResponse(
            {
                "names": names,
                "until": until.isoformat() if until else None,
                "user": signed_in(request).pk,
            }
        )


def last_moment(edition: Any) -> datetime | None:
    """When phones drop the names: as the day after the last one begins at the venue."""
    days = queries.days_of(edition)
    return datetime.combine(days[-1] + timedelta(days=1), time(), edition.zone) if days else None


def offers_names(edition: Any, now: datetime) -> bool:
    """Whether phones get the names: from the day before the first one until the end of the last."""
    days, until = queries.days_of(edition), last_moment(edition)
    if until is None or queries.reasons_against_scanning(edition):
        return False
    return days[0] - timedelta(days=1) <= now.astimezone(edition.zone).date() and now < until


@strict
class WorkerView(AtDoorMixin, View):
    """The service worker of this edition's door, and of no other address: its own path bounds it."""

    http_method_names = ("get", "head", "options")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        path = finders.find("js/checkin_worker.js")
        shell = json.dumps([*map(static, SHELL), settings.STATIC_URL + IMPORTED])
        with open(str(path), encoding="utf-8") as file:
            body = f"const SHELL = {shell};\n{file.read()}"
        return HttpResponse(body, content_type="text/javascript; charset=utf-8")
