"""Takes over what was chosen into an edition: in one transaction, or as a trial that leaves nothing."""

from collections.abc import Callable, Iterable

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cooperation.editions.models import Edition
from cooperation.editions.rules import reasons_against_changing
from core.accounts.models import User
from core.serving.caching import content_changed
from home.starting import copying_agenda, copying_pages, copying_registration, frame
from home.starting.copying_checklist import copy_checklist
from home.starting.report import Part, Report
from home.starting.rules import CannotTakeOver, ChangedMeanwhile
from home.starting.sources import Source, of_edition
from home.starting.work import Work

TAKEN_OVER = "home.take_over"


def source_of(earlier: Edition | None) -> Source:
    """What ``earlier`` has to give; the frame of this project when it is ``None``."""
    return of_edition(earlier) if earlier else frame.source()


def take_over(
    edition: Edition, earlier: Edition | None, parts: Iterable[Part], by: User | None, *, seen: str = ""
) -> Report:
    """Take over ``parts`` from ``earlier``, or from the frame, into ``edition``, and say what became of each.

    What stands in ``edition`` already stays. All of it happens, or nothing.

    Args:
        seen: the fingerprint of the report that ``by`` has looked at; empty when nobody has.

    Raises:
        CannotTakeOver: the edition lies in the archive, is that which is taken from, or was published before.
        CannotMakePages: another page has an address that is needed.
        ChangedMeanwhile: what would be made is not what was looked at.
    """
    with transaction.atomic():
        locked = Edition.objects.select_for_update(of=("self",)).get(pk=edition.pk)
        if reasons := reasons_against_changing(locked):
            raise CannotTakeOver(*reasons)
        if earlier is not None and earlier.pk == edition.pk:
            raise CannotTakeOver(_("Choose another edition: nothing is taken over from itself."))
        report = Report()
        run(Work.begin(source_of(earlier), locked, parts, by, report))
        named = {"from": str(earlier) if earlier else "", "parts": sorted(parts)}
        log(locked, TAKEN_OVER, user=by, data=named)
        content_changed()  # rows that are written at once do not say so by themselves
        if seen and seen != report.fingerprint:
            raise ChangedMeanwhile(report)
    return report


def try_take_over(
    edition: Edition, earlier: Edition | None, parts: Iterable[Part], by: User | None
) -> Report:
    """What ``take_over`` would do: it is done and taken back, so that what it says is true.

    Raises:
        Refused: as ``take_over``.
    """
    with transaction.atomic():
        report = take_over(edition, earlier, parts, by)
        transaction.set_rollback(True)
    return report


def run(work: Work) -> None:
    """Take over the parts that were chosen, each after what it needs."""
    for parts, step in STEPS:
        if work.parts & parts:
            step(work)


STEPS: tuple[tuple[frozenset[Part], Callable[[Work], None]], ...] = (
    (frozenset({Part.PAGES}), copying_pages.copy_what_pages_show),
    (frozenset({Part.PAGES, Part.WORKSHOPS}), copying_pages.copy_pages),
    (frozenset({Part.ROOMS}), copying_agenda.copy_rooms),
    (frozenset({Part.AGENDA}), copying_agenda.copy_slots),
    (frozenset({Part.WORKSHOPS}), copying_agenda.copy_sessions),
    (frozenset({Part.REGISTRATION}), copying_registration.copy_registration),
    (frozenset({Part.LETTERS}), copying_registration.copy_letters),
    (frozenset({Part.CHECKLIST}), copy_checklist),
)
