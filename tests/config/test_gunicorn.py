"""The web server's file of settings."""

import runpy
from typing import Any

import pytest

from tests.demo_site import ROOT


def settings_with(monkeypatch: pytest.MonkeyPatch, **environment: str) -> dict[str, Any]:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    return runpy.run_path(str(ROOT / "site" / "config" / "gunicorn.py"))


def test_among_several_processes_none_takes_what_another_could_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = settings_with(monkeypatch, WEB_PROCESSES="3", WEB_THREADS="4")
    assert (made["workers"], made["threads"], made["worker_connections"]) == (3, 4, 8)


def test_one_process_alone_takes_all_that_come(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WEB_PROCESSES", raising=False)
    assert "worker_connections" not in settings_with(monkeypatch)
