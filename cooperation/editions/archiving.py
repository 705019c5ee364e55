"""What rooms above say when an edition enters the archive or leaves it; this app does not know them.

Each hook is a function that a room registers in its ``wagtail_hooks``:

- ``register_archive_obstacles``: of the edition and the moment (aware), the reasons why it cannot be archived
  now, such as personal data that should be gone.
- ``register_archive_cautions``: of the same, what should be known before it is archived.
- ``register_archive_differences``: of the edition, what differs from what lay in the archive before, in
  words. It is asked outside of transactions and may take its time.
- ``register_leaving_archive``: of the edition, called before it is taken out, so that what lay in the archive
  is known afterwards.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any

from django.utils.functional import Promise
from wagtail import hooks

from cooperation.editions.models import Edition

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Correction:
    """What was wrong in an archived edition, what is right, and who decided to say so."""

    was_wrong: str
    is_right: str
    decided_by: str

    @property
    def is_complete(self) -> bool:
        """Whether all three are said."""
        return all(part.strip() for part in (self.was_wrong, self.is_right, self.decided_by))


def obstacles(edition: Edition, now: datetime) -> list[Text]:
    """Why ``edition`` cannot be archived at ``now``, as rooms above know it."""
    return _asked("register_archive_obstacles", edition, now)


def cautions(edition: Edition, now: datetime) -> list[Text]:
    """What should be known before ``edition`` is archived at ``now``."""
    return _asked("register_archive_cautions", edition, now)


def differences(edition: Edition) -> list[Text]:
    """What differs from what lay in the archive before; empty when it never did, or nothing does."""
    return _asked("register_archive_differences", edition)


def say_that_it_leaves(edition: Edition) -> None:
    """Let rooms above keep what they need to compare ``edition`` later."""
    tell: Callable[..., None]
    for tell in hooks.get_hooks("register_leaving_archive"):
        tell(edition)


def _asked(hook: str, *arguments: Any) -> list[Text]:
    answers: list[list[Text]] = [ask(*arguments) for ask in hooks.get_hooks(hook)]
    return list(chain.from_iterable(answers))
