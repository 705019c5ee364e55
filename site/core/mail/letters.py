"""The HTML of a mail, made from its text: a sentence is written once, and all mails look alike."""

import re
from dataclasses import dataclass

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

BLUE = "#003399"
"""The field at the head of a mail that speaks for no edition; white is read on it."""
ADDRESS = re.compile(r"https?://\S+")
CODE = re.compile(r"[A-Z0-9]+(-[A-Z0-9]+)*")
LONGEST_CODE = 16


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a mail; ``kind`` is ``text``, ``link`` (an address alone) or ``code`` (a code alone)."""

    kind: str
    text: str


def add_html(message: EmailMultiAlternatives, colour: str = BLUE) -> EmailMultiAlternatives:
    """Give ``message`` its text as HTML too, under a field of ``colour`` (dark enough for white).

    An address that stands alone in a paragraph becomes a button, a code is set large; the last paragraph,
    which says who sent the mail and whether it can be answered, becomes its foot.
    """
    *body, foot = [_read(part.strip()) for part in re.split(r"\n\s*\n", str(message.body).strip())]
    context = {"subject": message.subject, "body": body, "foot": foot, "colour": colour}
    message.attach_alternative(render_to_string("mail/letter.html", context), "text/html")
    return message


def _read(text: str) -> Paragraph:
    if ADDRESS.fullmatch(text):
        return Paragraph("link", text)
    if CODE.fullmatch(text) and len(text) <= LONGEST_CODE:
        return Paragraph("code", text)
    return Paragraph("text", text)
