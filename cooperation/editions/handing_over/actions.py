"""Hand-overs planned, prepared, carried out by the worker, postponed and taken back.

Each locks the edition first, so a postponement and the worker that ends the rights come one after the other.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cooperation.editions import teams
from cooperation.editions.enums import Role
from cooperation.editions.handing_over import mails, queries, rules
from cooperation.editions.handing_over.rules import CannotHandOver
from cooperation.editions.models import Edition, HandedRole, HandOver
from core.accounts.models import User

NOTES = ("decisions", "learned", "budget", "contacts")
"""What the old team writes for the next one."""


@dataclass(frozen=True, slots=True)
class Plan:
    """To which edition it goes and how long the old team keeps its rights; either may be open yet."""

    to_edition: Edition | None
    last_day: date | None


def plan(edition: Edition, wanted: Plan, by: User | None) -> HandOver:
    """Say to which edition ``edition`` is handed over, and with which day its team's rights end.

    A team that was told another day is told of the new one.

    Raises:
        CannotHandOver: the day has passed or lies before the meeting's end, the next edition is not later,
            or it was handed over already.
    """
    with transaction.atomic():
        handover = _lock(edition)
        reasons = rules.reasons_against_planning(edition, wanted.last_day, handover.done_at, timezone.now())
        if wanted.to_edition:
            reasons += rules.reasons_against_next(edition.year, wanted.to_edition.year)
        if reasons:
            raise CannotHandOver(*reasons)
        was_told, before = handover.warned_for or handover.told_for, handover.last_day
        handover.to_edition, handover.last_day = wanted.to_edition, wanted.last_day
        if before != wanted.last_day:
            handover.warned_for = handover.told_for = None
        handover.save()
        if was_told and before != wanted.last_day:
            _tell_all(handover, "moved" if wanted.last_day else "called_off")
        log(edition, "editions.plan_handover", user=by, data=_as_data(handover))
    return handover


def write_notes(edition: Edition, notes: Mapping[str, str], contacts_agreed: bool, by: User | None) -> None:
    """Keep what the old team leaves to the next one; ``notes`` by the names in ``NOTES``.

    Raises:
        CannotHandOver: contacts are named without their consent, or it was handed over already.
    """
    with transaction.atomic():
        handover = _lock(edition)
        contacts = notes["contacts"]
        if reasons := rules.reasons_against_notes(contacts, contacts_agreed, handover.done_at):
            raise CannotHandOver(*reasons)
        for name in NOTES:
            setattr(handover, name, notes[name].strip())
        handover.contacts_agreed = bool(contacts.strip()) and contacts_agreed
        handover.save()
        log(edition, "editions.write_handover", user=by)


def take_back(edition: Edition, by: User | None) -> None:
    """Give the old team back the roles that the hand-over took; who is switched off stays without.

    Raises:
        CannotHandOver: it was not handed over.
    """
    with transaction.atomic():
        handover = _lock(edition)
        if handover.done_at is None:
            raise CannotHandOver(
                _("It was not handed over yet. To keep the team's rights, choose another day.")
            )
        given: dict[User, list[Role]] = {}
        for row in handover.handed_roles.select_related("user").filter(user__is_active=True):
            teams.give_role(edition, row.user, Role(row.role), by)
            given.setdefault(row.user, []).append(Role(row.role))
        handover.handed_roles.all().delete()
        handover.done_at = handover.last_day = handover.warned_for = handover.told_for = None
        handover.save()
        for user, roles in given.items():
            mails.tell(handover, user, roles, "given_back")
        log(edition, "editions.take_back_handover", user=by)


def note_contacts_seen(handover: HandOver, by: User) -> None:
    """Take note that ``by`` saw the contacts that were handed on."""
    log(handover.edition, "editions.see_handover_contacts", user=by)


def hand_over_due(now: datetime | None = None) -> int:
    """Tell teams whose rights end, end those whose last day has passed, and forget old contacts.

    Doing it again does nothing more. One hand-over that fails does not stand in the way of the others.

    Returns:
        How many editions were handed over.
    """
    now, done, trouble = now or timezone.now(), 0, []
    for edition in Edition.objects.filter(pk__in=queries.due(now)).order_by("pk"):
        try:
            done += _follow(edition, now)
        except Exception as error:
            trouble.append(error)
    if trouble:
        raise ExceptionGroup("Some editions were not handed over.", trouble)
    return done


@transaction.atomic
def _follow(edition: Edition, now: datetime) -> bool:
    handover = _lock(edition)
    if handover.done_at:
        if handover.contacts and handover.done_at < now - rules.CONTACTS_KEPT:
            handover.contacts, handover.contacts_agreed = "", False
            handover.save(update_fields=["contacts", "contacts_agreed"])
            log(edition, "editions.forget_handover_contacts")
        return False
    if rules.is_due(handover.last_day, edition.zone, now):
        _end_rights(handover, now)
        return True
    if rules.is_last_morning(handover.last_day, handover.told_for, edition.zone, now):
        _tell_all(handover, "today")
        handover.told_for = handover.warned_for = handover.last_day
    elif rules.is_notice_due(handover.last_day, handover.warned_for, edition.zone, now):
        _tell_all(handover, "in_a_week")
        handover.warned_for = handover.last_day
    handover.save(update_fields=["told_for", "warned_for"])
    return False


def _end_rights(handover: HandOver, now: datetime) -> None:
    """Turn every role of the team into the reader's. For a caller in a transaction that has the lock."""
    edition = handover.edition
    for colleague in queries.team_that_ends(edition):
        for role in colleague.roles:
            HandedRole.objects.create(handover=handover, user=colleague.user, role=role)
            teams.withdraw_role(edition, colleague.user, role, by=None)
        if colleague.user.is_active:
            teams.give_role(edition, colleague.user, Role.READER, by=None)
    handover.done_at = now
    handover.save(update_fields=["done_at"])
    log(edition, "editions.hand_over", data=_as_data(handover))


def _tell_all(handover: HandOver, news: mails.News) -> None:
    for colleague in queries.team_that_ends(handover.edition):
        if colleague.user.is_active:
            mails.tell(handover, colleague.user, list(colleague.roles), news)


def _lock(edition: Edition) -> HandOver:
    """The hand-over of ``edition``, whose row is locked; it is made when there is none."""
    locked = Edition.objects.select_for_update().get(pk=edition.pk)
    handover, _is_new = HandOver.objects.get_or_create(edition=locked)
    return handover


def _as_data(handover: HandOver) -> dict[str, str]:
    return {
        "to": str(handover.to_edition or ""),
        "last_day": handover.last_day.isoformat() if handover.last_day else "",
    }
