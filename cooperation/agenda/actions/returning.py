"""Making the draft say again what an old release said."""

from uuid import UUID

from django.db import transaction
from django.db.models import ProtectedError
from wagtail.log_actions import log

from cooperation.agenda import audit, queries
from cooperation.agenda.actions.locking import lock
from cooperation.agenda.actions.putting import put
from cooperation.agenda.actions.steps import recorded
from cooperation.agenda.draft_steps import uids_of
from cooperation.agenda.models import Release, Room, Speaker
from cooperation.agenda.refusals import DraftMoved, ReturnBlocked
from cooperation.agenda.returning import Return, plan_return
from cooperation.editions.models import Edition
from core.accounts.models import User


@transaction.atomic
def go_back(edition: Edition, release: Release, seen: str, by: User) -> Return:
    """Make the draft of ``edition`` equal to ``release``, of the same edition; readers see nothing of it yet.

    Rooms and speakers that are deleted are made again. It is one step, which its author can take back.

    Args:
        edition: whose draft.
        release: what the draft becomes.
        seen: the digest (``Return.digest``) of what was shown before it was decided.
        by: who decided.

    Raises:
        DraftMoved: the draft is another by now than the one that was shown.
        ReturnBlocked: a slot would go on which something depends, such as a session that can be booked.
        Archived: the edition is archived.
    """
    edition = lock(edition.pk)
    plan = plan_return(edition, release)
    if plan.digest != seen:
        raise DraftMoved
    becomes = plan.settled(_make_rooms(edition, plan), _make_speakers(edition, plan))
    uids = uids_of(plan.draft, becomes)
    keys = [UUID(uid) for uid in uids]
    try:
        with recorded(edition, by, keys, whole=True):
            put(edition, uids, queries.states(edition.pk, keys), becomes)
    except ProtectedError as error:
        raise ReturnBlocked(error.protected_objects) from error
    log(edition, audit.WENT_BACK, user=by, data={"number": release.number, "slots": len(plan.changes)})
    return plan


def _make_rooms(edition: Edition, plan: Return) -> dict[int, int]:
    """Make the missing rooms; the keys of the old ones with those of the new."""
    return {
        room.id: Room.objects.create(
            edition=edition, name=room.name, location=room.location, is_step_free=room.is_step_free
        ).pk
        for room in plan.missing_rooms
    }


def _make_speakers(edition: Edition, plan: Return) -> dict[int, int]:
    return {
        speaker.id: Speaker.objects.create(
            edition=edition,
            name=speaker.name,
            function=speaker.function,
            organisation=speaker.organisation,
        ).pk
        for speaker in plan.missing_speakers
    }
