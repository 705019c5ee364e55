"""R10: both changes of the clocks, 29 February, and closing to the second, on servers in several zones.

What pages, calendars and mails say is compared with what was worked out by hand for each moment.
"""

import contextlib
import os
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, timedelta
from email import message_from_bytes, policy
from typing import Any
from unittest import mock
from zoneinfo import ZoneInfo

import time_machine
from django.db import transaction
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from tests.proof.clock_cases import CASES, SERVERS, Case

SECOND, OPEN = timedelta(seconds=1), timedelta(days=9)


@dataclass
class Comparing:
    """Counts what is compared, and keeps what differs."""

    where: str
    number: int = 0
    complaints: list[str] = None  # type: ignore[assignment]

    def __post_init__(self) -> None:
        self.complaints = []

    def same(self, what: str, told: object, expected: object) -> None:
        """``told`` has to be ``expected``."""
        self.number += 1
        if told != expected:
            self.complaints.append(f"{self.where}: {what} is {told}, not {expected}")

    def within(self, what: str, words: str, text: str) -> None:
        """``words`` have to stand in ``text``."""
        self.number += 1
        if words not in text:
            self.complaints.append(f"{self.where}: no “{words}” in {what}")


@contextlib.contextmanager
def server_in(zone: str) -> Iterator[None]:
    """The clocks of the server are elsewhere, and those that Django shows when nobody tells it whose."""
    with mock.patch.dict(os.environ, {"TZ": zone}), timezone.override(zone):
        time.tzset()
        yield
    time.tzset()


def compare(case: Case, zone: str) -> Comparing:
    """Everything about one case on a server in ``zone``; nothing of it stays in the database."""
    found = Comparing(f"{case.name}, server in {zone}")
    outbox = override_settings(EMAIL_BACKEND="core.mail.backends.OutboxBackend")
    with server_in(zone), outbox, transaction.atomic():
        session = make(case)
        find_it_open(case, session.slot.edition, found)
        with time_machine.travel(case.closes_at - SECOND, tick=False):
            registration = register_at_the_last_second(case, session, found)
            look_at_pages(case, registration, found)
            look_at_calendars(case, registration, found)
            look_at_mails(case, registration, found)
        with time_machine.travel(case.closes_at, tick=False):
            find_it_closed(case, found)
        transaction.set_rollback(True)
    return found


def make(case: Case) -> Any:
    """The edition, its pages, and its session in a release."""
    from cooperation.agenda.actions import release
    from cooperation.agenda.enums import SlotKind
    from tests.factories import EditionFactory, SlotFactory, UserFactory
    from tests.workshops.registration.arriving import put_pages
    from tests.workshops.registration.samples import make_desk
    from workshops.programme.models import Session

    edition = EditionFactory(
        ready_for_registration=True,
        registration_opens_at=case.closes_at - OPEN,
        registration_closes_at=case.closes_at,
        year=case.starts_at.year,
        starts_on=case.starts_at.date(),
        ends_on=case.starts_at.date(),
    )
    put_pages(make_desk(edition).edition)
    ends_at = case.starts_at + timedelta(hours=1)
    slot = SlotFactory(
        edition=edition, kind=SlotKind.WORKSHOP, title="Night", starts_at=case.starts_at, ends_at=ends_at
    )
    session = Session.objects.create(slot=slot, seats=1)
    with time_machine.travel(case.closes_at - 2 * OPEN):
        release(edition, "First", UserFactory())
    return session


def send_form(edition: Any, name: str) -> Any:
    """Somebody sends the form; the answer."""
    from workshops.registration import links

    key = links.proof_key(edition, f"{name}@example.org")
    words = {"badge_name": name.title(), "organisation": "Example Office"}
    return Client().post(f"/{edition.year}/register/{key}/", words)


def find_it_open(case: Case, edition: Any, found: Comparing) -> None:
    """A second before it opens nobody can register, and then one can; the page says until when."""
    with time_machine.travel(case.closes_at - OPEN - SECOND, tick=False):
        found.same("the answer before it opens", send_form(edition, "rasa").status_code, 409)
    with time_machine.travel(case.closes_at - OPEN, tick=False):
        found.same("the answer when it opens", send_form(edition, "rasa").status_code, 303)
        page = text_of(Client().get(f"/{edition.year}/").content)
    found.within("the edition's page", case.closes, page)


def register_at_the_last_second(case: Case, session: Any, found: Comparing) -> Any:
    """In the last second one can register, and take a seat."""
    from workshops.registration.models import Registration

    sent = send_form(session.slot.edition, "ona")
    found.same("the answer in the last second", sent.status_code, 303)
    registration = Registration.objects.select_related("edition").get(email="ona@example.org")
    wish = {"wish": "book", "session": session.pk}
    seats = reverse("ticket_seats", args=[registration.ticket])
    found.same("the answer to a wish for a seat", Client().post(seats, wish).status_code, 303)
    return registration


def find_it_closed(case: Case, found: Comparing) -> None:
    """When it closes nobody can register any more."""
    from cooperation.editions.models import Edition
    from workshops.registration.models import Registration

    answer = send_form(Edition.objects.get(year=case.starts_at.year), "jonas")
    found.same("the answer when it closes", answer.status_code, 409)
    found.within("the answer when it closes", "Registration is closed.", answer.content.decode())
    found.same("who came too late", Registration.objects.filter(email="jonas@example.org").count(), 0)


def text_of(content: bytes) -> str:
    """The words of a page."""
    return " ".join(re.sub(r"<[^>]+>", " ", content.decode()).split())


def look_at_pages(case: Case, registration: Any, found: Comparing) -> None:
    """The hours on the pages of the ticket are those of the venue."""
    for name in ("ticket_seats", "ticket_agenda"):
        page = Client().get(reverse(name, args=[registration.ticket])).content.decode()
        hours = " ".join(re.findall(r"<time[^>]*>(\d\d:\d\d)", page))
        found.within(name, case.starts, hours)
        found.within(name, case.ends, hours)
    overview = text_of(Client().get(reverse("ticket", args=[registration.ticket])).content)
    found.within("the ticket", f"{case.day}, {case.starts}", overview)


def look_at_calendars(case: Case, registration: Any, found: Comparing) -> None:
    """The personal calendar holds the moments."""
    feed = Client().get(f"/my/agenda.ics?token={registration.feed_key}").content
    [event] = Calendar.from_ical(feed).walk("VEVENT")
    look_at_event("the personal calendar", case, event, found)


def look_at_event(where: str, case: Case, event: Any, found: Comparing) -> None:
    """An entry begins and ends at the moments, by its own offset."""
    found.same(f"the start in {where}", event["DTSTART"].dt.astimezone(UTC), case.starts_at)
    found.same(f"the end in {where}", event["DTEND"].dt.astimezone(UTC), case.starts_at + timedelta(hours=1))


def look_at_mails(case: Case, registration: Any, found: Comparing) -> None:
    """Each mail carries the meeting, and the one about the seat says when it is."""
    from core.mail.models import OutgoingMail

    sent = list(OutgoingMail.objects.filter(about=f"registration:{registration.pk}").order_by("pk"))
    found.same("the number of mails", len(sent), 2)
    for mail in sent:
        parsed = message_from_bytes(bytes(mail.source), policy=policy.default)
        [part] = [part for part in parsed.walk() if part.get_content_type() == "text/calendar"]
        [event] = Calendar.from_ical(part.get_content()).walk("VEVENT")
        look_at_event("a mail's calendar", case, event, found)
    found.within("the mail", f"({case.day}, {case.starts})", sent[-1].text)
    found.within("the mail", "the venue (Europe/Vilnius)", sent[-1].text)


# --- For a process of its own --------------------------------------------------------------------


def compare_all() -> dict[str, Any]:
    """All cases on servers in all zones: how many comparisons, and what differed."""
    found = [compare(case, zone) for zone in SERVERS for case in CASES]
    complaints = [complaint for one in found for complaint in one.complaints]
    return {"number": sum(one.number for one in found), "complaints": complaints}


def compare_by_the_servers_clocks(zone: str = SERVERS[-1]) -> list[str]:
    """What differs in one case for an edition that does not know its zone, and takes that of the server."""
    from cooperation.editions.models import Edition

    with mock.patch.object(Edition, "zone", property(lambda _edition: ZoneInfo(zone))):
        return compare(CASES[0], zone).complaints
