"""``manage.py start_site``: what a new site needs before its first edition."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from cooperation.editions.loading import load_rota
from home.page_tree import make_page_tree


class Command(BaseCommand):
    """Makes the page tree, the site record, the secretariat's group and the presidency's rota."""

    help = "Make the pages and groups that every site needs; what stands already is left alone."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--without-rota", action="store_true", help="Do not load the presidency's rota.")

    def handle(self, *args: Any, **options: Any) -> None:
        make_page_tree(self.stdout.write)
        if not options["without_rota"]:
            self.stdout.write(f"Rota: {load_rota()}")
        self.stdout.write(
            "Next: manage.py make_secretariat YOU@EXAMPLE.ORG. Then, at /admin/, fill in the network's "
            "settings, and write and publish the privacy notice and the accessibility statement."
        )
