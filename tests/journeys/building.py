"""What journeys through the agenda builder share: slots, organisers, and the mouse."""

from datetime import UTC, datetime, timedelta
from typing import Any

from playwright.sync_api import Locator, Page, expect

from cooperation.agenda.models import Room, Slot
from cooperation.editions.enums import Role
from cooperation.editions.models import Edition
from cooperation.editions.teams import give_role
from core.accounts.models import User
from tests.factories import SlotFactory, UserFactory

NINE = datetime(2027, 5, 12, 6, tzinfo=UTC)
"""Nine o'clock in Vilnius."""


def put(room: Room | None, edition: Edition, title: str, hour: float, hours: float = 1, **more: Any) -> Slot:
    starts = NINE + timedelta(hours=hour)
    return SlotFactory(
        edition=edition,
        title=title,
        room=room,
        kind=more.pop("kind", "workshop"),
        starts_at=starts,
        ends_at=starts + timedelta(hours=hours),
        **more,
    )


def organiser(edition: Edition, first_name: str) -> User:
    user = UserFactory(first_name=first_name, last_name="Example")
    give_role(edition, user, Role.HOST_LEAD, by=None)
    return user


def link(page: Page, words: str) -> Locator:
    """The slot with these words in its title or its time; what is told of its conflicts names others, too."""
    named = page.locator(".builder-title, .builder-time", has_text=words)
    return page.locator(".builder-slot").filter(has=named).first


def saved(page: Page) -> None:
    expect(page.locator("[data-saving]").first).to_have_text("Saved")


def place(slot: Slot) -> tuple[str, str, str | None]:
    """From when until when on the clocks of Vilnius, and where, as the database has it."""
    slot.refresh_from_db()
    zone = slot.edition.zone
    times = (f"{moment.astimezone(zone):%H:%M}" for moment in (slot.starts_at, slot.ends_at))
    return (*times, slot.room.name if slot.room else None)  # type: ignore[return-value]


def drag(page: Page, what: Locator, to: tuple[float, float], *, by_edge: bool = False) -> None:
    """Press the mouse on ``what`` and let go so many pixels right and below."""
    box = what.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + (box["height"] - 3 if by_edge else 12)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + to[0] / 2, y + to[1] / 2, steps=4)
    page.mouse.move(x + to[0], y + to[1], steps=4)
    page.mouse.up()


SPEED = """async () => {
  const slot = document.querySelectorAll(".builder-slot")[150]
  slot.focus()
  const times = []
  for (let press = 0; press < 20; press += 1) {
    const start = performance.now()
    const options = { key: press % 2 ? "ArrowUp" : "ArrowDown", bubbles: true, cancelable: true }
    slot.dispatchEvent(new KeyboardEvent("keydown", options))
    await new Promise(done => requestAnimationFrame(() => setTimeout(done)))
    times.push(performance.now() - start)
  }
  return times.sort((one, other) => one - other)
}"""
