"""An edition's own words for its letters."""

from django.db import transaction
from wagtail.log_actions import log

from cooperation.editions.models import Edition
from core.accounts.models import User
from workshops.registration import audit
from workshops.registration.actions import seeing
from workshops.registration.letters import LETTERS
from workshops.registration.models import Letter, Registration


@transaction.atomic
def save_letter(edition: Edition, name: str, subject: str, text: str, by: User) -> None:
    """Let the letter ``name`` have these words from now on; the usual ones are kept as none of its own."""
    usual = LETTERS[name]
    if (subject, text) == (str(usual.subject), str(usual.text)):
        reset_letter(edition, name, by)
        return
    words = {"subject": subject, "text": text}
    Letter.objects.update_or_create(edition=edition, name=name, defaults=words)
    log(edition, audit.LETTER_CHANGED, user=by, data={"letter": name})


@transaction.atomic
def reset_letter(edition: Edition, name: str, by: User) -> bool:
    """Go back to the usual words; whether there were others."""
    deleted, _rows = Letter.objects.filter(edition=edition, name=name).delete()
    if deleted:
        log(edition, audit.LETTER_CHANGED, user=by, data={"letter": name})
    return bool(deleted)


def note_seen(seen: Registration | Edition, by: User, **where: int | str) -> None:
    """Keep in the log that ``by`` saw names and seats: of one person, or of several of an edition."""
    edition = seen.edition if isinstance(seen, Registration) else seen
    what = "mailing" if "mailing" in where else "letters"
    seeing.note_seen(edition, by, what, int(where.get("people", 1)))
