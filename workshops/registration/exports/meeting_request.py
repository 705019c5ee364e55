"""The meeting as one entry of one person's calendar, sent with their mails (RFC 5546, RFC 6047)."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from email.utils import parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cooperation.agenda.queries import current_programme
from cooperation.editions.models import Edition
from cooperation.network.queries import network_in_mails
from core.formats import ics
from core.serving.caching import cached_fragment
from workshops.registration.letters import one_line
from workshops.registration.models import Registration

PRODUCT = "-//Cooperation Day//Registration//EN"


def meeting_request(registration: Registration, to: ics.Attendee, lines: Sequence[str]) -> bytes | None:
    """The calendar that puts the meeting into the calendar of ``to``; ``None`` while its days are not known.

    ``lines`` describe it. What was sent earlier under a lower ``calendar_sequence`` is replaced by it.
    """
    return _calendar(registration, to, lines, is_cancelled=False)


def meeting_cancellation(registration: Registration, to: ics.Attendee) -> bytes | None:
    """The calendar that takes it out again; it holds no address of a ticket."""
    return _calendar(registration, to, (), is_cancelled=True)


def uid_of(registration: Registration) -> str:
    """The identity of the entry, the same in all mails about one registration."""
    return f"registration-{registration.pk}@{urlsplit(settings.SITE_ORIGIN).hostname}"


def organiser_of(edition: Edition) -> ics.Organiser:
    """Whom calendars name as the one who invites: the network, else the edition, else the sender of mails."""
    network = network_in_mails()
    if network.contact_email:
        return ics.Organiser(network.contact_name or network.name, network.contact_email)
    if edition.controller_email:
        return ics.Organiser(edition.controller_name, edition.controller_email)
    return ics.Organiser(*parseaddr(settings.DEFAULT_FROM_EMAIL))


def _calendar(
    registration: Registration, to: ics.Attendee, lines: Sequence[str], *, is_cancelled: bool
) -> bytes | None:
    edition = registration.edition
    hours = hours_of(edition) or whole_days_of(edition)
    if hours is None:
        return None
    starts_at, ends_at = hours
    zone = edition.zone
    if edition.is_example:
        lines = [*lines, _("This is an example. It does not take place.")]
    entry = ics.Entry(
        uid=uid_of(registration),
        summary=one_line(edition.title),
        starts_at=starts_at,
        ends_at=ends_at,
        changed_at=timezone.now(),
        sequence=registration.calendar_sequence,
        is_cancelled=is_cancelled,
        is_whole_day=_is_midnight(starts_at, edition) and _is_midnight(ends_at, edition),
        location=_location(edition),
        description="\n".join(lines),
    )
    years = (starts_at.astimezone(zone).year, ends_at.astimezone(zone).year)
    feed = ics.Feed(
        name=entry.summary,
        zone=zone,
        product=PRODUCT,
        years=years,
        language=get_language() or settings.LANGUAGE_CODE,
        organiser=organiser_of(edition),
    )
    return ics.meeting_request(feed, entry, to)


def hours_of(edition: Edition) -> tuple[datetime, datetime] | None:
    """When the newest release begins and ends, in UTC; ``None`` while it tells no hours."""
    return cached_fragment(f"hours of edition:{edition.pk}", lambda: _hours_of(edition))


def _hours_of(edition: Edition) -> tuple[datetime, datetime] | None:
    programme = current_programme(edition)
    slots = programme.current if programme else ()
    timed = [slot for slot in slots if not (slot.is_cancelled or slot.is_untimed)]
    if not timed:
        return None
    return min(slot.starts_at for slot in timed), max(slot.ends_at for slot in timed)


def whole_days_of(edition: Edition) -> tuple[datetime, datetime] | None:
    """From the midnight before the first day to the one after the last, at the venue."""
    if edition.starts_on is None:
        return None
    last = edition.ends_on or edition.starts_on
    return (
        datetime.combine(edition.starts_on, time(), edition.zone).astimezone(UTC),
        datetime.combine(last + timedelta(days=1), time(), edition.zone).astimezone(UTC),
    )


def _is_midnight(moment: datetime, edition: Edition) -> bool:
    return moment.astimezone(edition.zone).time() == time()


def _location(edition: Edition) -> str:
    street = ", ".join(line.strip() for line in edition.venue_address.splitlines() if line.strip())
    parts = (edition.venue_name, street, "" if edition.city in street else edition.city)
    return one_line(", ".join(part for part in parts if part))
