"""Counts the SQL queries of the measured pages when nothing at all is kept yet; run by the bench."""

import json
import sys

import django


def count(path: str) -> int:
    """How many queries ``path`` takes of a process that has just started."""
    from django.core.cache import caches
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from tests.bench.measuring import HEADERS

    client = Client(headers=HEADERS)
    client.get(path)  # imports what it needs
    for cache in caches:
        caches[cache].clear()
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(path)
    if answer.status_code != 200:
        sys.exit(f"{path} answers {answer.status_code}.")
    return len(queries)


def main() -> None:
    django.setup()
    sys.stdout.write(json.dumps([count(path) for path in sys.argv[1:]]))


if __name__ == "__main__":
    main()
