"""What becomes of the colour that a host picks, in words."""

from django.utils.translation import gettext as _

from core.publishing.colours import accent


def accent_in_words(picked: str) -> str:
    """How pages, by day and by night, show the colour ``picked``; a general sentence when it is none."""
    general = _("For the rule, links and buttons of this edition's pages. Any colour can be picked.")
    try:
        made = accent(picked)
    except ValueError:
        return general
    if made.is_corrected:
        shown = _(
            "%(picked)s is too pale to be read on white: pages show it as %(light)s on light ground and as "
            "%(dark)s on dark ground."
        )
    else:
        shown = _("Pages show %(light)s on light ground and %(dark)s on dark ground.")
    return f"{general} {shown % {'picked': made.picked, 'light': made.on_light, 'dark': made.on_dark}}"
