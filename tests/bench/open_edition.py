"""Loads an edition of an ordinary size whose registration is open, on top of the demo's data."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

YEAR = 2037
FIRST_DAY = date(YEAR, 5, 12)
SLOTS, WORKSHOPS, REGISTERED = 30, 3, 150
"""The size of the event that other programs were measured with."""
SEATS = 100_000
"""Enough for however often the bench is started."""


def load() -> None:
    """Make the edition, its pages, its agenda and those who are registered; who came since goes."""
    from cooperation.editions.models import Edition
    from workshops.registration.models import Registration

    edition = Edition.objects.filter(year=YEAR).first() or make_edition()
    Registration.objects.filter(edition=edition).exclude(email__startswith="somebody").delete()


def make_edition() -> Any:
    from cooperation.editions.enums import HostStatus
    from cooperation.editions.models import Edition
    from cooperation.network.models import Member
    from cooperation.pages.models import AgendaPage, EditionPage
    from home.models import HomePage
    from workshops.pages.models import RegistrationPage

    edition = Edition.objects.create(
        title=f"Cooperation Day {YEAR}",
        year=YEAR,
        starts_on=FIRST_DAY,
        ends_on=FIRST_DAY + timedelta(days=1),
        time_zone="Europe/Vilnius",
        city="Vilnius",
        country="LT",
        host_status=HostStatus.MEMBER,
        host=Member.objects.first(),
        announced_at=datetime(2026, 6, 1, tzinfo=UTC),
        registration_opens_at=datetime(2026, 7, 1, tzinfo=UTC),
        controller_name="Example Consumer Office",
        controller_address="1 Example Street, Vilnius",
        controller_email="privacy@example.org",
        supervisory_authority="Example Data Protection Authority",
        accessibility_contact="access@example.org",
        enforcement_body="Example Equality Office",
    )
    page = HomePage.objects.get().add_child(
        instance=EditionPage(title=edition.title, slug=str(YEAR), edition=edition)
    )
    page.add_child(instance=AgendaPage(title="Agenda", slug="agenda"))
    page.add_child(instance=RegistrationPage(title="Registration", slug="register"))
    fill(edition)
    return edition


def fill(edition: Any) -> None:
    from cooperation.agenda.actions import release
    from cooperation.agenda.enums import SlotKind
    from cooperation.agenda.models import Room, Slot
    from workshops.programme.models import Session
    from workshops.registration.models import Registration, RegistrationDesk

    RegistrationDesk.objects.create(edition=edition, is_open=True)
    rooms = [Room.objects.create(edition=edition, name=f"Room {n}", sort_order=n) for n in range(3)]
    for number in range(SLOTS):
        turn, place = divmod(number, len(rooms))
        day = FIRST_DAY + timedelta(days=turn // 5)
        starts_at = datetime.combine(day, time(9), edition.zone) + timedelta(hours=turn % 5)
        is_workshop = number % (SLOTS // WORKSHOPS) == 0
        slot = Slot.objects.create(
            edition=edition,
            kind=SlotKind.WORKSHOP if is_workshop else SlotKind.PLENARY,
            title=f"Session {number + 1}",
            abstract="What it is about, in a sentence or two of an ordinary length.",
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=50),
            room=rooms[place],
        )
        if is_workshop:
            Session.objects.create(slot=slot, seats=SEATS)
    release(edition, "Thirty slots.", None)
    Registration.objects.bulk_create(
        Registration(
            edition=edition, email=f"somebody{n}@example.org", badge_name=f"Somebody {n}", way="open"
        )
        for n in range(REGISTERED)
    )
