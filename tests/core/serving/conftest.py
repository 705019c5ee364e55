"""A site of its own, in files, for tests that need more than one process."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]

MAKE = """
import django
from django.conf import settings
class WithoutMigrations:
    def __contains__(self, name): return True
    def __getitem__(self, name): return None
settings.MIGRATION_MODULES = WithoutMigrations()
django.setup()
from django.core.management import call_command
call_command("migrate", run_syncdb=True, verbosity=0)
call_command("createcachetable", "shared_cache", verbosity=0)
from wagtail.models import Collection, Locale, Page, Site
from home.models import HomePage
from tests.conftest import make_search_tables
make_search_tables()
Locale.objects.get_or_create(language_code="en")
Collection.add_root(name="Root")
home = Page.add_root(title="Root", slug="root").add_child(instance=HomePage(title="Home", slug="home"))
Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)
"""


def environment_of(folder: Path) -> dict[str, str]:
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings.local",
        "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}",
        "DATA_DIR": str(folder),
        "MEDIA_ROOT": str(folder / "media"),
        "PYTHONPATH": f"{ROOT / 'site'}{os.pathsep}{ROOT}",
    }


@pytest.fixture(scope="session")
def empty_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the database of a site that has its home page and nothing else."""
    folder = tmp_path_factory.mktemp("site")
    subprocess.run([sys.executable, "-c", MAKE], cwd=ROOT, env=environment_of(folder), check=True)
    return folder


@pytest.fixture
def other_process(empty_site: Path, tmp_path: Path) -> dict[str, str]:
    """The environment of processes that share a new, empty site in ``tmp_path``."""
    # With what SQLite keeps beside the file until it is next opened.
    for file in empty_site.glob("db.sqlite3*"):
        shutil.copy(file, tmp_path)
    return environment_of(tmp_path)
