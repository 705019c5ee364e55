"""``./run shots``: every page in every state on one sheet that one can look over in a minute.

A demo of its own on throw-away data, seen by the system's Chromium at three widths, in light and in dark.
"""

import argparse
import shutil
import sys
import tempfile
import time
from pathlib import Path

from tests.demo_site import ROOT, chromium_path, demo_site
from tests.shots import sheet
from tests.shots.pages import OF_THE_DEMO, OF_THE_STATES
from tests.shots.taking import SCHEMES, take_all


def say(sentence: str) -> None:
    """Print one sentence at once, also into a pipe."""
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()


def main() -> None:
    """Take the pictures, write the sheet and say where it is."""
    parser = argparse.ArgumentParser(prog="./run shots", allow_abbrev=False)
    parser.add_argument("--out", type=Path, default=ROOT / "var" / "shots", help="its folder (var/shots)")
    out = parser.parse_args().out.expanduser().resolve()
    chromium = chromium_path()
    if not chromium:
        sys.exit(
            "Chromium is missing, which takes the pictures: install your system's package chromium, "
            "or name the program in CHROMIUM."
        )
    began = time.monotonic()
    folder = out / "pages"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as data:
        say("Making a demo on throw-away data.")
        with demo_site(Path(data), settings="tests.shots.settings") as server:
            server.call("tests.shots.registrations.put_addresses")
            say(f"Looking at {len(OF_THE_DEMO)} of its pages.")
            shots = take_all(chromium, server.url, OF_THE_DEMO, folder)
            server.call("tests.shots.states.put_states")
            say(f"Looking at {len(OF_THE_STATES)} more, in the states that it has no example of.")
            shots += take_all(chromium, server.url, OF_THE_STATES, folder)
    for shot in shots:
        for line in shot.noticed:
            say(f"{sheet.title(shot)}: {line}")
    paths = [sheet.write_html(shots, out), *(sheet.write_picture(shots, scheme, out) for scheme in SCHEMES)]
    say(f"The sheet, after {time.monotonic() - began:.0f} s: " + ", ".join(map(str, paths)))


if __name__ == "__main__":
    main()
