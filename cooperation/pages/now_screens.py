"""Pages for screens at doors, below the agenda: what is on now and next, in all rooms or in one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, re_path

from cooperation.agenda.programme import Programme
from cooperation.agenda.queries import current_programme
from cooperation.editions.models import Edition
from cooperation.pages import now, timetable
from cooperation.pages.agenda_downloads import download
from core.serving.caching import note_end

REFRESH = 20
"""Seconds after which a screen without scripts looks again. With scripts it looks at the change itself."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One room as a screen shows it."""

    name: str
    where: str
    slug: str
    now: list[timetable.SlotView]
    next: list[timetable.SlotView]


class NowScreensMixin(RoutablePageMixin):
    """Routes of a page that has an ``edition`` with an agenda. Screens are public, so they show what is."""

    edition: Edition

    @re_path(r"^now/$", name="now")
    @download
    def now_everywhere(self, request: HttpRequest) -> HttpResponse:
        """All rooms on one screen."""
        return self._now(request)

    @re_path(r"^now/(?P<slug>[-\w]{1,100})/$", name="now_in_room")
    @download
    def now_in_room(self, request: HttpRequest, slug: str) -> HttpResponse:
        """The screen at the door of one room, with what is for the whole house."""
        return self._now(request, slug)

    def _now(self, request: HttpRequest, slug: str = "") -> HttpResponse:
        moment = timezone.now()
        programme = (current_programme(self.edition) or Programme()).seen_by(attendee=False)
        if slug and slug not in now.slugs(programme):
            return self._notice(request, _("There is no such room at this edition."), 404)
        note_end(request, now.next_change(programme, moment))
        found = now.screens(programme, moment)
        if slug:
            room = now.slugs(programme)[slug]
            found = [found[0], now.screen(programme, room, slug, moment)]
        response: HttpResponse = self.render(
            request,
            template="cooperation_pages/now.html",
            context_overrides=self._on_screen(found, moment) | {"is_one_room": bool(slug)},
        )
        response.headers["Refresh"] = str(REFRESH)
        return response

    def _on_screen(self, found: list[now.Screen], moment: datetime) -> dict[str, Any]:
        zone, links = self.edition.zone, timetable.Links()
        rooms = [
            Shown(
                name=screen.room.name if screen.room else "",
                where=screen.room.location if screen.room else "",
                slug=screen.slug,
                now=timetable.slots(list(screen.now), zone, links),
                next=timetable.slots(list(screen.next), zone, links),
            )
            for screen in found
        ]
        house, *others = rooms
        return {"house": house, "rooms": others, "moment": moment.astimezone(zone)}
