"""The named addresses of the admin."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver
from wagtail.admin.urls import urlpatterns as admin_patterns


def addresses(
    patterns: Any = admin_patterns, namespace: str = "", above: tuple[str, ...] = ()
) -> Iterator[tuple[str, set[str]]]:
    """The name of each address below ``patterns``, and what it has to be filled with."""
    for pattern in patterns:
        inside = pattern.pattern
        wanted = (*above, *(getattr(inside, "converters", None) or inside.regex.groupindex))
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from addresses(pattern.url_patterns, inner, wanted)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield f"{namespace}{pattern.name}", set(wanted)
