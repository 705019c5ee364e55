"""What it costs to register, from the page to the ticket: five requests, and few queries in each.

The bench follows the same way over a server and measures its time.
"""

from collections.abc import Mapping

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cooperation.agenda.actions import release
from tests.bench.registering import Answer, has_a_seat_and_a_mail, register_somebody
from tests.workshops.registration.arriving import ask, put_pages
from tests.workshops.registration.samples import make_desk, make_session, register_one
from workshops.registration.actions import seats
from workshops.registration.models import Extra

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("through_outbox")]

MOST = {"the way to the form": 9, "the form": 15, "the form filled in": 39, "the ticket": 3}
"""SQL queries, with those that begin and end transactions."""
MOST_OF_PAGES = {
    "ticket": 3,
    "ticket_seats": 6,
    "ticket_answers": 5,
    "ticket_agenda": 6,
    "ticket_cancel": 4,
    "ticket_pdf": 3,
}
"""SQL queries of the pages that a ticket opens."""


def costs_of_registering(client: Client, email: str) -> list[int]:
    """The queries of each request of one registration."""
    costs = []

    def fetch(address: str, fields: Mapping[str, str] | None) -> Answer:
        with CaptureQueriesContext(connection) as captured:
            answer = client.post(address, fields) if fields else client.get(address)
        costs.append(len(captured))
        return Answer(answer.status_code, answer.headers.get("Location", ""), answer.content)

    assert has_a_seat_and_a_mail(register_somebody(fetch, 2027, email))
    return costs


def test_it_takes_five_requests_and_few_queries_however_many_there_are(client: Client) -> None:
    desk = make_desk()
    put_pages(desk.edition)
    client.get("/2027/")  # makes the site's settings
    found = {}
    for number in (3, 12):
        for row in range(number):
            make_session(desk, seats=50, hour=row)
            register_one(desk, f"p{number}-{row}@example.org")
        release(desk.edition, "", None)
        costs_of_registering(client, f"first{number}@example.org")  # what is kept in the process is read once
        found[number] = costs_of_registering(client, f"ona{number}@example.org")
    assert found[3] == found[12]
    page, *others = found[3]
    assert page == 1, "the page is answered from the cache, with one look whether it still holds"
    assert all(cost <= most for cost, most in zip(others, MOST.values(), strict=True)), others


def test_the_way_ends_where_there_is_no_seat(client: Client) -> None:
    """What the test above would see of a registration without its seat."""
    desk = make_desk()
    ona = register_one(desk)
    assert not has_a_seat_and_a_mail(f"/registrations/{ona.ticket}/")


def test_the_pages_of_a_ticket_take_few_queries_however_many_there_are(client: Client) -> None:
    desk = make_desk()
    put_pages(desk.edition)
    client.get("/2027/")  # makes the site's settings
    ona = register_one(desk)
    found = []
    for number in (3, 12):
        for row in range(number):
            seats.book(ona, make_session(desk, hour=number + row))
            Extra.objects.create(desk=desk, title=f"Extra {row}")
            ask(desk, f"q{number}-{row}")
        release(desk.edition, "", None)
        found.append({name: cost_of_page(client, reverse(name, args=[ona.ticket])) for name in MOST_OF_PAGES})
    assert found[0] == found[1]
    assert all(cost <= MOST_OF_PAGES[name] for name, cost in found[0].items()), found[0]


def cost_of_page(client: Client, address: str) -> int:
    """The queries of a page that was asked for once already."""
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)
