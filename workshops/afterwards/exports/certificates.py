"""Certificates of attendance on paper."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cooperation.editions.models import Edition
from cooperation.network.models import NetworkSettings
from cooperation.pages import wording
from core.formats import pdf, qr
from core.formats.link_picture import readable
from core.publishing.colours import accent
from workshops.afterwards.links import verification_address
from workshops.afterwards.models import Certificate
from workshops.afterwards.rules import hours_of
from workshops.registration.exports.calendar import agenda_facts

TEMPLATE = Path(__file__).parent / "typst" / "certificate.typ"
MOST_SESSIONS = 9
"""How many sessions stand on a certificate by their titles; the others are counted."""
LONGEST_TITLE = 70


def certificates_pdf(
    edition: Edition, certificates: Sequence[Certificate], network: NetworkSettings
) -> bytes:
    """``certificates``, one on each page of a tagged PDF; there has to be one at least."""
    facts = agenda_facts(edition, network)
    colours = accent(facts.accent_colour)
    made_at = max(one.changed_at for one in certificates)
    content = {
        "document_title": _("%(edition)s: certificate of attendance") % {"edition": facts.title},
        "author": facts.network,
        "language": facts.language,
        "cover": colours.cover,
        "soft": colours.cover_soft,
        "title": readable(facts.title),
        "kind": _("Certificate of attendance for"),
        "example": _("Example: this event is invented") if facts.is_example else "",
        "issued": _issued(edition, made_at),
        "signed": _("For the organisers"),
        "verify": _("Is it genuine? Scan the code or open:"),
        "qr_alternative": _("QR code of the address at which this certificate can be checked"),
        "certificates": [_one(edition, certificate) for certificate in certificates],
    }
    return pdf.template(TEMPLATE).render(content, made_at)


def number_in_words(certificate: Certificate, edition: Edition) -> str:
    """The number as it stands on paper: the year, and which of that year."""
    return f"{edition.year or edition.pk}-{certificate.number:04d}"


def hours_in_words(minutes: int) -> str:
    """``minutes`` as hours to the half, without a part of an hour that is none."""
    hours = hours_of(minutes)
    return str(number_format(int(hours) if hours.is_integer() else hours))


def _one(edition: Edition, certificate: Certificate) -> dict[str, Any]:
    registration = certificate.registration
    address = verification_address(certificate)
    about = (registration.function, registration.affiliation)
    return {
        "number": _("No %(number)s") % {"number": number_in_words(certificate, edition)},
        "name": readable(registration.badge_name) or str(registration.get_role_display()),
        "about": readable(", ".join(part for part in about if part)),
        "sentence": readable(_sentence(edition, certificate)),
        "sessions_label": _workshops(certificate),
        "sessions": _titles(certificate),
        "qr": qr.svg(address),
        "address": address.removesuffix(f"{certificate.code}/")
        .removeprefix("https://")
        .removeprefix("http://"),
        "code": certificate.code,
    }


def _sentence(edition: Edition, certificate: Certificate) -> str:
    where = wording.place(edition)
    words = {
        "edition": edition.title,
        "days": wording.days(edition.starts_on, edition.ends_on),
        "where": where,
        "count": certificate.days,
    }
    if where:
        return (
            ngettext(
                "attended %(edition)s in %(where)s, %(days)s, on %(count)d day.",
                "attended %(edition)s in %(where)s, %(days)s, on %(count)d days.",
                certificate.days,
            )
            % words
        )
    return (
        ngettext(
            "attended %(edition)s, %(days)s, on %(count)d day.",
            "attended %(edition)s, %(days)s, on %(count)d days.",
            certificate.days,
        )
        % words
    )


def _workshops(certificate: Certificate) -> str:
    """How many sessions, and how long they were together."""
    words = {"count": len(certificate.sessions), "hours": hours_in_words(certificate.minutes)}
    return (
        ngettext(
            "%(count)d workshop (%(hours)s h)",
            "%(count)d workshops (%(hours)s h together)",
            len(certificate.sessions),
        )
        % words
    )


def _titles(certificate: Certificate) -> list[str]:
    titles = [
        Truncator(readable(title)).chars(LONGEST_TITLE) for title in certificate.sessions[:MOST_SESSIONS]
    ]
    more = len(certificate.sessions) - len(titles)
    if more > 0:
        titles.append(ngettext("and %(count)d more", "and %(count)d more", more) % {"count": more})
    return titles


def _issued(edition: Edition, made_at: datetime) -> str:
    day = date_format(made_at.astimezone(edition.zone).date(), "DATE_FORMAT")
    host = edition.host.name if edition.host else edition.other_host
    if host:
        return readable(_("Issued by %(host)s on %(day)s") % {"host": host, "day": day})
    return _("Issued on %(day)s") % {"day": day}
