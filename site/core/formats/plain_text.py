"""Text that goes into formats which refuse control characters."""

import unicodedata


def without_control_characters(text: str) -> str:
    """``text`` with line feeds only for line breaks, and without anything else that controls a device.

    XML 1.0 and RFC 5545 forbid such characters and the two that Unicode keeps for itself; a no-break
    space or a soft hyphen is none of them.
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        character
        for character in plain
        if character in "\n\t"
        or (unicodedata.category(character) not in {"Cc", "Cs"} and character not in "\ufffe\uffff")
    )
