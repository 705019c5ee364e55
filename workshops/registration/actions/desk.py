"""How people register for an edition: written by the host, under the lock that counts places.

What was promised is kept: nobody loses a place, an answer or a seat by a change of the settings.
"""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import ngettext
from wagtail.log_actions import log

from cooperation.editions.models import Edition
from cooperation.editions.rules import reasons_against_changing
from cooperation.network.models import Member
from core.accounts.models import User
from core.serving.caching import content_changed
from workshops.registration import audit
from workshops.registration.actions import places
from workshops.registration.actions.locking import lock
from workshops.registration.delegation_queries import kept_places
from workshops.registration.enums import BookingState, RegistrationState
from workshops.registration.host_refusals import (
    DeskStands,
    EditionClosed,
    FewerPlacesThanKept,
    FewerPlacesThanPeople,
    RowRefused,
    SeatsAreBooked,
)
from workshops.registration.models import (
    Booking,
    Delegation,
    Extra,
    ExtraChoice,
    Question,
    Registration,
    RegistrationDesk,
)

NOT_THE_HOSTS = ("allotment_seed", "allotted_at", "is_full", "needs_erased_at", "erased_at")
"""What other actions write into the desk; a form that was opened earlier must not take it back."""


def refuse_archived(edition: Edition) -> None:
    """Refuse what would change an edition that lies in the archive.

    Raises:
        EditionClosed: it does.
    """
    if reasons := reasons_against_changing(edition):
        raise EditionClosed(reasons)


@transaction.atomic
def set_up(wanted: RegistrationDesk, by: User | None) -> RegistrationDesk:
    """Say for the first time how people register; every current member gets a delegation.

    Args:
        wanted: a desk that is not kept yet, with its domains, quotas, questions and extras.
        by: who says so.

    Raises:
        EditionClosed: the edition lies in the archive.
        DeskStands: somebody else was faster.
        FewerPlacesThanKept: the places of the members are more than there are.
    """
    edition = Edition.objects.select_for_update().get(pk=wanted.edition_id)
    refuse_archived(edition)
    if RegistrationDesk.objects.filter(edition=edition).exists():
        raise DeskStands
    wanted.save()
    today = timezone.localdate()
    members = Member.objects.filter(Q(left_on=None) | Q(left_on__gte=edition.starts_on or today))
    Delegation.objects.bulk_create(
        [Delegation(edition=edition, member=member) for member in members], ignore_conflicts=True
    )
    refuse_too_many_kept(wanted)
    log(wanted, audit.DESK_CHANGED, user=by, data={"changed": []})
    content_changed()  # pages say how people register
    return wanted


@transaction.atomic
def change(wanted: RegistrationDesk, by: User | None) -> int:
    """Change how people register; whoever waits and fits now gets a place.

    Args:
        wanted: the desk as it shall be, with its domains, quotas, questions and extras.
        by: who says so.

    Returns:
        How many people moved up from the waiting list.

    Raises:
        EditionClosed: the edition lies in the archive.
        FewerPlacesThanPeople: fewer places in total, or for a role, than people are confirmed.
        FewerPlacesThanKept: the places of the members are more than there are.
        SeatsAreBooked: the way in which seats are given changes after some were.
        RowRefused: a question that was answered, or an extra that was chosen, does not allow it.
    """
    current = lock(wanted.edition_id)
    refuse_archived(current.edition)
    _refuse_fewer_places(wanted)
    _refuse_other_mode(current, wanted)
    _refuse_lost_answers(current, wanted)
    _refuse_lost_extras(current, wanted)
    for name in NOT_THE_HOSTS:
        setattr(wanted, name, getattr(current, name))
    changed = [name for name in _own_fields() if getattr(wanted, name) != getattr(current, name)]
    wanted.save()
    refuse_too_many_kept(wanted)
    log(wanted, audit.DESK_CHANGED, user=by, data={"changed": changed})
    content_changed()
    return places.settle_places(lock(wanted.edition_id))


def _own_fields() -> list[str]:
    return [field.name for field in RegistrationDesk._meta.concrete_fields if not field.is_relation]


def refuse_too_many_kept(desk: RegistrationDesk) -> None:
    """Refuse numbers with which nobody would ever get a place, because more are kept than there are.

    Raises:
        FewerPlacesThanKept: they are such.
    """
    if desk.total_places is None or not desk.keeps_places_of_members(timezone.now()):
        return
    numbers = Delegation.objects.filter(edition=desk.edition_id).values_list("places", flat=True)
    kept = kept_places(desk, numbers)
    if kept > desk.total_places:
        raise FewerPlacesThanKept(kept)


def _refuse_fewer_places(wanted: RegistrationDesk) -> None:
    people = Registration.objects.filter(edition=wanted.edition_id, state=RegistrationState.CONFIRMED)
    roles = list(people.order_by().values_list("role", flat=True))
    if wanted.total_places is not None and wanted.total_places < len(roles):
        raise FewerPlacesThanPeople("total_places", len(roles))
    for quota in wanted.quotas.all():
        taken = roles.count(quota.role)
        if quota.places is not None and quota.places < taken:
            raise RowRefused("quotas", quota.pk, "places", _confirmed(taken))


def _confirmed(taken: int) -> str:
    return str(FewerPlacesThanPeople("places", taken))


def _refuse_other_mode(current: RegistrationDesk, wanted: RegistrationDesk) -> None:
    if wanted.seat_mode == current.seat_mode:
        return
    bookings = Booking.objects.filter(session__slot__edition=current.edition_id)
    if current.allotted_at or bookings.exclude(state=BookingState.RELEASED).exists():
        raise SeatsAreBooked


def _refuse_lost_answers(current: RegistrationDesk, wanted: RegistrationDesk) -> None:
    stay = {question.pk: question for question in wanted.questions.all()}
    for question in Question.objects.filter(desk=current.pk):
        after = stay.get(question.pk)
        changed = (
            [] if after is None else [n for n in ("key", "kind") if getattr(after, n) != getattr(question, n)]
        )
        if after is not None and not changed:
            continue
        answered = _answered(current, question)
        if not answered:
            continue
        words = ngettext(
            "%(count)d person answered “%(question)s”: its key and kind cannot change, and it stays.",
            "%(count)d people answered “%(question)s”: its key and kind cannot change, and it stays.",
            answered,
        ) % {"count": answered, "question": question.label}
        raise RowRefused("questions", after and after.pk, changed[0] if changed else "", words)


def _answered(desk: RegistrationDesk, question: Question) -> int:
    """How many registrations have an answer to ``question``. One query."""
    people = Registration.objects.filter(edition=desk.edition_id, answers__has_key=question.key)
    given = [answers[question.key] for answers in people.values_list("answers", flat=True)]
    return sum(answer not in (None, "", []) for answer in given)


def _refuse_lost_extras(current: RegistrationDesk, wanted: RegistrationDesk) -> None:
    stay = {extra.pk: extra for extra in wanted.extras.all()}
    for extra in Extra.objects.filter(desk=current.pk):
        after = stay.get(extra.pk)
        if after is not None and (after.places is None or after.places == extra.places):
            continue
        taken = ExtraChoice.objects.filter(extra=extra).count()
        if after is None and taken:
            raise RowRefused("extras", None, "", _chosen(taken, extra))
        if after is not None and after.places is not None and after.places < taken:
            raise RowRefused("extras", after.pk, "places", _chosen(taken, extra))


def _chosen(taken: int, extra: Extra) -> str:
    return ngettext(
        "%(count)d person has chosen “%(extra)s”, so it stays, with no fewer places.",
        "%(count)d people have chosen “%(extra)s”, so it stays, with no fewer places.",
        taken,
    ) % {"count": taken, "extra": extra.title}
