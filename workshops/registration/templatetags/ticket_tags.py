"""What the pages that a ticket opens say, and what an account says of tickets."""

from dataclasses import dataclass
from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from cooperation.editions.models import Edition
from cooperation.editions.rules import is_over
from cooperation.pages import wording as edition_wording
from core.formats import qr
from workshops.registration import wording as registration_wording
from workshops.registration.delegation_queries import delegations_headed_by
from workshops.registration.enums import BookingState
from workshops.registration.mails import ticket_address
from workshops.registration.models import Booking, Delegation, Registration
from workshops.registration.queries import registrations_of
from workshops.registration.seat_choice import SessionChoice

register = template.Library()


@dataclass(frozen=True, slots=True)
class TicketFacts:
    """What stands on a ticket beside the name."""

    told: list[tuple[str, str]]
    """Labels and what they name."""
    qr: SafeString
    is_over: bool


@register.simple_tag
def ticket_facts(registration: Registration) -> TicketFacts:
    """When, where, as what and for whom somebody takes part, and the code that opens the registration."""
    edition = registration.edition
    told = (
        (_("When"), edition_wording.days(edition.starts_on, edition.ends_on)),
        (_("Where"), _where(edition)),
        (_("As"), str(registration.get_role_display())),
        (_("From"), registration.affiliation),
    )
    return TicketFacts(
        told=[(label, value) for label, value in told if value],
        qr=mark_safe(qr.svg(ticket_address(registration))),  # noqa: S308 - drawn here, of squares
        is_over=is_over(edition, timezone.now()),
    )


def _where(edition: Edition) -> str:
    return ", ".join(part for part in (edition.venue_name, edition_wording.place(edition)) if part)


@register.simple_tag(takes_context=True)
def own_registrations(context: template.Context) -> list[Registration]:
    """The registrations of who is signed in, newest first; none for anybody else. One query."""
    return list(registrations_of(context["request"].user))


@register.simple_tag(takes_context=True)
def own_delegations(context: template.Context) -> list[Delegation]:
    """The delegations that whoever is signed in heads. One query."""
    return delegations_headed_by(context["request"].user)


@register.simple_tag
def seat_state(booking: Booking) -> str:
    """What became of a seat, where its session stands beside it."""
    if booking.state == BookingState.WAITING:
        return _("You are number %(place)d in the line.") % {"place": booking.place}  # type: ignore[attr-defined]
    if booking.state == BookingState.OFFERED and booking.offered_until:
        until = booking.offered_until.astimezone(booking.registration.edition.zone)
        return _("A seat is kept for you until %(moment)s.") % {
            "moment": date_format(until, "DATETIME_FORMAT")
        }
    return _("You have a seat.")


@register.simple_tag
def seat_when(booking: Booking) -> str:
    """Day and time of a session, on the clocks of the venue."""
    return registration_wording.when(booking)


@register.simple_tag
def day_at_the_venue(moment: datetime, edition: Edition) -> str:
    """The day of ``moment`` by the edition's calendar."""
    return date_format(moment.astimezone(edition.zone).date(), "DATE_FORMAT")


@register.simple_tag
def moment_at_the_venue(moment: datetime, edition: Edition) -> str:
    """A moment by the edition's clocks, with the zone named."""
    return edition_wording.moment_in_zone(moment, edition.zone)


@register.simple_tag
def against(choice: SessionChoice) -> str:
    """What the person has, or waits for, at the time of a session, in a sentence; empty for nothing."""
    if not choice.clashes:
        return ""
    others = ", ".join(f"“{booking.session.slot.title}”" for booking in choice.clashes)
    return _("At the same time: %(sessions)s.") % {"sessions": others}
