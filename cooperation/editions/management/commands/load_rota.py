"""``manage.py load_rota``: brings in the facts of this app's own file."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from cooperation.editions.loading import load_rota


class Command(BaseCommand):
    """Makes what is missing; what stands already is left as its editors made it."""

    help = "Load the rota from the file of facts; what stands already is left alone."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--overwrite", action="store_true", help="Write the file's facts over what editors changed."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"load_rota: {load_rota(overwrite=options['overwrite'])}")
