"""Releasing as the page does it: what it tells is looked at first."""

import re

from django.http import HttpResponse
from django.test import Client

from cooperation.editions.models import Edition


def release_address(edition: Edition) -> str:
    return f"/admin/agenda/{edition.pk}/release/"


def seen_in(page: HttpResponse) -> str:
    """The digest of what the page shows; empty when it has no form."""
    found = re.search(r'name="seen" value="(\w+)"', page.content.decode())
    return found[1] if found else ""


def send_release(client: Client, edition: Edition, note: str = "") -> HttpResponse:
    """Look at what would be released, and release it."""
    seen = seen_in(client.get(release_address(edition)))
    return client.post(release_address(edition), {"note": note, "seen": seen})
