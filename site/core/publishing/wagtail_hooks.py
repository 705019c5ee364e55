"""What Wagtail takes from here."""

from wagtail import hooks
from wagtail.rich_text.feature_registry import FeatureRegistry

from core.publishing.links import HANDLERS


# After Wagtail's own, which it replaces.
@hooks.register("register_rich_text_features", order=10)
def read_links_together(features: FeatureRegistry) -> None:
    """Let links be read for a whole text at once."""
    for handler in HANDLERS.values():
        features.register_link_type(handler)
