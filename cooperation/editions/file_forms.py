"""Forms of pictures and documents: those of an archived edition stay as they are."""

from typing import Any

from wagtail.models import Collection

from cooperation.editions.files import closed_because
from core.publishing.forms import DocumentForm, PictureForm


class ArchivedStaysMixin:
    """Refuses to change what lies in an archived edition's collection, and to put anything into it."""

    instance: Any
    collections: Any
    add_error: Any

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}  # type: ignore[misc]
        own = self.instance.collection if self.instance.pk else None
        for collection in {own, self._chosen(cleaned)} - {None}:
            for reason in closed_because(collection):
                self.add_error(None, reason)
        return cleaned

    def _chosen(self, cleaned: dict[str, Any]) -> Collection | None:
        if "collection" in cleaned:
            return cleaned["collection"]
        return self.collections[0] if len(self.collections) == 1 else None


class EditionPictureForm(ArchivedStaysMixin, PictureForm):
    """A picture, which may belong to an edition."""


class EditionDocumentForm(ArchivedStaysMixin, DocumentForm):
    """A document, which may belong to an edition."""

    def _post_clean(self) -> None:
        """Tell what is wrong with the file that was sent, and not that without it there is none."""
        told = self.errors.get("file")
        super()._post_clean()
        if told:
            self.errors["file"] = type(told)(told.as_data()[:1])
