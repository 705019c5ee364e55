"""After the meeting: people judge it on a phone, slides come from a facilitator, the host reports."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from cooperation.pages.models import EditionPage
from tests.core.formats.inspection.making import pdf
from tests.journeys.checkers import axe, everything, sideways
from tests.journeys.conftest import Visit
from tests.workshops.afterwards.samples import (
    AFTER,
    check_in,
    make_past_desk,
    register_many,
    session_of,
    signed_in,
)
from tests.workshops.registration.arriving import put_pages
from workshops.afterwards.actions import feedback, uploads
from workshops.afterwards.actions.certificates import issue
from workshops.afterwards.models import FeedbackTarget, Submission
from workshops.afterwards.rules import Handed
from workshops.pages.models import WorkshopIndexPage, WorkshopPage
from workshops.registration.models import Registration, RegistrationDesk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def desk(visit: Visit, time_machine: Any) -> RegistrationDesk:
    """An edition that is over, with a workshop's page and questions about both."""
    made = make_past_desk(accent_colour="#7a1f5c")
    put_pages(made.edition)
    start = EditionPage.objects.get(edition=made.edition)
    index = start.add_child(instance=WorkshopIndexPage(title="Workshops", slug="workshops"))
    slot = session_of(made).slot
    slot.page = index.add_child(
        instance=WorkshopPage(title="Mediation on the phone", slug="mediation", summary="How to.")
    )
    slot.save()
    time_machine.move_to(AFTER, tick=True)
    feedback.set_up(made.edition, by=None)
    return made


@pytest.fixture
def person(desk: RegistrationDesk) -> Registration:
    made = register_many(desk, 1)[0]
    check_in(made, day=date(2027, 5, 12))
    check_in(made, session=session_of(desk))
    return made


def target_of(desk: RegistrationDesk) -> FeedbackTarget:
    found = FeedbackTarget.objects.select_related("form__edition", "session__slot")
    return found.get(form__edition=desk.edition, session=None)


def in_the_admin(client: Client, visit: Visit, name: str, desk: RegistrationDesk, width: int = 360) -> Page:
    """A page of the admin, in a browser that is signed in as ``client`` is."""
    page, cookie = visit("/2027/", width), settings.SESSION_COOKIE_NAME
    origin = page.url.removesuffix("/2027/")
    page.context.add_cookies([{"name": cookie, "value": client.cookies[cookie].value, "url": origin}])
    page.goto(origin + reverse(f"afterwards:{name}", args=[desk.edition.pk]))
    return page


def judge(page: Page) -> None:
    for question in page.get_by_role("group").all():
        question.get_by_role("radio").nth(1).check()
    page.get_by_role("textbox").last.fill("More time for questions")
    page.get_by_role("button", name="Send my answers").click()


def test_somebody_judges_on_a_phone_without_scripts(
    visit: Visit, desk: RegistrationDesk, person: Registration
) -> None:
    page = visit(reverse("ticket", args=[person.ticket]), java_script_enabled=False)
    page.get_by_role("link", name="Say how it was").click()
    page.get_by_role("link", name="Mediation on the phone").click()
    judge(page)
    expect(page.get_by_role("status")).to_have_text("Thank you, your answers are counted.")
    expect(page.get_by_text("You have answered. Thank you!")).to_have_count(1)
    page.goto(page.url.split("/registrations/")[0] + "/feedback/")
    page.get_by_label("Code from the slide").fill(target_of(desk).code.lower())
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Send my answers").click()
    expect(page.get_by_role("alert")).to_contain_text("Answer one of the questions")
    judge(page)
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    assert target_of(desk).answers == 1


def test_slides_come_from_a_facilitator_to_the_workshops_page(
    visit: Visit, desk: RegistrationDesk, mailoutbox: list[Any]
) -> None:
    until = timezone.now() + timedelta(days=20)
    page_of_it = session_of(desk).slot.page
    link = uploads.make_link(desk.edition, page_of_it, "fac@example.org", until, by=None)
    page = visit(reverse("upload", args=[link.key]))
    page.get_by_label("File", exact=True).set_input_files(
        {"name": "slides.pdf", "mimeType": "application/pdf", "buffer": b"<html>"}
    )
    page.get_by_label("Decisions").fill("Use the script")
    page.get_by_role("button", name="Hand it in").click()
    expect(page.get_by_role("alert")).to_contain_text("not what its name says")
    expect(page.get_by_label("Decisions")).to_have_value("Use the script")
    page.get_by_label("File", exact=True).set_input_files(
        {"name": "slides.pdf", "mimeType": "application/pdf", "buffer": pdf()}
    )
    page.get_by_role("button", name="Hand it in").click()
    expect(page.get_by_role("status")).to_contain_text("it has arrived")

    client, _user = signed_in(desk.edition)
    admin = in_the_admin(client, visit, "material", desk)
    admin.get_by_role("link", name="slides", exact=True).click()
    admin.get_by_role("button", name="Publish", exact=True).click()
    expect(admin.get_by_text("Published on the workshop’s page.")).to_be_visible()
    public = visit("/2027/workshops/mediation/")
    expect(public.get_by_text("Use the script")).to_be_visible()
    with public.expect_download() as loading:
        public.get_by_role("link", name="slides").click()
    assert loading.value.suggested_filename.endswith(".pdf")
    assert Submission.objects.get().state == "published"


def test_public_pages_look_right(
    visit: Visit, desk: RegistrationDesk, person: Registration, time_machine: Any
) -> None:
    target = target_of(desk)
    link = uploads.make_link(
        desk.edition,
        session_of(desk).slot.page,
        "fac@example.org",
        timezone.now() + timedelta(days=9),
        by=None,
    )
    certificate = issue(person)
    for path in (
        reverse("ticket", args=[person.ticket]),
        reverse("ticket_feedback", args=[person.ticket]),
        reverse("ticket_answer", args=[person.ticket, target.pk]),
        reverse("ticket_certificate", args=[person.ticket]),
        reverse("feedback_code"),
        reverse("feedback_code") + "?code=wrong",
        reverse("feedback", args=[target.code]),
        reverse("feedback_thanks", args=[target.code]),
        reverse("upload", args=[link.key]),
        reverse("attendance", args=[certificate.code]),
    ):
        page = visit(path)
        assert (path, everything(page)) == (path, [])
        page.context.close()


@pytest.mark.parametrize("width", [360, 1440])
def test_the_hosts_pages_look_right(visit: Visit, desk: RegistrationDesk, width: int) -> None:
    target = target_of(desk)
    rating = target.form.questions.filter(about="edition").first()
    text = target.form.questions.get(about="edition", kind="text")
    for number in range(6):
        answers = {rating.pk: str(number % 5 + 1), text.pk: f"Longword{'x' * 60} {number}"}
        feedback.answer(target, answers, form_key=str(number))
    link = uploads.make_link(
        desk.edition,
        session_of(desk).slot.page,
        "fac@example.org",
        timezone.now() + timedelta(days=9),
        by=None,
    )
    uploads.hand_in(link, "", SimpleUploadedFile("slides.pdf", pdf()), Handed("Outcomes"))
    client, _user = signed_in(desk.edition)
    page = in_the_admin(client, visit, "desk", desk, width)
    for name in ("desk", "feedback", "questions", "material", "certificates", "look_back", "review", "slide"):
        more = {"review": [Submission.objects.get().pk], "slide": [target.pk]}.get(name, [])
        page.goto(page.url.split("/admin/")[0] + reverse(f"afterwards:{name}", args=[desk.edition.pk, *more]))
        found = [line for line in axe(page) if "w-" not in line]
        assert (name, found, sideways(page)) == (name, [], [])
