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
        host=MemberFactory(name=f"Centre of {year}"),
    )
    edition.collection = teams.own_collection(edition)
    hall = picture(edition.collection, f"Hall {public}")
    Edition.objects.filter(pk=edition.pk).update(hero_picture=hall)
    pages = put_pages(home, edition, public, secret)
    papers = put_papers(pages.workshop, edition.collection, public, secret)
    put_agenda(edition, pages.workshop, public, secret)
    put_people(edition, secret)
    edition.refresh_from_db()
    return SimpleNamespace(edition=edition, hall=hall, papers=papers, **vars(pages))


def put_pages(home: HomePage, edition: Edition, public: str, secret: str) -> SimpleNamespace:
    """Published pages, and a draft."""
    slug = str(edition.year)
    start = home.add_child(instance=EditionPage(title=edition.title, slug=slug, edition=edition))
    told = f'<p>It was good, {public}. <a href="https://elsewhere.example/x">Elsewhere</a></p>'
    look_back = start.add_child(instance=LookBackPage(title="Look-back", slug="look-back", introduction=told))
    draft = {"title": f"Draft {secret}", "slug": "draft", "introduction": f"<p>{secret}</p>"}
    start.add_child(instance=LookBackPage(live=False, **draft))
    start.add_child(instance=AgendaPage(title="Agenda", slug="agenda"))
    workshops = start.add_child(instance=WorkshopIndexPage(title="Workshops", slug="workshops"))
    topic = {"title": f"Parcels {public}", "slug": "parcels", "summary": "How parcels get lost."}
    workshop = workshops.add_child(instance=WorkshopPage(**topic))
    return SimpleNamespace(start=start, look_back=look_back, workshop=workshop)


def put_papers(workshop: WorkshopPage, collection: Any, public: str, secret: str) -> SimpleNamespace:
    """Materials for everybody, and for attendees."""
    papers = SimpleNamespace(
        public=document(collection, "Slides", Audience.PUBLIC, f"slides of {public}"),
        secret=document(collection, f"Minutes {secret}", Audience.ATTENDEES, f"minutes of {secret}"),
    )
    for paper, title in ((papers.public, "Slides"), (papers.secret, "Minutes")):
        Material.objects.create(page=workshop, title=title, document=paper)
    return papers


def put_agenda(edition: Edition, workshop: WorkshopPage, public: str, secret: str) -> None:
    """A release with something for attendees only, and a draft that goes beyond it."""
    moment = datetime(edition.year, 4, 16, 7, tzinfo=UTC)

    def put(hour: int, title: str, **more: Any) -> Slot:
        starts_at = moment + timedelta(hours=hour)
        hours = {"starts_at": starts_at, "ends_at": starts_at + timedelta(hours=1)}
        return Slot.objects.create(edition=edition, title=title, **hours, **more)

    speaker = SpeakerFactory(edition=edition, name=f"Speaker {public}", biography=f"Lives, {public}.")
    room = RoomFactory(edition=edition, name=f"Room {public}")
    talk = put(0, f"Parcels {public}", kind=SlotKind.WORKSHOP, room=room, page=workshop)
    SlotSpeaker.objects.create(slot=talk, speaker=speaker)
    put(8, f"Dinner {secret}", kind=SlotKind.SOCIAL, audience=Audience.ATTENDEES)
    release(edition, f"First release, {public}.", by=None)
    put(10, f"Unreleased {secret}", kind=SlotKind.SOCIAL)


def put_people(edition: Edition, secret: str) -> None:
    """Who leads, and who registered."""
    person = UserFactory(email=f"{secret}@example.org", last_name=secret)
    teams.give_role(edition, person, Role.HOST_LEAD, by=None)
    guest = {"email": f"{secret}.x@example.org", "badge_name": f"Guest {secret}"}
    Registration.objects.create(edition=edition, user=person, **guest)


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
