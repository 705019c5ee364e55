"""A desk with all that a form can ask, for what people do and for how it looks."""

import re

from django.core.mail import EmailMessage
from playwright.sync_api import Page

from tests.factories import EditionFactory, MemberFactory, RoomFactory
from tests.workshops.registration.arriving import put_pages
from tests.workshops.registration.samples import OPENED, make_desk, make_session, register_one
from workshops.registration.enums import QuestionKind
from workshops.registration.models import Extra, MailDomain, Question, RegistrationDesk

ADDRESS = "ona@centre.example"
PARCELS, FULL = "Parcels that never arrive", "Verbraucherschlichtungsstellenverordnungen"


def make_whole_desk() -> RegistrationDesk:
    """A desk that asks everything, of a member's staff and of guests; one question hangs on another."""
    edition = EditionFactory(
        ready_for_registration=True, registration_opens_at=OPENED, accent_colour="#7a1f5c"
    )
    desk = make_desk(edition, is_open=False, by_domain=True, by_invitation=True)
    MailDomain.objects.create(
        desk=desk, domain="centre.example", member=MemberFactory(name="Centre of Trains")
    )
    travel, flight = (
        {"key": "travel", "label": "How will you come?"},
        {"key": "flight", "label": "Which flight?"},
    )
    travel |= {"kind": QuestionKind.CHOICE, "choices": "By train\nBy plane", "purpose": "To show the way."}
    flight |= {"asked_if": "travel", "asked_if_answer": "By plane", "is_required": True, "sort_order": 1}
    for question in (travel, flight):
        Question.objects.create(desk=desk, **question)
    Extra.objects.create(desk=desk, title="Dinner", description="At 19:00", places=5)
    rooms = [RoomFactory(edition=edition, name=name) for name in ("Neris", "Vilnia")]
    make_session(desk, 9, title=PARCELS, room=rooms[0])
    full = make_session(desk, 1, title=FULL, room=rooms[1])
    register_one(desk, "first@centre.example", sessions=(full.pk,))
    put_pages(edition)
    return desk


def on(page: Page) -> None:
    """To the next step, where a script shows one at a time."""
    button = page.get_by_role("button", name="Next")
    if button.is_visible():
        button.click()


def link_in(mail: EmailMessage) -> str:
    """The address to which a mail leads."""
    found = re.search(r"http://\S+/2027/\S+", str(mail.body))
    assert found
    return found[0]
