"""Two editions full of everything; what must not get into the archive of one carries a canary."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from types import SimpleNamespace
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image

from cooperation.agenda.actions import release
from cooperation.agenda.enums import SlotKind
from cooperation.agenda.models import Slot, SlotSpeaker
from cooperation.editions import teams
from cooperation.editions.enums import Role
from cooperation.editions.models import Edition
from cooperation.pages.models import AgendaPage, EditionPage, LookBackPage, NewsIndexPage, NewsPage
from core.publishing.enums import Audience
from core.publishing.models import DocumentFile, Picture
from home.models import HomePage
from tests.factories import EditionFactory, MemberFactory, RoomFactory, SpeakerFactory, UserFactory
from workshops.pages.models import Material, WorkshopIndexPage, WorkshopPage
from workshops.registration.models import Registration

SECRET = "canary-that-nobody-may-hear"
"""In what is not public of the edition itself."""
FOREIGN = "canary-from-another-year"
"""In everything of the other edition."""


def picture(collection: Any, title: str) -> Picture:
    drawn = BytesIO()
    Image.new("RGB", (1200, 800), "#336699").save(drawn, "JPEG")
    made: Picture = Picture.objects.create(
        title=title,
        file=ContentFile(drawn.getvalue(), "hall.jpg"),
        credit="Photo: Ona Example",
        description="The hall",
        collection=collection,
    )
    return made


def document(collection: Any, title: str, audience: str, words: str) -> DocumentFile:
    made: DocumentFile = DocumentFile.objects.create(
        title=title, file=ContentFile(words.encode(), "paper.txt"), audience=audience, collection=collection
    )
    return made


def everything(home: HomePage, year: int, public: str, secret: str) -> SimpleNamespace:
    """An edition with pages, agenda, documents and people; ``public`` words where everybody reads them."""
    edition = EditionFactory(
        year=year,
        title=f"Meeting of {year}, {public}",
        starts_on=date(year, 4, 16),
        ends_on=date(year, 4, 17),
        summary=f"What it was about: {public}.",
        announced_at=datetime(year, 1, 1, tzinfo=UTC),
        note="",
        host=MemberFactory(name=f"Centre of {year}"),
    )
    edition.collection = teams.own_collection(edition)
    start = home.add_child(instance=EditionPage(title=edition.title, slug=str(year), edition=edition))
    hall = picture(edition.collection, f"Hall {public}")
    Edition.objects.filter(pk=edition.pk).update(hero_picture=hall)
    look_back = start.add_child(
        instance=LookBackPage(
            title="Look-back",
            slug="look-back",
            introduction=f'<p>It was good, {public}. <a href="https://elsewhere.example/x">Elsewhere</a></p>',
        )
    )
    start.add_child(
        instance=LookBackPage(
            title=f"Draft {secret}", slug="draft", live=False, introduction=f"<p>{secret}</p>"
        )
    )
    agenda = start.add_child(instance=AgendaPage(title="Agenda", slug="agenda"))
    workshops = start.add_child(instance=WorkshopIndexPage(title="Workshops", slug="workshops"))
    workshop = workshops.add_child(
        instance=WorkshopPage(title=f"Parcels {public}", slug="parcels", summary="How parcels get lost.")
    )
    papers = SimpleNamespace(
        public=document(edition.collection, "Slides", Audience.PUBLIC, f"slides of {public}"),
        secret=document(edition.collection, f"Minutes {secret}", Audience.ATTENDEES, f"minutes of {secret}"),
    )
    for paper, title in ((papers.public, "Slides"), (papers.secret, "Minutes")):
        Material.objects.create(page=workshop, title=title, document=paper)
    room = RoomFactory(edition=edition, name=f"Room {public}")
    moment = datetime(year, 4, 16, 7, tzinfo=UTC)
    speaker = SpeakerFactory(edition=edition, name=f"Speaker {public}", biography=f"Lives, {public}.")
    talk = Slot.objects.create(
        edition=edition,
        kind=SlotKind.WORKSHOP,
        title=f"Parcels {public}",
        room=room,
        page=workshop,
        starts_at=moment,
        ends_at=moment + timedelta(hours=1),
    )
    SlotSpeaker.objects.create(slot=talk, speaker=speaker)
    Slot.objects.create(
        edition=edition,
        kind=SlotKind.SOCIAL,
        title=f"Dinner {secret}",
        audience=Audience.ATTENDEES,
        starts_at=moment + timedelta(hours=8),
        ends_at=moment + timedelta(hours=9),
    )
    release(edition, f"First release, {public}.", by=None)
    Slot.objects.create(
        edition=edition,
        kind=SlotKind.SOCIAL,
        title=f"Unreleased {secret}",
        starts_at=moment + timedelta(hours=10),
        ends_at=moment + timedelta(hours=11),
    )
    person = UserFactory(email=f"{secret}@example.org", last_name=secret)
    teams.give_role(edition, person, Role.HOST_LEAD, by=None)
    Registration.objects.create(
        edition=edition, email=f"{secret}.x@example.org", badge_name=f"Guest {secret}", user=person
    )
    edition.refresh_from_db()
    return SimpleNamespace(
        edition=edition,
        start=start,
        look_back=look_back,
        agenda=agenda,
        workshop=workshop,
        hall=hall,
        papers=papers,
    )


def two_editions(home: HomePage) -> tuple[SimpleNamespace, SimpleNamespace]:
    """One that lies in the archive, and another one that it leads to."""
    news = home.add_child(instance=NewsIndexPage(title="News", slug="news", show_in_menus=True))
    other = everything(home, 2025, FOREIGN, FOREIGN)
    mine = everything(home, 2024, "Mechelen", SECRET)
    news.add_child(
        instance=NewsPage(
            title=f"News {FOREIGN}", slug="other", edition=other.edition, published_on=date(2025, 1, 2)
        )
    )
    # The look-back of this year leads into the other one, as people do.
    mine.look_back.introduction += (
        f'<p><a linktype="page" id="{other.start.pk}">The next year</a>'
        f'<a href="/documents/{other.papers.public.pk}/{other.papers.public.filename}">Foreign slides</a></p>'
    )
    mine.look_back.save_revision().publish()
    Edition.objects.filter(pk=mine.edition.pk).update(archived_at=datetime(2024, 9, 1, tzinfo=UTC))
    mine.edition.refresh_from_db()
    return mine, other
