"""``manage.py verify_archive``: whether archived editions are as they were sealed."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cooperation.editions.models import Edition
from home.archiving import actions
from home.archiving.models import Seal


class Command(BaseCommand):
    """Compares archived editions with their newest seals; ends with 1 when anything differs."""

    help = "Compare archived editions with their checksums."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Years to look at; all of them by default."""
        parser.add_argument(
            "year", nargs="*", type=int, help="Year of an edition; all archived ones if none."
        )

    def handle(self, *_args: Any, year: list[int], **_options: Any) -> None:
        """Tell of each edition whether it is unchanged.

        Raises:
            CommandError: something differs, or there is nothing to compare.
        """
        editions = Edition.objects.filter(archived_at__isnull=False).order_by("year", "pk")
        chosen = editions.filter(year__in=year) if year else editions
        if year and not chosen:
            raise CommandError("No edition of that year lies in the archive.")
        wrong = sum(not self._is_unchanged(edition) for edition in chosen)
        if wrong:
            raise CommandError(f"{wrong} of {len(chosen)} differ.")

    def _is_unchanged(self, edition: Edition) -> bool:
        try:
            items, found = actions.verify(edition)
        except Seal.DoesNotExist:
            self.stdout.write(f"{edition}: not sealed")
            return True
        self.stdout.write(f"{edition}: {len(items)} checksums, {len(found)} differ")
        for difference in found:
            self.stdout.write(f"  {difference}")
        return not found
