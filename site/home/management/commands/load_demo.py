"""``manage.py load_demo``: real facts and one invented edition, to try everything."""

import time
from typing import Any

from django.core.management.base import BaseCommand

from home.demo_content.load import load_demo


class Command(BaseCommand):
    """Loads the demo; running it again changes nothing that stands already."""

    help = "Load the demo's pages, facts, pictures and people; what stands already is left alone."

    def handle(self, *args: Any, **options: Any) -> None:
        began = time.monotonic()
        load_demo(self.stdout.write)
        self.stdout.write(f"Done in {time.monotonic() - began:.1f} s.")
