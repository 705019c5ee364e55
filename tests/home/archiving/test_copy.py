"""The copy of an archived edition: complete, of itself alone, without anybody's data, the same every time."""

import json
import re
import subprocess
import zipfile
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin

import pytest
from django.test import Client

from cooperation.agenda.models import Release
from cooperation.editions.models import Edition
from home.archiving import actions
from home.archiving.enums import CopyState
from home.archiving.models import StaticCopy
from home.archiving.rules import CannotCopy
from tests.home.archiving.two_editions import FOREIGN, SECRET

pytestmark = [pytest.mark.django_db, pytest.mark.sweeps]

LINKS = re.compile(r'(?:href|src)="([^"]*)"|srcset="([^"]*)"')


def made(edition: Edition) -> bytes:
    """The zip, as the worker makes it."""
    actions.ask_for_copy(edition, by=None)
    assert actions.make_copies() == 1
    copy = StaticCopy.objects.get(edition=edition)
    assert copy.state == CopyState.DONE
    with copy.file.open("rb") as file:
        content: bytes = file.read()
    assert (copy.size, copy.sha256) == (len(content), sha256(content).hexdigest())
    return content


def opened(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture
def files(archived: SimpleNamespace) -> dict[str, bytes]:
    return opened(made(archived.edition))


def test_it_holds_every_page_and_the_agenda_in_every_form(files: dict[str, bytes]) -> None:
    assert {
        "index.html",
        "manifest.json",
        "SHA256SUMS",
        "2024/index.html",
        "2024/look-back/index.html",
        "2024/workshops/parcels/index.html",
        "2024/agenda/index.html",
        "2024/agenda/agenda.ics",
        "2024/agenda/agenda.pdf",
        "2024/agenda/agenda-pocket.pdf",
        "2024/agenda/agenda.json",
        "2024/agenda/schedule.xml",
        "2024/agenda/releases/index.html",
    } <= set(files)
    assert any(name.endswith(".woff2") for name in files)
    assert any(name.startswith("media/images/") for name in files)
    assert any(name.startswith("accents/") for name in files)
    assert any(b"slides of Mechelen" in content for content in files.values())
    assert b"Speaker Mechelen" in files["2024/agenda/index.html"]
    assert files["2024/agenda/agenda.pdf"].startswith(b"%PDF")


def test_nothing_of_anybody_or_of_another_edition_is_in_it(files: dict[str, bytes]) -> None:
    heard = {
        name: canary
        for name, content in files.items()
        for canary in (SECRET, FOREIGN)
        if canary.encode() in content or canary in name
    }
    assert heard == {}
    assert not any(name.startswith(("2025", "news", "admin", "js")) for name in files)


def test_the_canaries_are_there_for_who_may_hear_them(archived: SimpleNamespace, worlds: Any) -> None:
    """The counterpart: the same pages tell the secrets to the team, so they are left out for a reason."""
    client = Client()
    client.force_login(Edition.objects.get(pk=archived.edition.pk).roles.get().user)
    assert SECRET in client.get("/2024/agenda/").content.decode()
    assert FOREIGN in client.get("/2025/").content.decode()


def test_every_link_leads_into_the_copy_or_to_a_whole_address(files: dict[str, bytes]) -> None:
    broken, outside = [], set()
    for name, content in files.items():
        if not name.endswith(".html"):
            continue
        for one, several in LINKS.findall(content.decode()):
            for address in [one, *(part.split()[0] for part in several.split(",") if part.strip())]:
                if not address or address.startswith(("#", "mailto:", "data:")):
                    continue
                if re.match(r"[a-z]+:", address):
                    outside.add(address)
                elif unquote(urldefrag(urljoin(f"https://copy/{name}", address))[0][13:]) not in files:
                    broken.append((name, address))
    assert broken == []
    assert "http://testserver/2025/" in outside
    assert "https://elsewhere.example/x" in outside
    assert any(address.startswith("http://testserver/documents/") for address in outside)


def test_nothing_is_loaded_from_outside_and_no_script_or_form_is_left(files: dict[str, bytes]) -> None:
    for name, content in files.items():
        if name.endswith(".html"):
            text = content.decode()
            assert "<script" not in text, name
            assert "<form" not in text, name
            assert not re.search(r'<(?:img|source)[^>]+src(?:set)?="https?:', text), name
            assert not re.search(r'<link[^>]+rel="(?:stylesheet|preload|icon)"[^>]+href="https?:', text), name
        if name.endswith(".css"):
            assert not re.search(rb'url\(["\']?(?:https?:|/)', content), name


def test_the_manifest_proves_every_file(files: dict[str, bytes], tmp_path: Path) -> None:
    manifest = json.loads(files["manifest.json"])
    rows = {row["file"]: (row["sha256"], row["bytes"]) for row in manifest["files"]}
    rest = {name: content for name, content in files.items() if name not in ("manifest.json", "SHA256SUMS")}
    assert rows == {name: (sha256(content).hexdigest(), len(content)) for name, content in rest.items()}
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    checked = subprocess.run(
        ["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=tmp_path, capture_output=True, check=False
    )
    assert checked.returncode == 0, checked.stdout


def test_the_same_content_gives_the_same_bytes(archived: SimpleNamespace, time_machine: Any) -> None:
    first = made(archived.edition)
    time_machine.move_to(datetime.now(UTC) + timedelta(days=40))
    assert made(archived.edition) == first
    archived.look_back.introduction = "<p>Something else.</p>"
    archived.look_back.save_revision().publish()
    assert made(archived.edition) != first


def test_a_copy_is_made_of_what_lies_in_the_archive(worlds: Any) -> None:
    with pytest.raises(CannotCopy):
        actions.ask_for_copy(worlds[1].edition, by=None)
    worlds[0].start.unpublish()
    with pytest.raises(CannotCopy):
        actions.ask_for_copy(worlds[0].edition, by=None)


def test_asking_twice_makes_one_and_a_killed_worker_is_followed(archived: SimpleNamespace) -> None:
    actions.ask_for_copy(archived.edition, by=None)
    actions.ask_for_copy(archived.edition, by=None)
    copy = StaticCopy.objects.get()
    now = copy.told_at
    StaticCopy.objects.update(state=CopyState.AT_WORK)
    assert actions.make_copies(now + timedelta(minutes=5)) == 0
    assert actions.make_copies(now + timedelta(minutes=31)) == 1
    copy.refresh_from_db()
    assert copy.done == copy.total > 10


def test_the_old_file_goes_when_the_new_one_stands(
    archived: SimpleNamespace, django_capture_on_commit_callbacks: Any
) -> None:
    made(archived.edition)
    first = StaticCopy.objects.get().file
    archived.look_back.introduction = "<p>Something else.</p>"
    archived.look_back.save_revision().publish()
    with django_capture_on_commit_callbacks(execute=True):
        made(archived.edition)
    second = StaticCopy.objects.get().file
    assert second.name != first.name
    assert not first.storage.exists(first.name)
    assert second.storage.exists(second.name)


def test_a_page_that_fails_makes_no_copy_without_it(archived: SimpleNamespace) -> None:
    actions.ask_for_copy(archived.edition, by=None)
    Release.objects.filter(edition=archived.edition).update(content={"rooms": None})
    assert actions.make_copies() == 0
    assert StaticCopy.objects.get().state == CopyState.FAILED
    assert actions.make_copies() == 0
    actions.ask_for_copy(archived.edition, by=None)
    assert StaticCopy.objects.get().state == CopyState.WAITING
