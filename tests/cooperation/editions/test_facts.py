"""The files of facts are complete; they load again without effect, and never overwrite an editor."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction

from cooperation.editions import queries
from cooperation.editions.enums import Fact, Kind
from cooperation.editions.loading import load_history, load_rota
from cooperation.editions.models import Edition, Presidency
from cooperation.network.loading import load_members
from cooperation.network.models import Member

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def _facts(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The facts, loaded once for all tests here; each of them undoes its own changes."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_members()
        load_rota()
        load_history()
        yield
        transaction.set_rollback(True)


def test_the_rota_has_no_gap_from_2003_to_2030() -> None:
    half_years = [(row.year, row.half) for row in Presidency.objects.all()]
    assert half_years == [(year, half) for year in range(2003, 2031) for half in (1, 2)]


def test_in_the_second_half_of_2005_the_former_british_member_was_a_candidate() -> None:
    assert [candidate.member and candidate.member.eu_code for candidate in queries.candidates(2005)] == [
        "LU",
        "UK",
    ]


def test_iceland_and_norway_are_never_candidates_and_every_coming_half_year_has_one() -> None:
    by_year = queries.candidates_by_year(range(2005, 2031))
    codes = {candidate.member.eu_code for rows in by_year.values() for candidate in rows if candidate.member}
    assert not codes & {"IS", "NO"}
    assert [
        candidate.semester for year in range(2026, 2031) for candidate in by_year[year] if candidate.is_gap
    ] == []


def test_the_host_of_each_known_cooperation_day_was_a_candidate() -> None:
    days = Edition.objects.filter(kind=Kind.COOPERATION_DAY).order_by("year")
    assert [(edition.year, edition.host.slug) for edition in days if edition.host] == [
        (2019, "ecc-finland"),
        (2024, "ecc-belgium"),
    ]
    assert all(queries.is_candidate(edition.host, edition.year) for edition in days)  # type: ignore[arg-type]


def test_every_record_vouches_for_its_event_with_a_source() -> None:
    for edition in Edition.objects.all():
        evidence = {row.fact: row for row in edition.evidence.all()}
        assert evidence[Fact.EVENT].source, edition


def test_every_record_of_history_is_valid_and_past() -> None:
    for edition in Edition.objects.all():
        edition.full_clean()
        assert edition.state() in queries.FINISHED_STATES


def test_loading_again_changes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    Member.objects.filter(slug="ecc-finland").update(city="Corrected by an editor")
    Edition.objects.filter(record_key="cooperation-day-2019").update(title="Corrected, too")
    for command in ("load_members", "load_rota", "load_history"):
        call_command(command)
    assert [line.split(": ")[1] for line in capsys.readouterr().out.splitlines()] == [
        "0 made, 0 overwritten, 30 left as they were",
        "0 made, 0 overwritten, 56 left as they were",
        "0 made, 0 overwritten, 14 left as they were",
    ]
    assert Member.objects.get(slug="ecc-finland").city == "Corrected by an editor"
    assert Edition.objects.filter(title="Corrected, too").exists()


def test_overwriting_brings_the_files_facts_back() -> None:
    Member.objects.filter(slug="ecc-finland").update(city="Elsewhere")
    Edition.objects.filter(record_key="study-visit-kehl-2018").update(title="Elsewhere")
    load_members(overwrite=True)
    load_history(overwrite=True)
    assert Member.objects.get(slug="ecc-finland").city == "Helsinki"
    edition = Edition.objects.get(record_key="study-visit-kehl-2018")
    assert edition.title == "Study visit to Kehl"
    assert [member.slug for member in edition.co_hosts.all()] == ["ecc-france"]
