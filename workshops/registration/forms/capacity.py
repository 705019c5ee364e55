"""The form of a session with its seats and whom some of them are kept for."""

from typing import Any

from workshops.programme.forms import SessionForm
from workshops.registration.rules import Reserve


class CapacityForm(SessionForm):
    """How many seats a session has, and who has some for themselves. An action keeps what it says."""

    def reserves(self) -> list[Reserve]:
        """The seats that are to be kept for somebody, as they were sent; for a form that is valid."""
        rows: list[dict[str, Any]] = [form.cleaned_data for form in self.formsets["reserves"].forms]
        return [
            Reserve(row["seats"], row["member"].pk if row["member"] else None, row["role"])
            for row in rows
            if row and not row.get("DELETE")
        ]
