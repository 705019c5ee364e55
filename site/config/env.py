"""What the machine tells the program: environment variables, or files named by ``<NAME>_FILE``."""

from pathlib import Path

import environ

ROOT = Path(__file__).resolve().parents[2]
"""The checkout: the folder that holds ``manage.py``."""

env = environ.FileAwareEnv()

if (ROOT / ".env").is_file():
    env.read_env(str(ROOT / ".env"))

DATA_DIR = Path(env.str("DATA_DIR", str(ROOT / "var")))
"""Where everything lives that the program writes and no web server shows."""
DATA_DIR.mkdir(parents=True, exist_ok=True)
