"""Whom a release concerns: counted before it is made, and written to after it."""

import re

import pytest
from django.test import Client

from cooperation.agenda import actions as agenda
from cooperation.agenda.models import Slot
from cooperation.editions.enums import Role
from cooperation.editions.teams import give_role
from tests.factories import UserFactory
from tests.workshops.registration.samples import make_desk, make_session, register_one
from workshops.programme.models import Session
from workshops.registration.actions import seats
from workshops.registration.mailing_queries import Audience, recipients
from workshops.registration.models import Mailing, RegistrationDesk

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> RegistrationDesk:
    return make_desk()


@pytest.fixture
def session(desk: RegistrationDesk) -> Session:
    """A session with one seat, which Ona has; Jonas waits for it. Rasa has a seat elsewhere."""
    session, elsewhere = make_session(desk, 1, title="Talk"), make_session(desk, 1, hour=3, title="Walk")
    for name, wanted in (("ona", session), ("jonas", session), ("rasa", elsewhere)):
        register_one(desk, f"{name}@example.org", sessions=(wanted.pk,))
    agenda.release(desk.edition, "", by=None)
    return session


def sign_in(desk: RegistrationDesk, role: Role) -> Client:
    user, client = UserFactory(), Client()
    give_role(desk.edition, user, role, by=None)
    client.force_login(user)
    return client


def move(session: Session, title: str = "Talk") -> None:
    slot = Slot.objects.get(pk=session.slot_id)
    slot.starts_at, slot.ends_at, slot.title = (
        slot.starts_at.replace(hour=12),
        slot.ends_at.replace(hour=13),
        title,
    )
    agenda.save_slot(slot, by=None)


def words(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", text))


def test_a_release_tells_beforehand_how_many_people_it_concerns(
    desk: RegistrationDesk, session: Session
) -> None:
    move(session)
    page = sign_in(desk, Role.HOST_LEAD).get(f"/admin/agenda/{desk.edition_id}/release/")
    assert "1 person has a seat · 1 person waits for one" in words(page.content.decode())
    helper = sign_in(desk, Role.CHECKIN_HELPER).get(f"/admin/agenda/{desk.edition_id}/release/")
    assert "“Talk” moved" in words(helper.content.decode())
    assert "has a seat" not in words(helper.content.decode())


def test_one_mail_goes_to_just_those(desk: RegistrationDesk, session: Session) -> None:
    move(session)
    agenda.release(desk.edition, "The hall is being painted", by=None)
    lead = sign_in(desk, Role.HOST_LEAD)
    overview = lead.get(f"/admin/agenda/{desk.edition_id}/").content.decode()
    address = f"/admin/registration/{desk.edition_id}/mailings/new/?release=2"
    assert f'href="{address}"' in overview
    assert "Write to the 2 people whose sessions release 2 changed" in overview
    form = lead.get(address)
    text = form.context["form"]["text"].value()
    assert "“Talk” moved from 12 May, 09:00 to 12 May, 15:00." in text
    assert "The hall is being painted" in text
    sent = {"subject": "Moved", "text": text, "states": ["confirmed"], "releases": ["2"]}
    draft = lead.post(address.partition("?")[0], sent)
    assert draft.status_code == 302
    page = lead.get(draft["Location"]).content.decode()
    assert "2 people get it" in words(page)
    people = recipients(desk.edition_id, Audience.from_json(Mailing.objects.get().filters))
    assert [one.badge_name for one in people] == ["Ona", "Jonas"]


def test_who_gave_up_their_seat_gets_none(desk: RegistrationDesk, session: Session) -> None:
    move(session)
    agenda.release(desk.edition, "", by=None)
    ona, *_others = recipients(desk.edition_id, Audience(releases=(2,)))
    seats.leave(ona, session)
    assert ona not in recipients(desk.edition_id, Audience(releases=(2,)))


def test_braces_in_a_title_are_no_placeholders(desk: RegistrationDesk, session: Session) -> None:
    move(session, "Talk {now}")
    agenda.release(desk.edition, "", by=None)
    lead = sign_in(desk, Role.HOST_LEAD)
    address = f"/admin/registration/{desk.edition_id}/mailings/new/"
    initial = lead.get(f"{address}?release=2").context["form"].initial
    assert lead.post(address, {**initial, "states": ["confirmed"]}).status_code == 302


def test_who_writes_no_mails_is_offered_none(desk: RegistrationDesk, session: Session) -> None:
    move(session)
    agenda.release(desk.edition, "", by=None)
    overview = sign_in(desk, Role.PROGRAMME).get(f"/admin/agenda/{desk.edition_id}/").content.decode()
    assert "Write to" not in overview


@pytest.mark.parametrize("number", ["9", "x", "", "99999999999999999999"])
def test_a_release_that_is_none_is_not_there(desk: RegistrationDesk, number: str) -> None:
    lead = sign_in(desk, Role.HOST_LEAD)
    address = f"/admin/registration/{desk.edition_id}/mailings/new/?release={number}"
    assert lead.get(address).status_code == 404


def test_a_release_that_concerns_nobody_offers_no_mail(desk: RegistrationDesk) -> None:
    make_session(desk, 1)
    agenda.release(desk.edition, "", by=None)
    overview = sign_in(desk, Role.HOST_LEAD).get(f"/admin/agenda/{desk.edition_id}/").content.decode()
    assert "Write to" not in overview
