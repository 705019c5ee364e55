"""The privacy notice and the accessibility statement of the demo: true of a demo, and of nothing else."""

from datetime import date

from home.models import AccessibilityPage, PrivacyPage

CHECKED_ON = date(2026, 11, 1)
"""When the project last looked at both, whenever the demo is loaded."""

PRIVACY = {
    "introduction": (
        "<p>This is a demonstration. What you write here stays on the machine that runs it, where everybody "
        "who tries it can read it: please invent people instead of naming real ones.</p>"
    ),
    "purposes": (
        "<p>Whoever only reads these pages is asked for nothing: no cookie is set, nothing is loaded from "
        "elsewhere. Whoever takes a role gets a cookie that remembers it until they give the role back. "
        "Whoever registers for the example gives what its form asks for, to try how that goes.</p>"
    ),
    "recipients": (
        "<p>Those who run the demonstration and those who try it, because each of them can take every role. "
        "No mail leaves it: mails are shown on a page of their own instead.</p>"
    ),
    "rights": (
        "<p>You may ask those who run the demonstration to see, correct or erase your data. They can also "
        "empty it as a whole, and you may complain to a supervisory authority.</p>"
    ),
    "reviewed_on": CHECKED_ON,
}

ACCESSIBILITY = {
    "commitment": "<p>This website shall be usable by everyone.</p>",
    "conformity": AccessibilityPage.Conformity.PARTIAL,
    "not_conforming": (
        "<ul><li>The editors' pages come from Wagtail for the greater part. They were not checked as a "
        "whole.</li><li>Documents that people add while they try the demonstration may lack tags. Those "
        "that belong to it have them.</li></ul>"
    ),
    "method": (
        "A self-assessment by the Cooperation Day project, which makes this software: automatic checks "
        "with axe-core and HTML_CodeSniffer of every kind of page, and journeys in a browser with the "
        "keyboard alone. For this statement nobody has used it with a screen reader yet."
    ),
    "feedback": (
        '<p>Write to <a href="mailto:secretariat@demo.example">secretariat@demo.example</a>. The address is '
        "invented like the rest of the example: on a real site, somebody answers there.</p>"
    ),
    "prepared_on": CHECKED_ON,
    "reviewed_on": CHECKED_ON,
}


def write_legal_pages() -> None:
    """Write and publish both pages, unless somebody published them already."""
    for page, texts in (
        (PrivacyPage.objects.first(), PRIVACY),
        (AccessibilityPage.objects.first(), ACCESSIBILITY),
    ):
        if page is None or page.first_published_at:
            continue
        for name, text in texts.items():
            setattr(page, name, text)
        page.save_revision().publish()
