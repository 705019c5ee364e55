"""All that can be said about the sources without running the tests; ``./run check`` starts this."""

import os
import secrets
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
PACKAGES = ["site/core", "site/home", "site/config", "cooperation", "workshops", "manage.py"]

IMPORTS = {"PYTHONPATH": "site:."}
TESTED = {"DJANGO_SETTINGS_MODULE": "config.settings.test"}
DEPLOYED = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "SECRET_KEY": secrets.token_urlsafe(50),
    "ALLOWED_HOSTS": "meeting.example",
    "SITE_ORIGIN": "https://meeting.example",
}

Check = tuple[str, list[str], dict[str, str]]
CHECKS: list[Check] = [
    ("formatting of Python", ["ruff", "format", "--check", ".", "run"], {}),
    ("lint of Python", ["ruff", "check", ".", "run"], {}),
    ("types", ["mypy", *PACKAGES], IMPORTS),
    ("import contracts", ["lint-imports"], IMPORTS),
    ("formatting of templates", ["djlint", "site", "--check", "--quiet"], {}),
    ("lint of templates", ["djlint", "site", "--lint", "--quiet"], {}),
    ("migrations are complete", ["python", "manage.py", "makemigrations", "--check", "--dry-run"], TESTED),
    ("deployment", ["python", "manage.py", "check", "--deploy", "--fail-level", "WARNING"], DEPLOYED),
]


def passes(name: str, command: list[str], environment: dict[str, str]) -> bool:
    """Whether one check finds nothing; what it finds is printed."""
    done = subprocess.run(
        [BIN / command[0], *command[1:]],
        cwd=ROOT,
        env=os.environ | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    print(f"{'ok  ' if done.returncode == 0 else 'FAIL'}  {name}: {' '.join(command)}", flush=True)
    if done.returncode:
        print(done.stdout, flush=True)
    return done.returncode == 0


def main() -> None:
    failed = [name for name, command, environment in CHECKS if not passes(name, command, environment)]
    if failed:
        sys.exit(f"{len(failed)} of {len(CHECKS)} checks found something: {', '.join(failed)}.")
    print("All checks pass.")


if __name__ == "__main__":
    main()
