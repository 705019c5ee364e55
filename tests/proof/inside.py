"""A process inside the site, beside web and worker: it fills the database, asks it, and acts as the host.

Reads a line of JSON for each wish, the name of a function such as ``judging.bookings`` and its arguments, and
answers with a line. One process for all wishes, because each start of one takes seconds.
"""

import json
import sys
import traceback
from importlib import import_module
from typing import Any

import django
from django.db import close_old_connections

MODULES = frozenset({"filling", "judging", "hosting", "clock", "clocks"})


def fulfil(wish: str) -> dict[str, Any]:
    """What the function gave back, or how it failed."""
    name, arguments = json.loads(wish)
    module, function = name.split(".")
    if module not in MODULES:
        return {"failed": f"there is no {module} inside"}
    close_old_connections()
    try:
        return {"told": getattr(import_module(f"tests.proof.{module}"), function)(*arguments)}
    except Exception:
        return {"failed": traceback.format_exc()}


def main() -> None:
    """Answer until nobody asks any more."""
    answers, sys.stdout = sys.stdout, sys.stderr  # so that no other word gets among the answers
    django.setup()
    for wish in sys.stdin:
        answers.write(json.dumps(fulfil(wish), default=str) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
