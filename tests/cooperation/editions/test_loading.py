"""A file of facts that is wrong loads not even in part."""

from pathlib import Path

import pytest

from cooperation.editions.loading import load_history
from cooperation.editions.models import Edition
from cooperation.network.models import Member

pytestmark = pytest.mark.django_db


def test_a_host_that_nobody_knows_stops_the_load_and_leaves_nothing(tmp_path: Path) -> None:
    header = (
        "key,kind,year,title,starts_on,ends_on,time_zone,mode,city,country,venue_name,host_status,host,"
        "co_hosts,other_host,presidency,theme,summary,note,archived,event,dates,place,venue,host_fact,"
        "theme_fact,source,source_url,fact_note\n"
    )
    blank = "one,related,2001,One,,,UTC,,,,,unknown,,,,,,,,,,,,,,,,,\n"
    wrong = "two,related,2002,Two,,,UTC,,,,,member,nobody,,,,,,,,,,,,,,,,\n"
    file = tmp_path / "history.csv"
    file.write_text(header + blank + wrong, encoding="utf-8")
    with pytest.raises(Member.DoesNotExist, match="nobody"):
        load_history(file)
    assert not Edition.objects.exists()
