"""Heads of delegation see and name their own people, and nothing of anybody else."""

from typing import Any

import pytest
from django.test import Client

from tests.workshops.registration.arriving import filled, put_pages
from tests.workshops.registration.delegation_samples import (
    PAGE,
    client_of,
    make_delegation,
    make_head,
    make_invitation,
    name,
    said,
    told,
)
from tests.workshops.registration.samples import make_desk, make_session, register_one
from workshops.registration.enums import (
    BookingState,
    InvitationState,
    Participation,
    RegistrationState,
    Way,
)
from workshops.registration.models import (
    Booking,
    Delegation,
    Invitation,
    Registration,
    RegistrationDesk,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> RegistrationDesk:
    return make_desk(is_open=False)


@pytest.fixture
def delegation(desk: RegistrationDesk) -> Delegation:
    return make_delegation(desk, name="Centre of Trains")


@pytest.fixture
def head(delegation: Delegation) -> Client:
    return client_of(make_head(delegation))


def test_a_head_sees_places_and_people(head: Client, delegation: Delegation, desk: RegistrationDesk) -> None:
    Delegation.objects.update(places=4)
    register_one(desk, "ona@example.org", member=delegation.member)
    make_invitation(delegation, "jonas@example.org", name="Jonas Example")
    answer = head.get(PAGE)
    page = said(answer)
    assert "Centre of Trains" in page
    assert '<span class="delegation__numeral">2</span> of 4 places named' in page
    for words in ("Ona", "Registered", "Jonas Example", "jonas@example.org", "Invited, not answered"):
        assert words in page
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["X-Robots-Tag"] == "noindex"


def test_without_a_limit_of_their_own_the_members_number_counts(head: Client, delegation: Delegation) -> None:
    Delegation.objects.update(places=None)
    RegistrationDesk.objects.update(places_per_member=3)
    assert "</span> of 3 places named" in told(head)
    RegistrationDesk.objects.update(places_per_member=None)
    assert "</span> people named" in told(head)


def test_naming_invites_by_mail_and_the_registration_belongs_to_the_delegation(
    head: Client, delegation: Delegation, desk: RegistrationDesk, mailoutbox: list[Any]
) -> None:
    put_pages(desk.edition)
    assert name(head, delegation, "Rasa@Example.org").status_code == 302
    invitation = Invitation.objects.get()
    assert (invitation.email, invitation.way, invitation.role) == (
        "rasa@example.org",
        Way.DELEGATION,
        "delegate",
    )
    assert invitation.invited_by
    (mail,) = mailoutbox
    assert mail.to == ["rasa@example.org"]
    address = next(line for line in mail.body.splitlines() if "/register/" in line).strip()
    answer = Client().post(address.replace("http://", "", 1).partition("/")[2].join(("/", "")), filled())
    assert answer.status_code == 303, said(answer)
    made = Registration.objects.get()
    assert (made.member, made.role, made.way) == (delegation.member, Participation.DELEGATE, Way.DELEGATION)
    assert "Registered" in told(head)
    invitation.refresh_from_db()
    assert invitation.state == InvitationState.ACCEPTED


def test_over_the_number_of_places_nobody_is_named(
    head: Client, delegation: Delegation, desk: RegistrationDesk, mailoutbox: list[Any]
) -> None:
    register_one(desk, "ona@example.org", member=delegation.member)
    name(head, delegation, "rasa@example.org")
    mailoutbox.clear()
    answer = name(head, delegation, "jonas@example.org", "Jonas Example")
    assert answer.status_code == 409
    assert "All 2 places of the delegation are named." in said(answer)
    assert 'value="Jonas Example"' in said(answer)
    assert Invitation.objects.count() == 1
    assert mailoutbox == []
    Delegation.objects.update(places=3)
    assert name(head, delegation, "jonas@example.org").status_code == 302


@pytest.mark.parametrize(
    ("email", "who", "status", "complaint"),
    [
        ("no address", "Rasa", 400, "Enter a valid email address."),
        ("rasa@example.org", "", 400, "This field is required."),
        ("ona@example.org", "Ona", 409, "ona@example.org is registered already."),
        ("jonas@example.org", "Jonas", 409, "What became of it: Sent."),
        ("guest@example.org", "Guest", 409, "guest@example.org is invited already. Ask the host about it."),
    ],
)
def test_who_cannot_be_named_is_said_beside_the_field(
    head: Client,
    delegation: Delegation,
    desk: RegistrationDesk,
    email: str,
    who: str,
    status: int,
    complaint: str,
) -> None:
    Delegation.objects.update(places=9)
    register_one(desk, "ona@example.org")
    make_invitation(delegation, "jonas@example.org")
    make_invitation(None, "guest@example.org", edition=desk.edition)
    answer = name(head, delegation, email, who)
    assert answer.status_code == status
    assert complaint in said(answer)
    assert Invitation.objects.count() == 2


def test_a_withdrawn_one_is_named_anew(head: Client, delegation: Delegation) -> None:
    make_invitation(delegation, "rasa@example.org", state=InvitationState.WITHDRAWN)
    assert name(head, delegation, "rasa@example.org").status_code == 302
    assert Invitation.objects.filter(state=InvitationState.SENT).count() == 1


def test_somebody_whose_registration_was_cancelled_is_named_anew(
    head: Client, delegation: Delegation, desk: RegistrationDesk
) -> None:
    invitation = make_invitation(delegation, "rasa@example.org", state=InvitationState.ACCEPTED)
    made = register_one(desk, "rasa@example.org", member=delegation.member)
    Registration.objects.update(invitation=invitation)
    assert name(head, delegation, "rasa@example.org").status_code == 409
    assert head.post(f"{PAGE}{delegation.pk}/people/{made.pk}/cancel/").status_code == 302
    assert name(head, delegation, "rasa@example.org").status_code == 302


def test_a_reminder_leaves_once_an_hour(head: Client, delegation: Delegation, mailoutbox: list[Any]) -> None:
    invitation = make_invitation(delegation, name="Jonas Example")
    way = f"{PAGE}{delegation.pk}/invitations/{invitation.pk}/remind/"
    assert "Jonas Example is reminded by mail." in said(head.post(way, follow=True))
    assert "sent less than an hour ago" in said(head.post(way, follow=True))
    assert [mail.to for mail in mailoutbox] == [["jonas@example.org"]]
    Invitation.objects.update(state=InvitationState.ACCEPTED)
    assert "waits for no answer any more" in said(head.post(way, follow=True))
    assert len(mailoutbox) == 1


def test_a_withdrawn_invitation_frees_its_place_and_opens_nothing(
    head: Client, delegation: Delegation, desk: RegistrationDesk
) -> None:
    put_pages(desk.edition)
    invitation = make_invitation(delegation)
    form = f"/2027/register/{invitation.key}/"
    assert Client().get(form).status_code == 200
    way = f"{PAGE}{delegation.pk}/invitations/{invitation.pk}/withdraw/"
    assert "is withdrawn." in said(head.post(way, follow=True))
    assert "</span> of 2 places named" in told(head)
    assert Client().get(form).status_code != 200
    assert "waits for no answer any more" in said(head.post(way, follow=True))


def test_replacing_an_invited_one_is_one_step(
    head: Client, delegation: Delegation, mailoutbox: list[Any]
) -> None:
    Delegation.objects.update(places=1)
    invitation = make_invitation(delegation)
    way = f"{PAGE}{delegation.pk}/invitations/{invitation.pk}/replace/"
    assert "Who comes instead of jonas@example.org?" in said(head.get(way))
    answer = head.post(way, {"name": "Rasa Example", "email": "rasa@example.org"}, follow=True)
    assert "Rasa Example is invited by mail instead of jonas@example.org." in said(answer)
    states = dict(Invitation.objects.values_list("email", "state"))
    assert states == {"jonas@example.org": "withdrawn", "rasa@example.org": "sent"}
    assert [mail.to for mail in mailoutbox] == [["rasa@example.org"]]


def test_when_the_new_person_cannot_be_invited_the_old_one_stays(
    head: Client, delegation: Delegation, desk: RegistrationDesk
) -> None:
    register_one(desk, "ona@example.org")
    invitation = make_invitation(delegation)
    way = f"{PAGE}{delegation.pk}/invitations/{invitation.pk}/replace/"
    answer = head.post(way, {"name": "Ona Example", "email": "ona@example.org"})
    assert answer.status_code == 409
    assert "is registered already" in said(answer)
    assert 'value="Ona Example"' in said(answer)
    assert head.post(way, {"name": "", "email": ""}).status_code == 400
    assert Invitation.objects.get().state == InvitationState.SENT


def test_replacing_a_registered_one_gives_up_their_seats(
    head: Client, delegation: Delegation, desk: RegistrationDesk
) -> None:
    session = make_session(desk)
    ona = register_one(desk, "ona@example.org", member=delegation.member, sessions=(session.pk,))
    Delegation.objects.update(places=1)
    way = f"{PAGE}{delegation.pk}/people/{ona.pk}/replace/"
    assert "Their registration is cancelled" in said(head.get(way))
    assert head.post(way, {"name": "Rasa", "email": "rasa@example.org"}).status_code == 302
    ona.refresh_from_db()
    assert ona.state == RegistrationState.CANCELLED
    assert Booking.objects.get().state == BookingState.RELEASED
    assert Invitation.objects.get().email == "rasa@example.org"


def test_nobody_is_passed_over_who_waits_for_the_place(
    head: Client, delegation: Delegation, desk: RegistrationDesk
) -> None:
    Delegation.objects.update(places=1)
    ona = register_one(desk, "ona@example.org", member=delegation.member)
    waits = register_one(desk, "jonas@example.org", member=delegation.member)
    assert waits.state == RegistrationState.WAITING
    way = f"{PAGE}{delegation.pk}/people/{ona.pk}/"
    answer = head.post(f"{way}replace/", {"name": "Rasa", "email": "rasa@example.org"})
    assert answer.status_code == 409
    ona.refresh_from_db()
    assert ona.state == RegistrationState.CONFIRMED
    assert "Waits for a place" in told(head)
    assert head.post(f"{way}cancel/").status_code == 302
    waits.refresh_from_db()
    assert waits.state == RegistrationState.CONFIRMED


def test_cancelling_asks_once_more(head: Client, delegation: Delegation, desk: RegistrationDesk) -> None:
    ona = register_one(desk, "ona@example.org", member=delegation.member)
    way = f"{PAGE}{delegation.pk}/people/{ona.pk}/cancel/"
    assert "Cancel the registration of Ona?" in said(head.get(way))
    ona.refresh_from_db()
    assert ona.state == RegistrationState.CONFIRMED
    assert "The registration of Ona is cancelled." in said(head.post(way, follow=True))
    ona.refresh_from_db()
    assert ona.state == RegistrationState.CANCELLED
    assert head.post(way).status_code == 404


def test_a_head_ends_no_registration_that_the_host_made_for_a_speaker(
    head: Client, delegation: Delegation, desk: RegistrationDesk
) -> None:
    speaker = register_one(desk, "ona@example.org", role=Participation.SPEAKER, member=delegation.member)
    assert "Speaker or facilitator" in told(head)
    for what in ("cancel", "replace"):
        way = f"{PAGE}{delegation.pk}/people/{speaker.pk}/{what}/"
        assert way not in told(head)
        assert head.get(way).status_code == 404
        assert head.post(way, {"name": "X", "email": "x@example.org"}).status_code == 404
    speaker.refresh_from_db()
    assert speaker.state == RegistrationState.CONFIRMED
