"""Fields that the page types share."""

from collections.abc import Sequence
from typing import Any

from wagtail.fields import StreamField as WagtailStreamField


class StreamField(WagtailStreamField):
    """A StreamField whose blocks stay out of migrations.

    Blocks are code, not schema: changing one must not make a migration. A data migration that reads
    such a field sees raw data, not blocks.
    """

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, path, _args, kwargs = super().deconstruct()
        kwargs["block_lookup"] = {}
        return name, path, [[]], kwargs
