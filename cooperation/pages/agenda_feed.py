"""The releases of an agenda as an Atom feed. Source: RFC 4287."""

from collections.abc import Iterable

from django.http import HttpResponse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from cooperation.agenda.changes import Change
from cooperation.agenda.exports.facts import AgendaFacts
from cooperation.agenda.models import Release
from cooperation.pages.news_feed import FullTextFeed


def response(facts: AgendaFacts, releases: Iterable[tuple[Release, list[Change]]]) -> HttpResponse:
    """The feed of ``releases``, newest first, each with the changes that the reader may hear of."""
    address = f"{facts.agenda_url}releases/"
    feed = FullTextFeed(
        title=_("%(edition)s: changes of the agenda") % {"edition": facts.title},
        link=address,
        feed_url=f"{address}feed/",
        description="",
        language=facts.language,
        author_name=facts.network,
        feed_guid=address,
    )
    for release, changes in releases:
        feed.add_item(
            title=str(release),
            link=f"{address}#release-{release.number}",
            description=release.note,
            content=_content(facts, release, changes),
            unique_id=f"{address}#release-{release.number}",
            pubdate=release.released_at,
            updateddate=release.note_changed_at or release.released_at,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def _content(facts: AgendaFacts, release: Release, changes: list[Change]) -> str:
    sentences = format_html_join("", "<li>{}</li>", ((change.sentence(facts.zone),) for change in changes))
    note = format_html("<p>{}</p>", release.note) if release.note else ""
    return format_html("{}<ul>{}</ul>", note, sentences) if sentences else note
