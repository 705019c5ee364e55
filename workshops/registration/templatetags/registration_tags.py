"""What templates say of registrations."""

from django import template

from workshops.registration import wording
from workshops.registration.models import Booking

register = template.Library()


@register.simple_tag
def seat_line(booking: Booking) -> str:
    """What became of one seat, in a sentence."""
    return wording.seat_line(booking)
