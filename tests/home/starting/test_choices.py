"""Parts that are chosen, what stands already, what changed meanwhile, and what is refused."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cooperation.agenda.models import Room, Slot
from cooperation.editions.models import Edition
from cooperation.pages.models import PracticalPage
from home.starting.report import Outcome, Part, Report
from home.starting.rules import CannotTakeOver, ChangedMeanwhile
from home.starting.start import start, try_start
from home.starting.taking_over import take_over, try_take_over
from tests.factories import EditionFactory, MemberFactory, SlotFactory
from tests.home.starting.new_rows import counts
from tests.home.starting.samples import lines_of, wanted
from workshops.pages.models import RegistrationPage
from workshops.registration.models import (
    Letter,
    RegistrationDesk,
)

pytestmark = [pytest.mark.django_db, pytest.mark.sweeps]


def test_the_trial_leaves_nothing_and_says_what_is_then_made(old: Edition) -> None:
    before = counts()
    said = try_start(wanted(earlier=old), by=None)
    assert counts() == before
    edition, report = start(wanted(earlier=old), by=None, seen=said.fingerprint)
    assert report.lines == said.lines
    assert report.days == said.days
    taken = said.count(Outcome.COPIED, Part.ROOMS)
    assert taken == Room.objects.filter(edition=edition).count() == 2
    assert said.count(Outcome.SHIFTED, Part.AGENDA) == edition.slots.count() == 3


def test_what_changed_since_the_look_is_shown_before_anything_is_made(old: Edition) -> None:
    said = try_start(wanted(earlier=old), by=None)
    SlotFactory(edition=old, title="One more")
    with pytest.raises(ChangedMeanwhile) as refused:
        start(wanted(earlier=old), by=None, seen=said.fingerprint)
    assert any(line.what == "One more" for line in refused.value.report.lines)
    assert not Edition.objects.filter(year=2028).exists()


@pytest.mark.parametrize("part", list(Part))
def test_each_part_can_be_taken_over_alone(old: Edition, part: Part) -> None:
    edition, report = start(wanted(earlier=old, parts=frozenset({part})), by=None)
    assert {line.part for line in report.lines} <= {part, Part.PAGES}
    assert edition.slots.exists() == (part == Part.AGENDA)
    assert RegistrationDesk.objects.filter(edition=edition).exists() == (part == Part.REGISTRATION)
    assert Letter.objects.filter(edition=edition).exists() == (part == Part.LETTERS)


def test_an_agenda_without_its_rooms_says_so(old: Edition) -> None:
    edition, report = start(wanted(earlier=old, parts=frozenset({Part.AGENDA})), by=None)
    assert edition.slots.get(title="Opening").room is None
    assert "“Hall” was not taken over" in lines_of(report, Part.AGENDA, Outcome.DECIDE)["Opening"]


def test_without_a_first_day_the_agenda_waits_and_dates_are_empty(old: Edition) -> None:
    edition, report = start(wanted(earlier=old, starts_on=None, ends_on=None), by=None)
    assert not edition.slots.exists()
    assert edition.registration_opens_at is None
    assert "not known yet" in lines_of(report, Part.AGENDA, Outcome.LEFT_OUT)["The agenda"]
    edition.starts_on = edition.ends_on = date(2028, 10, 9)
    edition.save()
    take_over(edition, old, [Part.AGENDA], by=None)
    assert edition.slots.get(title="Opening").room.name == "Hall"
    assert edition.slots.get(title="Parcels").page_id


def test_fewer_days_than_before_need_a_decision(old: Edition) -> None:
    edition, report = start(wanted(earlier=old, ends_on=date(2028, 10, 9)), by=None)
    assert edition.slots.count() == 3
    assert (
        "no day of the new edition" in lines_of(report, Part.AGENDA, Outcome.DECIDE)["Thursday 13 May 2027"]
    )


def test_more_days_than_before_need_a_decision(old: Edition) -> None:
    _edition, report = start(wanted(earlier=old, ends_on=date(2028, 10, 12)), by=None)
    assert "Monday 9 October 2028" in lines_of(report, Part.AGENDA, Outcome.DECIDE)


def test_what_stands_stays_and_a_second_time_adds_nothing(made: tuple[Edition, Report], old: Edition) -> None:
    edition = made[0]
    page = PracticalPage.objects.child_of(edition.page).get()
    page.body = [("paragraph", "<p>Own words</p>")]
    page.save()
    before = counts()
    report = take_over(edition, old, list(Part), by=None)
    after = counts()
    changed = {name for name in after if after[name] != before[name]}
    assert changed <= {"wagtailcore.ModelLogEntry", "serving.ContentVersion"}
    assert "Own words" in str(PracticalPage.objects.get(pk=page.pk).body)
    assert report.count(Outcome.SHIFTED, Part.AGENDA) == 0
    assert "slots already" in lines_of(report, Part.AGENDA, Outcome.LEFT_OUT)["The agenda"]


def test_an_empty_draft_is_filled_but_not_a_published_page(old: Edition, home_page: Any) -> None:
    from home.actions import make_edition_pages

    edition = EditionFactory(year=2028)
    start_page = make_edition_pages(edition, by=None)
    RegistrationPage.objects.child_of(start_page).get().save_revision().publish()
    take_over(edition, old, [Part.PAGES], by=None)
    assert RegistrationPage.objects.child_of(start_page).get().afterword == ""
    assert PracticalPage.objects.child_of(start_page).get().body


def test_an_archived_edition_takes_nothing_and_none_takes_from_itself(old: Edition) -> None:
    with pytest.raises(CannotTakeOver, match="itself"):
        take_over(old, old, [Part.ROOMS], by=None)
    archived = EditionFactory(year=2028, archived_at=datetime(2027, 1, 1, tzinfo=UTC))
    with pytest.raises(CannotTakeOver, match="archive"):
        try_take_over(archived, old, [Part.ROOMS], by=None)


def test_an_archived_edition_gives_and_does_not_change(old: Edition) -> None:
    Edition.objects.filter(pk=old.pk).update(archived_at=datetime(2027, 6, 1, tzinfo=UTC))
    before = Edition.objects.filter(pk=old.pk).values().get()
    start(wanted(earlier=old), by=None)
    assert Edition.objects.filter(pk=old.pk).values().get() == before


def test_places_that_new_members_exceed_are_left_open(old: Edition) -> None:
    for _number in range(50):
        MemberFactory()
    edition, report = start(wanted(earlier=old), by=None)
    assert RegistrationDesk.objects.get(edition=edition).total_places is None
    assert "Places in total" in lines_of(report, Part.REGISTRATION, Outcome.DECIDE)


def test_many_slots_cost_no_more_queries_than_few(old: Edition) -> None:
    def queries(year: int) -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            start(
                wanted(
                    year=year,
                    starts_on=date(year, 10, 9),
                    ends_on=date(year, 10, 10),
                    earlier=old,
                    parts=frozenset({Part.ROOMS, Part.AGENDA, Part.WORKSHOPS, Part.REGISTRATION}),
                ),
                by=None,
            )
        return len(captured)

    few = queries(2028)
    for number in range(300):
        SlotFactory(edition=old, title=f"Slot {number}")
    assert queries(2029) <= few + 5, "only the writing of rows at once may need more than one statement"
    assert Slot.objects.filter(edition__year=2029).count() == 303
