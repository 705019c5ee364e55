"""What somebody prints or shows: the ticket, its code as a picture, and their own agenda."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from cooperation.agenda.exports import printed
from cooperation.agenda.exports.facts import AgendaFacts
from cooperation.network.models import NetworkSettings
from core.formats import pdf, qr
from core.formats.link_picture import readable
from core.publishing.colours import accent
from workshops.registration.enums import RegistrationState
from workshops.registration.exports.calendar import agenda_facts
from workshops.registration.mails import ticket_address
from workshops.registration.models import Registration
from workshops.registration.personal_agenda import own_programme

TICKET = Path(__file__).parent / "typst" / "ticket.typ"


def ticket_pdf(registration: Registration, network: NetworkSettings) -> bytes:
    """The ticket as a tagged PDF of one page of A6, with the code that opens the registration."""
    facts = agenda_facts(registration.edition, network)
    content = _readable(_ticket(registration, facts))
    # A ticket without a name would have an empty heading, which assistive programs stumble over.
    content["name"] = content["name"] or str(registration.get_role_display())
    return pdf.template(TICKET).render(content, registration.changed_at)


def ticket_png(registration: Registration) -> bytes:
    """The ticket's code as a picture in squares of pixels."""
    return qr.png(ticket_address(registration))


def ticket_svg(registration: Registration) -> bytes:
    """The ticket's code as a picture of any size."""
    return qr.svg_file(ticket_address(registration))


def own_agenda_pdf(registration: Registration, network: NetworkSettings) -> bytes:
    """The person's own agenda on A4. Its code leads to the public agenda, so a lost sheet opens nothing."""
    facts = agenda_facts(registration.edition, network)
    whose = _("The agenda of %(name)s") % {"name": readable(registration.badge_name)}
    return printed.agenda_pdf(own_programme(registration), replace(facts, theme=whose))


def _ticket(registration: Registration, facts: AgendaFacts) -> dict[str, Any]:
    address = ticket_address(registration)
    colours = accent(facts.accent_colour)
    about = (registration.function, registration.affiliation)
    told = (
        (_("When"), facts.days),
        (_("Where"), facts.full_address),
        (_("As"), registration.get_role_display()),
    )
    return {
        "document_title": _("%(edition)s: ticket") % {"edition": facts.title},
        "author": facts.network,
        "language": facts.language,
        "cover": colours.cover,
        "soft": colours.cover_soft,
        "deep": colours.deep,
        "title": facts.title,
        "name": registration.badge_name,
        "about": [part for part in about if part],
        "facts": [[label, value] for label, value in told if value],
        "standing": _standing(registration),
        "example": _("Example: this event is invented") if facts.is_example else "",
        "cancelled": _("This edition is cancelled") if facts.cancelled_at else "",
        "qr": qr.svg(address),
        "qr_alternative": _("QR code that opens this registration"),
        "hint": _(
            "Show this code at the entrance. Keep it to yourself: whoever has it can change what you chose."
        ),
    }


def _standing(registration: Registration) -> str:
    """What the ticket has to say when it does not admit; empty when it does."""
    if registration.state == RegistrationState.WAITING:
        return _("On the waiting list: not valid yet")
    return ""


def _readable(content: dict[str, Any]) -> dict[str, Any]:
    """``content`` without letters that our font does not have, which typst refuses to set."""
    return {name: value if name == "qr" else _readable_value(value) for name, value in content.items()}


def _readable_value(value: Any) -> Any:
    return [_readable_value(one) for one in value] if isinstance(value, list) else readable(value)
