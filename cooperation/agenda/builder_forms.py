"""The builder's panel: what of a slot is changed without leaving the day."""

from typing import Any

from cooperation.agenda.desk_forms import SlotRowForm


class PanelForm(SlotRowForm):
    """The fields of a row, each with its label. Whether the slot was changed meanwhile its action says."""

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, prefix="panel", **kwargs)
        for field in self.fields.values():
            field.show_hidden_initial = False
            field.widget.attrs.pop("aria-label")

    def _refuse_overwriting(self) -> None:
        pass
