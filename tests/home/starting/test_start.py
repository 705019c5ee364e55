"""Starting an edition: all of it or nothing, once a year, and no mail but one that was asked for."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from django.core import mail
from wagtail.models import ModelLogEntry, Page

from cooperation.agenda import queries
from cooperation.agenda.actions import release
from cooperation.agenda.rules import conflicts
from cooperation.editions.actions import HostDecision
from cooperation.editions.enums import HostStatus, Role
from cooperation.editions.models import Edition, EditionRole
from cooperation.editions.rules import CannotGiveRole, HostIsNoCandidate
from core.accounts.models import User
from home.models import StandardPage
from home.rules import CannotMakePages
from home.starting.report import Outcome, Part
from home.starting.rules import CannotStart, YearIsTaken
from home.starting.start import start, started_as, try_start
from home.starting.zones import zone_of
from tests.factories import EditionFactory, MemberFactory, PresidencyFactory, UserFactory
from tests.home.starting.samples import wanted
from workshops.pages.models import WorkshopPage
from workshops.programme.models import Session
from workshops.registration.models import RegistrationDesk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home_page"), pytest.mark.sweeps]


def decided(host: Any, **more: Any) -> HostDecision:
    facts = {"decided_by": "Directors", "decided_on": date(2027, 6, 1)}
    return HostDecision(HostStatus.MEMBER, host=host, **facts | more)


def test_the_frame_gives_an_agenda_that_can_be_released() -> None:
    edition, report = start(wanted(), by=None)
    found = conflicts(
        queries.draft_programme(edition).slots,
        first_day=edition.starts_on,
        last_day=edition.ends_on,
        zone=edition.zone,
    )
    assert found == []
    assert release(edition, "", by=None).number == 1
    first = edition.slots.first()
    assert first.starts_at.astimezone(edition.zone) == datetime(2028, 10, 9, 8, 30, tzinfo=edition.zone)
    assert report.to_decide == 0


def test_the_frame_gives_pages_seats_questions_and_the_checklist() -> None:
    edition, report = start(wanted(), by=None)
    pages = edition.page.get_descendants(inclusive=True)
    assert not pages.filter(live=True).exists()
    workshops = WorkshopPage.objects.descendant_of(edition.page)
    assert workshops.count() == 3
    assert all(page.slots.count() == 3 for page in workshops)
    assert Session.objects.filter(slot__edition=edition).count() == 9
    assert RegistrationDesk.objects.get(edition=edition).questions.count() == 3
    assert edition.tasks.count() == 80
    assert {part for part, _sections in report.parts()} == set(Part)


def test_a_day_more_than_the_frame_has_needs_a_decision() -> None:
    _edition, report = start(wanted(ends_on=date(2028, 10, 11)), by=None)
    assert [line.what for line in report.lines if line.outcome == Outcome.DECIDE] == [
        "Wednesday 11 October 2028"
    ]


def test_a_day_less_than_the_frame_has_needs_a_decision() -> None:
    _edition, report = start(wanted(ends_on=date(2028, 10, 9)), by=None)
    assert [line.what for line in report.lines if line.outcome == Outcome.DECIDE] == ["Day 2"]


def test_the_host_is_recorded_with_presidency_and_country() -> None:
    host = MemberFactory(country="PT")
    presidency = PresidencyFactory(year=2028, half=2, country="PT")
    edition, _report = start(wanted(country="", decision=decided(host)), by=None)
    edition.refresh_from_db()
    assert (edition.host, edition.presidency, str(edition.country)) == (host, presidency, "PT")
    assert edition.host_decided_by == "Directors"


def test_a_host_whom_the_rota_does_not_suggest_needs_a_reason_or_nothing_is_made() -> None:
    host = MemberFactory()
    with pytest.raises(HostIsNoCandidate):
        start(wanted(decision=decided(host)), by=None)
    assert not Edition.objects.exists()
    edition, _report = start(wanted(decision=decided(host, reason="They offered.")), by=None)
    assert edition.host == host


def test_without_a_decision_the_host_stays_open_and_the_half_year_follows_the_days() -> None:
    second = PresidencyFactory(year=2028, half=2, country="PT")
    edition, _report = start(wanted(), by=None)
    assert (edition.host_status, edition.presidency) == (HostStatus.UNDECIDED, second)


def test_no_mail_leaves_unless_somebody_is_invited() -> None:
    start(wanted(), by=None)
    assert mail.outbox == []
    assert not EditionRole.objects.exists()


def test_who_leads_is_told_when_the_edition_is_made_and_not_by_the_trial() -> None:
    invited = wanted(lead="rasa@host.example")
    try_start(invited, by=None)
    assert not User.objects.filter(email="rasa@host.example").exists()
    assert mail.outbox == []
    edition, _report = start(invited, by=None)
    assert EditionRole.objects.get(edition=edition).role == Role.HOST_LEAD
    assert [message.to for message in mail.outbox] == [["rasa@host.example"]]


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"starts_on": date(2029, 1, 1), "ends_on": date(2029, 1, 2)}, CannotStart),
        ({"ends_on": date(2028, 10, 8)}, CannotStart),
        ({"time_zone": "Europe/Nowhere"}, CannotStart),
        ({"title": "   "}, CannotStart),
        ({"lead": "off@host.example"}, CannotGiveRole),
    ],
)
def test_a_refusal_leaves_nothing(changed: dict[str, Any], refusal: type[Exception]) -> None:
    UserFactory(email="off@host.example", is_active=False)
    pages = Page.objects.count()
    with pytest.raises(refusal):
        start(wanted(**changed), by=None)
    assert not Edition.objects.exists()
    assert Page.objects.count() == pages
    assert not ModelLogEntry.objects.filter(action="home.start_edition").exists()


def test_a_page_in_the_way_is_named_and_nothing_is_made(home_page: Any) -> None:
    home_page.add_child(instance=StandardPage(title="Plans", slug="2028"))
    with pytest.raises(CannotMakePages, match="Plans"):
        start(wanted(), by=None)
    assert not Edition.objects.exists()


def test_a_year_has_one_cooperation_day() -> None:
    EditionFactory(year=2028, title="The one")
    with pytest.raises(YearIsTaken, match="The one"):
        start(wanted(), by=None)
    assert Edition.objects.count() == 1


def test_a_meeting_of_another_kind_takes_no_year() -> None:
    EditionFactory(year=2028, kind="study_visit")
    assert start(wanted(), by=None)


def test_the_same_start_is_found_again_and_another_one_is_not() -> None:
    edition, _report = start(wanted(), by=None)
    assert started_as("first", 2028) == edition
    assert started_as("first", 2029) is None
    assert started_as("second", 2028) is None
    with pytest.raises(YearIsTaken) as refused:
        start(replace(wanted(), key="second"), by=None)
    assert refused.value.edition == edition.pk


def test_the_log_says_who_started_it_and_names_nobody_else() -> None:
    by = UserFactory()
    edition, _report = start(wanted(lead="rasa@host.example"), by=by)
    entry = ModelLogEntry.objects.get(action="home.start_edition", object_id=str(edition.pk))
    assert entry.user == by
    assert entry.data == {"key": "first", "year": 2028}
    assert ModelLogEntry.objects.filter(action="home.take_over").get().data["from"] == ""


def test_a_country_has_a_zone() -> None:
    zones = [zone_of(country) for country in ("LT", "PT", "DE", "CY", "")]
    assert zones == ["Europe/Vilnius", "Europe/Lisbon", "Europe/Berlin", "Asia/Nicosia", ""]
