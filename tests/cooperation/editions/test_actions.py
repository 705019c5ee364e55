"""Decisions about editions: what they write, what they refuse, and their line in the audit log."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from wagtail.models import (
    ModelLogEntry,
)

from cooperation.editions import actions, rules
from cooperation.editions.enums import HostStatus, State
from cooperation.editions.models import Edition
from core.accounts.models import User
from tests.factories import EditionFactory, MemberFactory, PresidencyFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today() -> Any:
    with time_machine.travel(datetime(2026, 11, 21, 12, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def user() -> User:
    return UserFactory()


def log_lines(edition: Edition) -> list[tuple[str, int | None]]:
    return list(ModelLogEntry.objects.for_instance(edition).values_list("action", "user_id"))


def test_announcing_is_written_shown_and_logged(user: User) -> None:
    edition = EditionFactory(announced_at=None)
    actions.announce(edition, by=user)
    assert edition.state() == Edition.objects.get(pk=edition.pk).state() == State.ANNOUNCED
    assert log_lines(edition) == [("editions.announce", user.pk)]


def test_what_is_not_ready_is_not_announced_and_nothing_is_logged(user: User) -> None:
    edition = EditionFactory(announced_at=None, ends_on=None, host=None, city="")
    with pytest.raises(rules.CannotAnnounce) as refusal:
        actions.announce(edition, by=user)
    assert len(refusal.value.reasons) == 3
    edition.refresh_from_db()
    assert edition.announced_at is None
    assert log_lines(edition) == []


def test_the_rows_in_the_database_decide_not_the_object_in_hand(user: User) -> None:
    edition = EditionFactory(announced_at=None)
    stale = Edition.objects.get(pk=edition.pk)
    actions.announce(edition, by=user)
    with pytest.raises(rules.CannotAnnounce):
        actions.announce(stale, by=user)


def test_deciding_writes_nothing_else_of_the_object_in_hand(user: User) -> None:
    edition = EditionFactory(announced_at=None)
    edition.title = "Typed and not saved"
    actions.announce(edition, by=user)
    assert Edition.objects.get(pk=edition.pk).title != "Typed and not saved"


def test_cancelling_keeps_the_reason(user: User) -> None:
    edition = EditionFactory()
    actions.cancel(edition, "  A storm.  ", by=user)
    edition.refresh_from_db()
    assert (edition.state(), edition.cancellation_reason) == (State.CANCELLED, "A storm.")
    assert log_lines(edition) == [("editions.cancel", user.pk)]


def test_a_cancellation_is_taken_back_and_both_are_counted(user: User) -> None:
    edition = EditionFactory()
    actions.cancel(edition, "A storm.", by=user)
    actions.reinstate(edition, "The storm turned away.", by=user)
    edition.refresh_from_db()
    assert (edition.state(), edition.cancellation_reason, edition.standing_changes) == (
        State.ANNOUNCED,
        "",
        2,
    )
    assert edition.reinstated_at is not None
    assert [line for line, _by in log_lines(edition)] == ["editions.reinstate", "editions.cancel"]


CANCELLED = {"cancelled_at": datetime(2026, 1, 1, tzinfo=UTC)}


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({}, "Sun."),
        (CANCELLED, " "),
        (CANCELLED | {"archived_at": datetime(2026, 1, 1, tzinfo=UTC)}, "Sun."),
        (CANCELLED | {"year": 2024, "starts_on": date(2024, 4, 16), "ends_on": date(2024, 4, 17)}, "Sun."),
    ],
    ids=["not cancelled", "no reason", "archived", "over"],
)
def test_what_cannot_take_place_is_not_reinstated(user: User, values: dict[str, Any], reason: str) -> None:
    with pytest.raises(rules.CannotReinstate):
        actions.reinstate(EditionFactory(**values), reason, by=user)


@pytest.mark.parametrize(
    "values",
    [
        {"cancelled_at": datetime(2026, 1, 1, tzinfo=UTC)},
        {"archived_at": datetime(2026, 1, 1, tzinfo=UTC)},
        {"year": 2024, "starts_on": date(2024, 4, 16), "ends_on": date(2024, 4, 17)},
    ],
)
def test_what_is_over_is_not_cancelled(user: User, values: dict[str, Any]) -> None:
    with pytest.raises(rules.CannotCancel):
        actions.cancel(EditionFactory(**values), "A storm.", by=user)


def test_cancelling_needs_a_reason(user: User) -> None:
    with pytest.raises(rules.CannotCancel):
        actions.cancel(EditionFactory(), "   ", by=user)


def test_the_archive_opens_and_shuts(user: User) -> None:
    edition = EditionFactory(year=2024, starts_on=date(2024, 4, 16), ends_on=date(2024, 4, 17))
    with pytest.raises(rules.CannotArchive):
        actions.unarchive(edition, by=user)
    actions.archive(edition, by=user)
    assert Edition.objects.get(pk=edition.pk).state() == State.ARCHIVED
    with pytest.raises(rules.CannotArchive):
        actions.archive(edition, by=user)
    actions.unarchive(edition, by=user)
    assert Edition.objects.get(pk=edition.pk).state() == State.CONCLUDED
    assert {action for action, _user in log_lines(edition)} == {"editions.archive", "editions.unarchive"}


def test_what_lies_ahead_is_not_archived(user: User) -> None:
    with pytest.raises(rules.CannotArchive):
        actions.archive(EditionFactory(), by=user)


class TestHost:
    """Recording who hosts."""

    @pytest.fixture(autouse=True)
    def _rota(self) -> None:
        PresidencyFactory(year=2027, half=1, country="LT")
        self.candidate = MemberFactory(name="ECC Lithuania", country="LT")
        self.other = MemberFactory(name="ECC Norway", country="NO")
        self.edition = EditionFactory(host=None, host_status=HostStatus.UNDECIDED)

    def test_a_candidate_needs_no_reason(self, user: User) -> None:
        decision = actions.HostDecision(
            HostStatus.MEMBER,
            self.candidate,
            decided_by="Meeting of the directors",
            decided_on=date(2026, 9, 1),
        )
        actions.record_host(self.edition, decision, by=user)
        self.edition.refresh_from_db()
        assert (self.edition.host, self.edition.host_decided_by) == (
            self.candidate,
            "Meeting of the directors",
        )
        assert log_lines(self.edition) == [("editions.record_host", user.pk)]

    def test_anybody_else_is_taken_with_a_reason_only(self, user: User) -> None:
        with pytest.raises(rules.HostIsNoCandidate, match="ECC Norway"):
            actions.record_host(self.edition, actions.HostDecision(HostStatus.MEMBER, self.other), by=user)
        decision = actions.HostDecision(HostStatus.MEMBER, self.other, reason="They asked for it.")
        actions.record_host(self.edition, decision, by=user)
        assert Edition.objects.get(pk=self.edition.pk).host == self.other

    def test_another_organiser_takes_the_members_place(self, user: User) -> None:
        actions.record_host(self.edition, actions.HostDecision(HostStatus.MEMBER, self.candidate), by=user)
        actions.record_host(
            self.edition, actions.HostDecision(HostStatus.OTHER, other_host="The Commission"), by=user
        )
        self.edition.refresh_from_db()
        assert (self.edition.host, self.edition.other_host) == (None, "The Commission")

    def test_not_known_clears_the_host(self, user: User) -> None:
        actions.record_host(self.edition, actions.HostDecision(HostStatus.MEMBER, self.candidate), by=user)
        actions.record_host(self.edition, actions.HostDecision(HostStatus.UNKNOWN), by=user)
        self.edition.refresh_from_db()
        assert (self.edition.host, self.edition.other_host) == (None, "")

    @pytest.mark.parametrize("status", [HostStatus.MEMBER, HostStatus.OTHER])
    def test_a_host_without_a_name_is_refused(self, user: User, status: HostStatus) -> None:
        with pytest.raises(rules.CannotRecordHost):
            actions.record_host(self.edition, actions.HostDecision(status), by=user)

    def test_the_archive_does_not_change(self, user: User) -> None:
        Edition.objects.filter(pk=self.edition.pk).update(archived_at=datetime(2026, 1, 1, tzinfo=UTC))
        with pytest.raises(rules.CannotRecordHost):
            actions.record_host(
                self.edition, actions.HostDecision(HostStatus.MEMBER, self.candidate), by=user
            )
