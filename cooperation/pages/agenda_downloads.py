"""What lies below an agenda's page: files to take along, the list of releases and its feed."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, re_path

from cooperation.agenda import changes, queries
from cooperation.agenda.exports import calendars, documented_json, frab, printed
from cooperation.agenda.exports.facts import AgendaFacts, facts_of
from cooperation.agenda.models import Release
from cooperation.agenda.programme import Programme
from cooperation.editions.models import Edition
from cooperation.network.models import NetworkSettings
from cooperation.pages import agenda_feed
from cooperation.pages.viewing import sees_attendee_content
from core.serving.caching import end_of, is_anonymous, mark_private, mark_public

View = Callable[..., HttpResponse]


def download(view: View) -> View:
    """Answer GET and HEAD only, and let shared caches keep what an anonymous visitor gets."""

    @wraps(view)
    def answer(self: Any, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        response = view(self, request, **kwargs)
        if not is_anonymous(request):
            return mark_private(response)
        return mark_public(response, end_of(request)) if response.status_code == 200 else response

    return answer


def _file(content: bytes, content_type: str, name: str, *, to_keep: bool = False) -> HttpResponse:
    """``content`` as a file called ``name``; ``to_keep`` makes browsers save it instead of showing it."""
    disposition = "attachment" if to_keep else "inline"
    headers = {"Content-Disposition": f'{disposition}; filename="{name}"'}
    return HttpResponse(content, content_type=content_type, headers=headers)


class AgendaDownloadsMixin(RoutablePageMixin):
    """Routes of a page that has an ``edition`` with an agenda.

    Everybody gets the newest release. Visitors who may see what is for attendees get it whole, in an
    answer that no cache keeps; all others get its public slots.
    """

    edition: Edition

    @re_path(r"^agenda\.ics/?$", name="calendar")
    @download
    def agenda_calendar(self, request: HttpRequest) -> HttpResponse:
        """The calendar to subscribe to; empty before the first release, so that nobody loses it."""
        content = calendars.agenda_calendar(self._programme(request), self._facts(request))
        return self._calendar(content, "agenda.ics")

    @re_path(r"^slots/(?P<short_uid>[0-9a-f]{10})\.ics/?$", name="slot_calendar")
    @download
    def slot_calendar(self, request: HttpRequest, short_uid: str) -> HttpResponse:
        """One slot for a calendar."""
        programme = self._programme(request)
        slot = programme.slot(short_uid) if programme else None
        if slot is None:
            return self._notice(request, _("There is no such entry in the agenda."), 404)
        return self._calendar(calendars.slot_calendar(slot, self._facts(request)), f"{short_uid}.ics")

    @re_path(r"^agenda\.json/?$", name="json")
    @download
    def agenda_json(self, request: HttpRequest) -> HttpResponse:
        """The agenda for other programs."""
        programme = self._programme(request)
        if programme is None:
            return self._unreleased(request)
        data = documented_json.agenda_json(programme, self._facts(request))
        response = JsonResponse(data, json_dumps_params={"ensure_ascii": False, "indent": 1})
        response.headers["Content-Disposition"] = f'inline; filename="{self._file_name("agenda.json")}"'
        response.headers["Access-Control-Allow-Origin"] = "*"
        return response

    @re_path(r"^schedule\.xml/?$", name="schedule")
    @download
    def schedule_xml(self, request: HttpRequest) -> HttpResponse:
        """The agenda for conference apps."""
        programme = self._programme(request)
        if programme is None:
            return self._unreleased(request)
        content = frab.schedule_xml(programme, self._facts(request))
        return _file(content, "application/xml; charset=utf-8", self._file_name("schedule.xml"))

    @re_path(r"^agenda\.pdf/?$", name="pdf")
    @download
    def agenda_pdf(self, request: HttpRequest) -> HttpResponse:
        """The agenda on paper; ``?format=pocket`` gives the sheet to fold."""
        wanted = request.GET.get("format", printed.A4)
        if wanted not in printed.FORMATS:
            message = _("There is no programme of this format. Leave “format” out for A4, or write “pocket”.")
            return self._notice(request, message, 400)
        programme = self._programme(request)
        if programme is None:
            return self._unreleased(request)
        content = printed.agenda_pdf(programme, self._facts(request), wanted)
        name = "agenda.pdf" if wanted == printed.A4 else "agenda-pocket.pdf"
        return _file(content, "application/pdf", self._file_name(name))

    @re_path(r"^releases/$", name="releases")
    @download
    def release_list(self, request: HttpRequest) -> HttpResponse:
        """All releases, newest first, each with its note and what it changed."""
        zone = self.edition.zone
        return self.render(
            request,
            template="cooperation_pages/agenda_releases.html",
            context_overrides={
                "releases": [
                    {"release": release, "sentences": [change.sentence(zone) for change in told]}
                    for release, told in self._told(request)
                ],
                "zone": zone,
            },
        )

    @re_path(r"^releases/feed/$", name="releases_feed")
    @download
    def release_feed(self, request: HttpRequest) -> HttpResponse:
        """The same as an Atom feed."""
        return agenda_feed.response(self._facts(request), self._told(request))

    def _programme(self, request: HttpRequest) -> Programme | None:
        """What this visitor may see of the newest release; ``None`` before the first."""
        programme = queries.current_programme(self.edition)
        return programme.seen_by(attendee=sees_attendee_content(request, self.edition)) if programme else None

    def _facts(self, request: HttpRequest) -> AgendaFacts:
        network = NetworkSettings.for_request(request)
        return facts_of(self.edition, self.get_full_url(request), network, self.locale.language_code)

    def _told(self, request: HttpRequest) -> Iterable[tuple[Release, list[changes.Change]]]:
        """Each release with those of its changes that this visitor may hear of."""
        attendee = sees_attendee_content(request, self.edition)
        reader = changes.ATTENDEES if attendee else changes.PUBLIC
        for release in queries.releases(self.edition):
            told = changes.from_json(release.changes)
            yield release, [change for change in told if reader in change.seen_by]

    def _calendar(self, content: bytes, name: str) -> HttpResponse:
        return _file(content, "text/calendar; charset=utf-8", self._file_name(name), to_keep=True)

    def _file_name(self, name: str) -> str:
        return f"{slugify(self.edition.title) or 'edition'}-{name}"

    def _unreleased(self, request: HttpRequest) -> HttpResponse:
        return self._notice(request, _("The agenda of this edition is not released yet."), 404)

    def _notice(self, request: HttpRequest, message: str, status: int) -> HttpResponse:
        response = self.render(
            request,
            template="cooperation_pages/agenda_notice.html",
            context_overrides={"message": message},
        )
        response.status_code = status
        return response
