"""What people do with their ticket: on a phone, without scripts, by keyboard alone, in light and dark."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from cooperation.agenda.actions import release
from tests.factories import EditionFactory, MemberFactory, RoomFactory, SlotFactory, UserFactory
from tests.journeys.checkers import Inspector, axe
from tests.journeys.conftest import Visit
from tests.journeys.keyboard import press
from tests.workshops.registration.samples import OPENED, make_desk, make_session, register_one
from workshops.programme.models import Session
from workshops.registration.actions import seats
from workshops.registration.enums import Promotion
from workshops.registration.models import Extra, Question, Registration, RegistrationDesk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PARTS = {
    "ticket": "You are registered",
    "ticket_seats": "Your seats",
    "ticket_agenda": "In your calendar",
    "ticket_answers": "Change your answers",
    "ticket_transfer": "Hand it on to a colleague",
    "ticket_cancel": "Cancel your registration?",
    "ticket_erase": "Erase everything about you?",
}
"""What a ticket opens, and what stands there."""
BESIDE = {
    "lost_ticket": "Lost your ticket?",
    "tickets_sent": "Look into your mail",
    "ticket_handed_on": "The registration was handed on",
    "ticket_erased": "Your data is erased",
}
SPREAD = {"ticket", "ticket_seats", "ticket_agenda", "ticket_answers"}
"""Pages that are more than one column in a wide window."""
WIDE = 1280


@pytest.fixture
def desk() -> RegistrationDesk:
    edition = EditionFactory(
        ready_for_registration=True,
        registration_opens_at=OPENED,
        venue_name="Martynas Mažvydas National Library of Lithuania",
        accent_colour="#7a1f5c",
    )
    desk = make_desk(edition)
    first, second = (RoomFactory(edition=edition, name=name) for name in ("Neris", "Vilnia"))
    SlotFactory(edition=edition, title="Opening and welcome")
    make_session(desk, 1, hour=2, title="Parcels that never arrive", room=first)
    make_session(desk, 1, hour=2, title="Verbraucherschlichtungsstellenverordnungen", room=second)
    Question.objects.create(
        desk=desk, key="arrival", label="When do you arrive?", kind="date", purpose="The bus"
    )
    Extra.objects.create(desk=desk, title="Dinner", description="At 19:00", places=5)
    release(edition, "First", UserFactory())
    return desk


@pytest.fixture
def people(desk: RegistrationDesk) -> tuple[Registration, Registration]:
    member = MemberFactory(name="European Consumer Centre Lithuania")
    return tuple(  # type: ignore[return-value]
        register_one(
            desk, f"{name.lower()}@example.org", badge_name=f"{name} Kazlauskaitė-Petrauskienė", member=member
        )
        for name in ("Ona", "Rasa")
    )


Opened = Callable[..., Page]


@pytest.fixture
def opened(visit: Visit) -> Opened:
    """Opens a page of somebody's ticket."""

    def at(registration: Registration, name: str = "ticket", width: int = 360, **options: object) -> Page:
        return visit(reverse(name, args=[registration.ticket]), width, **options)

    return at


def seat(page: Page, title: str) -> Any:
    """The session called ``title`` on the page of seats."""
    return page.locator("li.seat").filter(has=page.get_by_role("heading", name=title, exact=True))


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_who_waits_moves_up_when_the_other_leaves(
    opened: Opened, people: tuple[Registration, Registration], scripts: bool
) -> None:
    ona, rasa = people
    title = "Parcels that never arrive"

    first = opened(ona, java_script_enabled=scripts)
    expect(first.get_by_role("heading", name="You are registered")).to_be_visible()
    first.get_by_role("link", name="Choose and change seats").click()
    seat(first, title).get_by_role("button", name="Take a seat").click()
    expect(first.get_by_role("status")).to_contain_text(
        f"You have a seat in “{title}” (Wednesday 12 May, 11:00)."
    )

    second = opened(rasa, "ticket_seats", java_script_enabled=scripts)
    seat(second, title).get_by_role("button", name="Join the line").click()
    expect(seat(second, title)).to_contain_text("You are number 1 in the line.")

    seat(first, title).get_by_role("button", name="Give the seat up").click()
    expect(first.get_by_role("status")).to_contain_text(f"You have no seat in “{title}”")

    second.get_by_role("link", name="Your registration").click()
    expect(second.get_by_role("region", name="Your seats").get_by_role("listitem")).to_contain_text(title)
    second.get_by_role("link", name="Open your agenda").click()
    expect(second.get_by_role("heading", name=title)).to_be_visible()
    expect(second.locator("#calendar")).to_be_visible()


def test_an_offer_is_accepted_on_the_ticket(
    opened: Opened, people: tuple[Registration, Registration], desk: RegistrationDesk
) -> None:
    RegistrationDesk.objects.filter(pk=desk.pk).update(promotion=Promotion.BY_OFFER)
    ona, rasa = people
    title = "Parcels that never arrive"
    first, second = opened(ona, "ticket_seats"), opened(rasa, "ticket_seats")
    seat(first, title).get_by_role("button", name="Take a seat").click()
    second.reload()
    seat(second, title).get_by_role("button", name="Join the line").click()
    seat(first, title).get_by_role("button", name="Give the seat up").click()
    second.get_by_role("link", name="Your registration").click()
    expect(second.get_by_role("region", name="A seat is offered to you")).to_contain_text(
        "is kept for you until"
    )
    second.get_by_role("button", name="Accept the seat").click()
    expect(seat(second, title)).to_contain_text("You have a seat")


def test_a_seat_is_changed_by_keyboard_alone(
    opened: Opened, people: tuple[Registration, Registration]
) -> None:
    page = opened(people[0], "ticket_seats", width=1280)

    press(page, "Take a seat")
    expect(page.get_by_role("status")).to_contain_text("You have a seat in")
    press(page, "Change “Parcels that never arrive” for this")
    expect(page.get_by_role("status")).to_contain_text("Verbraucherschlichtungsstellenverordnungen")
    expect(seat(page, "Parcels that never arrive")).to_contain_text("1 seat free")


def test_the_registration_is_handed_on_on_a_phone(
    opened: Opened, people: tuple[Registration, Registration]
) -> None:
    page = opened(people[0])
    page.get_by_role("link", name="Hand it on to a colleague").click()
    page.get_by_label("Your colleague's name").fill("Jonas Example")
    page.get_by_label("Your colleague's e-mail address").fill("rasa@example.org")
    page.get_by_role("button", name="Hand it on").click()
    expect(page.get_by_role("alert")).to_contain_text("is registered already")
    assert axe(page) == []
    page.get_by_label("Your colleague's e-mail address").fill("jonas@example.org")
    page.get_by_role("button", name="Hand it on").click()
    expect(page.get_by_role("heading", name="The registration was handed on")).to_be_visible()


def test_cancelling_says_what_is_lost_first(
    opened: Opened, people: tuple[Registration, Registration]
) -> None:
    page = opened(people[0])
    page.get_by_role("link", name="Cancel your registration").click()
    expect(page.get_by_text("This cannot be undone.")).to_be_visible()
    page.get_by_role("button", name="Cancel my registration").click()
    expect(page.get_by_role("heading", name="Your registration is cancelled")).to_be_visible()
    assert axe(page) == []


def test_every_page_is_accessible_and_fits_in_every_state(
    opened: Opened, people: tuple[Registration, Registration], live_server: LiveServer
) -> None:
    ona, _rasa = people
    page = opened(ona, width=320)
    inspector = Inspector(page)

    def see(name: str, shown: str, *widths: int) -> None:
        arguments = [ona.ticket] if name in PARTS else []
        page.goto(live_server.url + reverse(name, args=arguments))
        inspector.look(name, shown, *widths)

    for name, shown in PARTS.items():
        see(name, shown, *([WIDE] if name in SPREAD else []))
    for name, shown in BESIDE.items():
        see(name, shown)
    page.goto(live_server.url + reverse("lost_ticket"))
    page.get_by_label("E-mail address").fill("nobody")
    page.get_by_role("button", name="Send me my tickets").click()
    inspector.look("lost ticket, refused", "Enter a valid")
    page.goto(live_server.url + reverse("ticket_answers", args=[ona.ticket]))
    page.get_by_label("Name as on the badge").fill("")
    page.get_by_role("button", name="Save").click()
    inspector.look("answers, refused", "Nothing is sent yet", WIDE)
    # Taken in another window, so that this page is older than the seat.
    page.goto(live_server.url + reverse("ticket_seats", args=[ona.ticket]))
    seats.book(ona, Session.objects.get(slot__title="Parcels that never arrive"))
    seat(page, "Verbraucherschlichtungsstellenverordnungen").get_by_role("button", name="Take a seat").click()
    inspector.look("seats, refused", "take place at the same time", WIDE)
    assert inspector.found == {}
