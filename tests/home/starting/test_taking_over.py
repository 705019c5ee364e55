"""What is taken over from an edition that is full of everything, and what never is."""

import json
from datetime import UTC, date, datetime

import pytest
from django.core import mail

from cooperation.agenda.models import Release, Slot, SlotSpeaker, Speaker
from cooperation.editions.models import ChecklistTask, Edition, EditionRole
from cooperation.pages.models import LookBackPage, PracticalPage
from home.models import StandardPage
from home.starting.report import Outcome, Part, Report
from tests.home.starting.full_edition import PEOPLE
from tests.home.starting.new_rows import dates_of, rows_of
from tests.home.starting.samples import lines_of
from workshops.pages.models import WorkshopPage
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

pytestmark = [pytest.mark.django_db, pytest.mark.sweeps]


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
    assert "Parcels" in lines_of(made[1], Part.AGENDA, Outcome.LEFT_OUT)


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
    assert "registration opens" in lines_of(report, Part.REGISTRATION, Outcome.SHIFTED)


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
    for place, words in rows_of(made[0]):
        for person in PEOPLE:
            if person in words:
                assert any(person in line.told for line in made[1].lines), (place, person)
                assert place.startswith("workshop_pages.WorkshopPage.body"), (place, person)


def test_no_moment_of_the_old_year_stands_in_what_was_made(made: tuple[Edition, Report]) -> None:
    stale = [(place, at) for place, at in dates_of(made[0]) if at.year == 2027]
    assert stale == []
