"""What Django's system checks say of this app."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register
from django.db import DatabaseError
from wagtail.models import Site


@register(Tags.database)
def default_site_has_the_origin(
    *, databases: Sequence[str] | None = None, **_options: Any
) -> list[CheckMessage]:
    """``serving.W001`` when Wagtail's default site and ``SITE_ORIGIN`` name different addresses.

    Pages take their addresses from the one, mails and calendars from the other. The check asks the database,
    so it speaks up at ``migrate`` and at ``check --database default``.
    """
    try:
        site = Site.objects.filter(is_default_site=True).first() if databases else None
    except DatabaseError:  # before the first migration there is no table to ask
        return []
    if site is None or site.root_url == settings.SITE_ORIGIN:
        return []
    return [
        Warning(
            f"Wagtail's default site is {site.root_url}, and SITE_ORIGIN is {settings.SITE_ORIGIN}.",
            hint="Make them equal: in the admin under Settings, Sites, or in the environment.",
            obj=site,
            id="serving.W001",
        )
    ]
