"""Badges in the admin: for whom they are made, what is refused, and what is kept of it."""

from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cooperation.agenda.actions import release
from cooperation.editions.models import Edition
from tests.factories import EditionFactory, MemberFactory, SlotFactory, UserFactory
from tests.workshops.printing.asking import at, badges, client, desk, exported, printed, told
from tests.workshops.registration.samples import OPENED, make_desk, make_session, register_one
from workshops.printing.models import PrintedBadge
from workshops.registration.actions import ending, erasing, seats
from workshops.registration.models import RegistrationDesk

__all__ = ["client", "desk"]  # fixtures

pytestmark = pytest.mark.django_db


@pytest.mark.services
class TestBadges:
    def test_they_are_made_of_those_alone_who_are_confirmed(
        self, client: Client, desk: RegistrationDesk, tmp_path: Path
    ) -> None:
        desk.total_places = 2
        desk.save()
        register_one(desk, badge_name="Ona First", organisation="Office of Vilnius", function="Judge")
        gone = register_one(desk, "gone@example.org", badge_name="Gone Away")
        register_one(desk, "w@example.org", badge_name="Waits Long")
        ending.cancel(gone)
        register_one(desk, "x@example.org", badge_name="Jonas Last")
        words = told(badges(client, desk), tmp_path)
        assert "Ona First" in words
        assert "Office of Vilnius" in words
        assert "Judge" in words
        assert "Delegate" in words
        assert "Gone" not in words
        assert "Jonas" not in words  # the place went to who waited
        assert "Waits Long" in words

    def test_nothing_of_diet_or_health_stands_on_them(
        self, client: Client, desk: RegistrationDesk, tmp_path: Path
    ) -> None:
        ona = register_one(desk)
        ona.diet, ona.access_needs, ona.needs_consent_at = "Nonuts", "Rampcanary", timezone.now()
        ona.save()
        words = told(badges(client, desk), tmp_path)
        assert "Nonuts" not in words
        assert "Rampcanary" not in words
        assert ona.email not in words

    def test_for_one_member_role_session_or_person(
        self, client: Client, desk: RegistrationDesk, tmp_path: Path
    ) -> None:
        member = MemberFactory(name="Centre of Latvia", country="LV")
        ona = register_one(desk, badge_name="Ona A", member=member)
        jonas = register_one(desk, "jonas@example.org", badge_name="Jonas B", role="speaker")
        rasa = register_one(desk, "rasa@example.org", badge_name="Rasa C")
        session, other = make_session(desk, seats=5), make_session(desk, seats=5, hour=2)
        seats.book(rasa, session)
        seats.book(ona, other)
        for fields, name in (
            ({"whom": "member", "member": member.pk}, "Ona A"),
            ({"whom": "role", "role": "speaker"}, "Jonas B"),
            ({"whom": "session", "session": session.pk}, "Rasa C"),
            ({"whom": "person", "person": jonas.pk}, "Jonas B"),
        ):
            words = told(badges(client, desk, **fields), tmp_path)
            found = [one for one in ("Ona A", "Jonas B", "Rasa C") if one in words]
            assert found == [name], fields

    def test_in_the_order_that_was_chosen(
        self, client: Client, desk: RegistrationDesk, tmp_path: Path
    ) -> None:
        first = MemberFactory(name="First", protocol_order=1)
        second = MemberFactory(name="Second", protocol_order=2)
        register_one(desk, "a@example.org", badge_name="Aone Aaa", member=second, role="speaker")
        register_one(desk, "b@example.org", badge_name="Btwo Ąbb", member=first)
        register_one(desk, "c@example.org", badge_name="Cthree Acc", member=None, role="staff")
        for order, names in (
            ("member", ["Btwo", "Aone", "Cthree"]),
            ("role", ["Btwo", "Aone", "Cthree"]),
            ("name", ["Aone", "Btwo", "Cthree"]),
        ):
            words = told(badges(client, desk, order=order), tmp_path)
            assert sorted(names, key=words.index) == names, order

    def test_only_who_is_new_or_changed_is_printed_again(
        self, client: Client, desk: RegistrationDesk, tmp_path: Path
    ) -> None:
        ona = register_one(desk, badge_name="Ona A")
        jonas = register_one(desk, "jonas@example.org", badge_name="Jonas B")
        both = told(badges(client, desk, whom="changed"), tmp_path)
        assert "Ona" in both
        assert "Jonas" in both
        assert badges(client, desk, whom="changed").status_code == 409
        ona.function = "Judge"
        ona.save()
        rasa = register_one(desk, "rasa@example.org", badge_name="Rasa C")
        words = told(badges(client, desk, whom="changed"), tmp_path)
        assert [name for name in ("Ona", "Jonas", "Rasa") if name in words] == ["Ona", "Rasa"]
        handed = ending.transfer(rasa, "other@example.org", "Rasa C")
        assert "Rasa" in told(badges(client, desk, whom="changed"), tmp_path)  # another ticket, another code
        assert handed.pk == rasa.pk
        assert PrintedBadge.objects.filter(registration=jonas).count() == 1

    def test_blank_ones_need_nobody(self, client: Client, desk: RegistrationDesk, tmp_path: Path) -> None:
        words = told(badges(client, desk, whom="blank", number="3", role="guest"), tmp_path)
        assert words.count("Guest") == 3
        assert exported(desk.edition) == []
        assert printed(desk.edition) == [{"what": "badges", "count": 3, "size": "a6", "blank": True}]

    def test_each_print_is_kept_without_names(
        self, client: Client, desk: RegistrationDesk, tmp_path: Path
    ) -> None:
        register_one(desk, badge_name="Ona A")
        told(badges(client, desk), tmp_path)
        told(badges(client, desk, size="a7"), tmp_path)
        assert printed(desk.edition) == [
            {"what": "badges", "count": 1, "size": "a6", "whom": "all"},
            {"what": "badges", "count": 1, "size": "a7", "whom": "all"},
        ]
        assert exported(desk.edition) == [("badges", 1), ("badges", 1)]
        assert "Ona" not in "".join(f"{one.label}{one.data}" for one in ModelLogEntry.objects.all())

    def test_who_was_erased_leaves_no_print_behind(
        self, client: Client, desk: RegistrationDesk, tmp_path: Path
    ) -> None:
        ona = register_one(desk, badge_name="Ona A")
        told(badges(client, desk), tmp_path)
        erasing.erase_person(ona)
        assert PrintedBadge.objects.count() == 0
        assert badges(client, desk).status_code == 409
        assert client.get(at(desk, "badges/")).status_code == 200


class TestRefusals:
    def test_nobody_yet_says_what_comes_next(self, client: Client, desk: RegistrationDesk) -> None:
        for page in ("badges/", "cards/", "door-list/"):
            sent = {"whom": "all", "size": "a6", "sheet": "cut", "order": "member"}
            answer = client.post(at(desk, page), sent)
            assert answer.status_code == 409
            assert "As soon as the first registration is confirmed" in answer.content.decode()
        assert printed(desk.edition) == []

    def test_signs_wait_for_a_release(self, client: Client, desk: RegistrationDesk) -> None:
        answer = client.post(at(desk, "signs/"))
        assert answer.status_code == 409
        assert "release the agenda first" in answer.content.decode()
        SlotFactory(edition=desk.edition, title="Without a room")
        release(desk.edition, "First", UserFactory())
        answer = client.post(at(desk, "signs/"))
        assert answer.status_code == 409
        assert "Give the slots their rooms" in answer.content.decode()

    def test_room_lists_wait_for_sessions(self, client: Client, desk: RegistrationDesk) -> None:
        answer = client.post(at(desk, "room-lists/"))
        assert answer.status_code == 409
        assert "Give the workshops of the agenda their seats first" in answer.content.decode()

    def test_a_role_that_nobody_has(self, client: Client, desk: RegistrationDesk) -> None:
        register_one(desk)
        answer = badges(client, desk, whom="role", role="staff")
        assert answer.status_code == 409
        assert "None of them is confirmed" in answer.content.decode()

    def test_perforated_sheets_of_another_size(self, client: Client, desk: RegistrationDesk) -> None:
        register_one(desk)
        answer = badges(client, desk, sheet="perforated")
        assert answer.status_code == 409
        assert "Perforated sheets are for badges of 90 × 55 mm" in answer.content.decode()
        assert PrintedBadge.objects.count() == 0

    def test_an_archived_edition(self, client: Client, desk: RegistrationDesk) -> None:
        register_one(desk)
        Edition.objects.update(archived_at=timezone.now())
        assert badges(client, desk).status_code == 409
        assert "Make the PDF" not in client.get(at(desk, "badges/")).content.decode()

    @pytest.mark.parametrize(
        "fields",
        [
            {"whom": ""},
            {"whom": "nobody"},
            {"whom": "person", "person": ""},
            {"whom": "person", "person": "²"},
            {"whom": "person", "person": "9" * 40},
            {"whom": "session", "session": "1"},
            {"whom": "member", "member": "\0"},
            {"whom": "role", "role": "queen"},
            {"whom": "blank", "number": ""},
            {"whom": "blank", "number": "101"},
            {"whom": "blank", "number": "-1"},
            {"size": "a0"},
            {"sheet": "stone"},
            {"order": "x" * 5000},
            {"shift_right": "nan"},
            {"shift_down": "11"},
        ],
    )
    def test_what_nobody_can_choose(
        self, client: Client, desk: RegistrationDesk, fields: dict[str, str]
    ) -> None:
        register_one(desk)
        assert badges(client, desk, **fields).status_code == 400
        assert printed(desk.edition) == []

    def test_somebody_of_another_edition(self, client: Client, desk: RegistrationDesk) -> None:
        register_one(desk)
        edition = EditionFactory(year=2028, ready_for_registration=True, registration_opens_at=OPENED)
        foreign = register_one(make_desk(edition), "foreign@example.org")
        assert badges(client, desk, whom="person", person=foreign.pk).status_code == 400
