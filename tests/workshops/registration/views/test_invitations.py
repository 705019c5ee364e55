"""The host invites, reminds and withdraws; nothing leaves before its number was confirmed."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from cooperation.editions.models import Edition
from core.mail.models import OutgoingMail
from tests.factories import EditionFactory
from tests.workshops.registration.delegation_samples import make_delegation, make_invitation
from tests.workshops.registration.desk_posts import address, organiser_of
from tests.workshops.registration.samples import OPENED, make_desk, register_one
from workshops.registration.enums import InvitationState, Way
from workshops.registration.models import Invitation, RegistrationDesk

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> RegistrationDesk:
    return make_desk()


@pytest.fixture
def client(desk: RegistrationDesk) -> Client:
    return organiser_of(desk.edition)


def said(answer: Any) -> str:
    return str(answer.content.decode()).replace("&#x27;", "'").replace("&lt;", "<").replace("&gt;", ">")


TWO = "Ona Example <ona@example.org>, speaker\njonas@example.org"


def invite(client: Client, desk: RegistrationDesk, lines: str, **more: str) -> Any:
    return client.post(address(desk, "invitations/new/"), {"lines": lines, "role": "guest", **more})


def test_the_list_is_shown_before_anything_leaves(
    client: Client, desk: RegistrationDesk, mailoutbox: list[Any]
) -> None:
    assert client.get(address(desk, "invitations/new/")).status_code == 200
    page = said(invite(client, desk, TWO))
    assert "This mail goes to 2 people. Nothing has been sent yet." in page
    assert "Ona Example" in page
    assert not Invitation.objects.exists()
    assert mailoutbox == []
    assert invite(client, desk, TWO, confirmed="1").status_code == 200
    assert "Look at the list" in said(invite(client, desk, TWO, confirmed="2", change="1"))
    assert not Invitation.objects.exists()
    assert invite(client, desk, TWO, confirmed="2").status_code == 302
    made = {one.email: one for one in Invitation.objects.all()}
    assert {email: one.role for email, one in made.items()} == {
        "ona@example.org": "speaker",
        "jonas@example.org": "guest",
    }
    assert made["ona@example.org"].name == "Ona Example"
    assert made["ona@example.org"].way == Way.INVITATION
    assert made["ona@example.org"].invited_by
    assert sorted(mail.to[0] for mail in mailoutbox) == ["jonas@example.org", "ona@example.org"]


def test_bad_lines_are_named_and_what_was_written_stays(client: Client, desk: RegistrationDesk) -> None:
    answer = invite(client, desk, "ona@example.org\nnonsense here", confirmed="1")
    assert answer.status_code == 400
    assert "Line 2:" in said(answer)
    assert "nonsense here" in said(answer)
    assert not Invitation.objects.exists()


def test_who_is_known_is_named_with_the_line_and_nobody_is_invited(
    client: Client, desk: RegistrationDesk, settings: Any
) -> None:
    settings.EMAIL_BACKEND = "core.mail.backends.OutboxBackend"
    make_invitation(None, "sent@example.org", edition=desk.edition)
    make_invitation(None, "declined@example.org", edition=desk.edition, state=InvitationState.DECLINED)
    register_one(desk, "here@example.org")
    before = OutgoingMail.objects.count()
    lines = "new@example.org\nSENT@example.org\n\ndeclined@example.org\nhere@example.org"
    answer = invite(client, desk, lines, confirmed="4")
    assert answer.status_code == 409
    page = said(answer)
    assert "Line 2: sent@example.org is invited already. What became of it: Sent." in page
    assert "Line 4: declined@example.org is invited already. What became of it: Declined." in page
    assert "Line 5: here@example.org is registered already." in page
    assert Invitation.objects.count() == 2
    assert OutgoingMail.objects.count() == before
    assert invite(client, desk, "new@example.org", confirmed="1").status_code == 302
    assert OutgoingMail.objects.count() == before + 1


def test_a_withdrawn_one_is_invited_anew(client: Client, desk: RegistrationDesk) -> None:
    make_invitation(None, "ona@example.org", edition=desk.edition, state=InvitationState.WITHDRAWN)
    assert invite(client, desk, "ona@example.org", confirmed="1").status_code == 302
    assert Invitation.objects.filter(email="ona@example.org").count() == 2


@pytest.mark.parametrize(
    ("edition", "desk_change", "complaint"),
    [
        ({"archived_at": OPENED}, {}, "archived editions do not change"),
        ({"cancelled_at": OPENED}, {}, "Registration is closed."),
        ({"registration_closes_at": OPENED}, {}, "Registration is closed."),
        ({"announced_at": None}, {}, "Announce the edition first"),
        ({}, {"by_invitation": False}, "This way to register is switched off"),
    ],
)
def test_nobody_is_invited_to_what_is_shut(
    client: Client,
    desk: RegistrationDesk,
    edition: dict[str, Any],
    desk_change: dict[str, Any],
    complaint: str,
) -> None:
    Edition.objects.update(**edition) if edition else RegistrationDesk.objects.update(**desk_change)
    answer = invite(client, desk, "ona@example.org", confirmed="1")
    assert answer.status_code == 409
    assert complaint in said(answer)
    assert not Invitation.objects.exists()


def test_one_is_reminded_by_a_button(client: Client, desk: RegistrationDesk, mailoutbox: list[Any]) -> None:
    invitation = make_invitation(None, "ona@example.org", edition=desk.edition)
    way = address(desk, f"invitations/{invitation.pk}/remind/")
    assert client.get(way).status_code == 405
    assert "ona@example.org is reminded." in said(client.post(way, follow=True))
    assert "less than an hour ago" in said(client.post(way, follow=True))
    assert len(mailoutbox) == 1


def test_its_days_are_those_at_the_venue(client: Client, desk: RegistrationDesk) -> None:
    Edition.objects.filter(pk=desk.edition_id).update(time_zone="Europe/Vilnius")
    make_invitation(None, "ona@example.org", edition=desk.edition)
    Invitation.objects.update(created_at=datetime(2027, 1, 31, 22, 5, tzinfo=UTC))
    assert "invited on 1 February 2027" in said(client.get(address(desk, "invitations/")))


def test_all_who_have_not_answered_are_reminded_once_their_number_is_confirmed(
    client: Client, desk: RegistrationDesk, mailoutbox: list[Any]
) -> None:
    make_invitation(None, "ona@example.org", edition=desk.edition)
    make_invitation(make_delegation(desk), "rasa@example.org")
    make_invitation(None, "today@example.org", days_ago=0, edition=desk.edition)
    make_invitation(None, "gone@example.org", edition=desk.edition, state=InvitationState.WITHDRAWN)
    make_invitation(None, "else@example.org", edition=EditionFactory(year=2028))
    assert "Remind 2 people who have not answered" in said(client.get(address(desk, "invitations/")))
    way = address(desk, "invitations/remind/")
    page = said(client.get(way))
    assert "2 people have not answered and get a reminder. Nothing has been sent yet." in page
    assert mailoutbox == []
    for number in ("1", "3", "", "two", "²"):
        answer = client.post(way, {"number": number})
        assert answer.status_code == 409, number
        assert "Meanwhile it is 2 people. Nothing was sent" in said(answer)
    assert mailoutbox == []
    assert "2 people are reminded." in said(client.post(way, {"number": "2"}, follow=True))
    assert sorted(mail.to[0] for mail in mailoutbox) == ["ona@example.org", "rasa@example.org"]
    assert "There is nobody to remind" in said(client.get(way))
    assert client.post(way, {"number": "2"}).status_code == 409
    assert len(mailoutbox) == 2


def test_withdrawing(client: Client, desk: RegistrationDesk) -> None:
    invitation = make_invitation(None, "ona@example.org", edition=desk.edition)
    way = address(desk, f"invitations/{invitation.pk}/withdraw/")
    assert client.get(way).status_code == 405
    assert "The invitation of ona@example.org is withdrawn." in said(client.post(way, follow=True))
    invitation.refresh_from_db()
    assert invitation.state == InvitationState.WITHDRAWN
    assert "waits for no answer any more" in said(client.post(way, follow=True))


@pytest.mark.parametrize(
    ("state", "is_refused"), [(InvitationState.ACCEPTED, True), (InvitationState.DECLINED, False)]
)
def test_what_can_be_withdrawn(
    client: Client, desk: RegistrationDesk, state: InvitationState, is_refused: bool
) -> None:
    invitation = make_invitation(None, "ona@example.org", edition=desk.edition, state=state)
    client.post(address(desk, f"invitations/{invitation.pk}/withdraw/"))
    invitation.refresh_from_db()
    assert invitation.state == (state if is_refused else InvitationState.WITHDRAWN)


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", {"ona", "jonas", "rasa"}),
        ("?state=declined", {"jonas"}),
        ("?role=speaker", {"ona"}),
        ("?q=RASA", {"rasa"}),
        ("?q=Example+Person", {"rasa"}),
        ("?state=nonsense", {"ona", "jonas", "rasa"}),
        ("?q=nobody", set()),
    ],
)
def test_the_list_is_narrowed(client: Client, desk: RegistrationDesk, query: str, shown: set[str]) -> None:
    make_invitation(None, "ona@example.org", edition=desk.edition, role="speaker")
    make_invitation(None, "jonas@example.org", edition=desk.edition, state=InvitationState.DECLINED)
    make_invitation(None, "rasa@example.org", edition=desk.edition, name="Example Person 3")
    page = said(client.get(address(desk, f"invitations/{query}")))
    assert {name for name in ("ona", "jonas", "rasa") if f"{name}@example.org" in page} == shown
    assert ("No invitation is like that." in page) is (not shown)


def test_invitations_of_a_foreign_edition_are_not_there(desk: RegistrationDesk) -> None:
    invitation = make_invitation(None, "ona@example.org", edition=desk.edition)
    other = make_desk(EditionFactory(year=2028))
    stranger = organiser_of(other.edition)
    for of in (desk, other):
        for what in ("remind", "withdraw"):
            way = address(of, f"invitations/{invitation.pk}/{what}/")
            assert stranger.post(way).status_code == 404
    for page in ("invitations/", "invitations/new/", "invitations/remind/"):
        assert stranger.get(address(desk, page)).status_code == 404
        assert stranger.post(address(desk, page), {"lines": "x@example.org"}).status_code in (404, 405)
    assert "ona@example.org" not in said(stranger.get(address(other, "invitations/")))
    invitation.refresh_from_db()
    assert (invitation.state, invitation.reminded_at) == (InvitationState.SENT, None)


def test_the_list_has_pages_that_cost_the_same(
    client: Client, desk: RegistrationDesk, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    make_invitation(None, "p0@example.org", edition=desk.edition)
    client.get(address(desk, "invitations/"))  # makes the line in the log that others add to
    counts = []
    for number in (2, 57):
        for _more in range(number):
            count = Invitation.objects.count()
            make_invitation(
                make_delegation(desk) if count % 2 else None, f"p{count}@example.org", edition=desk.edition
            )
        with django_assert_max_num_queries(40) as captured:
            page = said(client.get(address(desk, "invitations/")))
        counts.append(len(captured))
    assert counts[0] == counts[1]
    assert "Page 1 of 2" in page
    assert "p0@example.org" in said(client.get(address(desk, "invitations/?page=2")))
