"""Recording the host in the admin: what was said is kept, or refused beside its field."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client

from cooperation.editions import actions
from cooperation.editions.enums import HostStatus
from cooperation.editions.models import Edition
from cooperation.editions.rules import CannotRecordHost, objections_to_host
from tests.factories import EditionFactory, MemberFactory, PresidencyFactory, UserFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 10, 1)
DECIDED = {"decided_by": "Meeting of the directors", "decided_on": "2026-09-01", "reason": ""}


@pytest.mark.parametrize(
    ("status", "host", "other_host", "decided_on", "parts"),
    [
        ("member", True, "", None, []),
        ("member", True, "", TODAY, []),
        ("member", True, "", date(2026, 10, 2), ["decided_on"]),
        ("member", None, "", None, ["host"]),
        ("member", True, "The Commission", None, ["other_host"]),
        ("member", None, "The Commission", None, ["host", "other_host"]),
        ("other", None, "The Commission", None, []),
        ("other", None, "", None, ["other_host"]),
        ("other", True, "The Commission", None, ["host"]),
        ("undecided", None, "", None, []),
        ("undecided", True, "", None, ["status"]),
        ("undecided", None, "The Commission", None, ["status"]),
        ("unknown", None, "", None, []),
        ("unknown", True, "The Commission", None, ["status"]),
    ],
)
def test_names_and_kind_of_host_agree(
    status: str, host: object, other_host: str, decided_on: date | None, parts: list[str]
) -> None:
    assert list(objections_to_host(status, host, other_host, decided_on, TODAY)) == parts


@pytest.fixture
def boss() -> Client:
    client = Client()
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    return client


@pytest.fixture
def undecided() -> Edition:
    PresidencyFactory(year=2027, half=1, country="LT")
    return EditionFactory(host=None, host_status=HostStatus.UNDECIDED)


@pytest.mark.parametrize(
    ("sent", "field", "words"),
    [
        ({"status": "undecided"}, "status", "say here what kind of host it is"),
        ({"status": "other", "other_host": "The Commission"}, "host", "choose no member"),
        ({"status": "member", "other_host": "The Commission"}, "other_host", "leave this empty"),
        ({"status": "member", "decided_on": "2026-10-02"}, "decided_on", "has not come yet"),
    ],
)
@time_machine.travel(datetime(2026, 10, 1, 12, tzinfo=UTC), tick=False)
def test_a_host_is_never_lost_silently(
    boss: Client, undecided: Edition, sent: dict[str, str], field: str, words: str
) -> None:
    member = MemberFactory(country="LT")
    answer = boss.post(f"/admin/editions/host/{undecided.pk}/", DECIDED | {"host": str(member.pk)} | sent)
    assert answer.status_code == 400
    assert words in answer.context["form"].errors[field][0]
    assert Edition.objects.get().host is None
    assert list(answer.context["form"].errors) == [field]


def test_the_member_that_was_chosen_is_recorded(boss: Client, undecided: Edition) -> None:
    member = MemberFactory(country="LT")
    sent = DECIDED | {"status": "member", "host": str(member.pk)}
    assert boss.post(f"/admin/editions/host/{undecided.pk}/", sent).status_code == 302
    assert Edition.objects.get().host == member


@pytest.mark.parametrize(
    ("written", "mode", "expected"),
    [
        ("", "", "LT"),
        ("", "in_person", "LT"),
        ("", "hybrid", "LT"),
        ("BE", "in_person", "BE"),
        ("", "online", ""),
    ],
)
def test_people_meet_in_the_hosts_country_unless_another_was_written(
    undecided: Edition, written: str, mode: str, expected: str
) -> None:
    Edition.objects.update(country=written, mode=mode)
    decision = actions.HostDecision(HostStatus.MEMBER, MemberFactory(country="LT"))
    actions.record_host(undecided, decision, by=None)
    assert Edition.objects.get().country == expected


def test_without_a_member_that_hosts_no_country_is_made_up(undecided: Edition) -> None:
    Edition.objects.update(country="")
    actions.record_host(undecided, actions.HostDecision(HostStatus.OTHER, other_host="Somebody"), by=None)
    assert Edition.objects.get().country == ""


@pytest.mark.parametrize("status", list(HostStatus))
def test_the_action_refuses_two_hosts_too(undecided: Edition, status: HostStatus) -> None:
    both = actions.HostDecision(status, MemberFactory(country="LT"), other_host="Somebody")
    with pytest.raises(CannotRecordHost):
        actions.record_host(undecided, both, by=None)
    assert Edition.objects.get().host_status == HostStatus.UNDECIDED


def test_the_day_counts_where_the_edition_takes_place(boss: Client, undecided: Edition) -> None:
    Edition.objects.update(time_zone="Pacific/Auckland")
    sent = DECIDED | {"status": "unknown", "decided_on": "2026-10-02"}
    with time_machine.travel(datetime(2026, 10, 1, 12, tzinfo=UTC), tick=False):
        boss.force_login(UserFactory(is_superuser=True, is_staff=True))
        assert boss.post(f"/admin/editions/host/{undecided.pk}/", sent).status_code == 302
