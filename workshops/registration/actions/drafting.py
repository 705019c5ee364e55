"""Forms that are saved on the way."""

from collections.abc import Mapping, Sequence

from django.db import transaction

from workshops.registration.actions.locking import lock
from workshops.registration.admitting import standing_registration
from workshops.registration.models import Draft


@transaction.atomic
def save_draft(edition_id: int, email: str, content: Mapping[str, Sequence[str]]) -> bool:
    """Keep what the owner of ``email`` has filled in so far, in the place of what was kept before.

    Whoever has registered in the meantime, in another window perhaps, has nothing to save any more; the
    lock keeps such a late draft from staying behind.

    Returns:
        Whether it was kept.
    """
    lock(edition_id)
    if standing_registration(edition_id, email) is not None:
        return False
    kept = {name: list(values) for name, values in content.items()}
    Draft.objects.update_or_create(edition_id=edition_id, email=email.lower(), defaults={"content": kept})
    return True


def drafted(edition_id: int, email: str) -> dict[str, list[str]]:
    """What the owner of ``email`` saved on the way; empty when that is nothing. One query."""
    draft = Draft.objects.filter(edition=edition_id, email__iexact=email).first()
    return draft.content if draft else {}
