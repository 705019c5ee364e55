"""Whatever somebody wrote stays text in mails: no header, line, element or placeholder of its own."""

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import override_settings
from icalendar import Calendar

from core.mail.models import OutgoingMail
from tests.factories import UserFactory
from tests.workshops.registration.opened import calendar_parts, html_of, opened, text_of
from tests.workshops.registration.samples import make_desk, make_session, register_one
from tests.workshops.registration.views.test_ticket_payloads import PAYLOADS
from workshops.registration import letter_values, mails
from workshops.registration.actions import ending, mailing
from workshops.registration.letters import LETTERS
from workshops.registration.mailing_queries import Audience, fingerprint
from workshops.registration.models import Letter

pytestmark = [pytest.mark.django_db, pytest.mark.sweeps, pytest.mark.usefixtures("through_outbox")]

MORE = [
    "{name.__class__.__mro__}",
    "{address}",
    "{seats}{address}{edition}",
    "{0.__init__.__globals__}",
    "{{ settings.SECRET_KEY }}",
    "x\x0bBcc: canary@example.org",
    "x\u2028Bcc: canary@example.org",
    "x\x85Bcc: canary@example.org",
    "x\rBcc: canary@example.org",
    "x\n\nhttps://canary.example/\n\ny",
    "=?utf-8?q?canary?=\r\n =?utf-8?q?Bcc:?=",
    "Ona <canary@example.org>, x@example.org",
    "--===============boundary==\r\nContent-Type: text/html\r\n\r\n<canary>",
    "x\x00canary",
    "\ud800canary",
    "\u202e\u2066gro.elpmaxe@yranac",
    ".\r\nMAIL FROM:<canary@example.org>",
    "name\tcanary\x1b[31m",
]
TEXTS = sorted({*PAYLOADS, *MORE})
HEADERS = {
    "Content-Type",
    "MIME-Version",
    "Subject",
    "From",
    "To",
    "Message-ID",
    "Date",
    "Content-Transfer-Encoding",
}
LINES = re.compile(r"(BEGIN|END|[A-Z-]+)[;:]")


class Elements(HTMLParser):
    """The elements of a document with the names of their attributes, and where its links lead."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, tuple[str, ...]]] = []
        self.links: list[str | None] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, tuple(name for name, _value in attrs)))
        self.links += [value for name, value in attrs if name in ("href", "src")]


def storable(text: str) -> str:
    """As a form lets it through: neither database keeps half a character or a NUL in it."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode()


def shape(mail: OutgoingMail) -> tuple[Any, ...]:
    """What of a mail does not depend on the texts in it."""
    message, elements = opened(mail), Elements(html_of(mail))
    lines = [
        [LINES.match(line)[1] for line in part.get_content().replace("\r\n ", "").split("\r\n") if line]  # type: ignore[index]
        for part in calendar_parts(mail)
    ]
    return (
        [name for name in message if name != "Content-Transfer-Encoding"],
        [part.get_content_type() for part in message.walk()],
        message["To"],
        elements.found,
        elements.links,
        lines,
    )


def all_mails(text: str) -> list[OutgoingMail]:
    """Everything that one person gets at whom ``text`` is thrown, in each field; their ticket is fixed."""
    text = storable(text)
    desk = make_desk()
    session = make_session(desk, title=text[:160] or "x")
    type(desk.edition).objects.update(title=text[:160], venue_name=text[:160], city=text[:120])
    desk.refresh_from_db()
    ona = register_one(desk, badge_name=text[:120], organisation=text, function=text, sessions=(session.pk,))
    mails.send_lost_ticket(ona)
    made = mailing.save_draft(
        desk.edition, text[:150], f"{{name}}\n\n{text}\n\nBye", Audience(), UserFactory()
    )
    mailing.confirm(made, 1, fingerprint([ona.pk]), UserFactory())
    assert mailing.write_batches() == 1
    Letter.objects.create(
        edition=desk.edition, name="cancelled", subject=text[:150] or "x", text=f"x {text} x"
    )
    ending.cancel(ona)
    return list(OutgoingMail.objects.order_by("pk"))


def without_ticket(value: Any) -> Any:
    return re.sub(r"registrations/[\w-]{20,}", "registrations/T", repr(value))


@pytest.fixture(scope="module")
def plain_shapes(django_db_setup: None, django_db_blocker: Any) -> list[str]:
    """What the first two mails look like when nobody means harm."""
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(EMAIL_BACKEND="core.mail.backends.OutboxBackend"):
            shapes = [plain_shape(mail) for mail in all_mails("Canary")[:2]]
        transaction.set_rollback(True)
    return shapes


def plain_shape(mail: OutgoingMail) -> str:
    """The shape without what is new with each registration."""
    return re.sub(r"registration-\d+", "", without_ticket(shape(mail)))


@pytest.mark.parametrize("text", TEXTS, ids=ascii)
def test_what_somebody_wrote_stays_text(text: str, plain_shapes: list[str]) -> None:
    written = all_mails(text)
    assert len(written) == 4
    for mail in written:
        has_no_header_of_its_own(mail)
        has_no_element_of_its_own(mail)
        has_no_entry_of_its_own(mail)
        assert settings.SECRET_KEY not in text_of(mail) + html_of(mail)
    for mail in written[:2]:  # the others are in the organiser's words, who may write any address
        links = Elements(html_of(mail)).links
        assert links
        assert all(str(link).startswith("http://testserver/registrations/") for link in links)
    assert [plain_shape(mail) for mail in written[:2]] == plain_shapes


def has_no_header_of_its_own(mail: OutgoingMail) -> None:
    message = opened(mail)
    assert set(message.keys()) <= HEADERS
    assert str(message["To"]) == "ona@example.org"
    assert len(message.get_all("Subject", [])) == 1
    assert "\n" not in mail.subject
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]", mail.subject)


def has_no_element_of_its_own(mail: OutgoingMail) -> None:
    elements = Elements(html_of(mail))
    assert {tag for tag, _names in elements.found} <= {
        *("html", "head", "meta", "title", "style", "body", "div", "strong", "span", "h1", "p", "a", "br")
    }
    assert not [name for _tag, names in elements.found for name in names if name.startswith("on")]


def has_no_entry_of_its_own(mail: OutgoingMail) -> None:
    for part in calendar_parts(mail):
        [event] = Calendar.from_ical(part.get_content()).walk("VEVENT")
        assert event["attendee"] == "mailto:ona@example.org"
        assert set(event.keys()) <= {
            *("UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "STATUS", "DTSTART", "DTEND", "TRANSP"),
            *("SUMMARY", "LOCATION", "DESCRIPTION", "ORGANIZER", "ATTENDEE"),
        }


def test_without_the_cleaning_of_values_a_name_writes_paragraphs_of_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What the tests above would see if values went into letters as they are."""
    monkeypatch.setattr(letter_values, "one_line", str)
    register_one(make_desk(), badge_name="x\n\nhttps://canary.example/\n\ny")
    links = Elements(html_of(OutgoingMail.objects.get())).links
    assert "https://canary.example/" in links


def test_a_value_is_not_filled_in_turn() -> None:
    register_one(make_desk(), badge_name="{address}")
    text = text_of(OutgoingMail.objects.get())
    assert "Hello {address}," in text
    assert LETTERS["registered"].required == {"address"}
