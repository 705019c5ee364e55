"""``manage.py erase_due``: what the worker does each hour, and what follows the restoring of a backup."""

from argparse import ArgumentParser, FileType
from typing import Any

from django.core.management.base import BaseCommand

from workshops.registration.actions.erasing import erase_again, erase_due
from workshops.registration.models import Erasure


class Command(BaseCommand):
    """Erases personal data whose time is over, and finishes erasures that were begun.

    After a backup was restored, ``--again FILE`` erases those once more who had asked for it since; FILE
    is what ``--list`` wrote before, or a log of the site.
    """

    help = "Erase personal data whose time is over."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """``--list`` writes, ``--again`` reads what identifies erasures without naming anybody."""
        parser.add_argument(
            "--list", action="store_true", help="Write the marks of people who asked to be erased, and end."
        )
        parser.add_argument(
            "--again", type=FileType(), metavar="FILE", help="Erase the people again whose marks FILE holds."
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """List, or erase."""
        if options["list"]:
            for counts in Erasure.objects.order_by("pk").values_list("counts", flat=True):
                self.stdout.writelines(counts.get("tickets", []))
            return
        if options["again"]:
            self.stdout.write(f"Erased again: {erase_again(options['again'].read())}")
        self.stdout.write(f"Erasures by date: {erase_due()}")
