"""What the list is asked for: read from an address, and written back into one."""

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workshops.registration.people.wanted import SORTS, wanted_from

FIELDS = ("q", "state", "member", "role", "session", "seat", "needs", "missing", "since", "facet", "sort")


@pytest.mark.parametrize(
    "query",
    [
        "",
        "q=ona&state=waiting&member=0&role=guest",
        "session=7&seat=line&needs=no&missing=yes&since=2027-05-12",
        "sort=-name&columns=email&columns=q-arrival",
    ],
)
def test_what_is_read_is_written_again(query: str) -> None:
    assert wanted_from(QueryDict(query)).query == query


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.sampled_from((*FIELDS, "columns")), st.text(max_size=120)))
def test_whatever_is_sent_is_read_as_something_that_can_be(sent: dict[str, str]) -> None:
    query = QueryDict(mutable=True)
    query.update(sent)
    wanted = wanted_from(query)
    assert wanted.sort in SORTS
    assert "\x00" not in wanted.q
    assert wanted_from(QueryDict(wanted.query)) == wanted


def test_words_that_were_searched_for_are_not_kept() -> None:
    wanted = wanted_from(QueryDict("q=Ona&state=waiting"))
    assert wanted.without_search().query == "state=waiting"


@pytest.mark.parametrize(
    ("query", "is_narrowed"),
    [("", False), ("sort=name&columns=email", False), ("member=0", True), ("q=a", True)],
)
def test_order_and_columns_leave_nobody_out(query: str, is_narrowed: bool) -> None:
    assert wanted_from(QueryDict(query)).is_narrowed is is_narrowed
