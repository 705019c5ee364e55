"""A form that is saved on the way."""

import pytest
from django.core.mail import EmailMessage
from django.test import Client

from tests.workshops.registration.arriving import ask, filled, put_pages, read, send, values, way
from tests.workshops.registration.samples import make_desk, make_session, register_one
from workshops.registration import links
from workshops.registration.actions.drafting import save_draft
from workshops.registration.models import Draft, Extra, Registration, RegistrationDesk

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> RegistrationDesk:
    """A desk that is open to everybody, with its pages."""
    made = make_desk()
    put_pages(made.edition)
    return made


def test_it_is_saved_and_nothing_is_sent(desk: RegistrationDesk, mailoutbox: list[EmailMessage]) -> None:
    answer = send(way(desk), do="save", badge_name="")
    assert answer.status_code == 200
    assert "Saved, and not sent yet" in answer.text
    assert (Draft.objects.count(), Registration.objects.count(), mailoutbox) == (1, 0, [])


def test_it_comes_back_with_everything(desk: RegistrationDesk, client: Client) -> None:
    ask(desk, "topics", kind="multiple", choices="Parcels\nFlights\nTrains")
    ask(desk, "night", kind="date")
    dinner, session = Extra.objects.create(desk=desk, title="Dinner"), make_session(desk)
    sent = {
        "q-topics": ["Parcels", "Trains"],
        "q-night": "2027-05-11",
        "extras": str(dinner.pk),
        "sessions": str(session.pk),
        "is_listed": "on",
        "function": "Lawyer",
    }
    send(way(desk), do="save", **sent)
    tree = read(client, way(desk))
    assert "We have kept what you filled in last time." in tree.text_content()
    held = values(tree)
    expected = {"badge_name": "Ona Example", "function": "Lawyer", "q-night": "2027-05-11", "is_listed": "on"}
    assert {name: held[name] for name in expected} == expected
    assert tree.xpath("//input[@name='q-topics' and @checked]/@value") == ["Parcels", "Trains"]
    assert tree.get_element_by_id(f"extra-{dinner.pk}").get("checked") is not None
    assert tree.get_element_by_id(f"session-{session.pk}").get("checked") is not None


def test_another_key_of_the_same_address_finds_it_too(desk: RegistrationDesk, client: Client) -> None:
    send(way(desk), do="save", function="Lawyer")
    assert values(read(client, way(desk, "ONA@example.org")))["function"] == "Lawyer"
    assert values(read(client, way(desk, "jonas@example.org"))).get("function") is None


def test_the_number_of_the_form_stays(desk: RegistrationDesk, client: Client) -> None:
    first = values(read(client, way(desk)))["form_key"]
    assert values(read(client, way(desk)))["form_key"] != first
    send(way(desk), do="autosave", form_key=first)
    assert values(read(client, way(desk)))["form_key"] == first


def test_a_script_saves_without_a_page(desk: RegistrationDesk) -> None:
    answer = send(way(desk), do="autosave", badge_name="On")
    assert (answer.status_code, answer.content) == (204, b"")
    assert Draft.objects.get().content["badge_name"] == ["On"]


def test_saving_again_replaces_what_was_saved(desk: RegistrationDesk) -> None:
    for name in ("On", "Ona"):
        send(way(desk), do="autosave", badge_name=name)
    assert Draft.objects.get().content["badge_name"] == ["Ona"]


def test_diet_and_access_needs_are_saved_with_consent_alone(desk: RegistrationDesk) -> None:
    send(way(desk), do="autosave", diet="No nuts", access_needs="A lift")
    assert not {"diet", "access_needs"} & set(Draft.objects.get().content)
    send(way(desk), do="autosave", diet="No nuts", needs_consent="on")
    assert Draft.objects.get().content["diet"] == ["No nuts"]


def test_only_fields_of_the_form_are_saved_and_no_more_than_a_form_holds(desk: RegistrationDesk) -> None:
    send(way(desk), do="autosave", rubbish="x", function="y" * 9000, extras=["1"] * 500)
    content = Draft.objects.get().content
    assert "rubbish" not in content
    assert (len(content["function"][0]), len(content["extras"])) == (4000, 100)


def test_what_was_refused_comes_back_too(desk: RegistrationDesk, client: Client) -> None:
    """For who goes back in their browser instead of mending the page that says what is wrong."""
    assert send(way(desk), client, badge_name="", function="Lawyer", diet="No nuts").status_code == 400
    assert values(read(client, way(desk)))["function"] == "Lawyer"
    assert "diet" not in Draft.objects.get().content


def test_it_is_gone_once_the_form_is_sent(desk: RegistrationDesk) -> None:
    send(way(desk), do="save")
    send(way(desk))
    assert not Draft.objects.exists()


def test_what_is_saved_too_late_does_not_stay(desk: RegistrationDesk) -> None:
    register_one(desk)
    assert save_draft(desk.edition_id, "ona@example.org", {"badge_name": ["Ona"]}) is False
    assert send(way(desk), do="autosave").status_code == 303
    assert not Draft.objects.exists()


def test_a_key_of_another_edition_saves_nothing(desk: RegistrationDesk) -> None:
    key = links.proof_key(desk.edition, "ona@example.org")
    Client().post(f"/2026/register/{key}/", filled(do="save"))
    assert not Draft.objects.exists()
