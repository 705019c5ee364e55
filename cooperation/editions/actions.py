"""Every decision about an edition, in one transaction with its line in the audit log.

The rows that decide are locked first (``select_for_update``; SQLite locks the whole database with the
first statement), so two people who decide at the same time decide one after the other.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cooperation.editions import archiving, errata, queries, rules
from cooperation.editions.archiving import Correction
from cooperation.editions.enums import HostStatus
from cooperation.editions.models import Edition
from cooperation.network.models import Member
from core.accounts.models import User
from core.serving.content_version import read_version


@dataclass(frozen=True, slots=True)
class HostDecision:
    """Who hosts, and who decided that, when and why."""

    status: HostStatus
    host: Member | None = None
    other_host: str = ""
    decided_by: str = ""
    decided_on: date | None = None
    reason: str = ""


def announce(edition: Edition, by: User | None) -> None:
    """Tell the public that ``edition`` takes place.

    Raises:
        CannotAnnounce: days, host or place are missing, or it is too late; with all reasons.
    """
    with transaction.atomic():
        locked = _lock(edition)
        if reasons := rules.reasons_against_announcing(locked, timezone.now()):
            raise rules.CannotAnnounce(*reasons)
        _change(edition, locked, announced_at=timezone.now())
        log(locked, "editions.announce", user=by)


def cancel(edition: Edition, reason: str, by: User | None) -> None:
    """Say that ``edition`` does not take place, and why; it stays visible as cancelled.

    Raises:
        CannotCancel: it is over, cancelled or archived already, or ``reason`` is empty.
    """
    with transaction.atomic():
        locked = _lock(edition)
        if reasons := rules.reasons_against_cancelling(locked, reason, timezone.now()):
            raise rules.CannotCancel(*reasons)
        _change(edition, locked, cancelled_at=timezone.now(), cancellation_reason=reason.strip())
        _change(edition, locked, standing_changes=locked.standing_changes + 1)
        log(locked, "editions.cancel", user=by, data={"reason": reason.strip()})


def reinstate(edition: Edition, reason: str, by: User | None) -> None:
    """Let a cancelled ``edition`` take place after all; the log keeps both reasons.

    Raises:
        CannotReinstate: it is not cancelled, over or archived, or ``reason`` is empty.
    """
    with transaction.atomic():
        locked = _lock(edition)
        if reasons := rules.reasons_against_reinstating(locked, reason, timezone.now()):
            raise rules.CannotReinstate(*reasons)
        _change(edition, locked, cancelled_at=None, cancellation_reason="", reinstated_at=timezone.now())
        _change(edition, locked, standing_changes=locked.standing_changes + 1)
        log(locked, "editions.reinstate", user=by, data={"reason": reason.strip()})


def archive(edition: Edition, by: User | None, correction: Correction | None = None) -> None:
    """Close the record of a concluded or cancelled ``edition``.

    What changed since it lay in the archive before is told to everybody by an erratum.

    Raises:
        CannotArchive: it is neither concluded nor cancelled, or archived already; people's data is still
            there beyond its time; or it changed and ``correction`` does not say what was wrong.
    """
    version = read_version()
    differences = archiving.differences(edition)
    with transaction.atomic():
        locked, now = _lock(edition), timezone.now()
        reasons = rules.reasons_against_archiving(locked, now) or archiving.obstacles(locked, now)
        if not reasons and differences and correction is None:
            reasons = [
                _("It changed since it lay in the archive before. Say what was wrong, and what is right.")
            ]
        if not reasons and correction is not None and read_version() != version:
            reasons = [_("Something changed at this very moment. Look at what differs, then try again.")]
        if reasons:
            raise rules.CannotArchive(*reasons)
        if correction is not None:
            errata.write(locked, correction, by)
        _change(edition, locked, archived_at=now)
        log(locked, "editions.archive", user=by)


def unarchive(edition: Edition, by: User | None) -> None:
    """Open the record of an archived ``edition`` again.

    Raises:
        CannotArchive: it does not lie in the archive.
    """
    archiving.say_that_it_leaves(edition)
    with transaction.atomic():
        locked = _lock(edition)
        if not locked.archived_at:
            raise rules.CannotArchive(_("It does not lie in the archive."))
        _change(edition, locked, archived_at=None)
        log(locked, "editions.unarchive", user=by)


def record_host(edition: Edition, decision: HostDecision, by: User | None) -> None:
    """Write down who hosts ``edition`` and how that was decided.

    A host that the rota does not suggest is taken with a reason only, and nothing that was said is dropped.
    When no country was written, people meet in that of the member that hosts.

    Raises:
        HostIsNoCandidate: the rota does not suggest the host, and no reason is given.
        CannotRecordHost: the decision is incomplete, contradicts itself or lies ahead, or the edition lies in
            the archive.
    """
    with transaction.atomic():
        locked = _lock(edition)
        _check_host(locked, decision)
        hosts_country = str(decision.host.country) if decision.host else ""
        _change(
            edition,
            locked,
            host_status=decision.status,
            host=decision.host,
            country=rules.country_of_place(str(locked.country), locked.mode, hosts_country),
            other_host=decision.other_host.strip(),
            host_decided_by=decision.decided_by.strip(),
            host_decided_on=decision.decided_on,
            host_reason=decision.reason.strip(),
        )
        host = str(locked.host or locked.other_host or locked.get_host_status_display())
        log(locked, "editions.record_host", user=by, data={"host": host, "reason": decision.reason.strip()})


def _check_host(edition: Edition, decision: HostDecision) -> None:
    today = timezone.now().astimezone(edition.zone).date()
    objections = rules.objections_to_host(
        decision.status, decision.host, decision.other_host.strip(), decision.decided_on, today
    )
    if reasons := [*rules.reasons_against_changing(edition), *objections.values()]:
        raise rules.CannotRecordHost(*reasons)
    if decision.status != HostStatus.MEMBER or decision.reason.strip() or edition.year is None:
        return
    if decision.host is not None and not queries.is_candidate(decision.host, edition.year):
        raise rules.HostIsNoCandidate(
            _(
                "%(host)s serves no country that holds the presidency in %(year)s. "
                "When the network decided so all the same, write why."
            )
            % {"host": decision.host, "year": edition.year}
        )


def _lock(edition: Edition) -> Edition:
    return Edition.objects.select_for_update().get(pk=edition.pk)


def _change(edition: Edition, locked: Edition, **values: Any) -> None:
    """Write ``values`` and show them in the caller's object, too."""
    for name, value in values.items():
        setattr(locked, name, value)
        setattr(edition, name, value)
    locked.save(update_fields=list(values))
