"""Make the first account of a new site."""

import argparse
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.urls import reverse

from core.accounts.actions import make_administrator


class Command(BaseCommand):
    """``manage.py make_secretariat EMAIL``: an account with every right, and no password.

    The person signs in by a code that is mailed to them, and sets up a second factor on the way into the
    admin. Run it again for somebody who has an account: they keep it and gain the rights.
    """

    help = "Makes an account with every right. It has no password: its owner signs in by a code sent by mail."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--first-name", default="")
        parser.add_argument("--last-name", default="")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            validate_email(options["email"].strip())
        except ValidationError as error:
            raise CommandError(f"{options['email']!r} is no e-mail address.") from error
        user, is_new = make_administrator(options["email"], options["first_name"], options["last_name"])
        done = "has an account now" if is_new else "had an account and has every right now"
        self.stdout.write(
            f"{user.email} {done}. Sign in at {settings.SITE_ORIGIN}{reverse('account_login')}: "
            "a code comes by mail. The admin then asks for a second factor."
        )
