"""What all tests share.

The test database is made without migrations (``--nomigrations``), so the rows that Wagtail's migrations
would have put there are made here, once.
"""

from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection
from pytest_django.plugin import blocking_manager_key
from wagtail.models import Collection, Locale, Page, Site
from wagtail.search.models import IndexEntry

from cooperation.editions.models import Edition
from cooperation.pages.models import EditionPage
from home.models import HomePage
from tests.factories import EditionFactory


def make_search_tables() -> None:
    """Make what the search app's migrations write in SQL: SQLite's full-text table and its triggers."""
    if connection.vendor != "sqlite":
        return
    table = IndexEntry._meta.db_table
    columns = ("title", "body", "autocomplete")
    values = ", ".join(f"NEW.{column}" for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {table}_fts")
        cursor.execute(f"CREATE VIRTUAL TABLE {table}_fts USING fts5(autocomplete, body, title)")
        cursor.execute(
            f"CREATE TRIGGER {table}_insert AFTER INSERT ON {table} BEGIN "
            f"INSERT INTO {table}_fts({', '.join(columns)}, rowid) VALUES ({values}, NEW.id); END"
        )
        cursor.execute(
            f"CREATE TRIGGER {table}_update AFTER UPDATE ON {table} BEGIN "
            f"UPDATE {table}_fts SET {', '.join(f'{column}=NEW.{column}' for column in columns)} "
            "WHERE rowid=NEW.id; END"
        )


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    django_db_modify_db_settings_parallel_suffix: None,
) -> None:
    """Put SQLite's test database into a file where a browser asks a server.

    In memory all threads share one connection, and two requests at once would be in each other's transaction.
    """
    if connection.vendor == "sqlite" and any(
        item.get_closest_marker("browser") for item in request.session.items
    ):
        name = tmp_path_factory.mktemp("database") / "tests.sqlite3"
        connection.settings_dict["TEST"]["NAME"] = str(name)
        # It is thrown away, so nothing waits for the disk.
        connection.settings_dict["OPTIONS"]["init_command"] += " PRAGMA synchronous=OFF;"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: object) -> None:
    """Fill the fresh test database with Wagtail's own first rows."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        make_search_tables()
        make_first_rows()


def make_first_rows() -> None:
    """Make the rows that every site begins with, and the home page of the one site."""
    Locale.objects.get_or_create(language_code="en")
    Collection.objects.filter(depth=1).first() or Collection.add_root(name="Root")
    root = Page.objects.filter(depth=1).first() or Page.add_root(title="Root", slug="root")
    home = root.add_child(instance=HomePage(title="Cooperation Day", slug="home"))
    Site.objects.all().delete()
    Site.objects.create(hostname="testserver", port=80, root_page=home, is_default_site=True)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(
    item: pytest.Item, nextitem: pytest.Item | None
) -> Generator[None, object, object]:
    """Fill the database again after a test that empties it: one that commits for real."""
    result = yield
    if nextitem is None:  # the database is gone by now
        return result
    marker = item.get_closest_marker("django_db")
    commits = bool(marker and marker.kwargs.get("transaction"))
    if commits or "transactional_db" in getattr(item, "fixturenames", ()):
        with item.config.stash[blocking_manager_key].unblock():
            if not HomePage.objects.exists():
                make_first_rows()
    return result


SLOWEST_FIRST = ("bare", "migrations", "processes", "services")
"""Marks of what takes long though it is few tests."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--two-cases", action="store_true", help="of each parametrised test run the first and the last case"
    )


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what the options say, and hand the rest out in a good order."""
    if config.getoption("--two-cases"):
        keep_two_cases(config, items)
    bring_slowest_first(items)


def keep_two_cases(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deselect all but the first and last case of parametrised tests that are not for ``every_case``."""
    cases: dict[str, list[pytest.Item]] = {}
    for item in items:
        cases.setdefault(item.nodeid.partition("[")[0], []).append(item)
    kept = {id(item) for several in cases.values() for item in (several[0], several[-1])}
    kept |= {id(item) for item in items if item.get_closest_marker("every_case")}
    config.hook.pytest_deselected(items=[item for item in items if id(item) not in kept])
    items[:] = [item for item in items if id(item) in kept]


def bring_slowest_first(items: list[pytest.Item]) -> None:
    """Bring the files that take longest to the front, so that processes which share them end together.

    Without it a bare machine's tests, two files of a few tests each, run last and alone.
    """
    files: dict[Path, list[pytest.Item]] = {}
    for item in items:
        files.setdefault(item.path, []).append(item)

    def place(path: Path) -> tuple[int, int]:
        marks = {mark.name for item in files[path] for mark in item.iter_markers()}
        slow = [rank for rank, name in enumerate(SLOWEST_FIRST) if name in marks]
        return min(slow, default=len(SLOWEST_FIRST)), -len(files[path])

    items[:] = [item for path in sorted(files, key=place) for item in files[path]]


@pytest.fixture(autouse=True)
def _empty_caches() -> Iterator[None]:
    """No test sees what another one cached."""
    yield
    for name in ("default", "responses", "query_responses", "renditions"):
        caches[name].clear()


INDEXING = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
"""Wagtail's indexes of words and of references follow each save, as they do on a real site."""


@pytest.fixture
def indexes(settings: Any) -> None:
    settings.TASKS = INDEXING


@pytest.fixture
def home_page(db: None) -> HomePage:
    """The home page of the one site."""
    return HomePage.objects.get()


@pytest.fixture
def edition(db: None) -> Edition:
    """An announced edition in 2027 in Vilnius."""
    return EditionFactory()


@pytest.fixture
def edition_page(home_page: HomePage, edition: Edition) -> EditionPage:
    """The live start page of ``edition``."""
    return home_page.add_child(
        instance=EditionPage(title=edition.title, slug=str(edition.year), edition=edition)
    )
