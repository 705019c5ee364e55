"""What the journeys through the agenda share."""

from collections.abc import Callable

from playwright.sync_api import Locator, Page

Open = Callable[..., Page]
IN_A_WORKSHOP = "2027-05-12T11:45:00+03:00"
"""Half-way through the first workshops, from 11:00 to 12:30."""


def moments(tab: Page) -> list[tuple[str, str, str]]:
    """Identity, beginning and end of each slot, in the page's order."""
    return tab.locator(".slot").evaluate_all(
        "slots => slots.map(slot => [slot.id, ...[...slot.querySelectorAll('time')].map(t => t.dateTime)])"
    )


def slot(tab: Page, title: str) -> Locator:
    """The first slot with this title."""
    return tab.locator(".slot").filter(has=tab.get_by_role("heading", name=title)).first


def choose(tab: Page, name: str) -> None:
    """Choose what is shown, as a finger does: on the word."""
    tab.locator(".choices label").filter(has_text=name).click()


def shown_kinds(tab: Page) -> set[str]:
    return set(tab.locator(".slot .kind:visible").all_inner_texts())


def box(place: Locator) -> dict[str, float]:
    found = place.bounding_box()
    assert found is not None
    return dict(found)
