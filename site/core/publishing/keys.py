"""Keys of records as they arrive in an address, a form or a text."""

LARGEST = 2**63 - 1
"""What a database keeps in a key: 64 bits with a sign. SQLite answers a larger number with an error."""


def as_key(text: str) -> int | None:
    """The key that ``text`` writes in plain digits; ``None`` when no record can have it.

    ``str.isdigit`` would let through what no database reads as a number, such as ``²``.
    """
    # The length is looked at first, because Python refuses to read numbers of thousands of digits.
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(LARGEST))):
        return None
    key = int(text)
    return key if key <= LARGEST else None
