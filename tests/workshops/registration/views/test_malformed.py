"""Nothing that can be sent to the form or to the page before it makes the site fail.

``MALFORMED_INPUTS`` says how many each test makes up, 30 if it is not set; docs/proof.md tells of a long run.
"""

import os
from typing import Any
from urllib.parse import quote_from_bytes

import pytest
from django.http import QueryDict
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.workshops.registration.arriving import ask, put_pages, way
from tests.workshops.registration.samples import make_desk, make_session
from workshops.registration.enums import QuestionKind
from workshops.registration.forms import text
from workshops.registration.models import Draft, Extra, Registration
from workshops.registration.views import arriving, registering

pytestmark = [pytest.mark.django_db, pytest.mark.sweeps]

URLENCODED = "application/x-www-form-urlencoded"
KINDS = [URLENCODED, "multipart/form-data; boundary=x", "application/json", "", "x/y; charset="]
NAMES = [
    *("form_key", "waits", "do", "badge_name", "member", "organisation", "function", "diet"),
    *("access_needs", "needs_consent", "pictures_allowed", "is_listed", "extras", "sessions", "sessions-1"),
    *(f"q-{kind.value}" for kind in QuestionKind),
]
NASTY = [
    *("\x00", "\u202eOna", "9" * 5000, "1e999999", "0e999999999", "NaN", "-1", "2027-02-30", "on", "save"),
    *("autosave", "{{ 7*7 }}", "<script>", "' OR 1=1 --", "\r\nBcc: x@example.org", "٣", "💣" * 200, ""),
]
MANY_EXAMPLES = settings(
    max_examples=int(os.environ.get("MALFORMED_INPUTS", "30")),
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
values = st.one_of(
    st.sampled_from(NASTY).map(str.encode),
    st.binary(max_size=60),
    st.text().map(lambda value: value.encode("utf-8", "surrogatepass")),
)
pairs = st.lists(st.tuples(st.sampled_from(NAMES), values), max_size=25)


@pytest.fixture
def address() -> str:
    """The form of one person, at a desk that asks everything that can be asked."""
    desk = make_desk()
    put_pages(desk.edition)
    for kind in QuestionKind:
        ask(desk, kind.value, kind=kind, choices="a\nb", asked_if="text" if kind == "number" else "")
    make_session(desk)
    Extra.objects.create(desk=desk, title="Dinner", places=1)
    return way(desk)


def post(address: str, body: bytes, content_type: str = URLENCODED) -> Any:
    return Client(raise_request_exception=False).generic("POST", address, body, content_type=content_type)


def start_again() -> None:
    Registration.objects.all().delete()
    Draft.objects.all().delete()


@MANY_EXAMPLES
@given(pairs=pairs)
def test_whatever_the_fields_hold_is_answered(address: str, pairs: list[tuple[str, bytes]]) -> None:
    start_again()
    body = "&".join(f"{name}={quote_from_bytes(value)}" for name, value in pairs).encode()
    answer = post(address, body)
    assert answer.status_code in (200, 204, 303, 400, 409)
    shown = Client(raise_request_exception=False).get(address)
    assert shown.status_code in (200, 303)


@MANY_EXAMPLES
@given(body=st.binary(max_size=300), content_type=st.sampled_from(KINDS))
def test_whatever_is_sent_in_place_of_a_form_is_answered(
    address: str, body: bytes, content_type: str
) -> None:
    start_again()
    assert post(address, body, content_type).status_code in (200, 303, 400)


def multipart(alphabet: str) -> str:
    return f"multipart/form-data; boundary=b; charset={alphabet}"


PART = b'--b\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n'
HALF_A_CHARACTER = PART % (b"badge_name", b"Ona \\ud800") + PART % (b"organisation", b"Office") + b"--b--\r\n"
ALPHABETS = ["raw_unicode_escape", "unicode_escape", "utf-7", "utf-16", "hex", "rot13", "idna", "undefined"]


@pytest.mark.parametrize("alphabet", [*ALPHABETS, "no-such-alphabet", "latin-1"])
@pytest.mark.parametrize("path", ["form", "/2027/register/link/"])
def test_every_alphabet_is_answered(address: str, alphabet: str, path: str) -> None:
    target = address if path == "form" else path
    assert post(target, HALF_A_CHARACTER, multipart(alphabet)).status_code in (200, 303, 400)


def test_ten_megabytes_are_refused(address: str) -> None:
    body = b"badge_name=" + b"x" * 10_000_000
    assert post(address, body).status_code == 400
    assert post(address, b"&".join(b"f=1" for _ in range(20_000))).status_code == 400


@pytest.mark.parametrize(
    "key", ["%00" * 24, "%ED%A0%80" * 10, "..", "x" * 700, "a.b.c" * 8, "%2e%2e%2f" * 5, "e\u0301" * 15]
)
def test_every_key_is_answered(address: str, key: str) -> None:
    client = Client(raise_request_exception=False)
    assert client.get(f"/2027/register/{key}/").status_code == 404
    assert client.post(f"/2027/register/{key}/", {"badge_name": "x"}).status_code in (403, 404)


@MANY_EXAMPLES
@given(email=values)
def test_whatever_stands_in_place_of_an_address_is_answered(address: str, email: bytes) -> None:
    answer = post("/2027/register/link/", b"email=" + quote_from_bytes(email).encode())
    assert answer.status_code in (200, 400)


@pytest.mark.parametrize(
    "email", ['"very.(),:;<>[]\\".VERY"@example.org', "ona@xn--80ak6aa92e.com", "ona@пример.рф", "o'na@e.org"]
)
def test_strange_addresses_get_their_mail(address: str, email: str) -> None:
    assert (
        post("/2027/register/link/", f"email={quote_from_bytes(email.encode())}".encode()).status_code == 200
    )


# --- Negative controls: without the guards the same inputs make it fail -----------------------------


def test_without_the_guard_an_unreadable_alphabet_makes_it_fail(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unguarded(request: Any) -> QueryDict:
        sent: QueryDict = request.POST
        return sent

    for module in (registering, arriving):
        monkeypatch.setattr(module, "posted", unguarded)
    assert post(address, HALF_A_CHARACTER, multipart("hex")).status_code == 500
    assert post("/2027/register/link/", HALF_A_CHARACTER, multipart("hex")).status_code == 500


def test_without_cleaning_half_a_character_makes_it_fail(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert post(address, HALF_A_CHARACTER, multipart("raw_unicode_escape")).status_code == 303
    start_again()
    monkeypatch.setattr(text, "without_unseen", lambda value: value)
    assert post(address, HALF_A_CHARACTER, multipart("raw_unicode_escape")).status_code == 500
