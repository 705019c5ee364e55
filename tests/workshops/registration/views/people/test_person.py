"""One registration in the admin: what it says, what happened, and what a host does for somebody."""

import uuid
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cooperation.editions.models import Edition
from tests.workshops.registration.desk_posts import address, organiser_of, said
from tests.workshops.registration.people_samples import ask, other_desk
from tests.workshops.registration.samples import make_desk, make_session, register_one
from workshops.registration import audit
from workshops.registration.actions import ending, seats
from workshops.registration.models import HostAct, Registration, RegistrationDesk
from workshops.registration.sightings import lines_of

pytestmark = pytest.mark.django_db

WHY = {"reason": "She called", "is_told": "on"}
QUIETLY = {"reason": "She called"}


@pytest.fixture
def desk() -> RegistrationDesk:
    return make_desk()


@pytest.fixture
def ona(desk: RegistrationDesk) -> Registration:
    return register_one(desk, diet="Secretvegan", needs_consent=True)


@pytest.fixture
def client(desk: RegistrationDesk) -> Client:
    return organiser_of(desk.edition)


def page_of(one: Registration, page: str = "") -> str:
    return address(one.edition, f"people/{one.pk}/{page}")


def state_of(one: Registration) -> str:
    return Registration.objects.get(pk=one.pk).state


def test_needs_are_shown_only_when_asked_for_and_that_is_noted(client: Client, ona: Registration) -> None:
    assert "Secretvegan" not in said(client.get(page_of(ona)))
    assert {line.data["what"] for line in lines_of(ona.edition)} == {"registration"}
    assert "Secretvegan" in said(client.get(page_of(ona, "?needs=1")))
    assert {line.data["what"] for line in lines_of(ona.edition)} == {"registration", "needs"}


@pytest.mark.parametrize("page", ["", "answers/", "seats/", "cancel/", "place/", "remind/"])
def test_the_registration_of_another_edition_is_not_there(
    client: Client, desk: RegistrationDesk, page: str
) -> None:
    other = other_desk()
    theirs = register_one(other, "other@example.org")
    assert client.get(address(desk, f"people/{theirs.pk}/{page}")).status_code == 404


def test_a_host_cancels_with_a_reason_and_the_person_is_told(
    client: Client, ona: Registration, mailoutbox: list[Any]
) -> None:
    mailoutbox.clear()
    answer = client.post(page_of(ona, "cancel/"), WHY)
    assert answer.status_code == 302
    assert state_of(ona) == "cancelled"
    act = HostAct.objects.get()
    assert (act.kind, act.reason, act.is_told) == ("cancelled", "She called", True)
    [mail] = mailoutbox
    assert mail.to == [ona.email]
    assert "She called" not in mail.body
    page = said(client.get(page_of(ona)))
    assert "She called" in page
    assert "Registration cancelled" in page


def test_the_reason_stands_in_the_mail_when_the_host_wishes_it(
    client: Client, ona: Registration, mailoutbox: list[Any]
) -> None:
    mailoutbox.clear()
    hostile = "No {address} place\r\nBcc: x@example.org"
    client.post(page_of(ona, "cancel/"), {"reason": hostile, "is_told": "on", "is_reason_told": "on"})
    [mail] = mailoutbox
    assert "The host writes: No {address} place Bcc: x@example.org" in mail.body
    assert mail.bcc == []


def test_a_host_does_it_quietly_and_others_are_told_all_the_same(
    client: Client, desk: RegistrationDesk, ona: Registration, mailoutbox: list[Any]
) -> None:
    RegistrationDesk.objects.update(total_places=1)
    late = register_one(desk, "late@example.org")
    mailoutbox.clear()
    assert client.post(page_of(ona, "cancel/"), QUIETLY).status_code == 302
    assert state_of(late) == "confirmed"
    assert [mail.to for mail in mailoutbox] == [["late@example.org"]]
    assert not HostAct.objects.get().is_told


def test_without_a_reason_nothing_is_done(client: Client, ona: Registration) -> None:
    answer = client.post(page_of(ona, "cancel/"), {"reason": "  ", "is_told": "on"})
    assert answer.status_code == 400
    assert "Write why, so that others understand it later." in said(answer)
    assert state_of(ona) == "confirmed"
    assert not HostAct.objects.exists()


def test_what_was_cancelled_meanwhile_is_refused_in_words(client: Client, ona: Registration) -> None:
    ending.cancel(ona)
    answer = client.post(page_of(ona, "cancel/"), WHY)
    assert answer.status_code == 409
    assert "The registration is cancelled already." in said(answer)
    assert not HostAct.objects.exists()


def test_the_audit_log_holds_no_word_of_the_reason(client: Client, ona: Registration) -> None:
    client.post(page_of(ona, "cancel/"), WHY)
    entries = ModelLogEntry.objects.for_instance(ona).filter(action=audit.ACTED_FOR)
    assert [entry.data for entry in entries] == [{"act": "cancelled", "told": True}]
    assert not any("She called" in str(entry.data) for entry in ModelLogEntry.objects.all())


def test_who_waits_is_refused_a_place(client: Client, desk: RegistrationDesk, ona: Registration) -> None:
    RegistrationDesk.objects.update(total_places=1)
    late = register_one(desk, "late@example.org")
    assert "Refuse a place" in said(client.get(page_of(late)))
    client.post(page_of(late, "cancel/"), WHY)
    assert HostAct.objects.get().kind == "refused"


def test_a_place_is_given_when_there_is_one_and_refused_when_not(
    client: Client, desk: RegistrationDesk, ona: Registration
) -> None:
    RegistrationDesk.objects.update(total_places=1)
    late = register_one(desk, "late@example.org")
    answer = client.post(page_of(late, "place/"), WHY)
    assert answer.status_code == 409
    assert "There is no free place for this person." in said(answer)
    assert state_of(late) == "waiting"
    RegistrationDesk.objects.update(total_places=2)
    assert client.post(page_of(late, "place/"), WHY).status_code == 302
    assert state_of(late) == "confirmed"
    assert "is confirmed already" in said(client.post(page_of(late, "place/"), WHY))


def test_nobody_is_passed_over_in_the_waiting_list(
    client: Client, desk: RegistrationDesk, ona: Registration
) -> None:
    RegistrationDesk.objects.update(total_places=1)
    first = register_one(desk, "first@example.org")
    second = register_one(desk, "second@example.org")
    RegistrationDesk.objects.update(total_places=2)
    assert client.post(page_of(second, "place/"), WHY).status_code == 409
    assert (state_of(first), state_of(second)) == ("waiting", "waiting")


def test_answers_are_changed_as_in_the_persons_own_form(
    client: Client, desk: RegistrationDesk, ona: Registration, mailoutbox: list[Any]
) -> None:
    ask(desk, "arrival", is_required=True)
    assert 'value="Ona"' in said(client.get(page_of(ona, "answers/")))
    sent = {"badge_name": "Ona New", "organisation": "Office", "diet": "", **WHY}
    answer = client.post(page_of(ona, "answers/"), sent)
    assert answer.status_code == 400
    assert "Please answer this question." in said(answer)
    mailoutbox.clear()
    assert client.post(page_of(ona, "answers/"), sent | {"q-arrival": "At noon"}).status_code == 302
    changed = Registration.objects.get(pk=ona.pk)
    assert (changed.badge_name, changed.answers, changed.diet) == ("Ona New", {"arrival": "At noon"}, "")
    [mail] = mailoutbox
    assert "the host changed something" in mail.body


def test_somebody_is_entered_though_registration_is_closed(
    client: Client, desk: RegistrationDesk, mailoutbox: list[Any]
) -> None:
    Edition.objects.update(registration_closes_at=timezone.now())
    sent = {"email": "New@Example.org", "role": "speaker", "badge_name": "New One", "organisation": "Office"}
    sent |= {"form_key": str(uuid.uuid4()), **WHY}
    assert client.get(address(desk, "people/new/")).status_code == 200
    answer = client.post(address(desk, "people/new/"), sent)
    made = Registration.objects.get(email="new@example.org")
    assert answer["Location"] == page_of(made)
    assert (made.role, made.way, made.state) == ("speaker", "desk", "confirmed")
    assert len(mailoutbox) == 1
    assert client.post(address(desk, "people/new/"), sent)["Location"] == page_of(made)
    assert HostAct.objects.count() == 1


def test_who_is_registered_already_is_not_entered_again(
    client: Client, desk: RegistrationDesk, ona: Registration
) -> None:
    sent = {"email": ona.email, "role": "guest", "badge_name": "Again", "organisation": "Office", **WHY}
    answer = client.post(address(desk, "people/new/"), sent)
    assert answer.status_code == 409
    assert f"{ona.email} is registered already." in said(answer)
    assert Registration.objects.count() == 1


def test_seats_are_given_moved_and_taken_back(
    client: Client, desk: RegistrationDesk, ona: Registration
) -> None:
    parcels, claims = make_session(desk, title="Parcels"), make_session(desk, title="Claims")
    later = make_session(desk, hour=3, title="Later")
    assert "Give a seat" in said(client.get(page_of(ona, "seats/")))
    for wish in (f"book:{parcels.pk}", f"swap:{claims.pk}:{parcels.pk}", f"book:{later.pk}"):
        assert client.post(page_of(ona, "seats/"), WHY | {"do": wish}).status_code == 302
    held = {one.session.slot.title for one in ona.bookings.filter(state="confirmed")}
    assert held == {"Claims", "Later"}
    assert client.post(page_of(ona, "seats/"), WHY | {"do": f"back:{later.pk}"}).status_code == 302
    assert set(HostAct.objects.values_list("kind", flat=True)) == {"booked", "swapped", "left"}


def test_a_host_never_books_more_seats_than_there_are(
    client: Client, desk: RegistrationDesk, ona: Registration
) -> None:
    session = make_session(desk, seats=1)
    other = register_one(desk, "other@example.org", sessions=(session.pk,))
    client.post(page_of(ona, "seats/"), WHY | {"do": f"book:{session.pk}"})
    assert ona.bookings.get().state == "waiting"
    answer = client.post(page_of(ona, "seats/"), WHY | {"do": f"give:{session.pk}"})
    assert answer.status_code == 409
    assert "is left for this person. Raise the number of seats first" in said(answer)
    assert session.bookings.filter(state="confirmed").count() == 1
    seats.leave(other, session)
    assert ona.bookings.get().state == "confirmed"


def test_an_offered_seat_is_given_by_the_host(
    client: Client, desk: RegistrationDesk, ona: Registration
) -> None:
    RegistrationDesk.objects.update(promotion="by_offer")
    session = make_session(desk, seats=1)
    other = register_one(desk, "other@example.org", sessions=(session.pk,))
    seats.book(ona, session)
    seats.leave(other, session)
    assert ona.bookings.get().state == "offered"
    assert client.post(page_of(ona, "seats/"), WHY | {"do": f"give:{session.pk}"}).status_code == 302
    assert ona.bookings.get().state == "confirmed"


@pytest.mark.parametrize("wish", ["", "book", "book:0", "book:x", "fly:1", f"book:{10**30}", "swap:1:2:3"])
def test_a_button_that_there_is_not_does_nothing(client: Client, ona: Registration, wish: str) -> None:
    answer = client.post(page_of(ona, "seats/"), WHY | {"do": wish})
    assert answer.status_code == 409
    assert not HostAct.objects.exists()


def test_a_reminder_goes_to_whom_an_answer_is_missing_of_and_not_twice(
    client: Client, desk: RegistrationDesk, ona: Registration, mailoutbox: list[Any]
) -> None:
    assert "No answer is missing." in said(client.post(page_of(ona, "remind/"), WHY))
    ask(desk, "arrival", is_required=True)
    mailoutbox.clear()
    assert "These answers are missing:" in said(client.get(page_of(ona)))
    assert client.post(page_of(ona, "remind/"), WHY).status_code == 302
    assert "less than an hour ago" in said(client.post(page_of(ona, "remind/"), WHY))
    assert [mail.to for mail in mailoutbox] == [[ona.email]]


def test_an_archived_edition_does_not_change(client: Client, ona: Registration) -> None:
    Edition.objects.update(archived_at=timezone.now())
    for page in ("cancel/", "place/", "remind/"):
        answer = client.post(page_of(ona, page), WHY)
        assert answer.status_code == 409
        assert "archived editions do not change" in said(answer)
    assert state_of(ona) == "confirmed"


def test_who_hands_on_takes_along_why_the_host_did_something(
    client: Client, desk: RegistrationDesk, ona: Registration
) -> None:
    client.post(page_of(ona, "seats/"), {"reason": "Ona is ill"} | {"do": f"book:{make_session(desk).pk}"})
    assert HostAct.objects.exists()
    ending.transfer(ona, "jonas@example.org", "Jonas")
    assert not HostAct.objects.exists()
