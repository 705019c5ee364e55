"""The newest release's note can be mended; of an archived edition nothing changes."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone
from lxml import html
from wagtail.models import ModelLogEntry

from cooperation.agenda import actions, audit
from cooperation.agenda.models import Release, Slot
from cooperation.editions.models import Edition
from tests.factories import SlotFactory


class TestChangeNote:
    def test_newest_note_is_mended_and_the_content_stays(self, edition: Edition) -> None:
        SlotFactory(edition=edition)
        actions.release(edition, "A tpyo", None)
        content = Release.objects.get().content
        actions.change_note(edition, 1, " A typo ", None)
        made = Release.objects.get()
        assert (made.note, made.content) == ("A typo", content)
        entry = ModelLogEntry.objects.get(action=audit.NOTE_CHANGED)
        assert entry.data == {"number": 1, "before": "A tpyo", "note": "A typo"}

    def test_older_notes_and_missing_ones_are_refused(self, edition: Edition) -> None:
        with pytest.raises(actions.NotTheNewest):
            actions.change_note(edition, 1, "x", None)
        slot = SlotFactory(edition=edition)
        actions.release(edition, "First", None)
        actions.cancel_slot(slot, None)
        actions.release(edition, "Second", None)
        with pytest.raises(actions.NotTheNewest):
            actions.change_note(edition, 1, "x", None)
        assert set(Release.objects.values_list("note", flat=True)) == {"First", "Second"}

    def test_each_form_of_the_desk_carries_the_token_without_which_nothing_is_taken(
        self, desk: Client, edition: Edition
    ) -> None:
        SlotFactory(edition=edition)
        actions.release(edition, "A tpyo", None)
        page = html.fromstring(desk.get(f"/admin/agenda/{edition.pk}/").content)
        forms = page.xpath("//main//form[@method='post']")
        assert any("/note/" in form.get("action", "") for form in forms)
        assert all(form.xpath(".//input[@name='csrfmiddlewaretoken'][@value!='']") for form in forms)


@pytest.mark.parametrize(
    "write",
    [
        lambda slot: actions.release(slot.edition, "A note", None),
        lambda slot: actions.change_note(slot.edition, 1, "x", None),
        lambda slot: actions.shift_day(slot.edition, date(2027, 5, 12), 5, None),
        lambda slot: actions.save_slot(slot, None),
        lambda slot: actions.duplicate(slot, None),
        lambda slot: actions.cancel_slot(slot, None),
        lambda slot: actions.restore_slot(slot, None),
        lambda slot: actions.delete_slot(slot, None),
    ],
)
def test_nothing_of_an_archived_edition_changes(edition: Edition, write: Callable[[Slot], object]) -> None:
    slot = SlotFactory(edition=edition)
    actions.release(edition, "First", None)
    kept = list(Slot.objects.values())
    Slot.objects.filter(pk=slot.pk).update(title="Corrected")
    kept[0]["title"] = "Corrected"
    # The caller's edition was loaded before somebody archived it.
    Edition.objects.filter(pk=edition.pk).update(archived_at=timezone.now())
    with pytest.raises(actions.Archived, match="archived editions do not change"):
        write(slot)
    assert list(Slot.objects.values()) == kept
    assert list(Release.objects.values_list("note", flat=True)) == ["First"]
