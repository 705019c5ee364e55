"""The host draws the seed, looks at what everybody would get, and releases just that."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import html
from wagtail.models import ModelLogEntry

from cooperation.editions.models import Edition
from tests.factories import EditionFactory, MemberFactory
from tests.workshops.registration.desk_posts import address, organiser_of
from tests.workshops.registration.samples import OPENED, make_desk, make_session, register_one
from workshops.registration import audit, sightings
from workshops.registration.actions import allotting, ending
from workshops.registration.actions.capacity import set_seats
from workshops.registration.enums import SeatMode
from workshops.registration.models import Booking, Preference, Registration, RegistrationDesk

pytestmark = pytest.mark.django_db
PAGE = "allotment/"


@pytest.fixture
def desk() -> RegistrationDesk:
    """Two people want the one seat of Parcels, and another one that of Rights, at another time."""
    desk = make_desk(seat_mode=SeatMode.RANKED, ranking_closes_at=timezone.now() + timedelta(days=1))
    parcels, rights = make_session(desk, title="Parcels"), make_session(desk, title="Rights", hour=2)
    latvia, malta = MemberFactory(name="Centre of Latvia"), MemberFactory(name="Centre of Malta")
    for name, member, wishes in (
        ("ona", latvia, [parcels.pk]),
        ("rasa", latvia, [parcels.pk]),
        ("marija", malta, [rights.pk]),
        ("silent", malta, []),
    ):
        allotting.rank(register_one(desk, f"{name}@example.org", member=member), wishes)
    RegistrationDesk.objects.update(ranking_closes_at=timezone.now() - timedelta(minutes=1))
    desk.refresh_from_db()
    return desk


@pytest.fixture
def host(desk: RegistrationDesk) -> Client:
    return organiser_of(desk.edition)


def words(answer: Any) -> str:
    tree = html.fromstring(answer.content)
    return " ".join(tree.xpath("//main")[0].text_content().split())


def digest_on(answer: Any) -> str:
    [digest] = html.fromstring(answer.content).xpath("//input[@name='digest']/@value")
    return str(digest)


def drawn(host: Client, desk: RegistrationDesk) -> Any:
    """The preview, after the seed was drawn."""
    assert host.post(address(desk, PAGE), {"draw": "1"}).status_code == 302
    return host.get(address(desk, PAGE))


def release(host: Client, desk: RegistrationDesk, digest: str, **more: str) -> Any:
    return host.post(address(desk, PAGE), {"release": "1", "digest": digest, **more})


def test_the_seed_is_drawn_once_and_told(host: Client, desk: RegistrationDesk) -> None:
    before = host.get(address(desk, PAGE))
    assert "3 people have said wishes so far." in words(before)
    assert "digest" not in before.text
    page = words(drawn(host, desk))
    seed = RegistrationDesk.objects.get().allotment_seed
    assert seed
    assert seed in page
    drawn(host, desk)
    assert RegistrationDesk.objects.get().allotment_seed == seed
    assert ModelLogEntry.objects.filter(action=audit.SEED_DRAWN).count() == 1


def test_the_preview_says_who_would_get_what_and_gives_nothing(
    host: Client, desk: RegistrationDesk, mailoutbox: list[Any]
) -> None:
    mailoutbox.clear()
    page = words(drawn(host, desk))
    for told in (
        "People who said wishes 3",
        "People with a seat 2",
        "People without any 1",
        "Seats given 2",
        "People who said no wish, and get none 1",
        "Parcels Wed 12 May, 09:00–10:00 1 2 1 1 Centre of Latvia: 1",
        "Rights Wed 12 May, 11:00–12:00 1 1 1 0 Centre of Malta: 1",
        "Wish number 1 2",
        "Centre of Malta 1 1 0",
        "People could say what they wish until",
        "(Europe/Vilnius)",
    ):
        assert told in page, page
    assert ("Ona Centre of Latvia" in page) != ("Rasa Centre of Latvia" in page)
    assert not Booking.objects.exists()
    assert mailoutbox == []
    assert [line.data["what"] for line in sightings.latest_of(desk.edition)] == ["seats"]


def test_what_was_seen_is_released_after_a_second_press(
    host: Client, desk: RegistrationDesk, mailoutbox: list[Any]
) -> None:
    digest = digest_on(drawn(host, desk))
    mailoutbox.clear()
    asked = release(host, desk, digest)
    assert asked.status_code == 200
    assert "Release it and tell 3 people" in words(asked)
    assert not Booking.objects.exists()
    done = release(host, desk, digest_on(asked), confirm="1")
    assert done.status_code == 302
    assert Booking.objects.filter(state="confirmed").count() == 2
    assert Booking.objects.filter(state="waiting").count() == 1
    assert len(mailoutbox) == 3
    page = words(host.get(address(desk, PAGE)))
    assert "The seats are allotted. 3 people are told by mail." in page
    assert "2 seats were allotted on" in page
    assert RegistrationDesk.objects.get().allotment_seed in page
    assert "Parcels 1 Rights 1" in page
    assert "Wish number 1 2" in page


def test_pressed_twice_it_is_done_once(host: Client, desk: RegistrationDesk, mailoutbox: list[Any]) -> None:
    digest = digest_on(drawn(host, desk))
    mailoutbox.clear()
    for _time in range(2):
        assert release(host, desk, digest, confirm="1").status_code == 302
    assert len(mailoutbox) == 3
    assert "The seats are allotted already." in host.get(address(desk, PAGE)).text
    assert ModelLogEntry.objects.filter(action=audit.ALLOTTED).count() == 1


def cancel_one(desk: RegistrationDesk) -> None:
    ending.cancel(Registration.objects.get(email="ona@example.org"))


def change_a_wish(desk: RegistrationDesk) -> None:
    Preference.objects.filter(registration__email="rasa@example.org").delete()


def add_a_seat(desk: RegistrationDesk) -> None:
    set_seats(desk.edition.slots.get(title="Rights").session, 2, by=None)


def cancel_a_session(desk: RegistrationDesk) -> None:
    desk.edition.slots.filter(title="Rights").update(is_cancelled=True)


@pytest.mark.parametrize("change", [cancel_one, change_a_wish, add_a_seat, cancel_a_session])
@pytest.mark.parametrize("confirmed", [{}, {"confirm": "1"}])
def test_what_has_changed_since_is_looked_at_again(
    host: Client,
    desk: RegistrationDesk,
    change: Callable[[RegistrationDesk], None],
    confirmed: dict[str, str],
) -> None:
    digest = digest_on(drawn(host, desk))
    change(desk)
    answer = release(host, desk, digest, **confirmed)
    assert answer.status_code == 409
    assert "Something has changed since you looked at this." in words(answer)
    assert not Booking.objects.exists()
    assert digest_on(answer) != digest
    assert release(host, desk, digest_on(answer), confirm="1").status_code == 302


@pytest.mark.parametrize("digest", ["", "x", "0" * 64])
def test_without_having_looked_nothing_is_released(host: Client, desk: RegistrationDesk, digest: str) -> None:
    assert release(host, desk, digest, confirm="1").status_code == 409
    drawn(host, desk)
    assert release(host, desk, digest, confirm="1").status_code == 409
    assert host.post(address(desk, PAGE), {"release": "1", "confirm": "1"}).status_code == 409
    assert not Booking.objects.exists()


def test_before_the_deadline_it_says_until_when(host: Client, desk: RegistrationDesk) -> None:
    RegistrationDesk.objects.update(ranking_closes_at=datetime(2027, 3, 1, 10, tzinfo=UTC))
    page = words(host.get(address(desk, PAGE)))
    assert "People can say what they wish until 1 March 2027, 12:00 (Europe/Vilnius)." in page
    for sent in ({"draw": "1"}, {"release": "1", "digest": "x", "confirm": "1"}):
        answer = host.post(address(desk, PAGE), sent)
        assert answer.status_code == 409
    assert "Seats can be allotted once" in words(answer)
    assert RegistrationDesk.objects.get().allotment_seed == ""


def test_where_who_books_first_gets_the_seat_there_is_nothing_to_allot() -> None:
    desk = make_desk()
    host = organiser_of(desk.edition)
    assert "Here whoever books first gets the seat" in words(host.get(address(desk, PAGE)))
    assert host.post(address(desk, PAGE), {"draw": "1"}).status_code == 409
    assert address(desk, PAGE) not in host.get(address(desk, "")).text


def test_the_desk_leads_here(host: Client, desk: RegistrationDesk) -> None:
    assert f'href="{address(desk, PAGE)}"' in host.get(address(desk, "")).text


@pytest.mark.parametrize("fields", [{"archived_at": OPENED}, {"cancelled_at": OPENED}])
def test_of_an_edition_that_does_not_change_nothing_is_released(
    host: Client, desk: RegistrationDesk, fields: dict[str, Any]
) -> None:
    digest = digest_on(drawn(host, desk))
    Edition.objects.update(**fields)
    answer = release(host, desk, digest, confirm="1")
    assert answer.status_code == 409
    assert not Booking.objects.exists()
    RegistrationDesk.objects.update(allotment_seed="")
    assert host.post(address(desk, PAGE), {"draw": "1"}).status_code == 409
    assert RegistrationDesk.objects.get().allotment_seed == ""


def test_a_foreign_edition_is_not_there(host: Client, desk: RegistrationDesk) -> None:
    digest = digest_on(drawn(host, desk))
    stranger = organiser_of(make_desk(EditionFactory(year=2028)).edition)
    assert stranger.get(address(desk, PAGE)).status_code == 404
    for sent in ({"draw": "1"}, {"release": "1", "digest": digest, "confirm": "1"}):
        assert stranger.post(address(desk, PAGE), sent).status_code == 404
    assert Client().get(address(desk, PAGE)).status_code == 302
    assert not Booking.objects.exists()


def test_without_a_desk_the_way_leads_to_setting_it_up() -> None:
    edition = EditionFactory()
    answer = organiser_of(edition).get(address(edition, PAGE))
    assert answer.headers["Location"] == address(edition, "")


def test_it_costs_the_same_for_few_people_and_sessions_and_many(host: Client, desk: RegistrationDesk) -> None:
    drawn(host, desk)
    costs: dict[str, list[int]] = {"preview": [], "released": []}

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert host.get(address(desk, PAGE)).status_code == 200
        return len(queries)

    for number in (1, 9):
        RegistrationDesk.objects.update(ranking_closes_at=timezone.now() + timedelta(days=1))
        made = [make_session(desk, hour=number + each, title=f"{number} {each}") for each in range(number)]
        for one in made:
            person = register_one(desk, f"p{one.pk}@example.org", member=MemberFactory())
            allotting.rank(person, [session.pk for session in made])
        RegistrationDesk.objects.update(ranking_closes_at=timezone.now() - timedelta(minutes=1))
        costs["preview"].append(cost())
        RegistrationDesk.objects.update(allotted_at=timezone.now())
        costs["released"].append(cost())
        RegistrationDesk.objects.update(allotted_at=None)
    assert costs["preview"][0] == costs["preview"][1] <= 35
    assert costs["released"][0] == costs["released"][1] <= 30
