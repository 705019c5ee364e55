"""The page at which one asks for the form."""

from datetime import timedelta

import pytest
from django.core.cache import caches
from django.test import Client
from django.utils import timezone
from lxml import html
from pytest_django import DjangoAssertNumQueries

from cooperation.editions.models import Edition
from core.accounts.models import User
from tests.factories import EditionFactory, UserFactory
from tests.workshops.registration.arriving import put_pages
from tests.workshops.registration.samples import OPENED, make_desk, register_one
from workshops.registration.actions.ending import cancel
from workshops.registration.models import RoleQuota

pytestmark = pytest.mark.django_db

PAGE = "/2027/register/"


def words(client: Client) -> str:
    tree = html.fromstring(client.get(PAGE).content)
    return " ".join(tree.get_element_by_id("main").text_content().split())


def has_form(client: Client) -> bool:
    return 'name="email"' in client.get(PAGE).text


def test_it_is_the_same_for_everybody_and_kept(client: Client) -> None:
    put_pages(make_desk().edition)
    client.get(PAGE)  # makes the network's settings, which every page shows
    first, second = client.get(PAGE), client.get(PAGE)
    assert "hit" in second.headers["Cache-Status"]
    assert first.content == second.content
    assert not client.cookies


def test_without_a_desk_it_says_that_it_is_not_settled(client: Client, edition: Edition) -> None:
    put_pages(edition)
    assert "How to register will stand here as soon as it is settled." in words(client)
    assert not has_form(client)
    assert "/2027/register/" not in html.fromstring(client.get("/2027/").content).xpath(
        "//a[@class='button']/@href"
    )


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"is_open": True}, {"Everybody"}),
        ({"is_open": False, "by_delegation": False}, {"People whom the host has invited"}),
        (
            {"is_open": False, "by_invitation": False, "by_domain": True},
            {
                "People whom the head of a delegation has named",
                "Whoever has an e-mail address of a member",
            },
        ),
    ],
)
def test_it_says_who_may_register(client: Client, fields: dict[str, bool], told: set[str]) -> None:
    put_pages(make_desk(**fields).edition)
    tree = html.fromstring(client.get(PAGE).content)
    assert {item.text_content().strip() for item in tree.xpath("//*[@class='arrive__ways']/li")} == told


def test_before_it_opens_it_says_when_and_offers_no_form(client: Client) -> None:
    opens = timezone.now().replace(microsecond=0) + timedelta(days=9)
    put_pages(make_desk(EditionFactory(ready_for_registration=True, registration_opens_at=opens)).edition)
    assert "Registration opens on" in words(client)
    assert not has_form(client)


def test_who_may_come_earlier_finds_the_form_earlier(client: Client) -> None:
    opens = timezone.now() + timedelta(days=9)
    desk = make_desk(EditionFactory(ready_for_registration=True, registration_opens_at=opens))
    RoleQuota.objects.create(desk=desk, role="speaker", opens_at=OPENED)
    put_pages(desk.edition)
    assert has_form(client)
    assert "Speaker or facilitator from 1 January 2026, 02:00" in words(client)
    assert "Registration opens on" in words(client)


def test_after_it_has_closed_it_says_so(client: Client) -> None:
    edition = EditionFactory(
        ready_for_registration=True, registration_opens_at=OPENED, registration_closes_at=OPENED
    )
    put_pages(make_desk(edition).edition)
    assert "Registration is closed." in words(client)
    assert not has_form(client)


def test_a_full_edition_offers_the_waiting_list(client: Client) -> None:
    desk = make_desk(total_places=1)
    put_pages(desk.edition)
    assert "waiting list" not in words(client)
    register_one(desk)
    assert "All places are taken. You can join the waiting list" in words(client)
    assert has_form(client)


def test_whoever_has_a_registration_here_is_led_to_it(client: Client) -> None:
    desk = make_desk()
    put_pages(desk.edition)
    mine = register_one(desk)
    client.force_login(User.objects.get(email=mine.email))
    tree = html.fromstring(client.get(PAGE).content)
    (button,) = tree.xpath("//main//a[@class='button']")
    assert button.get("href") == f"/registrations/{mine.ticket}/"
    assert "You have a registration here: Confirmed." in words(client)
    assert not has_form(client)

    cancel(mine)
    assert has_form(client)
    client.force_login(UserFactory())
    assert has_form(client), "it is somebody else's"


def test_it_stands_among_the_pages_of_the_edition(client: Client) -> None:
    put_pages(make_desk().edition)
    tree = html.fromstring(client.get(PAGE).content)
    assert tree.xpath("//nav[@class='part-links']//a[@aria-current='page']/@href") == [PAGE]


def test_what_editors_wrote_stands_around_the_form(client: Client) -> None:
    page = put_pages(make_desk().edition)
    page.introduction, page.afterword = "<p>Welcome</p>", "<p>It costs nothing.</p>"
    page.save()
    found = words(client)
    assert found.index("Welcome") < found.index("E-mail address") < found.index("It costs nothing.")


def test_it_costs_the_same_with_few_registrations_and_many(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    desk = make_desk()
    put_pages(desk.edition)
    client.get(PAGE)
    for number in (1, 9):
        for row in range(number):
            register_one(desk, f"p{number}-{row}@example.org")
        caches["responses"].clear()
        with django_assert_num_queries(9):
            client.get(PAGE)
