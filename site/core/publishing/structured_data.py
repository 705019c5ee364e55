"""Data about a page for machines, as JSON-LD in its head or body."""

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.safestring import SafeString, mark_safe

_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def script(data: dict[str, Any] | list[Any]) -> SafeString:
    """A data block that holds ``data`` as JSON-LD; dates become ISO 8601.

    Nothing in ``data`` can end the block or begin another: ``<``, ``>`` and ``&`` are written as escapes
    (JSON-LD 1.1, 7.2). The block is data and never executed, so the site's content policy lets it stand.
    """
    json_text = json.dumps(_without_empty(data), cls=DjangoJSONEncoder, ensure_ascii=False)
    return mark_safe(  # noqa: S308 - every character that means something to HTML is escaped
        f'<script type="application/ld+json">{json_text.translate(_ESCAPES)}</script>'
    )


def _without_empty(value: Any) -> Any:
    """``value`` without the entries that say nothing: None, empty text, empty lists."""
    if isinstance(value, dict):
        entries = {key: _without_empty(entry) for key, entry in value.items()}
        return {key: entry for key, entry in entries.items() if entry not in (None, "", [], {})}
    if isinstance(value, list | tuple):
        return [_without_empty(entry) for entry in value]
    return value


def breadcrumb_list(crumbs: list[tuple[str, str]]) -> dict[str, Any]:
    """A BreadcrumbList of (name, absolute address) from the home page down.

    Source: https://schema.org/BreadcrumbList
    """
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": address}
            for position, (name, address) in enumerate(crumbs, start=1)
        ],
    }
