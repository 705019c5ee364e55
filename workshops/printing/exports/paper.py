"""What all papers of a meeting say of it."""

from pathlib import Path
from typing import Any

from cooperation.agenda.exports.facts import AgendaFacts
from cooperation.agenda.exports.printed import colours, numeral
from core.formats import pdf

TEMPLATES = Path(__file__).parent / "typst"


def template(name: str) -> pdf.Template:
    """The paper called ``name``."""
    return pdf.template(TEMPLATES / f"{name}.typ")


def about(facts: AgendaFacts, title: str) -> dict[str, Any]:
    """What every template asks for; ``title`` is that of the document."""
    return {
        "document_title": title,
        "author": facts.network,
        "language": facts.language,
        "colours": colours(facts.accent_colour),
        "title": facts.title,
        "days": " · ".join(part for part in (facts.days, facts.city) if part),
        "numeral": numeral(facts),
    }
