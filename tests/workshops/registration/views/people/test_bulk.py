"""Something done to several: shown before, with who is refused and why; then to all that can."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from cooperation.editions.models import Edition
from tests.workshops.registration.desk_posts import address, organiser_of, said
from tests.workshops.registration.people_samples import ask, other_desk
from tests.workshops.registration.samples import make_desk, make_session, register_one
from workshops.registration.actions import ending
from workshops.registration.actions.people import bulk
from workshops.registration.mailing_queries import Audience, recipients
from workshops.registration.models import HostAct, Mailing, Registration, RegistrationDesk

pytestmark = pytest.mark.django_db

WHY = {"reason": "The room is small", "is_told": "on"}


@pytest.fixture
def desk() -> RegistrationDesk:
    return make_desk()


@pytest.fixture
def people(desk: RegistrationDesk) -> list[Registration]:
    return [register_one(desk, f"{name}@example.org") for name in ("ona", "jonas", "zoe")]


@pytest.fixture
def client(desk: RegistrationDesk) -> Client:
    return organiser_of(desk.edition)


def do(client: Client, desk: RegistrationDesk, act: str, people: list[Registration], **more: Any) -> Any:
    sent = {"act": act, "people": [one.pk for one in people], **more}
    return client.post(address(desk, "people/several/"), sent)


def states(*people: Registration) -> list[str]:
    return [Registration.objects.get(pk=one.pk).state for one in people]


def test_who_is_touched_and_who_is_refused_is_shown_and_nothing_happens(
    client: Client, desk: RegistrationDesk, people: list[Registration], mailoutbox: list[Any]
) -> None:
    ending.cancel(people[2])
    mailoutbox.clear()
    page = said(do(client, desk, "cancel", people))
    assert "It touches 2 people" in page
    assert "1 person stays as they are" in page
    assert "The registration is cancelled already." in page
    assert states(*people) == ["confirmed", "confirmed", "cancelled"]
    assert mailoutbox == []
    assert not HostAct.objects.exists()


def test_then_it_is_done_to_all_that_can(
    client: Client, desk: RegistrationDesk, people: list[Registration], mailoutbox: list[Any]
) -> None:
    ending.cancel(people[2])
    mailoutbox.clear()
    answer = client.post(
        address(desk, "people/several/"),
        {"act": "cancel", "people": [one.pk for one in people], "expected": "2", **WHY},
    )
    assert answer.status_code == 302
    page = said(client.get(answer["Location"]))
    assert "Done for 2 people." in page
    assert "It could not be done for 1 person." in page
    assert states(*people) == ["cancelled"] * 3
    assert len(mailoutbox) == 2
    assert HostAct.objects.count() == 2


def test_other_numbers_than_were_shown_stop_it(
    client: Client, desk: RegistrationDesk, people: list[Registration]
) -> None:
    answer = do(client, desk, "cancel", people, expected="2", **WHY)
    assert answer.status_code == 409
    assert "Meanwhile it can be done to 3 people. Nothing was done" in said(answer)
    assert states(*people) == ["confirmed"] * 3


def test_without_a_reason_nothing_is_done(
    client: Client, desk: RegistrationDesk, people: list[Registration]
) -> None:
    answer = do(client, desk, "cancel", people, expected="3", reason="")
    assert answer.status_code == 400
    assert states(*people) == ["confirmed"] * 3


def test_all_of_the_list_means_the_list_as_it_was_narrowed(
    client: Client, desk: RegistrationDesk, people: list[Registration]
) -> None:
    answer = do(client, desk, "cancel", [], scope="all", q="jonas")
    assert [one.registration for one in answer.context["touched"]] == [people[1]]


def test_people_are_moved_as_far_as_there_are_seats_and_the_rest_wait(
    client: Client, desk: RegistrationDesk, people: list[Registration]
) -> None:
    old, new = make_session(desk, seats=9, title="Old"), make_session(desk, seats=2, title="New")
    hosting = [register_one(desk, f"seated{n}@example.org", sessions=(old.pk,)) for n in range(3)]
    assert "To which session" in said(do(client, desk, "move", hosting))
    page = said(do(client, desk, "move", hosting, to=str(new.pk)))
    assert page.count("has a seat") == 2
    assert page.count("waits in the line") == 1
    assert do(client, desk, "move", hosting, to=str(new.pk), expected="3", **WHY).status_code == 302
    assert new.bookings.filter(state="confirmed").count() == 2
    assert old.bookings.filter(state="confirmed").count() == 1


def test_places_are_given_as_far_as_there_are_any(client: Client) -> None:
    desk = make_desk(total_places=1)
    people = [register_one(desk, f"p{number}@example.org") for number in range(3)]
    RegistrationDesk.objects.update(total_places=2)
    host = organiser_of(desk.edition)
    page = said(do(host, desk, "place", people))
    assert "It touches 1 person" in page
    assert "There is no free place for this person." in page
    assert "is confirmed already" in page
    assert do(host, desk, "place", people, expected="1", **WHY).status_code == 302
    assert states(*people) == ["confirmed", "confirmed", "waiting"]


def test_reminders_go_to_whom_an_answer_is_missing_of(
    client: Client, desk: RegistrationDesk, people: list[Registration], mailoutbox: list[Any]
) -> None:
    ask(desk, "bus", is_required=True)
    Registration.objects.filter(pk=people[0].pk).update(answers={"bus": "yes"})
    mailoutbox.clear()
    assert do(client, desk, "remind", people, expected="2", **WHY).status_code == 302
    assert sorted(mail.to[0] for mail in mailoutbox) == ["jonas@example.org", "zoe@example.org"]


def test_a_mail_to_them_is_a_draft_for_just_these(
    client: Client, desk: RegistrationDesk, people: list[Registration]
) -> None:
    answer = do(client, desk, "mail", people[:2])
    mailing = Mailing.objects.get()
    assert answer["Location"].endswith(f"/mailings/{mailing.pk}/change/")
    form = client.get(answer["Location"])
    assert "It goes to 2 people at most" in said(form)
    keys = ",".join(str(one.pk) for one in people[:2])
    sent = {"subject": "The bus", "text": "Hello {name}", "states": ["confirmed"], "people": keys}
    assert client.post(answer["Location"], sent).status_code == 302
    mailing.refresh_from_db()
    assert list(recipients(desk.edition_id, Audience.from_json(mailing.filters))) == people[:2]


def test_people_of_another_edition_are_not_touched(
    client: Client, desk: RegistrationDesk, people: list[Registration]
) -> None:
    other = other_desk()
    theirs = register_one(other, "theirs@example.org")
    answer = do(client, desk, "cancel", [theirs])
    assert answer.status_code == 400
    assert "Nobody is ticked." in said(answer)
    do(client, desk, "cancel", [theirs, people[0]], expected="1", **WHY)
    assert states(theirs, people[0]) == ["confirmed", "cancelled"]


def test_too_many_at_once_are_refused_in_words(
    client: Client, desk: RegistrationDesk, people: list[Registration], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "MOST", 2)
    answer = do(client, desk, "cancel", people, expected="3", **WHY)
    assert answer.status_code == 400
    assert "These are more than 2 people." in said(answer)
    assert states(*people) == ["confirmed"] * 3


@pytest.mark.parametrize("act", ["", "erase", "mail "])
def test_what_there_is_no_button_for_does_nothing(
    client: Client, desk: RegistrationDesk, people: list[Registration], act: str
) -> None:
    assert do(client, desk, act, people, expected="3", **WHY).status_code == 302
    assert states(*people) == ["confirmed"] * 3


def test_an_archived_edition_does_not_change(
    client: Client, desk: RegistrationDesk, people: list[Registration]
) -> None:
    Edition.objects.update(archived_at=timezone.now())
    assert do(client, desk, "cancel", people, expected="3", **WHY).status_code in (302, 403)
    assert states(*people) == ["confirmed"] * 3
