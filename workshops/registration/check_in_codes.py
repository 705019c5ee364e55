"""What a badge shows to whoever checks people in: a code that knows a registration again and opens nothing.

A badge hangs around a neck all day and is in every picture. A ticket's address on it would let anybody who
saw it change or cancel what its owner chose.
"""

import re
from hashlib import sha256

from workshops.registration.models import Registration

PREFIX = "CD"
"""What the code begins with, so that a scanner tells it from a ticket's address."""
DIGITS = 32
"""Of the hash: 128 bits, which nobody guesses and from which nobody finds the ticket."""
CODE = re.compile(rf"{PREFIX}([0-9A-F]{{{DIGITS}}})")


def check_in_code(ticket: str) -> str:
    """The code of ``ticket``: ``CD`` and the first 32 digits of its SHA-256, in capitals.

    Capitals and digits alone make the smallest QR code. A new ticket has a new code.
    """
    return PREFIX + sha256(ticket.encode()).hexdigest()[:DIGITS].upper()


def by_check_in_code(edition_id: int, code: str) -> Registration | None:
    """The registration of an edition whose badge shows ``code``; ``None`` when there is none. Two queries."""
    wanted = code.strip().upper()
    if not CODE.fullmatch(wanted):
        return None
    tickets = Registration.objects.filter(edition=edition_id).values_list("pk", "ticket")
    found = [key for key, ticket in tickets if check_in_code(ticket) == wanted]
    return Registration.objects.select_related("edition", "member").filter(pk__in=found).first()
