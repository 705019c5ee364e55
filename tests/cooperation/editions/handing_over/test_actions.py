"""Hand-overs planned, prepared, carried out, postponed and taken back."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core import mail
from wagtail.models import ModelLogEntry

from cooperation.editions import teams
from cooperation.editions.enums import Role
from cooperation.editions.handing_over import actions
from cooperation.editions.handing_over.actions import Plan
from cooperation.editions.handing_over.rules import CannotHandOver
from cooperation.editions.models import Edition, EditionRole, HandOver
from core.accounts.models import User
from tests.factories import EditionFactory, UserFactory

pytestmark = pytest.mark.django_db

LAST_DAY = date(2027, 6, 30)
BEFORE = datetime(2027, 6, 1, tzinfo=UTC)
A_WEEK_BEFORE = datetime(2027, 6, 23, 6, tzinfo=UTC)
THE_MORNING = datetime(2027, 6, 30, 6, tzinfo=UTC)
AFTER = datetime(2027, 6, 30, 21, 0, tzinfo=UTC)
"""Midnight in Vilnius, three hours before that of UTC."""


@pytest.fixture(autouse=True)
def _now(time_machine: Any) -> None:
    time_machine.move_to(BEFORE, tick=False)


@pytest.fixture
def following() -> Edition:
    return EditionFactory(year=2028, starts_on=None, ends_on=None)


@pytest.fixture
def team(edition: Edition) -> dict[str, User]:
    """Somebody in four roles, two of them one person's, and an attendee."""
    people = {name: UserFactory(last_name=name) for name in ("lead", "both", "reader", "attendee")}
    for name, role in (
        ("lead", Role.HOST_LEAD),
        ("both", Role.PROGRAMME),
        ("both", Role.REGISTRATION_DESK),
        ("reader", Role.READER),
        ("attendee", Role.ATTENDEE),
    ):
        teams.give_role(edition, people[name], role, by=None)
    return people


def roles(edition: Edition) -> set[tuple[str, str]]:
    return set(EditionRole.objects.filter(edition=edition).values_list("user__last_name", "role"))


def subjects() -> list[tuple[str, str]]:
    return sorted((message.to[0], message.subject) for message in mail.outbox)


def planned(edition: Edition, following: Edition | None = None, day: date | None = LAST_DAY) -> HandOver:
    return actions.plan(edition, Plan(following, day), by=None)


def test_the_rights_turn_at_midnight_of_the_venue_and_not_a_minute_before(
    edition: Edition, team: dict[str, User]
) -> None:
    before = roles(edition)
    planned(edition)
    assert actions.hand_over_due(datetime(2027, 6, 30, 20, 59, tzinfo=UTC)) == 0
    assert roles(edition) == before
    assert actions.hand_over_due(AFTER) == 1
    assert roles(edition) == {
        ("lead", "reader"),
        ("both", "reader"),
        ("reader", "reader"),
        ("attendee", "attendee"),
    }
    handover = HandOver.objects.get()
    assert handover.done_at == AFTER
    assert ModelLogEntry.objects.filter(action="editions.hand_over").count() == 1


def test_the_old_team_edits_no_pages_any_more(edition_page: Any, team: dict[str, User]) -> None:
    edition = edition_page.edition
    assert team["lead"].groups.filter(name__startswith="Editors").exists()
    planned(edition)
    actions.hand_over_due(AFTER)
    assert not team["lead"].groups.filter(name__startswith="Editors").exists()
    assert team["lead"].groups.filter(name__startswith="Team").exists()


def test_doing_it_again_changes_nothing(edition: Edition, team: dict[str, User]) -> None:
    planned(edition)
    actions.hand_over_due(AFTER)
    teams.give_role(edition, team["lead"], Role.COMMUNICATION, by=None)
    lines, given = ModelLogEntry.objects.count(), roles(edition)
    assert actions.hand_over_due(AFTER) == 0
    assert (ModelLogEntry.objects.count(), roles(edition)) == (lines, given)


def test_the_team_is_told_a_week_before_and_on_the_day_once_each(
    edition: Edition, team: dict[str, User]
) -> None:
    planned(edition)
    actions.hand_over_due(BEFORE)
    assert subjects() == []
    for _time in range(2):
        actions.hand_over_due(A_WEEK_BEFORE)
    told = {team["lead"].email, team["both"].email}
    assert {to for to, _subject in subjects()} == told
    assert {subject for _to, subject in subjects()} == {f"Your work on {edition} ends on 30 June 2027"}
    assert len(subjects()) == 2
    for _time in range(2):
        actions.hand_over_due(THE_MORNING)
    assert len(subjects()) == 4
    assert mail.outbox[-1].subject.startswith("Today is the last day")
    assert f"/admin/handover/{edition.pk}/" in mail.outbox[-1].body


def test_a_later_day_postpones_it_and_the_team_that_was_told_hears_of_it(
    edition: Edition, team: dict[str, User]
) -> None:
    planned(edition)
    actions.hand_over_due(A_WEEK_BEFORE)
    planned(edition, day=date(2027, 7, 31))
    assert [subject for _to, subject in subjects()].count(
        f"Your work on {edition} goes on until 31 July 2027"
    ) == 2
    assert actions.hand_over_due(AFTER) == 0
    assert ("lead", "host_lead") in roles(edition)
    actions.hand_over_due(datetime(2027, 7, 25, 8, tzinfo=UTC))
    assert [subject for _to, subject in subjects()].count(f"Your work on {edition} ends on 31 July 2027") == 2
    assert actions.hand_over_due(datetime(2027, 8, 1, 8, tzinfo=UTC)) == 1


def test_a_day_that_nobody_was_told_moves_in_silence(edition: Edition, team: dict[str, User]) -> None:
    planned(edition)
    planned(edition, day=date(2027, 7, 31))
    assert subjects() == []


def test_no_day_calls_it_off(edition: Edition, team: dict[str, User]) -> None:
    planned(edition)
    actions.hand_over_due(A_WEEK_BEFORE)
    planned(edition, day=None)
    assert [subject for _to, subject in subjects()].count(f"Your work on {edition} goes on") == 2
    assert actions.hand_over_due(AFTER) == 0


def test_taking_it_back_gives_everybody_what_they_had(edition: Edition, team: dict[str, User]) -> None:
    before = roles(edition)
    planned(edition)
    actions.hand_over_due(AFTER)
    User.objects.filter(pk=team["both"].pk).update(is_active=False)
    actions.take_back(edition, by=team["lead"])
    after = roles(edition)
    assert ("lead", "host_lead") in after
    assert not {("both", "programme"), ("both", "registration_desk")} & after
    assert before - after == {("both", "programme"), ("both", "registration_desk")}
    handover = HandOver.objects.get()
    assert (handover.done_at, handover.last_day, handover.handed_roles.count()) == (None, None, 0)
    assert [to for to, subject in subjects() if "again" in subject] == [team["lead"].email]
    assert actions.hand_over_due(datetime(2027, 9, 1, tzinfo=UTC)) == 0


def test_what_was_not_handed_over_is_not_taken_back(edition: Edition) -> None:
    planned(edition)
    with pytest.raises(CannotHandOver):
        actions.take_back(edition, by=None)


def test_it_goes_to_a_later_edition_only(edition: Edition) -> None:
    with pytest.raises(CannotHandOver):
        planned(edition, EditionFactory(year=2026, starts_on=None, ends_on=None))
    with pytest.raises(CannotHandOver):
        planned(edition, day=date(2027, 5, 13))


def notes(**values: str) -> dict[str, str]:
    return dict.fromkeys(actions.NOTES, "") | values


def test_contacts_go_along_with_consent_and_are_gone_a_year_later(edition: Edition) -> None:
    with pytest.raises(CannotHandOver):
        actions.write_notes(edition, notes(contacts="Ona Interpreter"), contacts_agreed=False, by=None)
    actions.write_notes(
        edition, notes(contacts="Ona Interpreter", learned="Book early."), contacts_agreed=True, by=None
    )
    planned(edition)
    actions.hand_over_due(AFTER)
    with pytest.raises(CannotHandOver):
        actions.write_notes(edition, notes(learned="Late."), contacts_agreed=False, by=None)
    actions.hand_over_due(datetime(2028, 6, 28, tzinfo=UTC))
    assert HandOver.objects.get().contacts == "Ona Interpreter"
    actions.hand_over_due(datetime(2028, 7, 1, tzinfo=UTC))
    left = HandOver.objects.get()
    assert (left.contacts, left.contacts_agreed, left.learned) == ("", False, "Book early.")


def test_one_that_fails_does_not_stand_in_the_way(
    edition: Edition, following: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = EditionFactory(
        year=2026, starts_on=date(2026, 5, 1), ends_on=date(2026, 5, 2), time_zone="Europe/Vilnius"
    )
    planned(edition)
    planned(other)
    Edition.objects.filter(pk=edition.pk).update(time_zone="Nowhere/Land")
    with pytest.raises(ExceptionGroup):
        actions.hand_over_due(AFTER)
    assert HandOver.objects.get(edition=other).done_at == AFTER
    assert HandOver.objects.get(edition=edition).done_at is None
