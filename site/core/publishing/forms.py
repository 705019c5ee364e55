"""Forms of pictures and documents in the admin."""

from django.utils.translation import gettext_lazy as _
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
