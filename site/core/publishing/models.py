"""What every page, picture and document of the site has in common."""

from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Any, ClassVar

from django.conf import settings
from django.core.files.storage import FileSystemStorage, Storage
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.models import Page

from core.publishing.enums import Audience, Licence
from core.publishing.page_forms import PageForm
from core.publishing.routing import FewQueries
from core.searching import texts
from core.searching.findable import FINDING_FIELDS, Findable
from core.searching.texts import in_short


class Picture(AbstractImage):
    """An uploaded picture with the credit that its author is owed."""

    credit = models.CharField(
        _("credit"),
        max_length=200,
        help_text=_("Who made the picture, as it shall be shown: “Photo: Ona Example”."),
    )
    licence = models.CharField(
        _("licence"), max_length=40, choices=Licence.choices, default=Licence.ALL_RIGHTS
    )
    sizes_due_at = models.DateTimeField(
        _("sizes are due at"), null=True, blank=True, default=timezone.now, db_index=True, editable=False
    )
    """From when on the worker makes what is missing of its sizes; empty when nothing is."""

    admin_form_fields = (
        "title",
        "file",
        "description",
        "credit",
        "licence",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save it; what is cut from it is due anew, and what was cut from another file goes."""
        if kwargs.get("update_fields") is not None:
            super().save(*args, **kwargs)
            return
        is_new_file = bool(self.file) and not self.file._committed
        if is_new_file:
            self._set_image_file_metadata()
        self.sizes_due_at = timezone.now()
        super().save(*args, **kwargs)
        if is_new_file:
            self.renditions.all().delete()


def content_folder(picture: Picture) -> str:
    """The folder of what is cut from the present file of ``picture``; another file has another one."""
    file_hash: str = picture.get_file_hash()
    return file_hash[:12]


class PictureRendition(AbstractRendition):
    """A picture cut and sized for one use."""

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    def get_upload_to(self, filename: str) -> str:
        """A path that names the content, because browsers keep a rendition for a year."""
        path = PurePosixPath(super().get_upload_to(filename))
        return str(path.parent / content_folder(self.image) / path.name)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"],
                name="publishing_rendition_unique",
            )
        ]


def private_storage() -> Storage:
    """Where documents lie: outside of everything a web server shows."""
    return FileSystemStorage(location=settings.PRIVATE_MEDIA_ROOT, base_url=None)


class DocumentFile(AbstractDocument):
    """An uploaded file that people download: slides, a form, a report."""

    file = models.FileField(_("file"), upload_to="documents", storage=private_storage)
    audience = models.CharField(
        _("who may download it"),
        max_length=20,
        choices=Audience.choices,
        default=Audience.PUBLIC,
        help_text=_(
            "“Attendees” means the attendees of the edition whose collection the document lies in; "
            "in a collection without an edition only editors get it."
        ),
    )

    admin_form_fields = ("title", "file", "audience", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save it; whoever made it, a new file's size and hash are known."""
        is_new_file = bool(self.file) and not self.file._committed  # type: ignore[attr-defined]
        if is_new_file and kwargs.get("update_fields") is None:
            self._set_document_file_metadata()
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Check its file, unless it comes later: one that was dropped in was checked as it arrived."""
        if self.file:
            super().clean()

    @property
    def file_type(self) -> str:
        """The ending of the file's name in capitals, such as ``PDF``; empty without one."""
        return PurePosixPath(self.filename).suffix.lstrip(".").upper()


class BasePage(Findable, FewQueries, Page):
    """What every page of the site has: a short text and a picture for lists and shared links."""

    teaser = models.TextField(
        _("teaser"),
        blank=True,
        max_length=300,
        help_text=_("One or two sentences for lists, search results and shared links."),
    )
    teaser_picture = models.ForeignKey(
        Picture,
        verbose_name=_("teaser picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    fixed_slug: ClassVar[str] = ""
    """The last part of its address, where that never changes; empty where its writer chooses it."""

    @property
    def shared_title(self) -> str:
        """What it is called where nothing around it tells what it belongs to: in links that are shared."""
        return self.title

    @property
    def shared_description(self) -> str:
        """What search engines and shared links say about it; empty leaves it to the network's own words."""
        return self.search_description or self.teaser or in_short(getattr(self, "introduction", ""))

    base_form_class = PageForm
    promote_panels: ClassVar[list[object]] = [
        MultiFieldPanel(
            [FieldPanel("teaser"), FieldPanel("teaser_picture")],
            heading=_("In lists and shared links"),
        ),
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("seo_title"), FieldPanel("search_description")],
            heading=_("For search engines"),
        ),
        MultiFieldPanel([FieldPanel("show_in_menus")], heading=_("Menu")),
    ]

    search_fields = [*Page.search_fields, *FINDING_FIELDS]

    class Meta:
        abstract = True

    def search_texts(self) -> Iterable[str]:
        return texts.own_texts(self)
