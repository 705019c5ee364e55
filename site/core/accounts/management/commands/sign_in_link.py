"""Print a link that signs somebody in, on a machine for trying things out."""

import argparse
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from core.accounts.links import VALID_FOR, make_sign_in_token
from core.accounts.models import User
from core.accounts.rules import trial_sessions_allowed


class Command(BaseCommand):
    """``manage.py sign_in_link EMAIL``: the way into a developer's own copy of the site.

    The link works once, for ten minutes, and its session counts as having a second factor. It works under
    ``config.settings.local`` and in the demo only: with production settings the command refuses, and the
    address answers 404. Make the account first, with ``manage.py make_secretariat EMAIL``.
    """

    help = "Prints a link that signs EMAIL in once; only under DEBUG or in the demo."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        if not trial_sessions_allowed():
            raise CommandError("Sign-in links exist on a developer's machine and in the demo only.")
        user = User.objects.filter(email__iexact=options["email"].strip(), is_active=True).first()
        if user is None:
            raise CommandError(
                f"Nobody has an account as {options['email']}. Make one: manage.py make_secretariat EMAIL"
            )
        minutes = int(VALID_FOR.total_seconds() // 60)
        path = reverse("account_sign_in_link", args=[make_sign_in_token(user)])
        self.stderr.write(f"Signs in as {user.email}, once, within {minutes} minutes:")
        self.stdout.write(f"{settings.SITE_ORIGIN}{path}")
