"""What becomes of the colour that a host picks: in words, in figures, and as the input that shows it."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.publishing.colours import DARK_PAPERS, LIGHT_PAPERS, Accent, accent, contrast, custom_properties

WHITE = "#ffffff"


@dataclass(frozen=True, slots=True)
class Surface:
    """One place where the colour shows: what is written there, in which colour, on which."""

    name: str
    label: str | Promise
    text: str
    ground: str

    @property
    def contrast(self) -> str:
        """How far text and ground stand apart, such as ``7.6 : 1``; WCAG asks for 4.5."""
        return f"{contrast(self.text, self.ground):.1f} : 1"


def surfaces(made: Accent) -> list[Surface]:
    """Every place where pages show ``made``."""
    return [
        Surface("cover", gettext_lazy("White on the cover"), WHITE, made.cover),
        Surface("soft", gettext_lazy("Smaller words on the cover"), made.cover_soft, made.cover),
        Surface("deep", gettext_lazy("White at the foot of the cover"), WHITE, made.deep),
        Surface("button", gettext_lazy("White on a button"), WHITE, made.fill),
        Surface("link", gettext_lazy("A link on white"), made.on_light, LIGHT_PAPERS[0]),
        Surface("link_tint", gettext_lazy("A link on a tinted ground"), made.on_light, made.tint_light),
        Surface("dark", gettext_lazy("A link on dark paper"), made.on_dark, DARK_PAPERS[0]),
        Surface("dark_tint", gettext_lazy("A link on tinted dark paper"), made.on_dark, made.tint_dark),
    ]


def accent_in_words(picked: str) -> str:
    """How pages, by day and by night, show the colour ``picked``; else what a colour looks like."""
    try:
        made = accent(picked)
    except ValueError:
        return _("Write a colour as # and six digits or letters from a to f, such as #003399.")
    if made.is_corrected:
        shown = _(
            "%(picked)s is too pale to be read on white: pages show it as %(light)s on light ground and as "
            "%(dark)s on dark ground. The cover is %(cover)s."
        )
    else:
        shown = _("Pages show %(light)s on light ground and %(dark)s on dark ground. The cover is %(cover)s.")
    values = {"picked": made.picked, "light": made.on_light, "dark": made.on_dark, "cover": made.cover}
    return shown % values


def accent_as_json(picked: str) -> dict[str, Any]:
    """What the form shows of ``picked`` while it is being chosen.

    Raises:
        ValueError: ``picked`` is not written as ``#rrggbb``.
    """
    found = surfaces(accent(picked))
    return {
        "words": accent_in_words(picked),
        "properties": custom_properties(picked),
        "surfaces": {
            each.name: {"text": each.text, "ground": each.ground, "contrast": each.contrast} for each in found
        },
    }


class AccentInput(forms.TextInput):
    """A colour as text, with what pages make of it in words; a script adds a picker and shows it live."""

    class Media:
        js = (forms.Script("js/accent.js", type="module"),)

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        field = super().render(name, value, {"spellcheck": "false", **(attrs or {})}, renderer)
        picked = str(value or "")
        try:
            shown = surfaces(accent(picked))
        except ValueError:
            shown = []
        context = {
            "field": field,
            "picked": picked,
            "words": accent_in_words(picked),
            "surfaces": shown or surfaces(accent("#003399")),
            "is_colour": bool(shown),
            "address": reverse("editions:accent"),
        }
        return render_to_string("editions/admin/accent_input.html", context)
