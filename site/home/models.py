"""The roof: home page, standard pages, and the two pages that the law asks for."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import register_setting
from wagtail.fields import RichTextField

from core.publishing.blocks import StoryBlock
from core.publishing.fields import StreamField
from core.publishing.models import BasePage
from core.publishing.sites import SiteSetting
from home.front_page import front_page
from home.legal import answering_editions

LEGAL_TEXT = ["h3", "bold", "ul", "ol", "link"]


@register_setting(icon="cog")
class SiteSettings(SiteSetting):
    """What the website itself needs to know."""

    security_contact = models.EmailField(
        _("contact for security reports"),
        blank=True,
        help_text=_("Shown in /.well-known/security.txt."),
    )
    current_edition = models.ForeignKey(
        "editions.Edition",
        verbose_name=_("edition on the home page"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Empty: the next announced one, or the latest when none is announced."),
    )

    select_related: ClassVar[list[str]] = ["current_edition__host", "current_edition__hero_picture"]

    class Meta:
        verbose_name = _("website")


class HomePage(BasePage):
    """The front door."""

    introduction = RichTextField(_("introduction"), blank=True, features=["bold", "link"])
    body = StreamField(StoryBlock(), verbose_name=_("more"), blank=True)

    content_panels: ClassVar = [
        *BasePage.content_panels,
        FieldPanel("introduction"),
        FieldPanel("body"),
    ]
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    max_count = 1

    page_description = _("The front door. There is one such page.")

    class Meta:
        verbose_name = _("home page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | front_page(request, SiteSettings.for_request(request).current_edition)


class StandardPage(BasePage):
    """A page for anything that has no page type of its own."""

    introduction = models.TextField(_("introduction"), blank=True)
    body = StreamField(StoryBlock(), verbose_name=_("text"), blank=True)

    content_panels: ClassVar = [
        *BasePage.content_panels,
        FieldPanel("introduction"),
        FieldPanel("body"),
    ]
    parent_page_types: ClassVar[list[str]] = [
        "home.HomePage",
        "home.StandardPage",
        "cooperation_pages.EditionPage",
    ]
    subpage_types: ClassVar[list[str]] = ["home.StandardPage"]

    page_description = _("A page for anything that has no page type of its own.")

    class Meta:
        verbose_name = _("standard page")


class PrivacyPage(BasePage):
    """The privacy notice, at ``/privacy/``; who answers for an edition's data stands in the edition.

    Source: Regulation (EU) 2016/679, article 13.
    """

    fixed_slug = "privacy"
    introduction = RichTextField(_("introduction"), features=LEGAL_TEXT)
    purposes = RichTextField(_("purposes and legal bases"), features=LEGAL_TEXT)
    recipients = RichTextField(_("recipients and transfers"), features=LEGAL_TEXT)
    rights = RichTextField(_("your rights"), features=LEGAL_TEXT)
    reviewed_on = models.DateField(_("last reviewed"))

    content_panels: ClassVar = [
        *BasePage.content_panels,
        FieldPanel("introduction"),
        MultiFieldPanel(
            [FieldPanel("purposes"), FieldPanel("recipients"), FieldPanel("rights")],
            heading=_("What the law asks for"),
            help_text=_("Who answers for an edition's data stands in the edition and is added by itself."),
        ),
        FieldPanel("reviewed_on"),
    ]
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    max_count = 1

    page_description = _("Which personal data is kept, why and for how long. There is one such page.")

    class Meta:
        verbose_name = _("privacy notice")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {
            "editions": [edition for edition in answering_editions() if edition.controller_name]
        }


class AccessibilityPage(BasePage):
    """The accessibility statement, at ``/accessibility/``.

    Source: the model of Implementing Decision (EU) 2018/1523; enforcement bodies stand in the editions.
    """

    fixed_slug = "accessibility"

    class Conformity(models.TextChoices):
        FULL = "full", _("Fully conforming")
        PARTIAL = "partial", _("Partly conforming")
        NONE = "none", _("Not conforming")

    commitment = RichTextField(_("commitment"), features=LEGAL_TEXT)
    conformity = models.CharField(_("state"), max_length=10, choices=Conformity)
    not_conforming = RichTextField(
        _("content that does not conform"),
        blank=True,
        features=LEGAL_TEXT,
        help_text=_("What, why, and the alternative. Needed unless the site conforms fully."),
    )
    prepared_on = models.DateField(_("prepared on"))
    method = models.TextField(_("how it was checked"))
    reviewed_on = models.DateField(_("last reviewed"))
    feedback = RichTextField(_("feedback and contact"), features=LEGAL_TEXT)

    content_panels: ClassVar = [
        *BasePage.content_panels,
        FieldPanel("commitment"),
        MultiFieldPanel(
            [FieldPanel("conformity"), FieldPanel("not_conforming")], heading=_("What is accessible")
        ),
        MultiFieldPanel(
            [FieldPanel("method"), FieldRowPanel([FieldPanel("prepared_on"), FieldPanel("reviewed_on")])],
            heading=_("How and when it was checked"),
        ),
        FieldPanel("feedback"),
    ]
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    max_count = 1

    page_description = _("What is accessible and what is not, as the law asks. There is one such page.")

    class Meta:
        verbose_name = _("accessibility statement")

    def clean(self) -> None:
        """Refuse a statement that leaves out what it owes.

        Raises:
            ValidationError: the site does not conform fully, and what does not conform is not said.
        """
        super().clean()
        if self.conformity != self.Conformity.FULL and not self.not_conforming:
            raise ValidationError(
                {"not_conforming": _("Say what does not conform, why, and what people can do instead.")}
            )

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {
            "editions": [edition for edition in answering_editions() if edition.enforcement_body]
        }
