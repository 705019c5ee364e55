"""The pages and states that stand on the sheet, in the order in which one looks them over."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

from tests.shots.addresses import DELEGATION, FORM, SESSION, TICKET, TICKET_IN_LINE


@dataclass(frozen=True)
class Subject:
    """A page in one of its states; ``act`` brings it there after it was opened."""

    kind: str
    state: str
    path: str
    act: Callable[[Page], None] | None = None

    @property
    def name(self) -> str:
        """What its files are called."""
        return re.sub(r"\W+", "-", f"{self.kind} {self.state}".lower()).strip("-")


def send_a_broken_address(page: Page) -> None:
    """Past the browser's own check, so that the server's answer shows."""
    page.eval_on_selector("main form", "form => { form.noValidate = true }")
    page.get_by_label("E-mail address").fill("nobody")
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_text("Enter a valid email address").first.wait_for()


def send_without_a_name(page: Page) -> None:
    """Past the browser's own check, so that the server's answer shows."""
    page.get_by_label("Name as on the badge").fill("")
    page.locator(".register").evaluate("form => form.submit()")
    page.locator("#complaints").wait_for()


def open_as_head(page: Page) -> None:
    """In the session of a head of delegation."""
    origin = page.url.partition("/account/")[0]
    page.context.add_cookies([{"name": "sessionid", "value": SESSION, "url": origin}])
    page.goto(origin + DELEGATION)


OF_THE_DEMO = [
    Subject("Home", "", "/"),
    Subject("Edition", "registration open", "/2027/"),
    Subject("Edition", "concluded, with a look-back", "/2024/"),
    Subject("Edition", "long ago", "/2019/"),
    Subject("Agenda", "30 slots", "/2027/agenda/"),
    Subject("Agenda", "days without hours", "/2024/agenda/"),
    Subject("Releases", "", "/2027/agenda/releases/"),
    Subject("Speaker", "", "/2027/agenda/speaker-a/"),
    Subject("Workshops", "", "/2027/workshops/"),
    Subject("Workshops", "of the past", "/2024/workshops/"),
    Subject("Workshop", "", "/2027/workshops/parcels/"),
    Subject("Workshop", "of the past", "/2024/workshops/case-handling/"),
    Subject("Registration", "", "/2027/register/"),
    Subject("Registration", "form", FORM),
    Subject("Registration", "form, refused", FORM, send_without_a_name),
    Subject("Ticket", "", TICKET),
    Subject("Ticket", "in a line", TICKET_IN_LINE),
    Subject("Ticket", "seats", f"{TICKET}seats/"),
    Subject("Ticket", "own agenda", f"{TICKET}agenda/"),
    Subject("Ticket", "answers", f"{TICKET}answers/"),
    Subject("Ticket", "cancel", f"{TICKET}cancel/"),
    Subject("Delegation", "", DELEGATION, open_as_head),
    Subject("Exhibition", "", "/2027/exhibition/"),
    Subject("Practical", "", "/2027/practical/"),
    Subject("Look-back", "", "/2024/look-back/"),
    Subject("News", "", "/news/"),
    Subject("News article", "", "/news/teamwork-in-mechelen/"),
    Subject("Editions", "", "/editions/"),
    Subject("Editions", "filtered", "/editions/?country=FI"),
    Subject("Hosts", "", "/hosts/"),
    Subject("Network", "", "/network/"),
    Subject("Member", "", "/network/ecc-lithuania/"),
    Subject("Standard page", "", "/about/"),
    Subject("Privacy", "", "/privacy/"),
    Subject("Search", "hits", "/search/?q=workshop"),
    Subject("Search", "nothing found", "/search/?q=nothing-is-called-like-this"),
    Subject("Sign-in", "", "/account/login/"),
    Subject("Sign-in", "error", "/account/login/", send_a_broken_address),
    Subject("Not found", "", "/no-such-page/"),
    Subject("Style guide", "", "/styleguide/"),
]

OF_THE_STATES = [
    Subject("Edition", "planned", "/planned/"),
    Subject("Edition", "announced without dates", "/without-dates/"),
    Subject("Edition", "announced", "/announced/"),
    Subject("Edition", "open, no picture", "/open/"),
    Subject("Edition", "registration closed", "/closed/"),
    Subject("Edition", "on now", "/on-now/"),
    Subject("Edition", "concluded", "/concluded/"),
    Subject("Edition", "cancelled", "/cancelled/"),
    Subject("Edition", "online", "/online/"),
    Subject("Edition", "long words", "/long/"),
    Subject("Agenda", "on now", "/on-now/agenda/"),
    Subject("Agenda", "not released", "/open/agenda/"),
    Subject("Agenda", "long words", "/announced/agenda/"),
    Subject("Agenda", "300 slots", "/2036/agenda/"),
    Subject("Workshops", "none yet", "/open/workshops/"),
    Subject("News", "40 items", "/news/"),
    Subject("Standard page", "every block", "/every-block/"),
]
