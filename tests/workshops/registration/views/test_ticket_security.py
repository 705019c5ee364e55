"""A ticket opens one registration, tells nobody else of it, and wrong ones are all answered alike."""

import logging
import re
from collections.abc import Callable, Iterator
from io import StringIO
from typing import Any

import pytest
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from config.settings.logging import LOGGING
from core.serving.log_lines import access_line, hide_secrets
from tests.factories import EditionFactory, MemberFactory
from tests.workshops.registration.samples import OPENED, make_desk, make_session, register_one
from workshops.registration.actions import ending, seats
from workshops.registration.actions.erasing import erase_person
from workshops.registration.models import Booking, Registration, new_key
from workshops.registration.urls import urlpatterns
from workshops.registration.views.tickets import opened_by_ticket

pytestmark = pytest.mark.django_db

OPENED_BY_TICKET = sorted(
    str(pattern.name) for pattern in urlpatterns if "<str:ticket>" in str(getattr(pattern, "pattern", ""))
)
"""Every address that a ticket opens: one that comes later is tested without being named here."""
POSTED = (
    "ticket_seats",
    "ticket_answers",
    "ticket_transfer",
    "ticket_cancel",
    "ticket_erase",
    "ticket_new_feed",
)


def of(registration: Registration, name: str) -> str:
    return reverse(name, args=[registration.ticket])


def asked(client: Client, name: str, ticket: str) -> HttpResponse:
    """The answer of the address, by the method that it takes."""
    address = reverse(name, args=[ticket])
    return client.post(address) if name == "ticket_new_feed" else client.get(address)


def test_the_list_of_addresses_is_whole() -> None:
    assert len(OPENED_BY_TICKET) >= 13
    assert set(POSTED) <= set(OPENED_BY_TICKET)


def test_a_ticket_has_at_least_128_bits() -> None:
    keys = {new_key() for _ in range(2000)}
    assert len(keys) == 2000
    assert {len(key) for key in keys} == {32}
    letters = set("".join(keys))
    assert len(letters) == 64  # six bits each, all of them used
    for place in range(32):
        assert len({key[place] for key in keys}) > 48  # and used at every place


@pytest.mark.parametrize("name", OPENED_BY_TICKET)
def test_wrong_foreign_and_erased_tickets_get_the_same_answer_and_the_same_work(
    client: Client, name: str
) -> None:
    ona = register_one(make_desk(), member=MemberFactory())
    erased = register_one(ona.edition.desk, "b@example.org")
    gone = erased.ticket
    erase_person(erased)
    answers = set()
    for ticket in (
        new_key(),
        "wrong",
        "x" * 3000,
        ona.feed_key,
        gone,
        "Ω<script>",
        f"{ona.ticket}x",
        ona.ticket[:-1],
    ):
        with CaptureQueriesContext(connection) as queries:
            answer = asked(client, name, ticket)
        body = re.sub(r"/registrations/[^\"]*", "/registrations/***", answer.content.decode())
        headers = {
            key: value
            for key, value in answer.headers.items()
            if key not in ("X-Request-ID", "Content-Length", "ETag")
        }
        headers["Content-Security-Policy"] = ""
        answers.add(
            (
                answer.status_code,
                body,
                str(sorted(headers.items())),
                "registration" in str(queries.captured_queries),
            )
        )
    assert len(answers) == 1
    assert next(iter(answers))[0] == 404


def test_a_nul_in_the_address_is_a_wrong_ticket(client: Client) -> None:
    ona = register_one(make_desk())
    assert client.get(f"/registrations/{ona.ticket[:5]}%00{ona.ticket[6:]}/").status_code == 404


@pytest.mark.parametrize("name", OPENED_BY_TICKET)
def test_nobody_keeps_lists_or_passes_on_the_answer(client: Client, name: str) -> None:
    ona = register_one(make_desk(), member=MemberFactory())
    answer = asked(client, name, ona.ticket)
    assert answer.status_code in (200, 303)
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["X-Robots-Tag"] == "noindex"
    assert not answer.cookies
    wrong_method = client.delete(reverse(name, args=[ona.ticket]))
    assert wrong_method.status_code == 405
    assert wrong_method["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize("name", POSTED)
def test_no_cookie_is_needed_and_no_session_helps(name: str) -> None:
    ona = register_one(make_desk(), member=MemberFactory())
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(of(ona, name)).status_code in (303, 400)
    assert strict.post(reverse(name, args=[new_key()])).status_code == 404


@pytest.mark.parametrize("name", [*OPENED_BY_TICKET, "my_agenda", "register"])
def test_no_secret_of_an_address_is_logged(name: str) -> None:
    secret = new_key()
    if name == "my_agenda":
        path = f"{reverse('my_agenda')}?token={secret}"
    elif name == "register":
        path = f"/2027/register/{secret}/"
    else:
        path = reverse(name, args=[secret])
    assert secret in path
    assert secret not in access_line("1", "GET", path, 200, 0.1)
    told: dict[str, Any] = {"event": f"Not Found: {path}", "exception": f'File "x"\nValueError: {path}'}
    assert secret not in str(hide_secrets(None, "", told))


def test_one_that_is_erased_while_it_is_looked_at_is_answered_as_any_wrong_one(rf: RequestFactory) -> None:
    ona = register_one(make_desk())

    @opened_by_ticket("GET")
    def overtaken(_request: HttpRequest, registration: Registration) -> HttpResponse:
        erase_person(registration)
        ending.cancel(registration)
        return HttpResponse()

    with pytest.raises(Http404):
        overtaken(rf.get("/"), ticket=ona.ticket)


@pytest.fixture
def logged() -> Iterator[Callable[[], str]]:
    """What the program logs, as the production settings write it."""
    stream = StringIO()
    formatter = LOGGING["formatters"]["json"]
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        formatter["()"](foreign_pre_chain=formatter["foreign_pre_chain"], processors=formatter["processors"])
    )
    access = logging.StreamHandler(stream)
    root, of_requests = logging.getLogger(), logging.getLogger("access")
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    of_requests.addHandler(access)
    yield stream.getvalue
    of_requests.removeHandler(access)
    root.removeHandler(handler)
    root.setLevel(level)


def test_the_log_of_a_real_request_holds_no_ticket(client: Client, logged: Callable[[], str]) -> None:
    ona = register_one(make_desk())
    for ticket in (ona.ticket, new_key()):
        client.delete(reverse("ticket", args=[ticket]))
        client.get(reverse("ticket", args=[ticket]))
        client.post(reverse("ticket_seats", args=[ticket]))
        client.get(reverse("my_agenda"), {"token": ticket})
        assert logged().count("/registrations/***/") >= 5
        assert ticket not in logged()


class TestOthers:
    @pytest.fixture
    def both(self) -> tuple[Registration, Registration, Registration]:
        """Two people of one edition, and one of another."""
        desk = make_desk(total_places=90)
        other_desk = make_desk(
            EditionFactory(ready_for_registration=True, registration_opens_at=OPENED, year=2028)
        )
        member = MemberFactory()
        ona = register_one(desk, member=member)
        jonas = register_one(
            desk,
            "jonas.canary@example.org",
            badge_name="Jonas Canary",
            member=member,
            function="Canary function",
            diet="Canary seed",
            needs_consent=True,
            answers={"canary": "Canary answer"},
        )
        far = register_one(other_desk, "far.canary@example.org", badge_name="Far Canary", member=member)
        seats.book(jonas, make_session(desk, 1, title="Parcels"))
        seats.book(ona, make_session(desk, 1, hour=3, title="Rights"))
        seats.book(far, make_session(other_desk, 1, hour=5, title="Canary session"))
        return ona, jonas, far

    @pytest.mark.parametrize("name", OPENED_BY_TICKET)
    def test_no_page_or_file_tells_of_another(
        self, client: Client, both: tuple[Registration, Registration, Registration], name: str
    ) -> None:
        ona, jonas, far = both
        addresses = [of(ona, name)]
        for other in (jonas, far):
            booking = Booking.objects.get(registration=other)
            for field in ("told", "session", "registration", "ticket", "token", "id", "booking"):
                for value in (other.pk, other.ticket, booking.pk, booking.session_id):
                    addresses.append(f"{of(ona, name)}?{field}={value}")
        for address in addresses if name in ("ticket_seats", "ticket") else addresses[:3]:
            answer = client.post(address) if name == "ticket_new_feed" else client.get(address)
            content = answer.content.decode("utf-8", "replace")
            for secret in ("anary", jonas.ticket.replace(" ", ""), jonas.feed_key, far.ticket, far.feed_key):
                assert secret not in content.partition('<link rel="canonical"')[0]
                assert secret not in re.sub(r'(href|content)="[^"]*\?[^"]*"', "", content)

    @pytest.mark.parametrize("name", [name for name in POSTED if name != "ticket_erase"])
    def test_no_field_reaches_another(
        self, client: Client, both: tuple[Registration, Registration, Registration], name: str
    ) -> None:
        ona, jonas, far = both

        def state() -> list[Any]:
            people = Registration.objects.filter(pk__in=[jonas.pk, far.pk]).order_by("pk")
            rows = Booking.objects.exclude(registration=ona).order_by("pk")
            return [list(people.values()), list(rows.values("pk", "registration", "session", "state"))]

        before = state()
        for other in (jonas, far):
            booking = Booking.objects.get(registration=other)
            for wish in ("leave", "accept", "decline", "swap", "book"):
                client.post(
                    of(Registration.objects.get(pk=ona.pk), name),
                    {
                        "wish": wish,
                        "session": booking.session_id,
                        "instead_of": booking.session_id,
                        "booking": booking.pk,
                        "registration": other.pk,
                        "ticket": other.ticket,
                        "pk": other.pk,
                        "id": other.pk,
                        "edition": far.edition_id,
                        "user": "1",
                        "email": other.email,
                        "badge_name": "Ona",
                    },
                )
        assert state() == before
