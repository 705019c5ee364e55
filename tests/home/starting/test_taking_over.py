"""What is taken over from an edition that is full of everything, and what never is."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cooperation.agenda.models import Release, Room, Slot, SlotSpeaker, Speaker
from cooperation.editions.models import ChecklistTask, Edition, EditionRole
from cooperation.pages.models import LookBackPage, PracticalPage
from home.models import StandardPage
from home.starting.report import Outcome, Part, Report
from home.starting.rules import CannotTakeOver, ChangedMeanwhile
from home.starting.start import start, try_start
from home.starting.taking_over import take_over, try_take_over
from tests.factories import EditionFactory, MemberFactory, SlotFactory
from tests.home.starting.full_edition import PEOPLE, make_full_edition
from tests.home.starting.samples import wanted
from workshops.pages.models import RegistrationPage, WorkshopPage
from workshops.programme.models import Session
from workshops.registration.models import (
    Delegation,
    DelegationHead,
    Extra,
    Invitation,
    Letter,
    Mailing,
    Question,
    Registration,
    RegistrationDesk,
    SeatReserve,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now() -> Any:
    with time_machine.travel(datetime(2027, 6, 20, 12, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def old(home_page: Any) -> Edition:
    return make_full_edition()


@pytest.fixture
def made(old: Edition) -> tuple[Edition, Report]:
    return start(wanted(earlier=old), by=None)


def lines(report: Report, part: Part, outcome: Outcome) -> dict[str, str]:
    return {line.what: line.told for line in report.lines if (line.part, line.outcome) == (part, outcome)}


def test_slots_keep_day_and_clock_in_the_new_zone_and_nobody_speaks(made: tuple[Edition, Report]) -> None:
    edition, _report = made
    slots = {
        slot.title: slot.starts_at.astimezone(edition.zone).strftime("%d.%m.%Y %H:%M")
        for slot in edition.slots.all()
    }
    assert slots == {
        "Opening": "09.10.2028 09:00",
        "Parcels": "10.10.2028 11:00",
        "Dinner on 12 May": "09.10.2028 20:00",
    }
    assert not SlotSpeaker.objects.filter(slot__edition=edition).exists()
    assert edition.slots.get(title="Opening").room.name == "Hall"
    assert (
        edition.slots.get(title="Parcels").page_id
        == WorkshopPage.objects.get(slug="parcels", path__startswith=edition.page.path).pk
    )
    assert not set(edition.slots.values_list("uid")) & set(
        Slot.objects.exclude(edition=edition).values_list("uid")
    )


def test_what_was_cancelled_is_left_out_and_said(made: tuple[Edition, Report]) -> None:
    assert "Parcels" in lines(made[1], Part.AGENDA, Outcome.LEFT_OUT)


def test_sessions_have_their_seats_and_none_is_kept_for_who_left(made: tuple[Edition, Report]) -> None:
    session = Session.objects.get(slot__edition=made[0])
    assert session.seats == 24
    reserves = SeatReserve.objects.filter(session=session)
    assert sorted(reserves.values_list("seats", flat=True)) == [2, 3]
    assert not session.bookings.exists()


def test_pages_are_drafts_with_the_texts_and_without_what_came_of_it(made: tuple[Edition, Report]) -> None:
    pages = made[0].page.get_descendants(inclusive=True)
    assert not pages.filter(live=True).exists()
    assert all(page.latest_revision_id for page in pages)
    workshop = WorkshopPage.objects.descendant_of(made[0].page).get()
    assert workshop.summary == "Who pays in 2027?"
    assert not workshop.outcomes
    assert [block.block_type for block in workshop.body] == ["paragraph"]
    for rows in ("facilitators", "materials", "decisions", "action_items"):
        assert not getattr(workshop, rows).exists()
    look_back = LookBackPage.objects.child_of(made[0].page).get()
    assert (look_back.introduction, look_back.figures.count(), look_back.tributes.count()) == ("", 0, 0)
    assert StandardPage.objects.descendant_of(made[0].page).get(slug="toys").introduction == "Bring some."


def test_the_draft_that_an_editor_opens_says_the_same(made: tuple[Edition, Report]) -> None:
    page = PracticalPage.objects.child_of(made[0].page).get()
    assert page.get_latest_revision_as_object().body.render_as_block() == page.body.render_as_block()


def test_links_lead_to_the_new_pages_or_nowhere(made: tuple[Edition, Report], old: Edition) -> None:
    page = PracticalPage.objects.child_of(made[0].page).get()
    raw = json.dumps(list(page.body.raw_data), default=str)
    new = WorkshopPage.objects.descendant_of(made[0].page).get()
    look_back = LookBackPage.objects.child_of(made[0].page).get()
    assert f'id=\\"{new.pk}\\"' in raw
    assert f'id=\\"{look_back.pk}\\"' in raw
    assert f'id=\\"{made[0].page.get_parent().pk}\\"' in raw
    old_keys = old.page.get_descendants(inclusive=True).values_list("pk", flat=True)
    assert not [key for key in old_keys if f'id=\\"{key}\\"' in raw]
    buttons = [block.value["page"].pk for block in page.body if block.block_type == "button"]
    assert buttons == [look_back.pk, new.pk]


def test_texts_that_tell_of_the_old_edition_are_shown_with_their_place(made: tuple[Edition, Report]) -> None:
    told = [(line.part, line.what, line.told) for line in made[1].lines if line.outcome == Outcome.DECIDE]
    for part, what, words in [
        (Part.PAGES, "Practical information", "“12 May” in"),
        (Part.PAGES, "Practical information", "“2027” in"),
        (Part.PAGES, "Practical information", "“Vilnius” in"),
        (Part.PAGES, "Practical information", "“Amber House” in"),
        (Part.PAGES, "Registration", "“desk@host.example”"),
        (Part.WORKSHOPS, "Parcels", "“Zygmunta Speakerova”"),
        (Part.AGENDA, "Dinner on 12 May", "“12 May”"),
        (Part.REGISTRATION, "question: The bus on 13 May 2027?", "“13 May”"),
        (Part.LETTERS, "Registered", "“Vilnius”"),
    ]:
        assert any(line[:2] == (part, what) and words in line[2] for line in told), (what, words, told)


def test_registration_has_its_rules_with_new_dates(made: tuple[Edition, Report]) -> None:
    edition, report = made
    desk = RegistrationDesk.objects.get(edition=edition)
    assert (desk.by_domain, desk.total_places, desk.places_per_member, desk.asks_diet) == (True, 90, 2, False)
    assert (desk.allotment_seed, desk.is_full) == ("", False)
    assert edition.registration_opens_at == datetime(2028, 6, 12, 8, tzinfo=UTC)
    assert edition.registration_closes_at == datetime(2028, 9, 15, 17, tzinfo=UTC)
    assert edition.retention_months == 5
    for moment in (desk.unused_places_return_at, desk.quotas.get().opens_at):
        assert moment is not None
        assert moment.year == 2028
    assert Question.objects.get(desk=desk).key == "bus"
    assert Extra.objects.get(desk=desk).places == 20
    assert desk.domains.get().domain == "centre.example"
    assert Delegation.objects.get(edition=edition, places=4).member == Edition.objects.get(year=2027).host
    assert "registration opens" in lines(report, Part.REGISTRATION, Outcome.SHIFTED)


def test_letters_keep_their_words_without_who_signed_them(made: tuple[Edition, Report]) -> None:
    letter = Letter.objects.get(edition=made[0])
    assert letter.subject == "Welcome to {edition}"
    assert letter.text.endswith("Yours")
    assert "{address}" in letter.text


def test_the_checklist_has_what_was_learned_and_begins_open(made: tuple[Edition, Report]) -> None:
    tasks = ChecklistTask.objects.filter(edition=made[0])
    learned = tasks.exclude(lessons="").get()
    assert learned.lessons == "Ask the venue early."
    own = tasks.get(code="")
    assert own.title == "Order flags"
    assert own.due_date == date(2028, 7, 31)
    assert list(own.waits_for.all()) == [learned]
    assert not tasks.exclude(state="open", owner=None, reason="", closed_at=None, closed_by=None).exists()


def test_no_person_no_mail_and_no_decision_comes_along(made: tuple[Edition, Report]) -> None:
    edition = made[0]
    assert mail.outbox == []
    for model in (Speaker, Registration, Invitation, Mailing, EditionRole, Release):
        assert not model._default_manager.filter(edition=edition).exists(), model
    assert not DelegationHead.objects.filter(delegation__edition=edition).exists()
    assert not edition.adjacent_events.exists()
    assert not edition.evidence.exists()
    assert (edition.announced_at, edition.archived_at, edition.hero_picture, edition.theme) == (
        None,
        None,
        None,
        "",
    )
    assert edition.controller_name == ""


def test_no_name_stands_in_what_was_made_but_where_the_report_says_so(made: tuple[Edition, Report]) -> None:
    from tests.home.starting.new_rows import rows_of

    for place, words in rows_of(made[0]):
        for person in PEOPLE:
            if person in words:
                assert any(person in line.told for line in made[1].lines), (place, person)
                assert place.startswith("workshop_pages.WorkshopPage.body"), (place, person)


def test_no_moment_of_the_old_year_stands_in_what_was_made(made: tuple[Edition, Report]) -> None:
    from tests.home.starting.new_rows import dates_of

    stale = [(place, at) for place, at in dates_of(made[0]) if at.year == 2027]
    assert stale == []


def test_the_trial_leaves_nothing_and_says_what_is_then_made(old: Edition) -> None:
    from tests.home.starting.new_rows import counts

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
    assert "“Hall” was not taken over" in lines(report, Part.AGENDA, Outcome.DECIDE)["Opening"]


def test_without_a_first_day_the_agenda_waits_and_dates_are_empty(old: Edition) -> None:
    edition, report = start(wanted(earlier=old, starts_on=None, ends_on=None), by=None)
    assert not edition.slots.exists()
    assert edition.registration_opens_at is None
    assert "not known yet" in lines(report, Part.AGENDA, Outcome.LEFT_OUT)["The agenda"]
    edition.starts_on = edition.ends_on = date(2028, 10, 9)
    edition.save()
    take_over(edition, old, [Part.AGENDA], by=None)
    assert edition.slots.get(title="Opening").room.name == "Hall"
    assert edition.slots.get(title="Parcels").page_id


def test_fewer_days_than_before_need_a_decision(old: Edition) -> None:
    edition, report = start(wanted(earlier=old, ends_on=date(2028, 10, 9)), by=None)
    assert edition.slots.count() == 3
    assert "no day of the new edition" in lines(report, Part.AGENDA, Outcome.DECIDE)["Thursday 13 May 2027"]


def test_more_days_than_before_need_a_decision(old: Edition) -> None:
    _edition, report = start(wanted(earlier=old, ends_on=date(2028, 10, 12)), by=None)
    assert "Monday 9 October 2028" in lines(report, Part.AGENDA, Outcome.DECIDE)


def test_what_stands_stays_and_a_second_time_adds_nothing(made: tuple[Edition, Report], old: Edition) -> None:
    from tests.home.starting.new_rows import counts

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
    assert "slots already" in lines(report, Part.AGENDA, Outcome.LEFT_OUT)["The agenda"]


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
    assert "Places in total" in lines(report, Part.REGISTRATION, Outcome.DECIDE)


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
