"""The steps in the admin: nothing that was written is lost, and nothing is made before the last button."""

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from cooperation.editions.enums import Role
from cooperation.editions.models import Edition, EditionRole
from cooperation.editions.teams import give_role, make_secretariat_group
from home.starting.start import start
from tests.factories import EditionFactory, MemberFactory, PresidencyFactory, SlotFactory, UserFactory
from tests.home.starting.samples import wanted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home_page"), pytest.mark.sweeps]

START = "/admin/editions/start/"
STEPS: dict[str, dict[str, Any]] = {
    "host": {"status": "undecided"},
    "days": {
        "title": "Cooperation Day 2028",
        "mode": "in_person",
        "starts_on": "2028-10-09",
        "ends_on": "2028-10-10",
        "city": "Lisbon",
        "country": "PT",
        "time_zone": "Europe/Lisbon",
    },
    "lead": {"lead": "rasa@host.example", "invites": "on"},
    "from": {"earlier": "frame", "parts": ["pages", "rooms", "agenda", "workshops", "checklist"]},
}


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def keeper() -> Client:
    user = UserFactory(email="keeper@network.example")
    user.groups.add(make_secretariat_group())
    return signed_in(user)


def go(client: Client, until: str = "look", **changed: dict[str, Any]) -> Any:
    """Answer the steps one after the other; the last answer."""
    answer = client.post(START, {"year": "2028"})
    for step, sent in STEPS.items():
        assert answer.status_code == 302, answer.content.decode()
        assert answer["Location"] == f"{START}2028/{step}/"
        if step == until:
            return client.get(answer["Location"])
        answer = client.post(answer["Location"], sent | changed.get(step, {}))
    assert answer["Location"] == f"{START}2028/look/"
    return client.get(answer["Location"])


def seen_in(answer: Any) -> str:
    found = re.search(r'name="seen" value="(\w+)"', answer.content.decode())
    assert found
    return found[1]


def test_from_the_year_to_the_edition(keeper: Client) -> None:
    look = go(keeper)
    text = look.content.decode()
    assert look.status_code == 200
    assert "Mon 9 October 2028, 09:15–09:45" in text
    assert not Edition.objects.exists()
    assert mail.outbox == []
    answer = keeper.post(f"{START}2028/look/", {"seen": seen_in(look)})
    edition = Edition.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/admin/editions/{edition.pk}/taken-over/")
    assert EditionRole.objects.get(edition=edition).user.email == "rasa@host.example"
    assert len(mail.outbox) == 1
    assert keeper.get(answer["Location"]).status_code == 200


def test_pressing_twice_makes_one_edition_and_sends_one_mail(keeper: Client) -> None:
    seen = {"seen": seen_in(go(keeper))}
    session = keeper.session
    kept = dict(session.items())
    first = keeper.post(f"{START}2028/look/", seen)
    later = keeper.post(f"{START}2028/look/", seen)
    assert first["Location"] == later["Location"]
    session = keeper.session
    session.clear()
    session.update(kept)  # the second press was on its way before the first was answered
    session.save()
    assert keeper.post(f"{START}2028/look/", seen)["Location"] == first["Location"]
    assert Edition.objects.count() == 1
    assert len(mail.outbox) == 1


def test_a_lead_who_is_not_invited_is_told_to_have_no_role_yet(keeper: Client) -> None:
    look = go(keeper, lead={"invites": ""})
    assert "rasa@host.example gets no role and no mail yet" in look.content.decode()
    keeper.post(f"{START}2028/look/", {"seen": seen_in(look)})
    assert not EditionRole.objects.exists()
    assert mail.outbox == []


def test_somebody_else_was_faster(keeper: Client) -> None:
    seen = {"seen": seen_in(go(keeper))}
    EditionFactory(year=2028, title="The other one")
    answer = keeper.post(f"{START}2028/look/", seen)
    assert answer.status_code == 409
    assert "The other one" in answer.content.decode()
    assert Edition.objects.count() == 1


def test_what_changed_since_the_look_is_shown_again(keeper: Client) -> None:
    old = EditionFactory(year=2027)
    SlotFactory(edition=old, title="Opening")
    look = go(keeper, **{"from": {"earlier": str(old.pk)}})
    SlotFactory(edition=old, title="Meanwhile")
    answer = keeper.post(f"{START}2028/look/", {"seen": seen_in(look)})
    assert answer.status_code == 409
    assert "Meanwhile" in answer.content.decode()
    assert not Edition.objects.filter(year=2028).exists()
    assert keeper.post(f"{START}2028/look/", {"seen": seen_in(answer)}).status_code == 302


def test_nothing_is_made_without_having_looked(keeper: Client) -> None:
    go(keeper)
    assert keeper.post(f"{START}2028/look/").status_code == 409
    assert not Edition.objects.exists()


def test_a_reload_and_the_way_back_show_what_was_written(keeper: Client) -> None:
    go(keeper)
    for address, value in [("days", 'value="Lisbon"'), ("lead", 'value="rasa@host.example"')]:
        for _time in range(2):
            assert value in keeper.get(f"{START}2028/{address}/").content.decode()
    keeper.post(START, {"year": "2028"})
    assert 'value="Lisbon"' in keeper.get(f"{START}2028/days/").content.decode()


def test_two_years_in_two_tabs_do_not_mix(keeper: Client) -> None:
    go(keeper, until="from")
    keeper.post(START, {"year": "2029"})
    keeper.post(f"{START}2029/host/", STEPS["host"])
    assert 'value="Lisbon"' not in keeper.get(f"{START}2029/days/").content.decode()
    assert 'value="Lisbon"' in keeper.get(f"{START}2028/days/").content.decode()


def test_a_step_that_was_skipped_leads_back_to_it(keeper: Client) -> None:
    assert keeper.get(f"{START}2028/days/")["Location"] == START
    keeper.post(START, {"year": "2028"})
    assert keeper.get(f"{START}2028/look/")["Location"] == f"{START}2028/host/"


@pytest.mark.parametrize(
    ("step", "changed", "words"),
    [
        ("host", {"status": "member"}, "Choose the member that hosts."),
        ("host", {"status": "other", "other_host": "Commission"}, "Write who decided it."),
        ("host", {"status": "unknown"}, "valid choice"),
        ("days", {"starts_on": "2027-10-09"}, "another year than 2028"),
        ("days", {"starts_on": ""}, "the first day is needed"),
        ("days", {"ends_on": "2028-10-08"}, "before the first day"),
        ("days", {"time_zone": "Europe/Nowhere"}, "valid choice"),
        ("days", {"starts_on": "\x00"}, "valid date"),
        ("lead", {"lead": ""}, "Write to whom the invitation goes"),
        ("lead", {"lead": "rasa"}, "valid email"),
        ("from", {"parts": []}, "Choose one part at least."),
        ("from", {"earlier": "999"}, "valid choice"),
    ],
)
def test_a_mistake_is_told_beside_its_field(
    keeper: Client, step: str, changed: dict[str, Any], words: str
) -> None:
    go(keeper, until=step)
    answer = keeper.post(f"{START}2028/{step}/", STEPS[step] | changed)
    assert answer.status_code == 400
    assert words in answer.content.decode()


def test_a_host_whom_the_rota_does_not_suggest_needs_a_reason(keeper: Client) -> None:
    PresidencyFactory(year=2028, half=1, country="PT")
    MemberFactory(country="PT", name="Centre Portugal")
    host = MemberFactory(name="Centre Elsewhere", country="FI")
    page = go(keeper, until="host")
    assert "Candidates of 2028 from the rota" in page.content.decode()
    sent = {"status": "member", "host": host.pk, "decided_by": "Directors", "decided_on": "2027-06-01"}
    answer = keeper.post(f"{START}2028/host/", sent)
    assert answer.status_code == 400
    assert "does not suggest Centre Elsewhere" in answer.content.decode()
    assert keeper.post(f"{START}2028/host/", sent | {"reason": "They offered."}).status_code == 302
    assert 'value="Europe/Helsinki" selected' in keeper.get(f"{START}2028/days/").content.decode()


def test_the_years_name_their_candidates_and_leave_out_those_that_are_taken(keeper: Client) -> None:
    EditionFactory(year=2027)
    PresidencyFactory(year=2028, half=1, country="LT")
    MemberFactory(name="Centre Lithuania")
    text = keeper.get(START).content.decode()
    assert "2028: " in text
    assert "Centre Lithuania" in text
    assert "2029: nobody in the rota" in text
    assert 'value="2027"' not in text
    answer = keeper.post(START, {"year": "2027"})
    assert answer.status_code == 400
    assert "has its Cooperation Day already" in answer.content.decode()


@pytest.mark.parametrize("role", [Role.HOST_LEAD, Role.PROGRAMME])
def test_only_the_secretariat_starts_an_edition(role: Role) -> None:
    user = UserFactory()
    give_role(EditionFactory(), user, role, by=None)
    client = signed_in(user)
    for address in ("", "2028/host/", "2028/look/"):
        for answer in (client.get(START + address), client.post(START + address, {"year": "2028"})):
            assert (answer.status_code, answer["Location"]) == (302, "/admin/")
    assert Edition.objects.count() == 1


class TestTakingOver:
    """Into an edition that stands already."""

    @pytest.fixture(autouse=True)
    def _world(self) -> None:
        self.new, _report = start(wanted(parts=frozenset({"rooms"})), by=None)
        self.own = EditionFactory(year=2026, title="Led before")
        self.foreign = EditionFactory(year=2027, title="Foreign")
        for edition in (self.own, self.foreign):
            SlotFactory(edition=edition, title=f"Slot of {edition}")
        self.lead = UserFactory()
        for edition in (self.new, self.own):
            give_role(edition, self.lead, Role.HOST_LEAD, by=None)
        self.address = f"/admin/editions/{self.new.pk}/take-over/"

    def query(self, edition: Any = None) -> dict[str, Any]:
        return {"earlier": edition.pk if edition else "frame", "parts": ["agenda"]}

    def test_whoever_leads_looks_and_takes_over_from_what_they_led(self) -> None:
        client = signed_in(self.lead)
        page = client.get(self.address)
        assert "Led before" in page.content.decode()
        assert "Foreign" not in page.content.decode()
        look = client.get(self.address, self.query(self.own))
        assert "Slot of Led before" in look.content.decode()
        assert not self.new.slots.exists()
        answer = client.post(self.address, self.query(self.own) | {"seen": seen_in(look)})
        assert answer["Location"] == f"/admin/editions/{self.new.pk}/taken-over/"
        assert self.new.slots.get().title == "Slot of Led before"
        assert client.get(answer["Location"]).status_code == 200

    def test_a_foreign_edition_gives_nothing(self) -> None:
        client = signed_in(self.lead)
        for answer in (
            client.get(self.address, self.query(self.foreign)),
            client.post(self.address, self.query(self.foreign)),
        ):
            assert answer.status_code == 400
            assert "Slot of Foreign" not in answer.content.decode()
        assert not self.new.slots.exists()

    def test_the_secretariat_takes_from_all(self, keeper: Client) -> None:
        assert "Slot of Foreign" in keeper.get(self.address, self.query(self.foreign)).content.decode()

    def test_nothing_is_taken_over_unseen_or_changed(self) -> None:
        client = signed_in(self.lead)
        assert client.post(self.address, self.query(self.own)).status_code == 409
        seen = seen_in(client.get(self.address, self.query(self.own)))
        SlotFactory(edition=self.own, title="Meanwhile")
        answer = client.post(self.address, self.query(self.own) | {"seen": seen})
        assert answer.status_code == 409
        assert "Meanwhile" in answer.content.decode()
        assert not self.new.slots.exists()

    def test_other_roles_and_an_archive_take_nothing_over(self, keeper: Client) -> None:
        helper = UserFactory()
        give_role(self.new, helper, Role.PROGRAMME, by=None)
        assert signed_in(helper).get(self.address)["Location"] == "/admin/"
        stranger = UserFactory()
        give_role(self.own, stranger, Role.HOST_LEAD, by=None)
        assert signed_in(stranger).get(self.address).status_code == 404
        Edition.objects.filter(pk=self.new.pk).update(archived_at=datetime(2027, 1, 1, tzinfo=UTC))
        assert "lies in the archive" in keeper.get(self.address).content.decode()
        assert keeper.post(self.address, self.query() | {"seen": "x"}).status_code == 409

    def test_the_list_of_decisions_is_shown_to_whoever_took_over(self, keeper: Client) -> None:
        Edition.objects.filter(pk=self.new.pk).update(ends_on=date(2028, 10, 11))
        look = keeper.get(self.address, self.query())
        answer = keeper.post(self.address, self.query() | {"seen": seen_in(look)})
        assert "Wednesday 11 October 2028" in keeper.get(answer["Location"]).content.decode()
        assert "Wednesday 11" not in signed_in(self.lead).get(answer["Location"]).content.decode()
