"""Why a file is not taken."""

from django.utils.functional import Promise


class Unsafe(Exception):  # noqa: N818 - a typed answer, not a malfunction
    """The file is not taken; ``reason`` is a sentence for whoever sent it."""

    def __init__(self, reason: str | Promise) -> None:
        super().__init__(reason)
        self.reason = reason

    def __str__(self) -> str:
        return str(self.reason)
