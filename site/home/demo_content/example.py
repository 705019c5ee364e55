"""The invented edition: everything filled in, registration open, marked as an example everywhere."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from cooperation.editions import actions, teams
from cooperation.editions.enums import HostStatus, Mode
from cooperation.editions.models import AdjacentEvent, Edition, Presidency
from cooperation.network.models import Member
from home.demo_content.drawings.towns import FOCUS, town
from home.demo_content.making import put_picture
from home.page_tree import Report

COLOUR = "#0a6b4f"
KEY = "example"

PRIVACY_PARTS = {
    "controller_name": "Example Consumer Authority (invented)",
    "controller_address": "1 Example Street\nVilnius",
    "controller_email": "privacy@demo.example",
    "data_protection_officer": "Data protection officer of the invented authority",
    "supervisory_authority": "Example Data Protection Inspectorate (invented)",
    "supervisory_authority_url": "https://supervision.example/",
    "accessibility_contact": "access@demo.example",
    "enforcement_body": "Example Equality Body (invented)",
    "enforcement_body_url": "https://equality.example/",
}

PLACE = {
    "city": "Vilnius",
    "country": "LT",
    "time_zone": "Europe/Vilnius",
    "venue_name": "Example House (invented)",
    "venue_address": "1 Example Street\nVilnius",
    "latitude": "54.68720",
    "longitude": "25.27970",
    "directions": (
        "<p>From the railway station it is an invented walk of fifteen minutes: along Example Street, over "
        "the bridge, first house on the left.</p><ul><li>Bus 1 stops at the door.</li><li>Bicycles can be "
        "left in the courtyard.</li></ul>"
    ),
    "step_free_access": (
        "<p>The side entrance has no step. A lift goes to both upper floors, and each floor has an "
        "accessible toilet. The great hall has a hearing loop.</p>"
    ),
}


def example_days(today: date) -> tuple[date, date]:
    """First and last day: 12 and 13 May 2027, later when that is less than two months ahead."""
    soonest = today + timedelta(days=60)
    wednesday = soonest + timedelta(days=(2 - soonest.weekday()) % 7)
    first = max(date(2027, 5, 12), wednesday)
    return first, first + timedelta(days=1)


def put_example_edition(report: Report) -> Edition:
    """Make the invented edition, announce it, and keep its registration open from now on."""
    edition = Edition.objects.filter(record_key=KEY).first() or _make_edition()
    if not edition.registration_opens_at or edition.registration_opens_at > timezone.now():
        edition.registration_opens_at = timezone.now() - timedelta(days=30)
        edition.save(update_fields=["registration_opens_at"])
    if not edition.announced_at:
        actions.announce(edition, by=None)
    report(f"{edition.title}: {edition.state().label}")
    return edition


def _make_edition() -> Edition:
    first, last = example_days(timezone.localdate())
    edition = Edition(
        record_key=KEY,
        title=f"Example: Cooperation Day {first.year}",
        year=first.year,
        is_example=True,
        theme="Small steps, open doors",
        summary=(
            "An invented edition with everything filled in, so that you can try out what the site does. "
            "Nobody will meet in Vilnius because of it."
        ),
        mode=Mode.IN_PERSON,
        starts_on=first,
        ends_on=last,
        presidency=Presidency.objects.filter(year=first.year, half=1 if first.month < 7 else 2).first(),
        accent_colour=COLOUR,
        funding_statement="Co-funded by the European Union",
        disclaimer="Everything about this edition is invented.",
        registration_opens_at=timezone.now() - timedelta(days=30),
        registration_closes_at=_evening(first - timedelta(days=21)),
        **PLACE,
        **PRIVACY_PARTS,
    )
    edition.save()
    edition.hero_picture = put_picture(
        "Vilnius, drawn",
        "Drawing of a town by a river with a round tower on a hill and a bell tower below it.",
        lambda: town(COLOUR, "castle hill", seed=27),
        teams.own_collection(edition),
        FOCUS["castle hill"],
    )
    edition.save()
    _put_adjacent_event(edition, last + timedelta(days=1))
    _record_host(edition)
    return edition


def _put_adjacent_event(edition: Edition, day: date) -> None:
    AdjacentEvent.objects.create(
        edition=edition,
        title="Example Consumer Day (invented)",
        starts_on=day,
        ends_on=day,
        place="Vilnius",
        organiser="Example Ministry (invented)",
    )


def _record_host(edition: Edition) -> None:
    decision: dict[str, Any] = {
        "status": HostStatus.MEMBER,
        "host": Member.objects.get(slug="ecc-lithuania"),
        "decided_by": "The makers of the demonstration",
        "decided_on": timezone.localdate(),
        "reason": "Invented for this example.",
    }
    actions.record_host(edition, actions.HostDecision(**decision), by=None)


def _evening(day: date) -> datetime:
    return datetime.combine(day, time(18), tzinfo=ZoneInfo(PLACE["time_zone"])).astimezone(UTC)
