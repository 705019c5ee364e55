"""Forms of pages that point to an edition: people choose among the editions that they organise."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from cooperation.editions import rules
from cooperation.editions.duties import Area, Level
from cooperation.editions.models import Edition
from cooperation.editions.queries import editions_of, is_secretariat
from core.publishing.page_forms import PageForm

AHEAD = _(
    "This day has not come yet, and readers would see the text at once. To publish it on that day, set a "
    "schedule under “Status” or an embargo until then."
)


class StartPageForm(PageForm):
    """The form of an edition's start page; which edition it shows is chosen once and never changes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields.get("edition")
        if field is None or self.for_user is None:
            return
        if self.instance.pk:
            del self.fields["edition"]
        else:
            field.queryset = editions_of(self.for_user, Area.PAGES, Level.CHANGE).filter(archived_at=None)

    def fixed_slug(self) -> str:
        sent = getattr(self, "cleaned_data", {}).get("edition")
        edition = self.instance.edition if self.instance.edition_id else sent
        return rules.start_page_slug(edition.kind, edition.year) if edition else ""


class NewsForm(PageForm):
    """The form of news: who is of a team writes about its editions, and no others."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer_own_editions()
        if not self.instance.pk:
            chosen = Edition.objects.filter(pk=self.initial.get("edition")).first()
            self.initial["published_on"] = datetime.now(_zone(chosen)).date()

    def _offer_own_editions(self) -> None:
        field = self.fields.get("edition")
        if field is None or self.for_user is None or is_secretariat(self.for_user):
            return
        field.queryset = editions_of(self.for_user, Area.NEWS, Level.CHANGE).filter(archived_at=None)
        field.required = True
        field.help_text = _("An edition whose news you write.")
        if not self.instance.edition_id and field.queryset.count() == 1:
            self.initial["edition"] = field.queryset.get().pk

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        day, zone = cleaned.get("published_on"), _zone(cleaned.get("edition") or self.instance.edition)
        held_back = [cleaned.get(name) for name in ("go_live_at", "embargo_until")]
        moments = [datetime.now(zone), *(moment for moment in held_back if moment)]
        if day and day > max(moments).astimezone(zone).date():
            self.add_error("published_on", AHEAD)
        return cleaned


def _zone(edition: Edition | None) -> ZoneInfo:
    """Where the day of a piece of news is counted."""
    return edition.zone if edition else ZoneInfo(Edition._meta.get_field("time_zone").get_default())
