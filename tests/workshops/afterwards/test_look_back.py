"""The look-back's draft: numbers with their source and date, and nothing of anybody's overwritten."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.rich_text import RichText

from cooperation.editions.enums import Role
from cooperation.pages.models import EditionPage, LookBackFigure, LookBackPage
from home.models import HomePage
from tests.factories import MemberFactory
from tests.workshops.afterwards.samples import AFTER, check_in, register_many, signed_in
from workshops.afterwards.actions import feedback
from workshops.afterwards.actions.look_back import draft
from workshops.afterwards.models import FeedbackTarget
from workshops.afterwards.refusals import EditionClosed, HasNoPage
from workshops.pages.models import Decision, WorkshopIndexPage, WorkshopPage
from workshops.registration.actions.erasing import erase_edition
from workshops.registration.models import RegistrationDesk

pytestmark = pytest.mark.django_db


@pytest.fixture
def start(desk: RegistrationDesk) -> EditionPage:
    made: EditionPage = HomePage.objects.get().add_child(
        instance=EditionPage(title=desk.edition.title, slug="2027", edition=desk.edition)
    )
    return made


@pytest.fixture
def people(desk: RegistrationDesk) -> None:
    """Six registered for two members, four of one came; five answered."""
    members = [MemberFactory(), MemberFactory()]
    made = register_many(desk, 6)
    for place, one in enumerate(made):
        one.member = members[place > 3]
        one.save()
    for one in made[:4]:
        check_in(one, day=date(2027, 5, 12))
    form = feedback.set_up(desk.edition, by=None)
    target = FeedbackTarget.objects.select_related("form__edition", "session__slot").get(
        form=form, session=None
    )
    question = form.questions.filter(about="edition").first()
    for number in range(5):
        feedback.answer(target, {question.pk: "4" if number else "5"}, form_key=str(number))


def newest(page: LookBackPage) -> Any:
    return LookBackPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def told(page: Any) -> dict[str, str]:
    return {row.label: row.value for row in page.figures.all()}


def test_a_draft_is_made_with_the_numbers_and_hints(start: EditionPage, people: None) -> None:
    index = start.add_child(instance=WorkshopIndexPage(title="Workshops", slug="workshops"))
    workshop = WorkshopPage(title="Mediation", slug="mediation", summary="By phone")
    workshop.decisions.add(Decision(text="Use the script"))
    index.add_child(instance=workshop)
    done = draft(start.edition, by=None)
    page = newest(done.page)
    assert not LookBackPage.objects.get().live
    assert told(page) == {
        "people registered (list of registrations, 14 May 2027)": "6",
        "people came (check-in, 14 May 2027)": "4",
        "members took part (list of registrations, 14 May 2027)": "1",
        "workshops (workshops’ pages, 14 May 2027)": "1",
        "decisions taken (workshops’ pages, 14 May 2027)": "1",
        "How was the meeting in all? (feedback, 5 forms, 14 May 2027)": "4.2 of 5",
    }
    assert "To write:" in str(page.body)
    assert Client().get("/2027/look-back/").status_code == 404


def test_what_somebody_wrote_is_left(start: EditionPage, people: None) -> None:
    standing = start.add_child(instance=LookBackPage(title="Our days", slug="look-back", live=True))
    standing.body = [("paragraph", RichText("<p>We sang.</p>"))]
    standing.figures.add(LookBackFigure(value="about 5", label="people registered, by our count"))
    standing.save_revision().publish()
    edited = standing.get_latest_revision_as_object()
    edited.title = "Our two days"
    edited.save_revision()
    done = draft(start.edition, by=None)
    page = newest(done.page)
    assert page.title == "Our two days"
    assert str(page.body[0].value) == "<p>We sang.</p>" or "We sang." in str(page.body)
    assert "To write" not in str(page.body)
    assert told(page)["people registered, by our count"] == "about 5"
    assert [figure.what for figure in done.left] == ["people registered"]
    live = LookBackPage.objects.get()
    assert (live.title, live.figures.count()) == ("Our days", 1)
    again = draft(start.edition, by=None)
    assert again.added == ()
    assert told(newest(again.page)) == told(page)


def test_numbers_outlive_the_people(start: EditionPage, people: None, desk: RegistrationDesk) -> None:
    erase_edition(desk.edition)
    figures = told(newest(draft(desk.edition, by=None).page))
    assert figures["people registered (report of the erasure, 14 May 2027)"] == "6"
    assert figures["members took part (report of the erasure, 14 May 2027)"] == "2"


def test_it_is_drafted_in_the_admin(start: EditionPage, people: None, desk: RegistrationDesk) -> None:
    address = reverse("afterwards:look_back", args=[desk.edition.pk])
    client, _user = signed_in(desk.edition, Role.PROGRAMME)
    assert "people registered" in client.get(address).content.decode()
    answer = client.post(address)
    assert answer.status_code == 200
    assert "4 numbers were added" in answer.content.decode()
    edit = reverse("wagtailadmin_pages:edit", args=[LookBackPage.objects.get().pk])
    assert edit in answer.content.decode()
    assert client.get(edit).status_code == 200
    others, _user = signed_in(desk.edition, Role.COMMUNICATION)
    assert others.post(address).status_code == 302


def test_refusals(desk: RegistrationDesk) -> None:
    with pytest.raises(HasNoPage):
        draft(desk.edition, by=None)
    client, _user = signed_in(desk.edition)
    assert client.post(reverse("afterwards:look_back", args=[desk.edition.pk])).status_code == 409
    desk.edition.archived_at = AFTER
    desk.edition.save()
    with pytest.raises(EditionClosed):
        draft(desk.edition, by=None)
