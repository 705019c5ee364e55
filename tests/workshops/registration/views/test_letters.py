"""Letters in the admin: own words with checked placeholders, and how they will look."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import ModelLogEntry

from cooperation.editions.enums import Role
from cooperation.editions.teams import give_role
from core.mail.models import OutgoingMail
from tests.factories import UserFactory
from tests.workshops.registration.samples import make_desk, make_session, register_one
from workshops.registration.actions import ending
from workshops.registration.letters import LETTERS
from workshops.registration.models import Invitation, Letter, RegistrationDesk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("through_outbox")]

OWN = {"subject": "Labas, {name}", "text": "Sveiki, {name}.\n\n{address}"}


@pytest.fixture
def desk() -> RegistrationDesk:
    return make_desk()


@pytest.fixture
def organiser(client: Client, desk: RegistrationDesk) -> Client:
    user = UserFactory(email="host@example.org")
    give_role(desk.edition, user, Role.HOST_LEAD, by=None)
    client.force_login(user)
    return client


def base(desk: RegistrationDesk) -> str:
    return f"/admin/registration/{desk.edition_id}/letters/"


def test_all_letters_are_listed_with_when_they_are_sent(organiser: Client, desk: RegistrationDesk) -> None:
    Letter.objects.create(edition=desk.edition, name="invited", subject="x", text="{address}")
    text = organiser.get(base(desk)).content.decode()
    for letter in LETTERS.values():
        assert str(letter.label) in text
    assert text.count("own words") == 1


@pytest.mark.parametrize("name", LETTERS)
def test_every_letter_can_be_looked_at_before_anybody_has_registered(
    organiser: Client, desk: RegistrationDesk, name: str
) -> None:
    make_session(desk, title="Small claims")
    text = organiser.get(f"{base(desk)}{name}/").content.decode()
    assert "With an invented person" in text
    html = organiser.get(f"{base(desk)}{name}/html/").content.decode()
    assert "{" not in html.partition("<body")[2]
    if name in ("registered", "seats"):
        assert "You have a seat in “Small claims”" in html


@pytest.mark.parametrize("name", ["registered", "seats", "cancelled", "waiting", "invited"])
def test_where_there_is_somebody_real_their_data_is_shown_and_no_ticket(
    organiser: Client, name: str, desk: RegistrationDesk
) -> None:
    session = make_session(desk)
    ona = register_one(desk, "ona@example.org", badge_name="Ona Real", sessions=(session.pk,))
    gone = register_one(desk, "gone@example.org", badge_name="Gone Real")
    ending.cancel(gone)
    RegistrationDesk.objects.update(total_places=1)
    waits = register_one(desk, "waits@example.org", badge_name="Waits Real")
    invitation = Invitation.objects.create(edition=desk.edition, email="x@example.org", role="speaker")
    ModelLogEntry.objects.all().delete()
    pages = [organiser.get(f"{base(desk)}{name}/{part}").content.decode() for part in ("", "html/")]
    for text in pages:
        if name != "invited":
            whose = {"cancelled": "Gone Real", "waiting": "Waits Real"}.get(name, "Ona Real")
            assert f"Hello {whose}" in text
        for secret in (ona.ticket, gone.ticket, waits.ticket, invitation.key):
            assert secret not in text
    assert "somebody real" in pages[0]
    seen = ModelLogEntry.objects.filter(action="registration.see").count()
    assert seen == (0 if name == "invited" else 1)  # the letter and its HTML within the same hour


def test_own_words_are_sent_from_then_on_and_the_usual_ones_come_back(
    organiser: Client, desk: RegistrationDesk
) -> None:
    address = f"{base(desk)}registered/"
    answer = organiser.post(address, OWN, follow=True)
    assert "The letter is saved" in answer.content.decode()
    register_one(desk)
    assert OutgoingMail.objects.latest("pk").subject == "Labas, Ona"
    organiser.post(address, {"usual": ""})
    assert not Letter.objects.exists()
    register_one(desk, "jonas@example.org")
    assert OutgoingMail.objects.latest("pk").subject.startswith("You are registered")
    changed = ModelLogEntry.objects.filter(action="registration.change_letter")
    assert [entry.data for entry in changed] == [{"letter": "registered"}] * 2


def test_the_usual_words_saved_are_no_words_of_their_own(organiser: Client, desk: RegistrationDesk) -> None:
    letter = LETTERS["invited"]
    words = {"subject": str(letter.subject), "text": str(letter.text).replace("\n", "\r\n")}
    assert organiser.post(f"{base(desk)}invited/", words).status_code == 302
    assert not Letter.objects.exists()


@pytest.mark.parametrize(
    ("name", "words", "told"),
    [
        ("registered", {"text": "Hello {name}"}, "“{address}” is missing"),
        ("seats", {"text": "Hello {address}"}, "“{seats}” is missing"),
        ("registered", {"text": "{address} {nmae}"}, "“{nmae}” is no placeholder here"),
        ("registered", {"text": "{address} {{ name }}"}, "is no placeholder here"),
        ("registered", {"text": "{address} {% load x %}"}, "is no placeholder here"),
        ("registered", {"text": "{address} {name.__class__}"}, "is no placeholder here"),
        ("registered", {"text": "{address} {"}, "Braces stand around placeholders"),
        ("registered", {"subject": "{address}"}, "“{address}” is no placeholder here"),
        ("invited", {"text": "{address} {name}"}, "“{name}” is no placeholder here"),
        ("registered", {"subject": "x" * 151}, "at most 150 characters"),
        ("registered", {"text": "x" * 10_001 + "{address}"}, "at most 10000 characters"),
        ("registered", {"text": ""}, "This field is required"),
    ],
)
def test_wrong_placeholders_are_refused_beside_the_field_and_nothing_typed_is_lost(
    organiser: Client, desk: RegistrationDesk, name: str, words: dict[str, str], told: str
) -> None:
    answer = organiser.post(f"{base(desk)}{name}/", {**OWN, "subject": "Typed", **words})
    assert answer.status_code == 400
    text = answer.content.decode()
    assert told in text
    assert words.get("subject", "Typed") in text
    assert not Letter.objects.exists()


def test_other_words_can_be_looked_at_without_keeping_them(organiser: Client, desk: RegistrationDesk) -> None:
    answer = organiser.post(f"{base(desk)}registered/html/", {"subject": "Labas", "text": "<b>{name}</b>"})
    assert "&lt;b&gt;Ona Example&lt;/b&gt;" in answer.content.decode()
    assert answer["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert not Letter.objects.exists()
    assert not OutgoingMail.objects.exists()


def test_words_that_could_not_be_saved_say_so_where_they_are_looked_at(
    organiser: Client, desk: RegistrationDesk
) -> None:
    address = f"{base(desk)}registered/html/"
    wrong = organiser.post(address, {"subject": "Labas", "text": "{address} {<b>}"}).content.decode()
    assert "“{&lt;b&gt;}” is no placeholder here" in wrong
    right = organiser.post(address, {"subject": "Labas", "text": "{name} {address}"}).content.decode()
    assert "<li>" not in right


def test_letters_of_another_edition_and_letters_that_do_not_exist_are_not_there(
    organiser: Client, desk: RegistrationDesk
) -> None:
    other = base(make_desk())
    for address in (other, f"{other}registered/", f"{other}registered/html/", f"{base(desk)}unknown/"):
        assert organiser.get(address).status_code == 404
        assert organiser.post(address, OWN).status_code in (404, 405)
    assert not Letter.objects.exists()


def test_letters_of_an_archived_edition_stay(organiser: Client, desk: RegistrationDesk) -> None:
    desk.edition.archived_at = datetime(2028, 1, 1, tzinfo=UTC)
    desk.edition.save()
    assert (
        "This can be read here, but not changed" in organiser.get(f"{base(desk)}registered/").content.decode()
    )
    organiser.post(f"{base(desk)}registered/", OWN)
    assert not Letter.objects.exists()


def test_the_pages_cost_the_same_for_few_and_for_many(organiser: Client, desk: RegistrationDesk) -> None:
    def costs() -> list[int]:
        found = []
        for page in (base(desk), f"{base(desk)}seats/", f"{base(desk)}seats/html/"):
            with CaptureQueriesContext(connection) as asked:
                organiser.get(page)
            found.append(len(asked))
        return found

    register_one(desk, sessions=(make_session(desk, seats=99).pk,))
    costs()
    few = costs()
    for number in range(9):
        session = make_session(desk, seats=99, hour=number + 2)
        register_one(desk, f"person{number}@example.org", sessions=(session.pk,))
    assert costs() == few
