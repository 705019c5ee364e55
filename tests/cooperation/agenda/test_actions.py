"""Writes to the agenda and what they refuse."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from wagtail.models import ModelLogEntry

from cooperation.agenda import actions, audit, queries
from cooperation.agenda.enums import SlotKind, SpeakerRole
from cooperation.agenda.models import Release, Slot, SlotSpeaker
from cooperation.editions.models import Edition
from tests.factories import RoomFactory, SlotFactory, SpeakerFactory, UserFactory
from workshops.programme.models import Session

MAY_12_AT_9 = datetime(2027, 5, 12, 6, 0, tzinfo=UTC)


def at(hour: int, minute: int = 0) -> datetime:
    """A moment on the edition's first day, by the clock in Vilnius."""
    return MAY_12_AT_9 + timedelta(hours=hour - 9, minutes=minute)


def logged(action: str) -> list[str]:
    return [entry.label for entry in ModelLogEntry.objects.filter(action=action)]


class TestRelease:
    def test_first_is_number_one_and_shows_the_draft(self, edition: Edition) -> None:
        user = UserFactory()
        room = RoomFactory(edition=edition, name="Aula")
        slot = SlotFactory(edition=edition, title="Opening", room=room)
        SlotSpeaker.objects.create(slot=slot, speaker=SpeakerFactory(edition=edition, name="Ona"))

        made = actions.release(edition, " The first one ", user)

        programme = queries.current_programme(edition)
        assert (made.number, made.note, made.released_by) == (1, "The first one", user)
        assert [(entry.title, entry.where, entry.sequence) for entry in programme.slots] == [
            ("Opening", "Aula", 0)
        ]
        assert [speaker.name for speaker in programme.slots[0].speakers] == ["Ona"]
        assert programme.slots[0].changed_at == made.released_at
        assert logged(audit.RELEASED) == [edition.title]

    def test_draft_stays_hidden_until_released(self, edition: Edition) -> None:
        slot = SlotFactory(edition=edition, title="Opening")
        assert queries.current_programme(edition) is None
        actions.release(edition, "", None)
        Slot.objects.filter(pk=slot.pk).update(title="Welcome")
        assert [entry.title for entry in queries.current_programme(edition).slots] == ["Opening"]
        assert [entry.title for entry in queries.draft_programme(edition).slots] == ["Welcome"]

    def test_empty_agenda_is_refused(self, edition: Edition) -> None:
        with pytest.raises(actions.NothingToRelease):
            actions.release(edition, "", None)
        assert not Release.objects.exists()

    def test_release_without_a_change_is_refused(self, edition: Edition) -> None:
        SlotFactory(edition=edition)
        actions.release(edition, "", None)
        with pytest.raises(actions.NothingChanged):
            actions.release(edition, "once more", None)

    def test_blocking_conflict_is_refused_with_its_sentence(self, edition: Edition) -> None:
        room = RoomFactory(edition=edition, name="Aula")
        SlotFactory(edition=edition, title="One", room=room)
        SlotFactory(edition=edition, title="Two", room=room)
        with pytest.raises(actions.ConflictsBlock) as refusal:
            actions.release(edition, "", None)
        assert [conflict.sentence(edition.zone) for conflict in refusal.value.conflicts] == [
            "“One” (12 May, 10:00–11:00) and “Two” (12 May, 10:00–11:00) are both in Aula at the same time."
        ]
        assert not Release.objects.exists()

    def test_warning_does_not_block(self, edition: Edition) -> None:
        SlotFactory(edition=edition, kind=SlotKind.WORKSHOP)
        assert actions.release(edition, "", None).number == 1

    def test_other_editions_are_left_alone(self, edition: Edition) -> None:
        SlotFactory(edition=edition, title="Ours")
        SlotFactory(title="Theirs")
        actions.release(edition, "", None)
        assert [entry.title for entry in queries.current_programme(edition).slots] == ["Ours"]

    @pytest.mark.usefixtures("indexes")
    @pytest.mark.parametrize("count", [3, 60])
    def test_costs_the_same_for_few_and_many_slots(
        self, edition: Edition, count: int, django_assert_num_queries: object
    ) -> None:
        rooms = [RoomFactory(edition=edition) for _ in range(3)]
        speaker_ids = [SpeakerFactory(edition=edition).pk for _ in range(count)]
        slots = Slot.objects.bulk_create(
            SlotFactory.build(
                edition=edition,
                room=rooms[number % 3],
                starts_at=at(0) + timedelta(minutes=5 * (number // 3)),
                ends_at=at(0) + timedelta(minutes=5 * (number // 3) + 5),
                kind=SlotKind.WORKSHOP,
            )
            for number in range(count)
        )
        SlotSpeaker.objects.bulk_create(
            SlotSpeaker(slot=slot, speaker_id=speaker)
            for slot, speaker in zip(slots, speaker_ids, strict=True)
        )
        with django_assert_num_queries(3):
            queries.draft_programme(edition)
        ContentType.objects.get_for_models(Edition, Release)  # kept by the process from here on
        # savepoint, lock, newest release, rooms, slots, speakers, number, release, six for the search index,
        # content type and log, savepoint; PostgreSQL writes an entry of the index in one statement
        with django_assert_num_queries(16 if connection.vendor == "postgresql" else 17):
            actions.release(edition, "", None)
        with django_assert_num_queries(1):
            assert len(queries.current_programme(edition).slots) == count


class TestSaveSlot:
    def test_keeps_the_slot_and_says_so(self, edition: Edition) -> None:
        slot = SlotFactory.build(edition=edition, title="Opening")
        assert actions.save_slot(slot, None).pk
        assert logged(audit.SLOT_SAVED) == ["Opening"]

    @pytest.mark.parametrize("length", [timedelta(0), timedelta(minutes=-1)])
    def test_no_length_is_refused(self, edition: Edition, length: timedelta) -> None:
        slot = SlotFactory.build(edition=edition, starts_at=at(9), ends_at=at(9) + length)
        with pytest.raises(actions.NoLength):
            actions.save_slot(slot, None)
        assert not Slot.objects.exists()


class TestDuplicate:
    def test_same_in_everything_but_identity_and_time(self, edition: Edition) -> None:
        room, speaker = RoomFactory(edition=edition), SpeakerFactory(edition=edition)
        slot = SlotFactory(edition=edition, title="Odr", room=room, starts_at=at(9), ends_at=at(10, 30))
        SlotSpeaker.objects.create(slot=slot, speaker=speaker, role=SpeakerRole.CHAIR)

        copy = actions.duplicate(slot, None)

        copy = Slot.objects.get(pk=copy.pk)
        assert (copy.title, copy.room, copy.kind) == ("Odr", room, slot.kind)
        assert (copy.starts_at, copy.ends_at) == (at(10, 30), at(12))
        assert copy.uid != slot.uid
        assert [(link.speaker, link.role) for link in copy.speaker_links.all()] == [
            (speaker, SpeakerRole.CHAIR)
        ]
        assert slot.speaker_links.count() == 1
        assert logged(audit.SLOT_DUPLICATED) == ["Odr"]

    def test_copy_of_a_cancelled_slot_takes_place(self, edition: Edition) -> None:
        assert not actions.duplicate(SlotFactory(edition=edition, is_cancelled=True), None).is_cancelled


class TestShiftDay:
    def test_moves_that_day_only(self, edition: Edition) -> None:
        moved = SlotFactory(edition=edition, starts_at=at(9), ends_at=at(10))
        late = SlotFactory(edition=edition, starts_at=at(23), ends_at=at(25))
        next_day = SlotFactory(edition=edition, starts_at=at(24), ends_at=at(25))
        untimed = SlotFactory(edition=edition, starts_at=at(0), ends_at=at(24), is_untimed=True)
        other = SlotFactory(starts_at=at(9), ends_at=at(10))

        assert actions.shift_day(edition, date(2027, 5, 12), -15, None) == 2

        for slot in (moved, late, next_day, untimed, other):
            slot.refresh_from_db()
        assert (moved.starts_at, moved.ends_at) == (at(8, 45), at(9, 45))
        assert (late.starts_at, late.ends_at) == (at(22, 45), at(24, 45))
        assert (next_day.starts_at, untimed.starts_at, other.starts_at) == (at(24), at(0), at(9))
        assert logged(audit.DAY_SHIFTED) == [edition.title]

    def test_clock_on_the_wall_moves_across_summer_time(self, edition: Edition) -> None:
        # On 28 March 2027 clocks in Vilnius go from 03:00 to 04:00.
        slot = SlotFactory(
            edition=edition,
            starts_at=datetime(2027, 3, 28, 0, 30, tzinfo=UTC),
            ends_at=datetime(2027, 3, 28, 0, 45, tzinfo=UTC),
        )
        actions.shift_day(edition, date(2027, 3, 28), 120, None)
        slot.refresh_from_db()
        assert slot.starts_at.astimezone(edition.zone).strftime("%H:%M") == "04:30"
        assert slot.ends_at - slot.starts_at == timedelta(minutes=15)

    @pytest.mark.parametrize("count", [3, 60])
    def test_costs_the_same_for_few_and_many_slots(
        self, edition: Edition, count: int, django_assert_num_queries: object
    ) -> None:
        actions.shift_day(edition, date(2027, 5, 11), 5, None)  # the content type is looked up once
        Slot.objects.bulk_create(SlotFactory.build(edition=edition) for _ in range(count))
        with django_assert_num_queries(13):
            assert actions.shift_day(edition, date(2027, 5, 12), 5, None) == count

    @pytest.mark.parametrize(("hour", "minutes"), [(1, -120), (23, 60), (25, -120), (47, 120)])
    def test_leaving_the_day_is_refused_as_a_whole(self, edition: Edition, hour: int, minutes: int) -> None:
        slot = SlotFactory(edition=edition, title="Tour", starts_at=at(hour), ends_at=at(hour + 1))
        stays = SlotFactory(edition=edition, starts_at=at(hour // 24 * 24 + 12), ends_at=at(hour + 40))
        day = slot.starts_at.astimezone(edition.zone).date()
        with pytest.raises(actions.LeavesTheDay) as refusal:
            actions.shift_day(edition, day, minutes, None)
        assert refusal.value.titles == ["Tour"]
        assert str(refusal.value).startswith("Nothing was moved: “Tour” would begin on another day.")
        assert Slot.objects.get(pk=stays.pk).starts_at == stays.starts_at

    def test_an_end_after_midnight_stays_fine(self, edition: Edition) -> None:
        SlotFactory(edition=edition, starts_at=at(46), ends_at=at(48))
        assert actions.shift_day(edition, date(2027, 5, 13), 60, None) == 1


class TestCancel:
    def test_stays_in_the_agenda_as_cancelled_and_can_come_back(self, edition: Edition) -> None:
        slot = SlotFactory(edition=edition, title="Tour")
        actions.release(edition, "", None)
        actions.cancel_slot(slot, None)
        actions.cancel_slot(slot, None)
        actions.release(edition, "", None)
        entry = queries.current_programme(edition).current[0]
        assert (entry.is_cancelled, entry.sequence) == (True, 1)
        assert logged(audit.SLOT_CANCELLED) == ["Tour"]
        actions.restore_slot(slot, None)
        actions.release(edition, "", None)
        entry = queries.current_programme(edition).current[0]
        assert (entry.is_cancelled, entry.sequence) == (False, 2)
        assert logged(audit.SLOT_RESTORED) == ["Tour"]


class TestDelete:
    def test_deleted_slot_falls_out_of_the_next_release(self, edition: Edition) -> None:
        slot = SlotFactory(edition=edition, title="Tour", room=RoomFactory(edition=edition, name="Aula"))
        SlotFactory(edition=edition, title="Opening")
        actions.release(edition, "", None)
        room = slot.room
        actions.delete_slot(slot, None)
        room.delete()
        actions.release(edition, "", None)
        programme = queries.current_programme(edition)
        assert [entry.title for entry in programme.current] == ["Opening"]
        gone = programme.slot(str(slot.uid))
        assert (gone.fell_out, gone.is_cancelled, gone.sequence, gone.where) == (True, True, 1, "Aula")
        assert logged(audit.SLOT_DELETED) == ["Tour"]

    def test_slot_that_can_be_booked_is_refused_and_named(self, edition: Edition) -> None:
        slot = SlotFactory(edition=edition, title="Tour")
        Session.objects.create(slot=slot, seats=20)
        with pytest.raises(actions.StillNeeded) as refusal:
            actions.delete_slot(slot, None)
        assert refusal.value.dependents == ["session: Tour"]
        assert "Cancel it instead" in str(refusal.value)
        assert Slot.objects.filter(pk=slot.pk).exists()
        assert logged(audit.SLOT_DELETED) == []
