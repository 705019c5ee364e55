"""Addresses that ``registrations`` gives to registrations of the demo, which nobody could guess otherwise."""

TICKET = "/registrations/ticket-of-the-demos-attendee-0001/"
TICKET_IN_LINE = "/registrations/ticket-of-somebody-in-a-line-0001/"
FORM = "/2027/register/invitation-of-the-demos-guest/"
DELEGATION = "/2027/delegation/"
SESSION = "session-of-the-head-of-delegation"
"""The name of a session in which that page opens."""
