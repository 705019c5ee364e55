"""Who is counted as present, and what each scan is answered with."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cooperation.editions.actions import archive, cancel
from tests.factories import EditionFactory, UserFactory
from tests.workshops.checkin.samples import ON_THE_DAY, desk_of_the_day, helper_of, registered, scanned
from tests.workshops.registration.samples import OPENED, make_session
from workshops.checkin import actions, audit, present
from workshops.checkin.actions import Seen, scan
from workshops.checkin.enums import Mistake, Result
from workshops.checkin.models import Attendance, Scan
from workshops.checkin.refusals import AlreadyRegistered, CheckinClosed, NoSuchDoor
from workshops.registration.actions import ending, erasing
from workshops.registration.actions.registering import Entry
from workshops.registration.check_in_codes import check_in_code
from workshops.registration.enums import RegistrationState, Way
from workshops.registration.models import Registration

pytestmark = pytest.mark.django_db
FIRST_DAY = date(2027, 5, 12)


def test_the_first_scan_checks_in_and_the_second_says_so() -> None:
    ona = registered(desk_of_the_day())
    results = [scanned(ona).result, scanned(ona).result]
    assert results == [Result.ARRIVED, Result.AGAIN]
    kept = Attendance.objects.get()
    assert (kept.registration, kept.day, kept.session) == (ona, FIRST_DAY, None)
    assert kept.scan == Scan.objects.order_by("pk").first()


@pytest.mark.parametrize("form", ["{0}", "https://example.org/registrations/{0}/", "  {0}\n"])
def test_a_ticket_is_known_however_it_is_written(form: str) -> None:
    ona = registered(desk_of_the_day())
    assert scanned(ona, code=form.format(ona.ticket)).registration == ona


def test_a_badge_is_known_and_so_is_who_was_chosen_by_name() -> None:
    ona = registered(desk_of_the_day())
    assert scanned(ona, code=check_in_code(ona.ticket)).registration == ona
    assert scanned(ona, code="", registration_id=ona.pk).registration == ona


def test_a_scan_that_is_sent_again_is_the_same_scan() -> None:
    ona, uid = registered(desk_of_the_day()), uuid4()
    first, second = scanned(ona, uid=uid), scanned(ona, uid=uid)
    assert first == second
    assert first.result == second.result == Result.ARRIVED
    assert Scan.objects.count() == 1


def test_unknown_foreign_and_erased_are_answered_alike_and_nothing_of_the_code_is_kept() -> None:
    later = EditionFactory(year=2028, ready_for_registration=True, registration_opens_at=OPENED)
    desk, foreign = desk_of_the_day(), registered(desk_of_the_day(edition=later))
    erased = registered(desk)
    erasing.erase_person(erased)
    for code in ("x" * 32, foreign.ticket, erased.ticket, check_in_code(foreign.ticket), "nobody", "\0"):
        made = scan(desk.edition, Seen(uuid4(), code), None)
        assert (made.result, made.registration) == (Result.UNKNOWN, None)
    assert scan(desk.edition, Seen(uuid4(), registration_id=foreign.pk), None).result == Result.UNKNOWN
    assert Attendance.objects.count() == 0


def test_who_waits_or_is_cancelled_is_told_and_not_counted() -> None:
    desk = desk_of_the_day(total_places=1)
    ona, jonas = registered(desk), registered(desk, "jonas@example.org")
    assert jonas.state == RegistrationState.WAITING
    assert scanned(jonas).result == Result.WAITING
    ending.cancel(ona)
    assert scanned(ona).result == Result.CANCELLED
    assert Attendance.objects.count() == 0


def test_a_session_has_a_door_of_its_own() -> None:
    desk = desk_of_the_day()
    session = make_session(desk, 1, hour=2)
    ona = registered(desk, sessions=(session.pk,))
    rasa = registered(desk, "rasa@example.org", sessions=(session.pk,))
    tom = registered(desk, "tom@example.org")
    results = [scanned(one, session_id=session.pk).result for one in (ona, ona, rasa, tom)]
    assert results == [Result.ARRIVED, Result.AGAIN, Result.WAITING, Result.NO_SEAT]
    assert scanned(ona).result == Result.ARRIVED
    assert Attendance.objects.filter(registration=ona).count() == 2


def test_each_day_is_counted_apart(time_machine: Any) -> None:
    ona = registered(desk_of_the_day())
    scanned(ona)
    time_machine.move_to(ON_THE_DAY + timedelta(days=1))
    assert scanned(ona).result == Result.ARRIVED
    assert [row.day for row in Attendance.objects.all()] == [FIRST_DAY, FIRST_DAY + timedelta(days=1)]


def test_a_scan_from_a_phone_without_a_line_counts_from_when_it_was() -> None:
    ona, now = registered(desk_of_the_day()), timezone.now()
    online = scanned(ona)
    wrong_clock = now + timedelta(hours=3)  # right about how long it waited
    merged = scanned(ona, device_at=wrong_clock - timedelta(minutes=8), sent_at=wrong_clock)
    assert (online.result, merged.result) == (Result.ARRIVED, Result.AGAIN)
    kept = Attendance.objects.get()
    assert kept.scan == merged
    assert abs(kept.at - (now - timedelta(minutes=8))) < timedelta(seconds=20)


def test_what_was_a_mistake_is_taken_back_with_a_reason() -> None:
    ona, helper = registered(desk_of_the_day()), UserFactory()
    first = scanned(ona)
    back = scanned(ona, helper, code="", undoes=first.uid, reason=Mistake.DOOR)
    assert (back.result, back.reason, back.registration) == (Result.BACK, Mistake.DOOR, ona)
    assert Attendance.objects.count() == 0
    assert Scan.objects.get(pk=first.pk).result == Result.ARRIVED
    line = ModelLogEntry.objects.get(action=audit.TAKEN_BACK)
    assert line.data == {"reason": "door"}
    assert scanned(ona).result == Result.ARRIVED


def test_when_one_of_two_scans_is_taken_back_the_other_one_counts() -> None:
    ona = registered(desk_of_the_day())
    first, second = scanned(ona), scanned(ona)
    scanned(ona, undoes=first.uid)
    assert Attendance.objects.get().scan == second


def test_a_mistake_may_be_taken_back_before_it_arrives() -> None:
    ona, uid = registered(desk_of_the_day()), uuid4()
    scanned(ona, undoes=uid)
    scanned(ona, uid=uid)
    assert Attendance.objects.count() == 0


def test_nobody_is_checked_in_at_a_closed_edition_or_a_foreign_door(time_machine: Any) -> None:
    desk = desk_of_the_day()
    ona, foreign = registered(desk), make_session(desk_of_the_day(edition=EditionFactory(year=2028)))
    with pytest.raises(NoSuchDoor):
        scanned(ona, session_id=foreign.pk)
    time_machine.move_to(ON_THE_DAY + timedelta(days=5))
    archive(ona.edition, None)
    with pytest.raises(CheckinClosed, match="archive"):
        scanned(ona)
    assert Scan.objects.count() == 0


def test_nobody_is_checked_in_at_a_cancelled_edition() -> None:
    ona = registered(desk_of_the_day())
    cancel(ona.edition, "Floods", None)
    with pytest.raises(CheckinClosed):
        scanned(ona)


def test_who_walks_in_is_registered_like_everybody_and_checked_in(mailoutbox: list[Any]) -> None:
    desk = desk_of_the_day()
    helper, form_key = helper_of(desk.edition), uuid4()
    for _twice in range(2):
        made = actions.walk_in(desk.edition, "new@example.org", "guest", Entry("New One"), form_key, helper)
        assert made.result == Result.ARRIVED
    new = Registration.objects.get()
    assert (new.way, new.role, new.state) == (Way.DESK, "guest", RegistrationState.CONFIRMED)
    assert Attendance.objects.get().registration == new
    assert ModelLogEntry.objects.filter(action=audit.WALKED_IN, user=helper).count() == 1
    assert len(mailoutbox) == 1
    with pytest.raises(AlreadyRegistered):
        actions.walk_in(desk.edition, "NEW@example.org", "guest", Entry("Another"), uuid4(), helper)


def test_who_walks_in_when_all_places_are_taken_waits() -> None:
    desk = desk_of_the_day(total_places=0)
    made = actions.walk_in(desk.edition, "new@example.org", "guest", Entry("New"), uuid4(), UserFactory())
    assert made.result == Result.WAITING
    assert Attendance.objects.count() == 0


def test_who_is_erased_leaves_numbers_and_no_attendance() -> None:
    desk = desk_of_the_day()
    session = make_session(desk, 2, hour=2)
    for email in ("ona@example.org", "rasa@example.org"):
        one = registered(desk, email, sessions=(session.pk,))
        scanned(one)
    scanned(one, session_id=session.pk)
    assert present.attendances_of(desk.edition) == 3
    report = erasing.erase_edition(desk.edition)
    assert report.counts["kept"]["came"] == {"2027-05-12": 2}
    assert report.counts["kept"]["came_to"] == {str(session.pk): 1}
    assert Attendance.objects.count() == 0
    assert list(Scan.objects.values_list("registration", flat=True)) == [None] * 3


def test_one_person_may_be_erased_on_the_day() -> None:
    ona = registered(desk_of_the_day())
    uid = scanned(ona).uid
    erasing.erase_person(ona)
    assert scan(ona.edition, Seen(uid, ona.ticket), None).result == Result.ARRIVED  # as it was told
    assert scan(ona.edition, Seen(uuid4(), ona.ticket), None).result == Result.UNKNOWN
