#!/usr/bin/env python3
"""Django's command line for this project."""

import os
import sys
from pathlib import Path

# ``site`` is a module of the standard library, so the folder is a source root and never a package.
sys.path.insert(0, str(Path(__file__).resolve().parent / "site"))

if __name__ == "__main__":
    import config.env  # noqa: F401 the file .env may name the settings

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
    from django.core.management import execute_from_command_line  # needs the path above

    execute_from_command_line(sys.argv)
