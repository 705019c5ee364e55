"""R10: moments at which clocks mislead, and how they have to be told, worked out by hand."""

from dataclasses import dataclass
from datetime import UTC, datetime

SERVERS = ("UTC", "America/St_Johns", "Pacific/Auckland")


@dataclass(frozen=True)
class Case:
    """A session that lasts an hour in Vilnius, and until when one could register for it."""

    name: str
    starts_at: datetime
    starts: str
    ends: str
    day: str
    closes_at: datetime
    closes: str


CASES = (
    # In Vilnius the clocks go from 3 to 4 on 28 March and from 4 to 3 on 31 October 2027.
    Case(
        "over the hour that is skipped",
        datetime(2027, 3, 28, 0, 30, tzinfo=UTC),
        "02:30",
        "04:30",
        "Sunday 28 March",
        datetime(2027, 3, 27, 21, 59, 59, tzinfo=UTC),
        "27 March 2027, 23:59 (Europe/Vilnius, UTC+2)",
    ),
    Case(
        "after the hour that is skipped",
        datetime(2027, 3, 28, 6, 0, tzinfo=UTC),
        "09:00",
        "10:00",
        "Sunday 28 March",
        datetime(2027, 3, 28, 1, 0, tzinfo=UTC),
        "28 March 2027, 04:00 (Europe/Vilnius, UTC+3)",
    ),
    Case(
        "over the hour that comes twice",
        datetime(2027, 10, 31, 0, 30, tzinfo=UTC),
        "03:30",
        "03:30",
        "Sunday 31 October",
        datetime(2027, 10, 30, 23, 59, 59, tzinfo=UTC),
        "31 October 2027, 02:59 (Europe/Vilnius, UTC+3)",
    ),
    Case(
        "after the hour that comes twice",
        datetime(2027, 10, 31, 7, 0, tzinfo=UTC),
        "09:00",
        "10:00",
        "Sunday 31 October",
        datetime(2027, 10, 31, 2, 0, tzinfo=UTC),
        "31 October 2027, 04:00 (Europe/Vilnius, UTC+2)",
    ),
    Case(
        "on 29 February",
        datetime(2028, 2, 29, 7, 0, tzinfo=UTC),
        "09:00",
        "10:00",
        "Tuesday 29 February",
        datetime(2028, 2, 28, 22, 0, tzinfo=UTC),
        "29 February 2028, 00:00 (Europe/Vilnius, UTC+2)",
    ),
)
