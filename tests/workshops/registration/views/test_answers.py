"""Answers changed by the ticket: what was written stands in the form, and only what it asks changes."""

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.factories import MemberFactory
from tests.workshops.registration.samples import make_desk, make_session, register_one
from workshops.registration.actions import seats
from workshops.registration.models import Extra, ExtraChoice, Question, Registration, RegistrationDesk

pytestmark = pytest.mark.django_db


def text(answer: HttpResponse) -> str:
    """The page, its white space made single."""
    return " ".join(answer.content.decode().split())


def address(registration: Registration) -> str:
    return reverse("ticket_answers", args=[registration.ticket])


@pytest.fixture
def desk() -> RegistrationDesk:
    desk = make_desk()
    Question.objects.create(
        desk=desk, key="arrival", label="When do you arrive?", kind="date", purpose="For the bus"
    )
    Question.objects.create(desk=desk, key="meals", label="Meals", kind="multiple", choices="Lunch\nDinner")
    Question.objects.create(desk=desk, key="code", label="Code of conduct", kind="consent")
    Extra.objects.create(desk=desk, title="Dinner", places=1)
    return desk


@pytest.fixture
def ona(desk: RegistrationDesk) -> Registration:
    return register_one(
        desk,
        badge_name="Ona",
        member=MemberFactory(),
        diet="Nuts",
        needs_consent=True,
        is_listed=True,
        answers={"arrival": "2027-05-11", "meals": ["Dinner"], "code": True},
        extras=tuple(desk.extras.values_list("pk", flat=True)),
    )


SENT = {
    "badge_name": "Ona Rasa",
    "function": "Judge",
    "access_needs": "A ramp",
    "needs_consent": "on",
    "pictures_allowed": "on",
    "q-arrival": "2027-05-12",
    "q-meals": ["Lunch", "Dinner"],
}


def test_the_form_holds_what_was_written(client: Client, ona: Registration) -> None:
    page = text(client.get(address(ona)))
    for held in ('value="Ona"', "Nuts</textarea>", 'value="2027-05-11"', "For the bus"):
        assert held in page
    ticked = [tag for tag in page.split("<input")[1:] if "checked" in tag.partition(">")[0]]
    names = sorted(tag.partition('name="')[2].partition('"')[0] for tag in ticked)
    assert names == ["extras", "is_listed", "needs_consent", "q-code", "q-meals"]


def test_what_was_changed_is_kept_and_the_rest_stays(client: Client, ona: Registration) -> None:
    session = make_session(ona.edition.desk)
    seats.book(ona, session)
    answer = client.post(address(ona), SENT)
    assert answer.status_code == 303
    assert "Your answers are changed." in text(client.get(answer["Location"]))
    changed = Registration.objects.get(pk=ona.pk)
    assert (changed.badge_name, changed.function, changed.diet, changed.access_needs) == (
        "Ona Rasa",
        "Judge",
        "",
        "A ramp",
    )
    assert (changed.pictures_allowed, changed.is_listed) == (True, False)
    assert changed.answers == {"arrival": "2027-05-12", "meals": ["Lunch", "Dinner"]}
    assert not ExtraChoice.objects.exists()
    assert changed.bookings.get().state == "confirmed"


def test_sent_back_as_it_came_changes_nothing(client: Client, ona: Registration) -> None:
    sent = {
        "badge_name": "Ona",
        "diet": "Nuts",
        "needs_consent": "on",
        "is_listed": "on",
        "q-arrival": "2027-05-11",
        "q-meals": "Dinner",
        "q-code": "on",
        "extras": str(Extra.objects.get().pk),
    }
    assert client.post(address(ona), sent).status_code == 303
    after = Registration.objects.get(pk=ona.pk)
    for name in (
        "badge_name",
        "diet",
        "answers",
        "is_listed",
        "needs_consent_at",
        "member_id",
        "role",
        "state",
    ):
        assert getattr(after, name) == getattr(ona, name)
    assert ExtraChoice.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"badge_name": ""}, "Write your name as it shall stand on the badge."),
        ({"needs_consent": ""}, "without your consent we must not keep them"),
        ({"q-arrival": "never"}, "Enter a valid date."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(
    client: Client, ona: Registration, wrong: dict[str, str], told: str
) -> None:
    answer = client.post(address(ona), SENT | wrong)
    assert answer.status_code == 400
    page = text(answer)
    assert told in page
    assert "A ramp</textarea>" in page
    assert Registration.objects.get(pk=ona.pk).badge_name == "Ona"


def test_an_extra_that_is_full_is_refused_beside_the_extras(
    client: Client, ona: Registration, desk: RegistrationDesk
) -> None:
    late = register_one(desk, "b@example.org", member=ona.member)
    answer = client.post(address(late), SENT | {"extras": str(Extra.objects.get().pk)})
    assert answer.status_code == 409
    assert "“Dinner” is full." in text(answer)
    assert ExtraChoice.objects.get().registration_id == ona.pk
    assert Registration.objects.get(pk=late.pk).badge_name == "B"


def test_unexpected_fields_change_nothing_else(client: Client, ona: Registration) -> None:
    other, session = MemberFactory(), make_session(ona.edition.desk)
    client.post(
        address(ona),
        SENT
        | {
            "member": other.pk,
            "organisation": "Elsewhere",
            "role": "speaker",
            "state": "waiting",
            "email": "b@example.org",
            "ticket": "x",
            "sessions": session.pk,
            "q-invented": "1",
            "answers": "{}",
        },
    )
    after = Registration.objects.get(pk=ona.pk)
    for name in ("member_id", "organisation", "role", "state", "email", "ticket", "feed_key"):
        assert getattr(after, name) == getattr(ona, name)
    assert set(after.answers) == {"arrival", "meals"}
    assert not after.bookings.exists()
