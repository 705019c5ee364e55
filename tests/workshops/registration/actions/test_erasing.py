"""Erasing: reports without names, others' seats and accounts, and what is kept for good reasons."""

import io
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import ModelLogEntry
from wagtail.users.models import UserProfile

from cooperation.editions.enums import Role
from cooperation.editions.models import Edition
from cooperation.editions.teams import give_role
from core.accounts.models import User
from core.mail.models import OutgoingMail
from tests.factories import EditionFactory, MemberFactory, OutgoingMailFactory
from tests.workshops.registration.samples import OPENED, make_desk, make_session, register_one
from workshops.registration import audit, kept
from workshops.registration.actions import erasing, seats
from workshops.registration.actions.registering import Entry, change_answers
from workshops.registration.models import Booking, Draft, Erasure, Registration, SeatEvent
from workshops.registration.retention import NEEDS, REST

pytestmark = pytest.mark.django_db

NEEDS_END, ALL_ENDS = datetime(2027, 6, 13, tzinfo=UTC), datetime(2027, 8, 13, tzinfo=UTC)


def other_desk() -> Any:
    return make_desk(EditionFactory(year=2028, ready_for_registration=True, registration_opens_at=OPENED))


def test_the_report_of_an_edition_holds_numbers_alone() -> None:
    desk, member = make_desk(), MemberFactory()
    session = make_session(desk, seats=1)
    register_one(desk, "ona@example.org", member=member, sessions=(session.pk,))
    register_one(desk, "jonas@example.org", role="guest", sessions=(session.pk,))
    report = erasing.erase_edition(desk.edition)
    assert report.counts["erased"]["registrations"] == 2
    assert report.counts["kept"] == {
        "states": {"confirmed": 2},
        "roles": {"delegate": 1, "guest": 1},
        "members": {str(member.pk): 1, "": 1},
        "seats": {str(session.pk): 1},
        "extras": {},
        "came": {},
        "came_to": {},
    }
    assert "ona" not in str(report.counts)
    desk.refresh_from_db()
    assert desk.erased_at is not None
    assert ModelLogEntry.objects.get(action=audit.EDITION_ERASED).data == {"report": report.pk}


def test_the_trial_counts_what_the_erasure_takes_and_takes_nothing() -> None:
    desk = make_desk()
    register_one(desk, diet="vegan", needs_consent=True)
    Draft.objects.create(edition=desk.edition, email="else@example.org", content={"diet": ["vegan"]})
    for clock in (NEEDS, REST):
        promised = erasing.try_out(desk.edition, clock)
        assert Registration.objects.filter(diet="vegan").exists() is True
        assert Erasure.objects.count() == 0
        with_report = (erasing.erase_needs if clock == NEEDS else erasing.erase_edition)(desk.edition)
        assert with_report.counts["erased"] == promised
        assert promised[{NEEDS: "needs", REST: "registrations"}[clock]] == 1
        if clock == NEEDS:
            Registration.objects.update(diet="vegan")
            Erasure.objects.all().delete()


def test_the_seat_of_an_erased_person_goes_to_the_next_in_line(mailoutbox: list[Any]) -> None:
    desk = make_desk()
    session = make_session(desk, seats=1)
    ona, jonas = register_one(desk, "ona@example.org"), register_one(desk, "jonas@example.org")
    seats.book(ona, session)
    seats.book(jonas, session)
    before = len(mailoutbox)
    assert erasing.erase_person(ona) is not None
    assert Booking.objects.get().registration == jonas
    assert Booking.objects.get().state == "confirmed"
    assert [mail.to for mail in mailoutbox[before:]] == [["jonas@example.org"]]
    kinds = SeatEvent.objects.filter(registration=None).values_list("kind", flat=True)
    assert list(kinds) == ["booked", "withdrawn"]


def test_the_place_of_an_erased_person_goes_to_who_waits() -> None:
    desk = make_desk(total_places=1)
    ona, jonas = register_one(desk, "ona@example.org"), register_one(desk, "jonas@example.org")
    assert jonas.state == "waiting"
    erasing.erase_person(ona)
    jonas.refresh_from_db()
    assert jonas.state == "confirmed"


def test_erasing_twice_is_erasing_once() -> None:
    ona = register_one(make_desk())
    assert erasing.erase_person(ona) is not None
    assert erasing.erase_person(ona) is None
    assert Erasure.objects.count() == 1


def test_a_person_who_leaves_before_the_end_did_not_take_part(time_machine: Any) -> None:
    desk = make_desk()
    ona, jonas = register_one(desk, "ona@example.org"), register_one(desk, "jonas@example.org")
    early = erasing.erase_person(ona)
    time_machine.move_to(datetime(2027, 5, 20, tzinfo=UTC))
    late = erasing.erase_person(jonas)
    assert early is not None
    assert late is not None
    assert early.counts["kept"] == {}
    assert late.counts["kept"] == {"states": {"confirmed": 1}, "roles": {"delegate": 1}}


def test_accounts_with_a_duty_or_another_meeting_stay() -> None:
    desk, later = make_desk(), other_desk()
    for name in ("guest", "organiser", "returner", "administrator"):
        register_one(desk, f"{name}@example.org")
    organiser = User.objects.get(email="organiser@example.org")
    give_role(desk.edition, organiser, Role.HOST_LEAD, by=None)
    returning = register_one(later, "returner@example.org")
    User.objects.filter(email="administrator@example.org").update(is_superuser=True)
    erasing.erase_edition(desk.edition)
    assert set(User.objects.values_list("email", flat=True)) == {
        "organiser@example.org",
        "returner@example.org",
        "administrator@example.org",
    }
    assert Registration.objects.get() == returning
    assert list(organiser.edition_roles.values_list("role", flat=True)) == ["host_lead"]
    assert not EmailAddress.objects.filter(email="guest@example.org").exists()


@pytest.mark.usefixtures("_outbox")
def test_mails_of_another_meeting_stay() -> None:
    desk, later = make_desk(), other_desk()
    register_one(desk, "ona@example.org", badge_name="Ona Example")
    kept_one = register_one(later, "ona@example.org", badge_name="Ona Example")
    erasing.erase_edition(desk.edition)
    mail = OutgoingMail.objects.get()
    assert mail.about == f"registration:{kept_one.pk}"
    assert mail.recipients == ["ona@example.org"]


@pytest.fixture
def _outbox(settings: Any) -> None:
    settings.EMAIL_BACKEND = "core.mail.backends.OutboxBackend"


@pytest.mark.usefixtures("_outbox")
def test_what_others_were_told_stays_without_its_words_and_what_waits_is_not_sent() -> None:
    ona = register_one(make_desk(), "ona@example.org", badge_name="Ona Example")
    told = OutgoingMailFactory(
        state="sent", recipients=["head@example.org"], text="Ona Example comes.", source=b"x"
    )
    waiting = OutgoingMailFactory(recipients=["head@example.org"], text="Write to ona@example.org.")
    alike = OutgoingMailFactory(recipients=["diona@example.org"], text="Ona Examples, iona@example.org.cy")
    erasing.erase_person(ona)
    told.refresh_from_db()
    assert (told.text, bytes(told.source), told.recipients) == ("", b"", ["head@example.org"])
    assert set(OutgoingMail.objects.all()) == {told, alike}
    alike.refresh_from_db()
    assert alike.text == "Ona Examples, iona@example.org.cy"
    assert not OutgoingMail.objects.filter(pk=waiting.pk).exists()


def test_the_picture_of_an_account_goes_with_it(
    tmp_path: Any, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.MEDIA_ROOT = str(tmp_path)
    ona = register_one(make_desk())
    (tmp_path / "face.png").write_bytes(b"face")
    UserProfile.objects.create(user=ona.user, avatar="face.png")
    with django_capture_on_commit_callbacks(execute=True):
        erasing.erase_person(ona)
    assert not (tmp_path / "face.png").exists()


def test_both_clocks_run_for_archived_editions_as_well() -> None:
    desk = make_desk()
    register_one(desk, diet="vegan", needs_consent=True)
    Edition.objects.update(archived_at=timezone.now())
    assert erasing.erase_due(NEEDS_END - timedelta(days=1)) == 0
    assert erasing.erase_due(NEEDS_END) == 1
    assert Registration.objects.get().diet == ""
    assert erasing.erase_due(NEEDS_END) == 0
    assert erasing.erase_due(ALL_ENDS) == 1
    assert not kept.has_people(desk.edition)
    assert list(Erasure.objects.values_list("reason", flat=True)) == [REST, NEEDS]


def test_one_edition_that_cannot_be_erased_does_not_stand_in_the_way_of_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first, second = make_desk(), make_desk(EditionFactory(ready_for_registration=True, year=2026))
    register_one(first)
    whole = erasing.erase_edition

    def refuse(edition: Edition) -> Erasure:
        if edition == first.edition:
            raise OSError
        return whole(edition)

    monkeypatch.setattr(erasing, "erase_edition", refuse)
    with pytest.raises(ExceptionGroup):
        erasing.erase_due(ALL_ENDS)
    second.refresh_from_db()
    assert second.erased_at is not None


def test_an_edition_without_days_is_left_alone() -> None:
    desk = make_desk()
    register_one(desk)
    Edition.objects.update(starts_on=None, ends_on=None)
    assert erasing.erase_due(datetime(2100, 1, 1, tzinfo=UTC)) == 0
    assert Registration.objects.count() == 1


def test_forms_that_nobody_sent_go_after_two_weeks() -> None:
    desk = make_desk()
    Draft.objects.create(edition=desk.edition, email="late@example.org")
    erasing.erase_due(timezone.now() + timedelta(days=13))
    assert Draft.objects.exists()
    erasing.erase_due(timezone.now() + timedelta(days=15))
    assert not Draft.objects.exists()


def test_consents_are_off_unless_given_and_each_is_asked_for_itself() -> None:
    ona = register_one(make_desk(), diet="vegan", access_needs="ramp")
    assert (ona.pictures_allowed, ona.is_listed, ona.needs_consent_at) == (False, False, None)
    assert (ona.diet, ona.access_needs) == ("", "")
    ona = change_answers(ona, Entry("Ona", pictures_allowed=True))
    assert (ona.pictures_allowed, ona.is_listed, ona.needs_consent_at) == (True, False, None)


def test_needs_go_at_once_when_the_consent_is_taken_back() -> None:
    ona = register_one(make_desk(), diet="vegan", access_needs="ramp", needs_consent=True)
    assert ona.diet == "vegan"
    change_answers(ona, Entry("Ona", diet="vegan", access_needs="ramp", needs_consent=False))
    ona.refresh_from_db()
    assert (ona.diet, ona.access_needs, ona.needs_consent_at) == ("", "", None)


def test_the_command_lists_erasures_and_erases_them_again_after_a_restore(tmp_path: Any) -> None:
    desk = make_desk()
    ona = register_one(desk)
    ticket = ona.ticket
    erasing.erase_person(ona)
    written = io.StringIO()
    call_command("erase_due", "--list", stdout=written)
    assert erasing.digest_of(ticket) in written.getvalue()
    marks = tmp_path / "marks.txt"
    marks.write_text(written.getvalue())
    Registration.objects.create(edition=desk.edition, email="ona@example.org", ticket=ticket)
    call_command("erase_due", "--again", str(marks), stdout=written)
    assert "Erased again: 1" in written.getvalue()
    assert not Registration.objects.exists()


def test_a_batch_costs_the_same_however_many_people_it_holds() -> None:
    costs = []
    for year, people in ((2031, 3), (2032, 40)):
        desk = make_desk(EditionFactory(year=year, ready_for_registration=True, registration_opens_at=OPENED))
        for number in range(people):
            register_one(desk, f"person{number}@example.org", badge_name=f"Person Number{number}")
        with CaptureQueriesContext(connection) as queries:
            erasing.erase_edition(desk.edition)
        costs.append(len(queries))
    assert costs[0] == costs[1]
    assert not User.objects.filter(email__startswith="person").exists()
