"""Forms of pictures and documents in the admin."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm


class PictureForm(BaseImageForm):
    """A picture needs alternative text and a credit before it can be used."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["description"].required = True
        self.fields["description"].label = _("Alternative text")
        self.fields["description"].help_text = _(
            "What somebody who does not see the picture needs to know, in one sentence."
        )


class DocumentForm(BaseDocumentForm):
    """A document is public only when whoever uploads it says so."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk or "audience" not in self.fields:
            return
        field = self.fields["audience"]
        field.choices = [("", _("Choose …")), *field.choices]
        field.initial = self.initial["audience"] = ""
        field.error_messages["required"] = _("Choose who may download this document.")
