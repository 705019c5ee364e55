"""What Wagtail takes from here."""

from django.http import HttpRequest
from wagtail import hooks
from wagtail.rich_text.feature_registry import FeatureRegistry

from core.publishing.links import HANDLERS
from core.publishing.models import DocumentFile


# After Wagtail's own, which it replaces.
@hooks.register("register_rich_text_features", order=10)
def read_links_together(features: FeatureRegistry) -> None:
    """Let links be read for a whole text at once."""
    for handler in HANDLERS.values():
        features.register_link_type(handler)


@hooks.register("before_serve_document")
def send_no_empty_etag(document: DocumentFile, request: HttpRequest) -> None:
    """Let a document without a hash go without an ETag; Wagtail would send an empty one, the same for all."""
    document.file_hash = document.file_hash or None
