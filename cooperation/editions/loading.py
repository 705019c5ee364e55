"""Loads the presidency's rota and the known history from this app's own files of facts."""

from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from cooperation.editions.enums import Fact
from cooperation.editions.models import AdjacentEvent, Edition, Evidence, Presidency
from cooperation.network.loading import Loaded, put_row, read_rows
from cooperation.network.models import Member

DATA = Path(__file__).parent / "data"
ROTA_FILE = DATA / "presidencies.csv"
HISTORY_FILE = DATA / "history.csv"
ADJACENT_FILE = DATA / "adjacent_events.csv"

EVIDENCE_COLUMNS = {
    "event": Fact.EVENT,
    "dates": Fact.DATES,
    "place": Fact.PLACE,
    "venue": Fact.VENUE,
    "host_fact": Fact.HOST,
    "theme_fact": Fact.THEME,
}


@transaction.atomic
def load_rota(path: Path = ROTA_FILE, *, overwrite: bool = False) -> Loaded:
    """Make a presidency of each row of ``path``; it is known by its half-year."""
    loaded = Loaded()
    for row in read_rows(path):
        key = {"year": row.pop("year"), "half": row.pop("half")}
        put_row(Presidency, key, row, loaded, overwrite=overwrite)
    return loaded


@transaction.atomic
def load_history(path: Path = HISTORY_FILE, *, overwrite: bool = False) -> Loaded:
    """Make an edition of each row of ``path``, with what vouches for each of its facts.

    Members and rota have to be loaded before.

    Raises:
        Member.DoesNotExist: a row names a host that is no member.
    """
    loaded = Loaded()
    members = {member.slug: member for member in Member.objects.all()}
    adjacent = defaultdict(list)
    for event in read_rows(ADJACENT_FILE):
        adjacent[event.pop("edition")].append(event)
    rota = {f"{row.year}-{row.half}": row for row in Presidency.objects.all()}
    for row in read_rows(path):
        values = _edition_values(row, members) | {"presidency": rota.get(row["presidency"])}
        key = {"record_key": row["key"]}
        edition, is_written = put_row(Edition, key, values, loaded, overwrite=overwrite)
        if is_written:
            edition.co_hosts.set([_member(members, slug) for slug in row["co_hosts"].split()])
            edition.save()
            _put_evidence(edition, row)
            AdjacentEvent.objects.filter(edition=edition).delete()
            AdjacentEvent.objects.bulk_create(
                AdjacentEvent(edition=edition, **event) for event in adjacent[row["key"]]
            )
    return loaded


def _edition_values(row: dict[str, Any], members: dict[str, Member]) -> dict[str, Any]:
    texts = (
        "kind", "title", "time_zone", "mode", "city", "country", "venue_name",
        "host_status", "other_host", "theme", "summary", "note",
    )  # fmt: skip
    values: dict[str, Any] = {name: row[name] for name in texts}
    values |= {name: row[name] or None for name in ("year", "starts_on", "ends_on")}
    values["host"] = _member(members, row["host"]) if row["host"] else None
    # Without a year, nothing but this decision tells that the record is about the past.
    values["archived_at"] = datetime.now(UTC) if row["archived"] else None
    return values


def _member(members: dict[str, Member], slug: str) -> Member:
    if slug not in members:
        raise Member.DoesNotExist(f"No member has the address “{slug}”.")
    return members[slug]


def _put_evidence(edition: Edition, row: dict[str, Any]) -> None:
    Evidence.objects.filter(edition=edition).delete()
    Evidence.objects.bulk_create(
        Evidence(
            edition=edition,
            fact=fact,
            certainty=row[column],
            source=row["source"] if row[column] != "unknown" else "",
            source_url=row["source_url"] if row[column] != "unknown" else "",
            note=row["fact_note"],
        )
        for column, fact in EVIDENCE_COLUMNS.items()
        if row[column]
    )
