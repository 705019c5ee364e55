"""The sheet of all pages, on two of them."""

import urllib.error
import urllib.request
from pathlib import Path

import pytest
from PIL import Image

from tests.demo_site import DemoServer, chromium_path
from tests.shots import __main__ as shots
from tests.shots import sheet
from tests.shots.pages import OF_THE_DEMO, OF_THE_STATES
from tests.shots.taking import SCHEMES, WIDTHS, WrongGroundError, check_ground, take_all

pytestmark = pytest.mark.browser


def test_pages_stand_on_the_sheet_at_every_width_and_in_both_schemes(
    demo_server: DemoServer, tmp_path: Path
) -> None:
    (tmp_path / "pages").mkdir()
    subjects = [subject for subject in OF_THE_DEMO if subject.kind == "Sign-in"]
    taken = take_all(chromium_path() or "", demo_server.url, subjects, tmp_path / "pages")
    assert [shot.subject for shot in taken] == subjects
    assert [shot.noticed for shot in taken] == [[], []]
    plain, error = taken
    assert set(plain.pictures) == {(width, scheme) for width in WIDTHS for scheme in SCHEMES}
    assert plain.pictures[360, "light"].read_bytes() != error.pictures[360, "light"].read_bytes()
    page = sheet.write_html(taken, tmp_path).read_text()
    for shot in taken:
        for path in shot.pictures.values():
            assert f'src="pages/{path.name}"' in page
    for scheme in SCHEMES:
        whole = Image.open(sheet.write_picture(taken, scheme, tmp_path))
        assert whole.width > sum(WIDTHS) * sheet.SCALE * 2


def test_pictures_below_what_is_in_sight_are_waited_for(demo_server: DemoServer, tmp_path: Path) -> None:
    (subject,) = [subject for subject in OF_THE_DEMO if subject.kind == "Exhibition"]
    (shot,) = take_all(chromium_path() or "", demo_server.url, [subject], tmp_path)
    deep = Image.open(shot.pictures[360, "light"]).convert("RGB").crop((30, 1900, 280, 2300))
    colours = {pixel for _count, pixel in deep.quantize(16).convert("RGB").getcolors() or []}
    assert max(max(pixel) - min(pixel) for pixel in colours) > 60, "grey where a drawing should be"


def test_a_picture_in_the_wrong_scheme_is_refused(tmp_path: Path) -> None:
    for lightness, scheme in ((255, "light"), (20, "dark")):
        path = tmp_path / f"{scheme}.png"
        Image.new("L", (360, 400), lightness).save(path)
        check_ground(path, scheme, 0)
        with pytest.raises(WrongGroundError, match="which is not"):
            check_ground(path, next(other for other in SCHEMES if other != scheme), 0)


def test_its_pages_exist_and_have_files_of_their_own(demo_server: DemoServer) -> None:
    demo_server.call("tests.shots.registrations.put_addresses")
    names = [subject.name for subject in [*OF_THE_DEMO, *OF_THE_STATES]]
    assert len(names) == len(set(names))
    dead = []
    for subject in OF_THE_DEMO:
        if subject.kind in ("Not found", "Style guide"):
            continue
        try:
            urllib.request.urlopen(demo_server.url + subject.path).close()
        except urllib.error.HTTPError as error:
            dead.append((subject.path, error.code))
    assert dead == []


def test_without_a_browser_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr("sys.argv", ["shots"])
    with pytest.raises(SystemExit, match="Chromium is missing"):
        shots.main()
