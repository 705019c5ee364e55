"""Whatever somebody wrote about themselves stays text: in pages, calendar, JSON and on paper."""

import json
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from cooperation.agenda.actions import release
from tests.factories import MemberFactory, SlotFactory, UserFactory
from tests.workshops.registration.samples import make_desk, make_session, register_one
from workshops.registration.actions import seats
from workshops.registration.models import Question, Registration

pytestmark = [pytest.mark.django_db, pytest.mark.sweeps]

PAYLOADS = [
    "<script>canary()</script>",
    "</script><script>canary()</script>",
    "<img src=x onerror=canary()>",
    "<svg/onload=canary()>",
    '"><b id=canary>',
    "' onmouseover='canary()",
    '" autofocus onfocus="canary()',
    "</title><canary>",
    "</textarea><canary>",
    "<!--canary-->",
    "<![CDATA[<canary>]]>",
    "<a href=javascript:canary()>x</a>",
    "javascript:canary()",
    "{{ canary }}",
    "{% canary %}",
    "{{ registration.ticket }}",
    "${canary}",
    "#{canary}",
    "%(canary)s %s %d",
    "&lt;canary&gt;",
    "&#60;canary&#62;",
    "x\r\nBEGIN:VEVENT\r\nSUMMARY:canary\r\nEND:VEVENT",
    "x\nATTENDEE:mailto:canary@example.org",
    "x\r\nBcc: canary@example.org",
    "x\r\n\r\n<canary>",
    "x\\nDTSTART:20270101",
    "x;VALUE=canary:y",
    "x,canary;y\\",
    "=cmd|'/c calc'!A1",
    "+1+1",
    "-2+3",
    "@SUM(1)",
    '#read("/etc/passwd")',
    '#eval("canary") $x$ *bold* _it_ `raw` <label> @ref',
    "#set page(width: 1mm)",
    "\u202ecanary\u202c",
    "\u2066canary\u2069\u200f",
    "a\u0000b\u0007c\u001b[31m",
    "\ufffe\uffff\U0010ffff",
    "e\u0301" * 20 + "\u0336" * 20,
    "\U0001f468\u200d\U0001f469\u200d\U0001f467 ΩЯ",
    "W" * 120,
]
PAGES = (
    "ticket",
    "ticket_seats",
    "ticket_agenda",
    "ticket_answers",
    "ticket_transfer",
    "ticket_cancel",
    "ticket_erase",
)


class Elements(HTMLParser):
    """The elements of a page, with the names of their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, tuple[str, ...]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, tuple(name for name, _value in attrs)))


def skeleton(page: str) -> list[tuple[str, tuple[str, ...]]]:
    parser = Elements()
    parser.feed(page)
    return parser.found


def write(registration: Registration, text: str) -> None:
    """Put ``text`` into every field in which somebody writes, past every form.

    But for the zero byte, which PostgreSQL keeps in no text and no form lets through.
    """
    text = text.replace("\x00", "")
    registration.badge_name, registration.function = text[:120], text[:160]
    registration.organisation = text[:160]
    registration.diet, registration.access_needs = text, text
    registration.answers = {"about": text, "picked": [text]}
    registration.save()


@pytest.fixture
def ona() -> Registration:
    desk = make_desk()
    Question.objects.create(desk=desk, key="about", label="About you", kind="long_text")
    Question.objects.create(desk=desk, key="picked", label="Pick", kind="multiple", choices="a\nb")
    SlotFactory(edition=desk.edition, title="Opening")
    session = make_session(desk, title="Parcels")
    release(desk.edition, "First", UserFactory())
    ona = register_one(desk, badge_name="plain", needs_consent=True, member=MemberFactory(name="Centre"))
    Registration.objects.filter(pk=ona.pk).update(needs_consent_at="2026-01-01T00:00Z")
    ona.refresh_from_db()
    seats.book(ona, session)
    return ona


def test_there_are_enough_of_them() -> None:
    assert len(set(PAYLOADS)) >= 40


@pytest.mark.parametrize("page", PAGES)
def test_no_page_has_an_element_or_attribute_more(client: Client, ona: Registration, page: str) -> None:
    address = reverse(page, args=[ona.ticket])
    write(ona, "plain")
    plain = skeleton(client.get(address).content.decode())
    for payload in PAYLOADS:
        write(ona, payload)
        assert skeleton(client.get(address).content.decode()) == plain, payload


def test_the_comparison_sees_an_element_more() -> None:
    assert skeleton("<p>a</p>") != skeleton("<p><b>a</b></p>")
    assert skeleton("<p>a</p>") != skeleton("<p id=x>a</p>")


def test_the_calendar_stays_the_same_to_the_byte(client: Client, ona: Registration) -> None:
    """It holds nothing that a person wrote."""
    before = client.get(reverse("my_agenda"), {"token": ona.feed_key}).content
    for payload in PAYLOADS:
        write(ona, payload)
        assert client.get(reverse("my_agenda"), {"token": ona.feed_key}).content == before


@pytest.mark.parametrize("payload", PAYLOADS)
def test_titles_bring_no_line_or_property_into_the_calendar(client: Client, payload: str) -> None:
    desk = make_desk()
    session = make_session(
        desk, title=payload.replace("\x00", "")[:160], abstract=payload.replace("\x00", "")
    )
    release(desk.edition, "First", UserFactory())
    ona = register_one(desk)
    seats.book(ona, session)
    content = client.get(reverse("my_agenda"), {"token": ona.feed_key}).content
    made = Calendar.from_ical(content)
    assert len(made.events) == 1
    allowed = {
        "UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "STATUS", "DTSTART", "DTEND", "TRANSP", "SUMMARY",
        "DESCRIPTION", "LOCATION", "CATEGORIES", "URL",
    }  # fmt: skip
    assert set(made.events[0]) <= allowed
    unfolded = re.sub(rb"\r\n[ \t]", b"", content)
    assert unfolded.count(b"\n") == unfolded.count(b"\r\n")
    assert not [line for line in unfolded.split(b"\r\n") if re.search(rb"[\x00-\x08\x0b-\x1f\x7f]", line)]


def test_json_is_json_and_gives_back_what_was_written(client: Client, ona: Registration) -> None:
    for payload in PAYLOADS:
        text = payload.replace("\x00", "")
        write(ona, text)
        answer = client.get(reverse("ticket_data", args=[ona.ticket]))
        assert answer["Content-Type"] == "application/json"
        assert answer["X-Content-Type-Options"] == "nosniff"
        data = json.loads(answer.content)
        assert data["needs"]["diet"] == text
        assert data["answers"][0]["answer"] == text


@pytest.mark.services
@pytest.mark.parametrize("payload", PAYLOADS)
def test_the_ticket_is_set_as_text_on_one_page(
    client: Client, ona: Registration, payload: str, tmp_path: Path
) -> None:
    paper = tmp_path / "ticket.pdf"
    write(ona, payload)
    answer = client.get(reverse("ticket_pdf", args=[ona.ticket]))
    assert answer.status_code == 200
    paper.write_bytes(answer.content)
    assert shutil.which("pdftotext"), "apt-get install poppler-utils"
    about = subprocess.run(["pdfinfo", paper], capture_output=True, text=True, check=True).stdout
    assert re.search(r"Pages: +1$", about, re.MULTILINE)
    told = subprocess.run(
        ["pdftotext", "-raw", paper, "-"], capture_output=True, text=True, check=True
    ).stdout
    assert "root:" not in told
    if payload.isascii() and payload.isprintable():
        letters = re.sub(r"[^A-Za-z]", "", payload)
        assert letters in re.sub(r"[^A-Za-z]", "", told)
    assert b"/JavaScript" not in answer.content
    assert client.get(reverse("ticket_agenda_pdf", args=[ona.ticket])).status_code == 200
