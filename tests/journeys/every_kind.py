"""Puts into the demo's database what its stories do not show: run by ``manage.py shell`` on a server's data.

Editions in every state, a page with every block, an agenda that runs just now, one that is not released
yet, and words that are hard to break in three scripts.
"""

from datetime import UTC, date, datetime, timedelta

from cooperation.agenda.actions import release
from cooperation.agenda.enums import SlotKind, SpeakerRole
from cooperation.agenda.models import Room, Slot, SlotSpeaker, Speaker
from cooperation.editions.enums import HostStatus, Kind, Mode
from cooperation.editions.models import Edition
from cooperation.network.models import Member
from cooperation.pages.models import AgendaPage, EditionPage
from core.publishing.blocks import StoryBlock
from core.publishing.models import DocumentFile, Picture
from home.demo_content.example import PRIVACY_PARTS
from home.models import HomePage, StandardPage
from home.page_tree import put_page
from workshops.pages.models import WorkshopIndexPage

LONG = "Verbraucherschlichtungsstellenzusammenarbeit"
GREEK = "Διασυνοριακή προστασία των καταναλωτών στην ηλεκτροεγκεφαλογραφηματική αγορά"
BULGARIAN = "Непротивоконституционствувателствувайте за правата на потребителите"
COLOURS = [
    *("#ffcc00", "#ffffff", "#000000", "#ff0066", "#00ccff", "#66ff66"),
    *("#7a4a00", "#880088", "#888888", "#5b3a8c", "#1d5c63"),
]


def put_everything() -> None:
    """Make it all below the home page."""
    home = HomePage.objects.get()
    pages = {}
    for colour, (slug, fields) in zip(COLOURS, states(datetime.now(UTC)).items(), strict=True):
        edition = put_edition(slug, colour, fields)
        pages[slug] = put_page(home, EditionPage, slug, title=edition.title, edition=edition)
    put_long_words(pages["announced"])
    put_running_agenda(pages["on-now"])
    put_page(pages["open"], AgendaPage, "agenda", title="Agenda")
    put_page(pages["open"], WorkshopIndexPage, "workshops", title="Workshops")
    put_page(home, StandardPage, "every-block", title=f"Every block: {LONG}", body=every_block())


def put_edition(slug: str, colour: str, fields: dict[str, object]) -> Edition:
    """One of ``states``; of another kind, so that the home page goes on showing the example."""
    days = {"starts_on": date(2041, 5, 15), "ends_on": date(2041, 5, 16)}
    usual = {
        "title": f"Meeting that is {slug}",
        "kind": Kind.STUDY_VISIT,
        "year": 2041,
        "time_zone": "Europe/Sofia",
        "city": "Sofia",
        "country": "BG",
        "theme": "Small steps, open doors",
        "host_status": HostStatus.MEMBER,
        "host": Member.objects.get(slug="ecc-bulgaria"),
        "accent_colour": colour,
    }
    return Edition.objects.create(**{**usual, **days, **fields})


def states(now: datetime) -> dict[str, dict[str, object]]:
    """The fields of an edition in each state of its life, and of one that is online."""
    today, ago, ahead = now.date(), now - timedelta(days=9), now + timedelta(days=9)
    unknown = {"starts_on": None, "ends_on": None, "host": None, "host_status": HostStatus.UNDECIDED}
    past = {"year": 2018, "starts_on": date(2018, 5, 15), "ends_on": date(2018, 5, 16), "announced_at": ago}
    return {
        "planned": {},
        "without-dates": {"announced_at": ago, "theme": "", "city": "", "country": "", **unknown},
        "announced": {"announced_at": ago, "registration_opens_at": ahead},
        "open": {"announced_at": ago, "registration_opens_at": ago, **PRIVACY_PARTS},
        "closed": {"announced_at": ago, "registration_opens_at": ago, "registration_closes_at": ago},
        "on-now": {
            "announced_at": ago,
            "starts_on": today,
            "ends_on": today + timedelta(days=1),
            "year": today.year,
        },
        "concluded": past,
        "archived": past | {"archived_at": ago},
        "cancelled": {
            "announced_at": ago,
            "cancelled_at": now,
            "cancellation_reason": "The venue is flooded.",
        },
        "online": {"announced_at": ago, "mode": Mode.ONLINE, "online_url": "https://meet.example/room"},
        "long": {"announced_at": ago, "title": GREEK, "theme": BULGARIAN, "city": LONG, "summary": GREEK},
    }


def put_running_agenda(page: EditionPage) -> None:
    """A released agenda of the hours around this one, three rooms side by side."""
    put_page(page, AgendaPage, "agenda", title="Agenda")
    edition, now = page.edition, datetime.now(UTC)
    midnight = datetime.combine(edition.starts_on, datetime.min.time(), tzinfo=edition.zone)
    this_hour = midnight + timedelta(hours=(now - midnight) // timedelta(hours=1))
    for number in range(3):
        room = Room.objects.create(edition=edition, name=f"Room {number + 1}", sort_order=number)
        for hours in (-1, 0, 1):
            Slot.objects.create(
                edition=edition,
                kind=SlotKind.WORKSHOP,
                title=f"Workshop {number + 1} of hour {hours + 2}",
                abstract="What it is about, in a sentence or two of an ordinary length.",
                room=room,
                starts_at=this_hour + timedelta(hours=hours),
                ends_at=this_hour + timedelta(hours=hours + 1),
            )
    release(edition, "Just in time.", by=None)


def put_long_words(page: EditionPage) -> None:
    """A released agenda whose words are hard to break, one slot of it past midnight."""
    edition = page.edition
    put_page(page, AgendaPage, "agenda", title="Agenda")
    starts = datetime.combine(date(2041, 5, 15), datetime.min.time(), tzinfo=edition.zone)
    for number, title in enumerate([LONG, GREEK, BULGARIAN]):
        speaker = Speaker.objects.create(edition=edition, name=title[:80], function=LONG)
        where = "on the second floor, at the end of the corridor to the garden" if number else LONG
        slot = Slot(
            edition=edition,
            kind=SlotKind.PLENARY,
            title=title,
            abstract=f"{title} {LONG}",
            room=Room.objects.create(edition=edition, name=f"{number} {LONG}", location=where),
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
