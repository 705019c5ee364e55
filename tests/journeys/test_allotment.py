"""The host gives seats to those who said their wishes: draws the seed, looks, and releases just that."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.mail import EmailMessage
from playwright.sync_api import expect

from tests.factories import MemberFactory
from tests.journeys.conftest import Visit
from tests.journeys.in_the_admin import admin, looks_well
from tests.workshops.registration.desk_posts import address, organiser_of
from tests.workshops.registration.samples import WHILE_OPEN, make_desk, make_session, register_one
from workshops.registration.actions import allotting
from workshops.registration.enums import BookingState, SeatMode
from workshops.registration.models import Booking, RegistrationDesk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WISHING_ENDS = WHILE_OPEN + timedelta(days=1)


@pytest.fixture
def desk(time_machine: Any) -> RegistrationDesk:
    """Two people want the one seat of Parcels; the time to say so is over."""
    time_machine.move_to(WHILE_OPEN, tick=True)
    desk = make_desk(seat_mode=SeatMode.RANKED, ranking_closes_at=WISHING_ENDS)
    parcels = make_session(desk, title="Parcels")
    for name in ("ona", "rasa"):
        member = MemberFactory(name=f"Centre of {name.capitalize()}")
        allotting.rank(register_one(desk, f"{name}@example.org", member=member), [parcels.pk])
    return desk


def test_seats_are_given_as_they_were_shown(
    visit: Visit, desk: RegistrationDesk, time_machine: Any, mailoutbox: list[EmailMessage]
) -> None:
    host = organiser_of(desk.edition)
    page = admin(host, visit, address(desk, "allotment/"))
    time_machine.move_to(WISHING_ENDS + timedelta(hours=1), tick=True)
    page.reload()
    looks_well(page)
    page.get_by_role("button", name="Draw the seed").click()
    expect(page.locator("main")).to_contain_text("Centre of Ona")
    looks_well(page)
    mailoutbox.clear()
    page.get_by_role("button", name="Go on to release it").click()
    last = page.get_by_role("button", name="Release it and tell 2 people")
    expect(last).to_be_visible()
    looks_well(page)
    last.click()
    expect(page.get_by_text("Wish number 1")).to_be_visible()
    page.reload()  # without Wagtail's own message
    looks_well(page)
    assert Booking.objects.filter(state=BookingState.CONFIRMED).count() == 1
    assert len(mailoutbox) == 2
