"""Two processes that do the same at the same moment, against a real database file or PostgreSQL."""

import os
import subprocess
import sys
from pathlib import Path

from django.db import connection

ROOT = Path(__file__).resolve().parents[2]


def database_url(folder: Path) -> str:
    """The test database as another process reaches it; SQLite's lies in memory and is copied to a file."""
    if connection.vendor == "sqlite":
        path = folder / "copy.sqlite3"
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(path)])
        return f"sqlite:///{path}"
    settings = connection.settings_dict
    user, password = settings["USER"], settings["PASSWORD"]
    host, port = settings["HOST"] or "127.0.0.1", settings["PORT"] or 5432
    return f"postgres://{user}:{password}@{host}:{port}/{settings['NAME']}"


def twice(program: str, folder: Path, mode: str) -> list[str]:
    """What two people were told by ``program``, which gets a folder to wait in, a name and ``mode``."""
    (folder / "ready").mkdir()
    environment = os.environ | {
        "TEST_DATABASE_URL": database_url(folder),
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
    }
    running = [
        subprocess.Popen(
            [sys.executable, "-c", program, str(folder / "ready"), name, mode],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for name in ("one", "two")
    ]
    told = []
    for process in running:
        out, errors = process.communicate(timeout=180)
        assert process.returncode == 0, errors
        told.append(out.strip())
    return sorted(told)
