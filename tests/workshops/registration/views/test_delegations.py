"""Heads of delegation see and name their own people, and nothing of anybody else."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from cooperation.editions.models import Edition
from core.mail.models import OutgoingMail
from tests.factories import EditionFactory, UserFactory
from tests.workshops.registration.arriving import filled, put_pages
from tests.workshops.registration.delegation_samples import (
    client_of,
    make_delegation,
    make_head,
    make_invitation,
)
from tests.workshops.registration.samples import OPENED, make_desk, make_session, register_one
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
    DelegationHead,
    Invitation,
    Registration,
    RegistrationDesk,
)

pytestmark = pytest.mark.django_db

PAGE = "/2027/delegation/"


@pytest.fixture
def desk() -> RegistrationDesk:
    return make_desk(is_open=False)


@pytest.fixture
def delegation(desk: RegistrationDesk) -> Delegation:
    return make_delegation(desk, name="Centre of Trains")


@pytest.fixture
def head(delegation: Delegation) -> Client:
    return client_of(make_head(delegation))


def name(client: Client, delegation: Delegation, email: str, who: str = "Rasa Example") -> Any:
    """Name a colleague by the form of the page."""
    prefix = f"d{delegation.pk}"
    return client.post(f"{PAGE}{delegation.pk}/invite/", {f"{prefix}-name": who, f"{prefix}-email": email})


def said(answer: Any) -> str:
    return str(answer.content.decode()).replace("&#x27;", "'")


def told(client: Client) -> str:
    """What the page says after something was done."""
    return said(client.get(PAGE))


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


@pytest.fixture
def foreign(desk: RegistrationDesk) -> dict[str, Any]:
    """A delegation of another member at the same edition, with people."""
    other = make_delegation(desk, name="Centre of Ships")
    make_head(other, "other@example.org")
    return {
        "delegation": other,
        "invitation": make_invitation(other, "sailor@example.org", name="Sailor Example"),
        "registration": register_one(desk, "captain@example.org", member=other.member),
    }


def ways(delegation: Delegation, invitation: Invitation, registration: Registration) -> list[str]:
    """Every address at which something of a delegation can be changed."""
    start = f"{PAGE}{delegation.pk}/"
    return [
        f"{start}invite/",
        *(f"{start}invitations/{invitation.pk}/{what}/" for what in ("remind", "withdraw", "replace")),
        *(f"{start}people/{registration.pk}/{what}/" for what in ("replace", "cancel")),
    ]


def everything() -> list[list[dict[str, Any]]]:
    models = (Delegation, DelegationHead, Invitation, Registration, OutgoingMail)
    return [list(model.objects.order_by("pk").values()) for model in models]


def test_nothing_of_another_member_is_reached_at_any_address(
    head: Client, delegation: Delegation, foreign: dict[str, Any], desk: RegistrationDesk
) -> None:
    own = {
        "invitation": make_invitation(delegation),
        "registration": register_one(desk, "ona@example.org", member=delegation.member),
    }
    sent = {"name": "Taken", "email": "taken@example.org"}
    sent |= {f"d{foreign['delegation'].pk}-{key}": value for key, value in sent.items()}
    page, before = told(head), everything()
    for words in ("Ships", "Sailor", "sailor@", "captain@"):
        assert words not in page
    tried = [
        *ways(**foreign),
        *ways(delegation, foreign["invitation"], foreign["registration"])[1:],
        *ways(foreign["delegation"], **own)[1:],
    ]
    for address in tried:
        assert head.post(address, sent).status_code == 404, address
        assert head.get(address).status_code in (404, 405), address
    assert everything() == before


def test_nothing_of_another_edition_is_reached(delegation: Delegation, desk: RegistrationDesk) -> None:
    """The same member, headed by somebody else next year."""
    next_year = EditionFactory(year=2028, ready_for_registration=True, registration_opens_at=OPENED)
    later = make_desk(next_year)
    theirs = Delegation.objects.create(edition=next_year, member=delegation.member, places=2)
    head_of_next = client_of(make_head(theirs, "next@example.org"))
    ona = register_one(desk, "ona@example.org", member=delegation.member)
    invitation = make_invitation(delegation)
    before = everything()
    assert head_of_next.get("/2028/delegation/").status_code == 200
    assert head_of_next.get(PAGE).status_code == 404
    swapped = [address.replace("/2027/", "/2028/") for address in ways(delegation, invitation, ona)]
    mixed = [address.replace("/2027/", "/2028/") for address in ways(theirs, invitation, ona)[1:]]
    for address in [*ways(delegation, invitation, ona), *ways(theirs, invitation, ona), *swapped, *mixed]:
        answer = head_of_next.post(address, {"name": "Taken", "email": "taken@example.org"})
        assert answer.status_code == 404, address
    assert everything() == before
    assert later.edition == next_year


def test_who_heads_nothing_is_told_so_in_words(delegation: Delegation) -> None:
    answer = client_of(UserFactory(email="nobody@example.org")).get(PAGE)
    assert answer.status_code == 404
    assert "You head no delegation here" in said(answer)
    assert "nobody@example.org" in said(answer)
    assert "Trains" not in said(answer)


def test_an_address_that_was_not_proven_opens_nothing(delegation: Delegation) -> None:
    user = make_head(delegation, is_proven=False)
    assert client_of(user).get(PAGE).status_code == 404
    user.emailaddress_set.update(verified=True)
    assert client_of(user).get(PAGE).status_code == 200


def test_a_head_whom_the_host_removes_is_out_at_once(head: Client) -> None:
    assert head.get(PAGE).status_code == 200
    DelegationHead.objects.all().delete()
    assert head.get(PAGE).status_code == 404


def test_who_is_not_signed_in_signs_in_first(delegation: Delegation) -> None:
    answer = Client().get(PAGE)
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/account/login/?next=/2027/delegation/"


@pytest.mark.parametrize("change", [{"announced_at": None}, {"year": 2031}])
def test_an_edition_that_nobody_knows_of_is_not_there(head: Client, change: dict[str, Any]) -> None:
    Edition.objects.update(**change)
    answer = head.get(PAGE)
    assert answer.status_code == 404
    assert "You head no delegation" not in said(answer)


def test_forms_of_other_sites_do_nothing(delegation: Delegation) -> None:
    guarded = client_of(make_head(delegation), enforce_csrf_checks=True)
    assert name(guarded, delegation, "rasa@example.org").status_code == 403
    token = guarded.get(PAGE).context["csrf_token"]
    sent = {f"d{delegation.pk}-name": "Rasa", f"d{delegation.pk}-email": "rasa@example.org"}
    answer = guarded.post(f"{PAGE}{delegation.pk}/invite/", sent | {"csrfmiddlewaretoken": str(token)})
    assert answer.status_code == 302


@pytest.mark.parametrize(
    ("edition", "desk_change", "words"),
    [
        ({"registration_closes_at": OPENED}, {}, "Registration is closed"),
        ({"cancelled_at": OPENED}, {}, "Registration is closed"),
        ({}, {"by_delegation": False}, "does not let people be named by heads of delegation"),
    ],
)
def test_nobody_is_named_when_that_is_over_or_switched_off(
    head: Client, delegation: Delegation, edition: dict[str, Any], desk_change: dict[str, Any], words: str
) -> None:
    Edition.objects.filter(pk=delegation.edition_id).update(**edition)
    RegistrationDesk.objects.update(**desk_change) if desk_change else None
    page = told(head)
    assert words in page
    assert "Name a colleague" not in page
    assert name(head, delegation, "rasa@example.org").status_code == 409
    assert not Invitation.objects.exists()


def test_an_archived_edition_does_not_change(
    head: Client, delegation: Delegation, desk: RegistrationDesk
) -> None:
    ona = register_one(desk, "ona@example.org", member=delegation.member)
    Edition.objects.update(archived_at=timezone.now())
    answer = head.post(f"{PAGE}{delegation.pk}/people/{ona.pk}/cancel/", follow=True)
    assert "archived editions do not change" in said(answer)
    ona.refresh_from_db()
    assert ona.state == RegistrationState.CONFIRMED


def test_who_heads_two_delegations_sees_both(head: Client, desk: RegistrationDesk) -> None:
    second = make_delegation(desk, name="Centre of Ships")
    make_head(second)
    page = told(head)
    assert "Centre of Trains" in page
    assert "Centre of Ships" in page
    assert name(head, second, "rasa@example.org").status_code == 302
    assert Invitation.objects.get().delegation == second


def test_the_page_costs_the_same_for_many_people(
    head: Client,
    delegation: Delegation,
    desk: RegistrationDesk,
    django_assert_max_num_queries: Callable[..., Any],
) -> None:
    Delegation.objects.update(places=None)
    head.get(PAGE)
    counts = []
    for number in (1, 10):
        for _more in range(number):
            count = Registration.objects.count()
            register_one(desk, f"person{count}@example.org", member=delegation.member)
            make_invitation(delegation, f"invited{count}@example.org")
        with django_assert_max_num_queries(20) as captured:
            assert head.get(PAGE).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1]
