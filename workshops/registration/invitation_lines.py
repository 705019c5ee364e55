"""Reads a pasted list of people to invite: one on each line, with a name and a role where they are known."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from workshops.registration.enums import Participation
from workshops.registration.host_refusals import line_message

LONGEST_NAME = 120
MOST_LINES = 500

WITH_NAME = re.compile(r"^(?P<name>[^<>]*)<(?P<email>[^<>]*)>\s*(?:[,;\t]\s*(?P<role>.*))?$")
BARE = re.compile(r"^(?P<name>)(?P<email>[^\s,;<>]+)\s*(?:[,;\t]\s*(?P<role>.*))?$")


@dataclass(frozen=True, slots=True)
class ReadLine:
    """One person of the list; ``number`` counts lines from 1, empty ones too."""

    number: int
    email: str
    name: str
    role: str


class Unreadable(Exception):  # noqa: N818 - what people wrote, not a malfunction
    """Some lines cannot be read; ``messages`` says of each which it is and why."""

    def __init__(self, messages: list[str]) -> None:
        super().__init__(messages)
        self.messages = messages


def read_lines(text: str, usual_role: str) -> list[ReadLine]:
    """The people whom ``text`` names, in its order.

    A line is ``Name <mail@example.org>, role``; the name, the role, or both may be missing.

    Raises:
        Unreadable: at least one line cannot be read, or none names anybody.
    """
    wrong: list[str] = []
    found: dict[str, ReadLine] = {}
    written = [(number, line.strip()) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    if not written:
        wrong.append(_("Write at least one e-mail address."))
    if len(written) > MOST_LINES:
        raise Unreadable([_("At most %(count)d people are invited at once.") % {"count": MOST_LINES}])
    roles = _roles()
    for number, line in written:
        try:
            read = _read(number, line, usual_role, roles)
            if read.email in found:
                raise ValueError(
                    _("The same address stands in line %(n)d.") % {"n": found[read.email].number}
                )
            found[read.email] = read
        except ValueError as why:
            wrong.append(line_message(number, why))
    if wrong:
        raise Unreadable(wrong)
    return list(found.values())


def _roles() -> Mapping[str, str]:
    """How each role may be written: as the program and as people call it."""
    names = {str(role.label).casefold(): role.value for role in Participation}
    return names | {role.value: role.value for role in Participation}


def _read(number: int, line: str, usual_role: str, roles: Mapping[str, str]) -> ReadLine:
    parts = WITH_NAME.match(line) or BARE.match(line)
    if parts is None:
        raise ValueError(_("Write “Name <mail@example.org>, role”, or an address alone."))
    email, name = parts["email"].strip().lower(), parts["name"].strip(" \t\"“”'")
    try:
        validate_email(email)
    except ValidationError as error:
        raise ValueError(_("“%(email)s” is no e-mail address.") % {"email": email}) from error
    if len(name) > LONGEST_NAME:
        raise ValueError(_("The name is longer than %(count)d letters.") % {"count": LONGEST_NAME})
    written = (parts["role"] or "").strip()
    role = roles.get(written.casefold()) if written else usual_role
    if role is None:
        known = ", ".join(str(one.label) for one in Participation)
        raise ValueError(_("“%(role)s” is none of the roles: %(known)s.") % {"role": written, "known": known})
    return ReadLine(number, email, name, role)
