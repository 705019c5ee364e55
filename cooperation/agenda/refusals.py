"""What the agenda refuses, each with words that say why and what to do."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from cooperation.agenda.models import Slot
from cooperation.agenda.rules import Conflict


class Refused(Exception):  # noqa: N818 - a typed answer, not a malfunction
    """A write that the agenda does not allow; ``message`` says why and what to do."""

    message: str | Promise = _("This cannot be done.")

    def __str__(self) -> str:
        return str(self.message)


class NothingToRelease(Refused):
    """The draft has no slot, and there never was a release."""

    message = _("There is nothing to release yet: the agenda has no slots.")


class NothingChanged(Refused):
    """The draft says what the newest release says."""

    message = _("Nothing has changed since the last release.")


class Archived(Refused):
    """The edition lies in the archive: nothing of its agenda changes."""

    def __init__(self, reasons: Iterable[object]) -> None:
        super().__init__()
        self.message = " ".join(str(reason) for reason in reasons)


class NotTheNewest(Refused):
    """Only the newest release's note can be mended, and this is another one or none."""

    message = _("Only the note of the newest release can be changed.")


class LeavesTheDay(Refused):
    """Slots would begin on another day; ``titles`` are theirs."""

    def __init__(self, titles: list[str]) -> None:
        super().__init__()
        self.titles = titles
        self.message = ngettext(
            "Nothing was moved: “%(first)s” would begin on another day. Its day is changed under “More…”.",
            "Nothing was moved: %(count)d slots would begin on another day, among them “%(first)s”. "
            "A slot's day is changed under “More…”.",
            len(titles),
        ) % {"count": len(titles), "first": titles[0]}


class ConflictsBlock(Refused):
    """The draft has conflicts that block a release; ``conflicts`` are those."""

    message = _("The agenda cannot be released yet. Please solve the conflicts first.")

    def __init__(self, blocking: list[Conflict]) -> None:
        super().__init__()
        self.conflicts = blocking


class NoLength(Refused):
    """The slot ends before it begins, or at that moment."""

    message = _("The end must be later than the beginning.")


class ChangedMeanwhile(Refused):
    """Somebody changed the slot after it was read; ``slot`` is how it stands now."""

    def __init__(self, slot: Slot, told: str) -> None:
        super().__init__()
        self.slot = slot
        self.message = told


class GoneMeanwhile(Refused):
    """The slot was deleted after it was read."""

    message = _("Somebody else deleted this slot meanwhile, so it was not changed.")


class AlreadyThere(Refused):
    """A new slot was sent twice."""

    message = _("This slot is in the draft already.")


class NothingToTakeBack(Refused):
    """This person has changed nothing on this day that could be taken back, or done again."""

    message = _("There is nothing left to take back or to do again on this day.")


class RoomGone(Refused):
    """What should come back was in a room, or with a speaker, that is deleted by now."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.message = _(
            "“%(title)s” cannot be put back: its room or one of its speakers has been deleted since."
        ) % {"title": title}


class DraftMoved(Refused):
    """The draft is not what was shown when this was decided."""

    message = _(
        "Somebody changed the draft after this page was shown. Please look again: this is how it is now."
    )


def named(records: Iterable[object]) -> list[str]:
    """Each record with what it is, such as “session: Parcels”."""
    return [f"{type(record)._meta.verbose_name}: {record}" for record in records]  # type: ignore[attr-defined]


class ReturnBlocked(Refused):
    """The draft cannot go back, because something depends on slots that the old release does not have."""

    def __init__(self, dependents: Iterable[object]) -> None:
        super().__init__()
        self.dependents = named(dependents)
        self.message = _(
            "The draft cannot go back to this release: it has no slot for what depends on the draft "
            "(%(dependents)s). Take that away first, or move the slots by hand."
        ) % {"dependents": ", ".join(self.dependents)}


class StillNeeded(Refused):
    """Something depends on the slot; ``dependents`` names it."""

    def __init__(self, slot: Slot, dependents: Iterable[object]) -> None:
        super().__init__()
        self.dependents = named(dependents)
        self.message = _(
            "“%(slot)s” cannot be deleted, because something depends on it (%(dependents)s). "
            "Cancel it instead: it stays in the agenda, struck through, and calendars hear of it."
        ) % {"slot": slot, "dependents": ", ".join(self.dependents)}
