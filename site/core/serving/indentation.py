"""The space at the ends of lines, which is for those who write a file and not for those who wait for it."""

import re

LINE_ENDS = re.compile(r"\s*\n\s*")


def without_indentation(text: str) -> str:
    """``text`` with one line end in place of each with the space around it.

    The same to HTML and CSS, and to scripts whose texts do not go over several lines.
    """
    return LINE_ENDS.sub("\n", text)
