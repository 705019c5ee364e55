"""The list of registrations: narrowed by filters that combine, found without accents, kept as views."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cooperation.editions.enums import Role
from cooperation.editions.teams import give_role
from tests.factories import MemberFactory, UserFactory
from tests.workshops.registration.desk_posts import address, organiser_of, said
from tests.workshops.registration.people_samples import NAMES, ask, make_many, make_people
from tests.workshops.registration.samples import make_desk, make_session, register_one
from workshops.registration.models import Registration, RegistrationDesk, SavedView
from workshops.registration.sightings import lines_of

pytestmark = [pytest.mark.django_db, pytest.mark.every_case]


@pytest.fixture
def desk() -> RegistrationDesk:
    return make_people()


@pytest.fixture
def client(desk: RegistrationDesk) -> Client:
    return organiser_of(desk.edition)


def shown(client: Client, desk: RegistrationDesk, **query: Any) -> set[str]:
    answer = client.get(address(desk, "people/"), query)
    assert answer.status_code == 200
    return {one.badge_name for one, _cells in answer.context["rows"]}


def test_everybody_is_shown_with_numbers_and_the_look_is_noted(
    client: Client, desk: RegistrationDesk
) -> None:
    assert shown(client, desk) == set(NAMES)
    page = said(client.get(address(desk, "people/")))
    assert "5 registrations" in page
    assert "5 confirmed" in page
    assert [line.data for line in lines_of(desk.edition)] == [{"what": "registrations", "count": 5}]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("simkute", "Ona Šimkutė"),
        ("ŠIMK", "Ona Šimkutė"),
        ("los jor", "Jørgen Łoś"),
        ("ελενη", "Ελένη Παπαδοπούλου"),
        ("петр", "Иван Петров"),
        ("guest4@example.org", "Zoë O’Brien"),
        ("brien zoe", "Zoë O’Brien"),
    ],
)
def test_people_are_found_whatever_accents_they_have(
    client: Client, desk: RegistrationDesk, words: str, found: str
) -> None:
    assert shown(client, desk, q=words) == {found}


@pytest.mark.parametrize("words", ["imkute", "%", "_", "nobody", "\x00", "'; drop table", "q" * 5000])
def test_what_nobody_is_called_finds_nobody_or_is_no_word(
    client: Client, desk: RegistrationDesk, words: str
) -> None:
    assert shown(client, desk, q=words) in (set(), set(NAMES))
    assert shown(client, desk, q=f"{words[:50]} nobodyatall") == set()


def test_who_changes_their_name_is_found_by_the_new_one(client: Client, desk: RegistrationDesk) -> None:
    one = Registration.objects.get(badge_name="Ona Šimkutė")
    one.badge_name = "Ona Žukauskė"
    one.save(update_fields=["badge_name", "found_by"])
    assert shown(client, desk, q="zukauske") == {"Ona Žukauskė"}
    assert shown(client, desk, q="simkute") == set()


def test_filters_combine(client: Client, desk: RegistrationDesk) -> None:
    centre = MemberFactory()
    session = make_session(desk, seats=1)
    register_one(desk, "a@example.org", badge_name="A", member=centre, role="speaker", sessions=(session.pk,))
    register_one(desk, "b@example.org", badge_name="B", member=centre, sessions=(session.pk,))
    register_one(desk, "c@example.org", badge_name="C", diet="vegan", needs_consent=True)
    assert shown(client, desk, member=centre.pk) == {"A", "B"}
    assert shown(client, desk, member=centre.pk, role="speaker") == {"A"}
    assert shown(client, desk, member=0) == {*NAMES, "C"}
    assert shown(client, desk, session=session.pk) == {"A", "B"}
    assert shown(client, desk, session=session.pk, seat="seat") == {"A"}
    assert shown(client, desk, session=session.pk, seat="line") == {"B"}
    assert shown(client, desk, seat="line", role="speaker") == set()
    assert shown(client, desk, needs="yes") == {"C"}
    assert shown(client, desk, needs="no", member=centre.pk) == {"A", "B"}
    tomorrow = (timezone.now() + timedelta(days=1)).date()
    assert shown(client, desk, since=tomorrow) == set()
    assert shown(client, desk, since=tomorrow - timedelta(days=2), needs="yes") == {"C"}


@pytest.mark.parametrize(
    "page", ["people/", "exports/", "mailings/new/", "/admin/print/{}/room-lists/", "/admin/print/{}/cards/"]
)
def test_a_workshop_that_is_given_twice_is_told_apart_wherever_it_is_chosen(
    client: Client, desk: RegistrationDesk, page: str
) -> None:
    register_one(desk)
    for hour in (0, 5):
        make_session(desk, hour=hour, title="Parcels")
    way = page.format(desk.edition_id) if page.startswith("/") else address(desk, page)
    text = said(client.get(way))
    assert "Wed 12 May, 09:00 · Parcels" in text
    assert "Wed 12 May, 14:00 · Parcels" in text


def test_waiting_and_cancelled_are_states_to_choose(client: Client, desk: RegistrationDesk) -> None:
    RegistrationDesk.objects.update(total_places=5)
    register_one(desk, "late@example.org", badge_name="Late")
    Registration.objects.filter(badge_name="Иван Петров").update(state="cancelled")
    assert shown(client, desk, state="waiting") == {"Late"}
    assert shown(client, desk, state="cancelled") == {"Иван Петров"}


def test_missing_answers_are_those_that_were_asked_for(client: Client, desk: RegistrationDesk) -> None:
    ask(desk, "bus", kind="choice", choices="yes\nno", is_required=True)
    ask(desk, "seat", is_required=True, asked_if="bus", asked_if_answer="yes")
    ask(desk, "hobby")
    kept = {"Ona Šimkutė": {"bus": "no"}, "Jørgen Łoś": {"bus": "yes"}, "Иван Петров": {"hobby": "chess"}}
    kept["Zoë O’Brien"] = {"bus": "yes", "seat": "4"}
    for name, answers in kept.items():
        Registration.objects.filter(badge_name=name).update(answers=answers)
    assert shown(client, desk, missing="yes") == {"Jørgen Łoś", "Иван Петров", "Ελένη Παπαδοπούλου"}
    assert shown(client, desk, missing="no") == {"Ona Šimkutė", "Zoë O’Brien"}


def test_without_required_questions_nothing_is_missing(client: Client, desk: RegistrationDesk) -> None:
    assert shown(client, desk, missing="yes") == set()
    assert shown(client, desk, missing="no") == set(NAMES)


@pytest.mark.parametrize(
    "query",
    [
        {"member": "9" * 30},
        {"session": "x"},
        {"since": "2027-99-99"},
        {"state": "<b>"},
        {"sort": "pk; drop"},
        {"columns": ["nothing", "email"]},
        {"page": "-4"},
        {"facet": "none"},
    ],
)
def test_nonsense_in_the_address_is_left_out(client: Client, desk: RegistrationDesk, query: Any) -> None:
    assert shown(client, desk, **query) in (set(NAMES), set())


def test_columns_are_chosen_and_needs_are_told_as_yes_or_no_alone(
    client: Client, desk: RegistrationDesk
) -> None:
    ask(desk, "arrival", label="When do you arrive?")
    register_one(
        desk,
        "c@example.org",
        badge_name="C",
        diet="Secretvegan",
        access_needs="Secretramp",
        needs_consent=True,
        answers={"arrival": "At noon"},
    )
    answer = client.get(address(desk, "people/"), {"columns": ["q-arrival", "needs", "email"], "q": "C"})
    [(_one, cells)] = answer.context["rows"]
    assert cells == ["c@example.org", "yes", "At noon"]
    assert "Secret" not in said(answer)


@pytest.mark.parametrize(
    ("sort", "first"), [("name", "Jørgen Łoś"), ("-name", "Иван Петров"), ("arrival", NAMES[0])]
)
def test_names_are_ordered_without_their_accents(
    client: Client, desk: RegistrationDesk, sort: str, first: str
) -> None:
    answer = client.get(address(desk, "people/"), {"sort": sort})
    assert answer.context["rows"][0][0].badge_name == first


MOST_QUERIES = 14
"""For the first page with the usual columns, of which nine ask for the list itself."""


def queries_of(client: Client, desk: RegistrationDesk, query: str = "") -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address(desk, f"people/{query}")).status_code == 200
    return [each["sql"] for each in captured]


def once_warm(client: Client, desk: RegistrationDesk, query: str) -> list[str]:
    """What the page costs who has just looked at it: what is kept and the line in the log are there."""
    for _look in range(2):
        queries_of(client, desk, query)
    return queries_of(client, desk, query)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("query", "more"), [("", 0), ("?columns=seats&columns=extras&needs=no&missing=no&q=many", 2)]
)
def test_the_first_page_costs_the_same_whatever_the_list(query: str, more: int) -> None:
    desk = make_desk()
    client = organiser_of(desk.edition)
    make_many(desk, 3)
    few = once_warm(client, desk, query)
    for number in range(5):
        make_session(desk, hour=number)
    make_many_more = [
        Registration(edition=desk.edition, email=f"more{one}@example.org", badge_name=f"Many more {one}")
        for one in range(300)
    ]
    Registration.objects.bulk_create(make_many_more)
    assert len(once_warm(client, desk, query)) == len(few)
    assert len(few) <= MOST_QUERIES + more, "\n".join(few)


def test_a_long_list_has_pages(client: Client) -> None:
    desk = make_desk()
    make_many(desk, 120)
    host = organiser_of(desk.edition)
    answer = host.get(address(desk, "people/"), {"page": 3, "sort": "name"})
    assert len(answer.context["rows"]) == 20
    assert "Page 3 of 3" in said(answer)
    assert "sort=name&amp;page=2" in answer.content.decode()


def test_each_form_that_is_sent_carries_its_token(client: Client, desk: RegistrationDesk) -> None:
    client.post(address(desk, "people/views/"), {"name": "Mine", "query": "role=guest"})
    page = client.get(address(desk, "people/")).content.decode()
    main = page[page.index("people-numbers") :]
    assert main.count('method="post"') == 3
    assert main.count("csrfmiddlewaretoken") == 3


def test_an_empty_list_says_what_comes_next() -> None:
    desk = make_desk()
    page = said(organiser_of(desk.edition).get(address(desk, "people/")))
    assert "Nobody has registered yet." in page
    assert "No registration is like that." in said(
        organiser_of(desk.edition).get(address(desk, "people/?state=waiting"))
    )


def test_a_view_is_kept_without_what_was_searched_for(client: Client, desk: RegistrationDesk) -> None:
    sent = {"name": "Waiting ones", "query": "q=Ona&state=waiting&columns=email&sort=name"}
    answer = client.post(address(desk, "people/views/"), sent)
    assert answer.status_code == 302
    assert answer["Location"].endswith("people/?state=waiting&sort=name&columns=email")
    view = SavedView.objects.get()
    assert "Ona" not in view.query
    assert "Waiting ones" in said(client.get(address(desk, "people/")))
    client.post(address(desk, "people/views/"), sent | {"query": "role=guest"})
    assert [one.query for one in SavedView.objects.all()] == ["role=guest"]


def test_a_view_without_a_name_is_refused_beside_the_field(client: Client, desk: RegistrationDesk) -> None:
    answer = client.post(address(desk, "people/views/"), {"name": " ", "query": "state=waiting"})
    assert answer.status_code == 400
    assert "This field is required." in said(answer)
    assert not SavedView.objects.exists()


def test_a_view_is_ones_own_unless_it_is_shared(client: Client, desk: RegistrationDesk) -> None:
    client.post(address(desk, "people/views/"), {"name": "Mine alone", "query": "role=guest"})
    client.post(address(desk, "people/views/"), {"name": "For us", "query": "role=staff", "is_shared": "on"})
    other = organiser_of(desk.edition)
    page = said(other.get(address(desk, "people/")))
    assert "For us" in page
    assert "Mine alone" not in page
    shared = SavedView.objects.get(name="For us")
    assert other.post(address(desk, f"people/views/{shared.pk}/delete/")).status_code == 404
    assert client.post(address(desk, f"people/views/{shared.pk}/delete/")).status_code == 302
    assert not SavedView.objects.filter(name="For us").exists()


@pytest.mark.parametrize("role", [Role.PROGRAMME, Role.COMMUNICATION, Role.READER, Role.CHECKIN_HELPER])
def test_who_does_not_work_with_registrations_sees_no_name(desk: RegistrationDesk, role: Role) -> None:
    user, client = UserFactory(), Client()
    give_role(desk.edition, user, role, by=None)
    client.force_login(user)
    answer = client.get(address(desk, "people/"))
    assert answer.status_code == 302
    assert answer["Location"] == "/admin/"
