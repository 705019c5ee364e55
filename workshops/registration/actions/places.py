"""Places at an edition: whether there is one, and who gets the next. For callers who hold the lock."""

from dataclasses import dataclass

from django.utils import timezone
from wagtail.log_actions import log

from cooperation.editions.enums import Role
from cooperation.editions.models import EditionRole
from core.serving.caching import content_changed
from workshops.registration import audit, mails, queries
from workshops.registration.enums import RegistrationState
from workshops.registration.models import Registration, RegistrationDesk
from workshops.registration.refusals import TicketCancelled
from workshops.registration.rules import DEFAULT_ROLE, Person, Places, has_place


@dataclass(frozen=True, slots=True)
class Count:
    """How many places there are, and who has one; counted under the lock."""

    places: Places
    holders: dict[Person, int]

    def has_place_for(self, person: Person) -> bool:
        """Whether there is a place. Nobody who waits is passed over: whoever fits has moved up already."""
        return has_place(person, self.places, self.holders)

    def add(self, person: Person) -> None:
        """Count one more who has a place."""
        self.holders[person] = self.holders.get(person, 0) + 1


def count(desk: RegistrationDesk, quotas: queries.Quotas | None = None) -> Count:
    """Count the places of ``desk``, whose ``quotas`` a caller may have read. At most three queries."""
    places = queries.places_of(desk, desk.keeps_places_of_members(timezone.now()), quotas)
    return Count(places, dict(queries.holders_of_places(desk.edition_id)))


def note_whether_full(desk: RegistrationDesk, counted: Count | None = None) -> None:
    """Let the public know when places run out or come back: on the change alone, as all pages fall out of
    the cache with it. For a caller who holds the lock and has changed who has a place, or how many there are;
    who has ``counted`` them says so.
    """
    is_full = not (counted or count(desk)).has_place_for(Person(None, DEFAULT_ROLE))
    if is_full == desk.is_full:
        return
    desk.is_full = is_full
    RegistrationDesk.objects.filter(pk=desk.pk).update(is_full=is_full)
    content_changed()


def let_in(registration: Registration) -> None:
    """Let the person see what is meant for attendees, once they sign in."""
    if registration.user_id:
        role = EditionRole(edition=registration.edition, user_id=registration.user_id, role=Role.ATTENDEE)
        EditionRole.objects.bulk_create([role], ignore_conflicts=True)  # one statement; others may have it


def shut_out(registration: Registration) -> None:
    if registration.user_id:
        EditionRole.objects.filter(
            edition=registration.edition, user_id=registration.user_id, role=Role.ATTENDEE
        ).delete()


def settle_places(desk: RegistrationDesk) -> int:
    """Give free places to those who wait, in their order; how many moved up. For a caller with the lock."""
    counted = count(desk)
    waiting = Registration.objects.filter(edition=desk.edition_id, state=RegistrationState.WAITING)
    moved = 0
    for registration in waiting.select_related("edition", "member").order_by("pk").iterator(chunk_size=200):
        person = queries.person_of(registration)
        if not counted.has_place_for(person):
            continue
        registration.state = RegistrationState.CONFIRMED
        registration.save(update_fields=["state", "changed_at"])
        counted.add(person)
        let_in(registration)
        log(registration, audit.PLACE_GIVEN)
        mails.tell_place_given(registration)
        moved += 1
    note_whether_full(desk, counted)
    return moved


def current_registration(registration: Registration) -> Registration:
    """The registration under the lock.

    Raises:
        TicketCancelled: it was cancelled.
    """
    current = Registration.objects.select_related("edition", "member").get(pk=registration.pk)
    if not current.is_active:
        raise TicketCancelled
    return current
