"""What of a form may be kept before it is sent."""

from typing import Final

from django.http import QueryDict

from workshops.registration.forms.entry import EntryForm
from workshops.registration.unseen import without_unseen

LONGEST_VALUE: Final = 4000
"""Characters that are kept of one value."""
MOST_VALUES: Final = 100
"""Values that are kept of one field."""
NEEDS: Final = frozenset({"diet", "access_needs"})


def to_keep(form: EntryForm, data: QueryDict) -> dict[str, list[str]]:
    """The values of the fields of ``form``, unchecked; diet and access needs only with the consent to it."""
    has_consent = bool(data.get("needs_consent"))
    kept = {
        name: [without_unseen(value)[:LONGEST_VALUE] for value in values[:MOST_VALUES]]
        for name, values in data.lists()
        if form.is_of_form(name) and (has_consent or name not in NEEDS)
    }
    return kept | {"form_key": [str(form.key)]}
