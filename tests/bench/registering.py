"""One person's way from the registration page to the ticket with a seat, and how long a server takes for it.

Started by the bench beside a server; the tests follow the same way without one.
"""

import json
import re
import secrets
import sys
import time
import urllib.parse
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.client import HTTPConnection

import django
from lxml import html

from tests.bench.measuring import HEADERS

STEPS = ("its page", "asking for the form", "the form", "sending it", "the ticket")
"""The requests of one registration, in their order."""
PEOPLE, FIRST_ONES = 40, 5
"""How many register, and how many of them are not counted: every thread has to import what it needs."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back of one request."""

    status: int
    location: str
    body: bytes


Fetch = Callable[[str, Mapping[str, str] | None], Answer]
"""Asks for an address, or sends fields to it."""


def register_somebody(fetch: Fetch, year: int, email: str) -> str:
    """Register the owner of ``email`` with a seat in the first session; where their ticket is."""
    wanted(fetch(f"/{year}/register/", None), 200)
    wanted(fetch(f"/{year}/register/link/", {"email": email}), 200)
    form = way_in(email)
    sent = wanted(fetch(form, filled(fetch_page(fetch, form))), 303)
    assert "ticket" in wanted(fetch(sent.location, None), 200).body.decode()
    return sent.location


def fetch_page(fetch: Fetch, address: str) -> html.HtmlElement:
    return html.fromstring(wanted(fetch(address, None), 200).body)


def wanted(answer: Answer, status: int) -> Answer:
    assert answer.status == status, (answer.status, html.fromstring(answer.body or b"<p>").text_content())
    return answer


def way_in(email: str) -> str:
    """The address of the form, out of the mail that brought it."""
    from core.mail.models import OutgoingMail

    text = OutgoingMail.objects.filter(recipients=[email]).latest("pk").text
    found = re.search(r"https?://[^/\s]+(/[^\s]+/register/\S+)", text)
    assert found, text
    return found[1]


def filled(page: html.HtmlElement) -> dict[str, str]:
    """The fields of the form as they stand, with a name and a seat."""
    form = next(one for one in page.forms if "form_key" in one.fields)
    seat = form.xpath(".//input[@name='sessions']/@value")[0]
    known = {name: value for name, value in form.form_values() if name != "do"}
    return known | {"badge_name": "Ona Example", "organisation": "Example Office", "sessions": seat}


def has_a_seat_and_a_mail(ticket: str) -> bool:
    """Whether whoever has the ticket at this address got a seat, and the mail that says so is on its way."""
    from core.mail.models import OutgoingMail
    from workshops.registration.models import Registration

    registration = Registration.objects.get(ticket=ticket.rstrip("/").rpartition("/")[2])
    told = OutgoingMail.objects.get(about=f"registration:{registration.pk}")
    return registration.bookings.filter(state="confirmed").count() == 1 and ticket in told.text


def queries_of_a_decision(year: int) -> int:
    """How many queries it takes to give somebody a seat, with the lock; nothing of it is kept."""
    from django.db import connection, transaction
    from django.test.utils import CaptureQueriesContext

    from workshops.programme.models import Session
    from workshops.registration.actions import seats
    from workshops.registration.actions.locking import lock
    from workshops.registration.models import Registration

    without = Registration.objects.filter(edition__year=year, bookings=None).select_related("edition").first()
    session = Session.objects.filter(slot__edition__year=year).first()
    assert without
    assert session
    with transaction.atomic():
        with CaptureQueriesContext(connection) as captured:
            seats.book_locked(lock(without.edition_id), without, session.pk)
        transaction.set_rollback(True)
    return len(captured)


def over(port: int, times: list[float]) -> Fetch:
    """Ask the server at ``port``; ``times`` gets the milliseconds of each request."""

    def fetch(address: str, fields: Mapping[str, str] | None) -> Answer:
        body = urllib.parse.urlencode(fields) if fields else None
        headers = HEADERS | ({"Content-Type": "application/x-www-form-urlencoded"} if fields else {})
        connection = HTTPConnection("127.0.0.1", port, timeout=60)
        began = time.perf_counter()
        connection.request("POST" if fields else "GET", address, body=body, headers=headers)
        answer = connection.getresponse()
        content = answer.read()
        times.append(1000 * (time.perf_counter() - began))
        connection.close()
        return Answer(answer.status, answer.getheader("Location") or "", content)

    return fetch


def main() -> None:
    from tests.bench import open_edition

    port = int(sys.argv[1])
    django.setup()
    open_edition.load()
    measured = []
    for _person in range(PEOPLE):
        times: list[float] = []
        email = f"{secrets.token_hex(8)}@example.org"
        ticket = register_somebody(over(port, times), open_edition.YEAR, email)
        if not has_a_seat_and_a_mail(ticket):
            sys.exit("Somebody has no seat or no mail, so there is nothing to measure.")
        measured.append(times)
    decision = queries_of_a_decision(open_edition.YEAR)
    sys.stdout.write(json.dumps({"people": measured[FIRST_ONES:], "queries": decision}))


if __name__ == "__main__":
    main()
