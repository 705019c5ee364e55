"""Making a checklist, ticking tasks off, writing and deleting them."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from wagtail.models import ModelLogEntry

from cooperation.editions.checklist.actions import delete_task, make_checklist, save_task, tick
from cooperation.editions.checklist.enums import AppliesTo, Due, TaskState
from cooperation.editions.checklist.queries import in_groups, rows_of
from cooperation.editions.checklist.rules import CannotChangeTask, CannotTick
from cooperation.editions.checklist.template import template
from cooperation.editions.desk_places import all_places
from cooperation.editions.enums import TEAM, Mode
from cooperation.editions.models import ChecklistTask, Edition
from tests.factories import EditionFactory, UserFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 1, 15, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_january() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def task_of(edition: Edition, code: str) -> ChecklistTask:
    return ChecklistTask.objects.get(edition=edition, code=code)


def actions_logged() -> list[str]:
    return list(ModelLogEntry.objects.order_by("pk").values_list("action", flat=True))


class TestTheTemplate:
    def test_it_has_every_task_once_and_each_waits_for_earlier_ones(self) -> None:
        seen: dict[str, int] = {}
        for one in template():
            assert one.code not in seen
            assert all(seen[before] <= one.weeks for before in one.waits_for)
            assert one.title
            assert one.role in TEAM
            seen[one.code] = one.weeks
        assert len(seen) == 80

    def test_its_places_exist(self) -> None:
        known = {place.url_name for place in all_places()}
        assert {one.place for one in template() if one.place} <= known


class TestMaking:
    def test_it_makes_every_task_with_what_comes_before(self, edition: Edition) -> None:
        assert make_checklist(edition, by=None) == 80
        signed = task_of(edition, "T13")
        assert [one.code for one in signed.waits_for.all()] == ["T12"]
        assert signed.applies_to == AppliesTo.ON_SITE
        assert signed.due_on(edition) == date(2026, 9, 2)
        assert actions_logged() == ["editions.make_checklist"]

    def test_again_it_adds_what_is_missing_and_leaves_what_was_edited(self, edition: Edition) -> None:
        make_checklist(edition, by=None)
        ChecklistTask.objects.filter(edition=edition, code="T02").delete()
        edited = task_of(edition, "T03")
        edited.title, edited.due_date = "Find three helpers", date(2027, 2, 2)
        edited.save()
        edited.waits_for.clear()
        assert make_checklist(edition, by=None) == 1
        assert make_checklist(edition, by=None) == 0
        again = task_of(edition, "T03")
        assert (again.title, again.due_date, again.waits_for.count()) == (
            "Find three helpers",
            date(2027, 2, 2),
            0,
        )
        assert [one.code for one in task_of(edition, "T02").waits_for.all()] == ["T01"]
        assert ChecklistTask.objects.count() == 80

    def test_each_edition_has_its_own(self, edition: Edition) -> None:
        other = EditionFactory(year=2028)
        make_checklist(edition, by=None)
        make_checklist(other, by=None)
        assert {one.edition for one in task_of(other, "T13").waits_for.all()} == {other}

    def test_an_archive_stays_as_it_is(self, edition: Edition) -> None:
        Edition.objects.update(archived_at=NOW)
        with pytest.raises(CannotChangeTask):
            make_checklist(edition, by=None)
        assert not ChecklistTask.objects.exists()


class TestReading:
    def test_dates_move_with_the_edition(self, edition: Edition) -> None:
        make_checklist(edition, by=None)
        before = {row.task.code: row.due for row in rows_of(edition, NOW)}
        edition.starts_on, edition.ends_on = date(2027, 5, 19), date(2027, 5, 20)
        edition.save()
        after = {row.task.code: row.due for row in rows_of(edition, NOW)}
        assert {(after[code] - before[code]).days for code in before} == {7}

    def test_online_what_needs_a_place_is_left_out_and_nothing_waits_for_it(self, edition: Edition) -> None:
        make_checklist(edition, by=None)
        everything = {row.task.code for row in rows_of(edition, NOW)}
        edition.mode = Mode.ONLINE
        online = {row.task.code: row for row in rows_of(edition, NOW)}
        assert everything - set(online) == {one.code for one in template() if one.applies_to == "on_site"}
        assert [one.code for one in task_of(edition, "T38").waits_for.all()] == ["T13"]
        assert online["T38"].waits_for == []

    def test_they_stand_under_when_they_are_due(self, edition: Edition) -> None:
        make_checklist(edition, by=None)
        tick(task_of(edition, "T01"), TaskState.DONE, "", by=None)
        groups = dict(in_groups(rows_of(edition, NOW)))
        assert list(groups) == [Due.OVERDUE, Due.SOON, Due.LATER, Due.CLOSED]
        assert [row.task.code for row in groups[Due.CLOSED]] == ["T01"]
        assert all(row.due < NOW.date() for row in groups[Due.OVERDUE])
        dues = [row.due for row in groups[Due.LATER]]
        assert dues == sorted(dues)

    def test_without_days_nothing_is_overdue(self, edition: Edition) -> None:
        edition.starts_on = edition.ends_on = None
        edition.save()
        make_checklist(edition, by=None)
        assert [group for group, _rows in in_groups(rows_of(edition, NOW))] == [Due.UNDATED]


class TestTicking:
    def test_it_is_kept_who_did_it_and_when(self, edition: Edition) -> None:
        make_checklist(edition, by=None)
        user = UserFactory()
        done = tick(task_of(edition, "T01"), TaskState.DONE, "", by=user)
        done.refresh_from_db()
        assert (done.state, done.closed_by, done.closed_at) == (TaskState.DONE, user, NOW)
        opened = tick(done, TaskState.OPEN, "", by=user)
        opened.refresh_from_db()
        assert (opened.state, opened.closed_by, opened.closed_at) == (TaskState.OPEN, None, None)

    def test_what_waits_is_refused_without_a_word_and_taken_with_one(self, edition: Edition) -> None:
        make_checklist(edition, by=None)
        waiting = task_of(edition, "T02")
        with pytest.raises(CannotTick, match="Agree that your centre hosts"):
            tick(waiting, TaskState.DONE, "", by=None)
        waiting.refresh_from_db()
        assert waiting.state == TaskState.OPEN
        tick(waiting, TaskState.DONE, " They came to us. ", by=None)
        waiting.refresh_from_db()
        assert (waiting.state, waiting.reason) == (TaskState.DONE, "They came to us.")

    def test_it_waits_no_more_when_the_other_one_is_done_or_not_needed(self, edition: Edition) -> None:
        make_checklist(edition, by=None)
        tick(task_of(edition, "T01"), TaskState.NOT_NEEDED, "Decided long ago", by=None)
        tick(task_of(edition, "T02"), TaskState.DONE, "", by=None)
        assert task_of(edition, "T02").state == TaskState.DONE

    def test_the_same_state_twice_is_one_line_in_the_log(self, edition: Edition) -> None:
        make_checklist(edition, by=None)
        first, second = UserFactory(), UserFactory()
        tick(task_of(edition, "T01"), TaskState.DONE, "", by=first)
        tick(task_of(edition, "T01"), TaskState.DONE, "", by=second)
        assert task_of(edition, "T01").closed_by == first
        assert actions_logged().count("editions.tick_task") == 1

    def test_the_log_holds_no_words_of_the_task(self, edition: Edition) -> None:
        own = ChecklistTask.objects.create(edition=edition, title="Call Jonas Example")
        tick(own, TaskState.DONE, "Jonas Example called", by=None)
        entry = ModelLogEntry.objects.get()
        assert "Jonas" not in f"{entry.label} {entry.data}"

    def test_nothing_is_ticked_in_an_archive(self, edition: Edition) -> None:
        make_checklist(edition, by=None)
        Edition.objects.update(archived_at=NOW)
        with pytest.raises(CannotTick):
            tick(task_of(edition, "T01"), TaskState.DONE, "", by=None)
        assert task_of(edition, "T01").state == TaskState.OPEN


class TestWriting:
    def test_a_task_cannot_come_to_wait_for_itself(self, edition: Edition) -> None:
        make_checklist(edition, by=None)
        first = task_of(edition, "T01")
        with pytest.raises(CannotChangeTask):
            save_task(first, [task_of(edition, "T13")], ["waits_for"], by=None)
        assert first.waits_for.count() == 0

    def test_own_tasks_go_and_common_ones_stay(self, edition: Edition) -> None:
        make_checklist(edition, by=None)
        own = ChecklistTask.objects.create(edition=edition, title="Find a choir")
        delete_task(own, by=None)
        assert not ChecklistTask.objects.filter(title="Find a choir").exists()
        with pytest.raises(CannotChangeTask):
            delete_task(task_of(edition, "T01"), by=None)
        assert ChecklistTask.objects.count() == 80

    def test_in_an_archive_nothing_is_written_or_deleted(self, edition: Edition) -> None:
        own = ChecklistTask.objects.create(edition=edition, title="Find a choir")
        Edition.objects.update(archived_at=NOW)
        own.title = "Find two choirs"
        with pytest.raises(CannotChangeTask):
            save_task(own, [], ["title"], by=None)
        with pytest.raises(CannotChangeTask):
            delete_task(own, by=None)
        assert ChecklistTask.objects.get().title == "Find a choir"

    def test_who_leaves_the_site_leaves_the_task(self, edition: Edition) -> None:
        user = UserFactory()
        own = ChecklistTask.objects.create(edition=edition, title="Find a choir", owner=user)
        tick(own, TaskState.DONE, "", by=user)
        user.delete()
        own.refresh_from_db()
        assert (own.owner, own.closed_by, own.state) == (None, None, TaskState.DONE)
