"""Cards for tables, with the name on both sides."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _
from django_countries import countries

from cooperation.agenda.exports.facts import AgendaFacts
from core.formats.link_picture import readable
from workshops.printing.exports.paper import about, template
from workshops.printing.rules import Badge


def cards_pdf(badges: Sequence[Badge], facts: AgendaFacts, made_at: datetime) -> bytes:
    """A card for each of ``badges`` in their order, as a tagged PDF of A4 across, to be folded once."""
    cards = [
        {
            # A heading without a word would stop whoever has it read aloud.
            "name": readable(badge.name) or _("Guest"),
            "function": " ".join(badge.function.split()),
            "from": _from(badge),
        }
        for badge in badges
    ]
    title = _("%(edition)s: cards for tables") % {"edition": facts.title}
    return template("cards").render({**about(facts, title), "cards": cards}, made_at)


def _from(badge: Badge) -> str:
    """Where somebody comes from, the country unless the centre's name says it."""
    affiliation = " ".join(badge.affiliation.split())
    country = str(countries.name(badge.country)) if badge.country else ""
    if country and country.casefold() in affiliation.casefold():
        country = ""
    return ", ".join(part for part in (affiliation, country) if part)
