"""Puts into the demo's database what its stories do not show: run by ``manage.py shell`` on a server's data.

Editions in every state, a page with every block, and an agenda of long words in three scripts.
"""

from datetime import UTC, date, datetime, timedelta

from cooperation.agenda.actions import release
from cooperation.agenda.enums import SlotKind, SpeakerRole
from cooperation.agenda.models import Room, Slot, SlotSpeaker, Speaker
from cooperation.editions.enums import Kind, Mode
from cooperation.editions.models import Edition
from cooperation.pages.models import AgendaPage, EditionPage
from core.publishing.blocks import StoryBlock
from core.publishing.models import DocumentFile, Picture
from home.demo_content.example import PRIVACY_PARTS
from home.models import HomePage, StandardPage
from home.page_tree import put_page

LONG = "Verbraucherschlichtungsstellenzusammenarbeit"
GREEK = "Διασυνοριακή προστασία των καταναλωτών στην ηλεκτροεγκεφαλογραφηματική αγορά"
BULGARIAN = "Непротивоконституционствувателствувайте за правата на потребителите"
COLOURS = ["#ffcc00", "#ffffff", "#000000", "#ff0066", "#00ccff", "#66ff66", "#7a4a00", "#880088", "#888888"]


def put_everything() -> None:
    """Make it all below the home page."""
    home = HomePage.objects.get()
    for colour, (slug, fields) in zip(COLOURS, states(datetime.now(UTC)).items(), strict=True):
        days = {"starts_on": date(2041, 5, 15), "ends_on": date(2041, 5, 16)} | fields
        edition = Edition.objects.create(
            # Another kind of meeting, so that the home page goes on showing the example.
            title=f"Meeting that is {slug}",
            kind=Kind.STUDY_VISIT,
            year=days["starts_on"].year,
            time_zone="Europe/Sofia",
            city="Sofia",
            country="BG",
            accent_colour=colour,
            **days,
        )
        page = put_page(home, EditionPage, slug, title=edition.title, edition=edition)
        if slug == "announced":
            put_long_words(edition, page)
    put_page(home, StandardPage, "every-block", title=f"Every block: {LONG}", body=every_block())


def states(now: datetime) -> dict[str, dict[str, object]]:
    """The fields of an edition in each state of its life, and of one that is online."""
    today, ago, ahead = now.date(), now - timedelta(days=9), now + timedelta(days=9)
    past = {"starts_on": date(2018, 5, 15), "ends_on": date(2018, 5, 16), "announced_at": ago}
    return {
        "planned": {},
        "announced": {"announced_at": ago, "registration_opens_at": ahead},
        "open": {"announced_at": ago, "registration_opens_at": ago, **PRIVACY_PARTS},
        "closed": {"announced_at": ago, "registration_opens_at": ago, "registration_closes_at": ago},
        "on-now": {"announced_at": ago, "starts_on": today, "ends_on": today + timedelta(days=1)},
        "concluded": past,
        "archived": past | {"archived_at": ago},
        "cancelled": {
            "announced_at": ago,
            "cancelled_at": now,
            "cancellation_reason": "The venue is flooded.",
        },
        "online": {"announced_at": ago, "mode": Mode.ONLINE, "online_url": "https://meet.example/room"},
    }


def put_long_words(edition: Edition, page: EditionPage) -> None:
    """A released agenda whose words are hard to break, one slot of it past midnight."""
    put_page(page, AgendaPage, "agenda", title="Agenda")
    starts = datetime.combine(date(2041, 5, 15), datetime.min.time(), tzinfo=edition.zone)
    for number, title in enumerate([LONG, GREEK, BULGARIAN]):
        speaker = Speaker.objects.create(edition=edition, name=title[:80], function=LONG)
        slot = Slot(
            edition=edition,
            kind=SlotKind.PLENARY,
            title=title,
            abstract=f"{title} {LONG}",
            room=Room.objects.create(edition=edition, name=f"{number} {LONG}", location=LONG),
            starts_at=starts + timedelta(hours=10),
            ends_at=starts + timedelta(hours=11),
        )
        slot.speaker_links = [SlotSpeaker(speaker=speaker, role=SpeakerRole.SPEAKER)]
        slot.save()
    Slot.objects.create(
        edition=edition,
        kind=SlotKind.SOCIAL,
        title="Dinner that ends after midnight",
        starts_at=starts + timedelta(hours=20),
        ends_at=starts + timedelta(hours=25),
    )
    release(edition, LONG, by=None)


def every_block() -> list[tuple[str, object]]:
    """Each block with the value that the editor's block chooser shows."""
    picture, document = Picture.objects.order_by("pk").first(), DocumentFile.objects.order_by("pk").first()
    files = {
        "picture": {"image": {"image": picture.pk, "alt_text": "Drawing of a town."}, "caption": LONG},
        "document": {"document": document.pk, "title": ""},
    }
    blocks = StoryBlock().child_blocks
    first = ("heading", {"text": f"A heading with {LONG}", "level": "2"})
    rest = [
        (name, block.to_python(files[name]) if name in files else block.get_preview_value())
        for name, block in blocks.items()
        if name != "heading"
    ]
    return [first, *rest]
