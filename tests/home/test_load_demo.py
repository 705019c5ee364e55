"""The demo: complete, repeatable, and honest about what is invented."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.db import transaction
from django.test import Client, override_settings
from wagtail.models import Collection, Page, Site

from cooperation.agenda.models import Release, Slot, Speaker
from cooperation.agenda.queries import current_programme
from cooperation.editions.enums import Role
from cooperation.editions.models import Edition, EditionRole
from cooperation.editions.queries import may_see_attendee_content
from cooperation.network.models import Member
from core.accounts.models import User
from core.publishing.models import DocumentFile, Picture
from home.models import PrivacyPage
from home.page_tree import TO_BE_WRITTEN
from workshops.programme.models import Session
from workshops.registration.enums import BookingState, QuestionKind
from workshops.registration.models import (
    Booking,
    Delegation,
    Invitation,
    Question,
    Registration,
    RegistrationDesk,
)
from workshops.registration.queries import bookable_sessions

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def _demo(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[None]:
    """The demo, loaded once for all tests here; each of them undoes its own changes."""
    folder = tmp_path_factory.mktemp("demo")
    folders = override_settings(MEDIA_ROOT=str(folder / "media"), PRIVATE_MEDIA_ROOT=str(folder / "private"))
    with folders, django_db_blocker.unblock(), transaction.atomic():
        call_command("load_demo", verbosity=0)
        yield
        transaction.set_rollback(True)


def counts() -> dict[str, int]:
    models = (
        Page, Edition, Member, Slot, Release, Speaker, Session, Picture, DocumentFile, User, EditionRole,
        Collection, Site, RegistrationDesk, Delegation, Registration, Booking, Invitation,
    )  # fmt: skip
    return {model.__name__: model.objects.count() for model in models}


@pytest.mark.sweeps
def test_loading_twice_makes_nothing_twice_and_overwrites_no_editor() -> None:
    before = counts()
    page = Page.objects.get(slug="about")
    page.title = "Changed by an editor"
    page.save()
    call_command("load_demo")
    assert counts() == before
    assert Page.objects.get(slug="about").title == "Changed by an editor"


@pytest.mark.sweeps
def test_every_page_answers(client: Client) -> None:
    addresses = [page.get_url() for page in Page.objects.filter(depth__gt=1)]
    assert len(addresses) > 30
    assert {address: client.get(address).status_code for address in addresses} == dict.fromkeys(
        addresses, 200
    )


@pytest.mark.sweeps
def test_the_demo_leaves_nothing_to_be_written(client: Client) -> None:
    shown = {page.get_url(): client.get(page.get_url()).text for page in Page.objects.filter(depth__gt=1)}
    assert {"/privacy/", "/accessibility/"} <= shown.keys()
    assert [address for address, text in shown.items() if TO_BE_WRITTEN in text] == []
    assert "A self-assessment by the Cooperation Day project" in shown["/accessibility/"]


def test_a_legal_page_that_was_published_is_left_alone() -> None:
    page = PrivacyPage.objects.get()
    page.rights = "<p>Written by an editor.</p>"
    page.save_revision().publish()
    call_command("load_demo")
    assert PrivacyPage.objects.get().rights == "<p>Written by an editor.</p>"


def test_finders_of_a_hole_learn_whom_to_tell(client: Client) -> None:
    answer = client.get("/.well-known/security.txt")
    assert answer.status_code == 200
    assert "Contact: mailto:security@demo.example" in answer.text.splitlines()


def test_whatever_is_invented_says_so() -> None:
    edition = Edition.objects.get(is_example=True)
    assert edition.title.startswith("Example")
    assert edition.host_reason == "Invented for this example."
    names = Speaker.objects.filter(edition=edition).values_list("name", flat=True)
    assert names
    assert all(name.startswith("Example speaker") for name in names)


def test_the_examples_agenda_shows_everything_that_an_agenda_can_be() -> None:
    edition = Edition.objects.get(is_example=True)
    programme = current_programme(edition)
    assert programme is not None
    assert programme.number == 2
    slots = programme.current
    assert len(slots) == 30
    assert {slot.kind for slot in slots} == {
        "plenary", "workshop", "break", "social", "visit", "ceremony",
    }  # fmt: skip
    assert [slot.title for slot in slots if slot.is_cancelled] == ["Pictures that explain"]
    assert len([slot for slot in slots if not slot.is_public]) == 4
    assert Release.objects.get(edition=edition, number=2).changes
    zone = edition.zone
    after_midnight = [
        slot.title
        for slot in slots
        if slot.ends_at.astimezone(zone).date() > slot.starts_at.astimezone(zone).date()
    ]
    assert after_midnight == ["Dinner, music and dancing"]
    same_time = [slot for slot in slots if slot.starts_at == slots[4].starts_at]
    assert len({slot.room for slot in same_time}) == 3


def test_of_mechelen_no_hour_is_made_up() -> None:
    edition = Edition.objects.get(record_key="cooperation-day-2024")
    programme = current_programme(edition)
    assert programme is not None
    assert len(programme.current) == 5
    assert all(slot.is_untimed for slot in programme.current)


def test_each_of_the_people_may_what_they_are_there_for() -> None:
    edition = Edition.objects.get(is_example=True)
    roles = {(row.user.email, row.role) for row in EditionRole.objects.filter(edition=edition)}
    roles -= {(f"person{number}@demo.example", Role.ATTENDEE) for number in range(1, 25)}
    assert roles == {("organiser@demo.example", Role.HOST_LEAD), ("attendee@demo.example", Role.ATTENDEE)}
    for name in ("secretariat", "organiser", "attendee"):
        assert may_see_attendee_content(User.objects.get(email=f"{name}@demo.example"), edition)
    assert not may_see_attendee_content(AnonymousUser(), edition)


def test_every_picture_has_alternative_text_a_credit_and_a_licence() -> None:
    assert Picture.objects.exists()
    for picture in Picture.objects.all():
        assert len(picture.description) > 20
        assert (picture.credit, picture.licence) == ("Drawn by the Cooperation Day project", "cc0")


def test_the_documents_are_tagged_and_titled() -> None:
    for document in DocumentFile.objects.all():
        assert len(document.file_hash) == 40
        content = document.file.read()
        assert content.startswith(b"%PDF")
        assert b"/StructTreeRoot" in content


def test_registration_can_be_tried_at_once(client: Client) -> None:
    edition = Edition.objects.get(is_example=True)
    desk = RegistrationDesk.objects.get()
    assert desk.edition == edition
    assert (desk.by_delegation, desk.by_invitation, desk.by_domain, desk.is_open) == (True, True, True, True)
    assert not desk.is_full
    assert Delegation.objects.count() == Member.objects.filter(left_on=None).count()
    kinds = list(Question.objects.values_list("kind", flat=True))
    assert kinds == ["choice", "text", "date", "multiple", "number"]
    assert set(kinds) < set(QuestionKind.values)
    assert Question.objects.get(asked_if="travel").asked_if_answer == "By plane"
    assert client.get(f"/{edition.year}/register/").status_code == 200


def test_some_have_registered_and_one_session_is_full_with_a_line() -> None:
    edition = Edition.objects.get(is_example=True)
    assert Registration.objects.count() == 25
    invented = Registration.objects.exclude(email="attendee@demo.example")
    assert all(one.email.endswith("@demo.example") for one in invented)
    assert all(one.badge_name.startswith("Example Person ") for one in invented)
    full = [one for one in bookable_sessions(edition) if one.waiting]
    assert [(one.slot.title, one.taken == one.seats) for one in full] == [
        ("Plain words for hard rules", True)
    ]
    assert Booking.objects.filter(state=BookingState.WAITING).count() == full[0].waiting > 1
    attendee = Registration.objects.get(email="attendee@demo.example")
    assert attendee.user == User.objects.get(email="attendee@demo.example")
    assert attendee.bookings.count() > 1


def test_one_heads_a_delegation_with_places_left() -> None:
    head = User.objects.get(email="head@demo.example")
    visitor = Client()
    visitor.force_login(head)
    edition = Edition.objects.get(is_example=True)
    page = visitor.get(f"/{edition.year}/delegation/").content.decode()
    assert "ECC Belgium" in page
    assert "Example Person 1" in page
    assert "Example Colleague" in page
    assert "of 4 places named" in page
