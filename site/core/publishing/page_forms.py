"""The form that every page is edited with."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm


class PageForm(WagtailAdminPageForm):
    """Keeps the addresses that are fixed: what the admin makes of the title gives way to them.

    A page that was published already keeps the address that it was published at.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.pk and (fixed := self.fixed_slug()):
            self.initial["slug"] = fixed

    def fixed_slug(self) -> str:
        """The last part of the page's address; empty when whoever writes the page chooses it."""
        return str(self.instance.fixed_slug)

    def clean(self) -> dict[str, Any]:
        slug, fixed = self.cleaned_data.get("slug"), self.fixed_slug()
        if fixed and slug is not None and slug != fixed and not self._was_published_at(slug):
            if slug in ("", slugify(self.cleaned_data.get("title", ""), allow_unicode=True)):
                self.cleaned_data["slug"] = fixed
            else:
                self._refuse(fixed)
        cleaned: dict[str, Any] = super().clean()
        return cleaned

    def _was_published_at(self, slug: str) -> bool:
        return bool(self.instance.pk and self.instance.first_published_at and slug == self.initial["slug"])

    def _refuse(self, fixed: str) -> None:
        message = _("The address of this page is fixed. Write “%(slug)s” here.")
        self.add_error("slug", ValidationError(message, code="fixed", params={"slug": fixed}))
