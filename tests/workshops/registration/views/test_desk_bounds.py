"""What the host cannot say of how people register, and who cannot say it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from cooperation.editions.models import Edition
from cooperation.network.models import Member
from tests.factories import EditionFactory, MemberFactory
from tests.workshops.registration.desk_posts import address, organiser_of, rows, said, settings
from tests.workshops.registration.samples import OPENED, make_desk, make_session, register_one
from workshops.registration.models import (
    Extra,
    Question,
    RegistrationDesk,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition() -> Edition:
    return EditionFactory(ready_for_registration=True, registration_opens_at=OPENED)


@pytest.mark.parametrize("is_booked", [True, False])
def test_how_seats_are_given_stays_once_somebody_has_one(is_booked: bool) -> None:
    desk = make_desk()
    session = make_session(desk)
    register_one(desk, sessions=(session.pk,) if is_booked else ())
    sent = settings(seat_mode="ranked", ranking_closes_at="2027-04-01 10:00")
    answer = organiser_of(desk.edition).post(address(desk), sent)
    assert answer.status_code == (409 if is_booked else 302)
    assert ("People have seats already" in said(answer)) is is_booked


def test_a_form_that_was_opened_earlier_takes_nothing_back_that_others_wrote() -> None:
    desk = make_desk()
    client = organiser_of(desk.edition)
    RegistrationDesk.objects.update(
        allotment_seed="seed", allotted_at=timezone.now(), erased_at=timezone.now()
    )
    assert client.post(address(desk), settings(total_places=9)).status_code == 302
    desk.refresh_from_db()
    assert (desk.total_places, desk.allotment_seed) == (9, "seed")
    assert desk.allotted_at
    assert desk.erased_at


@pytest.mark.parametrize(
    ("sent", "complaint"),
    [
        (settings(is_open=None), "Choose at least one way in which people can register."),
        (settings(by_domain="on"), "Write the mail domains of the members below."),
        (settings(seat_mode="ranked"), "Say until when people can rank the sessions."),
        (settings(offer_hours=0), "Ensure this value is greater than or equal to 1."),
        (settings(rows("quotas", {"role": "guest"})), "Give a number of places, an earlier moment, or both."),
        (
            settings(rows("quotas", {"role": "guest", "opens_at": "2027-03-28 03:30"})),
            "This time does not exist in Europe/Vilnius",
        ),
    ],
)
def test_what_contradicts_itself_is_said_beside_the_field(
    edition: Edition, sent: dict[str, str], complaint: str
) -> None:
    answer = organiser_of(edition).post(address(edition), sent)
    assert answer.status_code == 400
    assert complaint in said(answer)
    assert not RegistrationDesk.objects.exists()


@pytest.mark.parametrize(
    ("written", "kept"),
    [("ECC.Example", "ecc.example"), ("@ecc.example", "ecc.example"), ("no domain", None)],
)
def test_a_mail_domain_is_read_as_people_write_it(edition: Edition, written: str, kept: str | None) -> None:
    row = {"domain": written, "member": edition.host_id}
    answer = organiser_of(edition).post(address(edition), settings(rows("domains", row), by_domain="on"))
    assert answer.status_code == (302 if kept else 400)
    found = RegistrationDesk.objects.first()
    assert [one.domain for one in found.domains.all()] == [kept] if found else kept is None


def test_an_archived_edition_refuses(edition: Edition) -> None:
    desk = make_desk(edition)
    client = organiser_of(edition)
    Edition.objects.update(archived_at=timezone.now())
    answer = client.post(address(desk), settings(total_places=9))
    assert answer.status_code == 409
    assert "archived editions do not change" in said(answer)
    desk.refresh_from_db()
    assert desk.total_places is None


def test_who_comes_second_to_set_it_up_is_told(edition: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    client = organiser_of(edition)
    page_before = client.get(address(edition))
    assert page_before.status_code == 200
    make_desk(edition, total_places=5)
    # As when both opened the page before either saved.
    from workshops.registration.actions.desk import set_up
    from workshops.registration.host_refusals import DeskStands

    with pytest.raises(DeskStands):
        set_up(RegistrationDesk(edition=edition, total_places=9), by=None)
    assert RegistrationDesk.objects.get().total_places == 5


def test_a_foreign_edition_is_not_there(edition: Edition) -> None:
    other = EditionFactory(year=2028)
    client = organiser_of(other)
    for page in ("", "settings/", "delegations/", "invitations/"):
        assert client.get(address(edition, page)).status_code == 404
    assert client.post(address(edition), settings()).status_code == 404
    assert not RegistrationDesk.objects.exists()


def test_the_form_costs_the_same_with_many_rows(
    edition: Edition, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    desk = make_desk(edition)
    client = organiser_of(edition)
    client.get(address(desk))
    counts = []
    for number in (1, 12):
        for _more in range(number):
            member: Member = MemberFactory()
            desk.domains.create(domain=f"{member.slug}.example", member=member)
            Question.objects.create(desk=desk, key=member.slug, label="?", purpose="x")
            Extra.objects.create(desk=desk, title=member.slug)
        with django_assert_max_num_queries(60) as captured:
            assert client.get(address(desk)).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_nobody_without_the_admin_gets_in(edition: Edition) -> None:
    assert Client().get(address(edition)).status_code == 302
