from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.test import Client
from lxml import html

from cooperation.agenda.actions import release
from cooperation.editions.enums import Role
from cooperation.editions.models import Edition, EditionRole
from cooperation.pages.models import AgendaPage, EditionPage, SpeakerPage
from core.publishing.models import DocumentFile
from core.serving.content_version import content_changed, read_version
from tests.cooperation.pages.conftest import FIRST_HOUR, queries_of
from tests.cooperation.pages.test_stories import picture
from tests.factories import MemberFactory, RoomFactory, SlotFactory, SpeakerFactory, UserFactory, in_address
from workshops.pages.models import (
    ActionItem,
    Decision,
    Facilitator,
    Material,
    RegistrationPage,
    WorkshopIndexPage,
    WorkshopPage,
)
from workshops.programme.models import Session

INDEX_QUERIES = 8
WORKSHOP_QUERIES = 9


@pytest.fixture
def index(edition_page: EditionPage) -> WorkshopIndexPage:
    return edition_page.add_child(instance=WorkshopIndexPage(title="Workshops", slug="workshops"))


@pytest.fixture
def workshop(index: WorkshopIndexPage) -> WorkshopPage:
    return make_workshop(index, 1)


def make_workshop(index: WorkshopIndexPage, number: int) -> WorkshopPage:
    return index.add_child(
        instance=WorkshopPage(
            title=f"Topic {number}",
            slug=f"topic-{number}",
            summary=f"About topic {number}.",
            language="English",
            body=[("paragraph", "<p>The long description.</p>")],
        )
    )


def put_registration(workshop: WorkshopPage) -> None:
    workshop.edition_page.add_child(instance=RegistrationPage(title="Registration", slug="register"))


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(html.fromstring(response.content).xpath("//main")[0].text_content().split())


def test_without_workshops_the_index_says_what_comes(client: Client, index: WorkshopIndexPage) -> None:
    assert "The workshops will stand here" in text_of(client, index.url)


def test_before_a_release_a_workshop_says_when_one_will_know(client: Client, workshop: WorkshopPage) -> None:
    SlotFactory(edition=workshop.edition, page=workshop)
    text = text_of(client, workshop.url)
    assert "Time and room will stand here once the agenda is published." in text
    assert "10:00" not in text
    for part in ("About topic 1.", "Language English", "The long description."):
        assert part in text


def test_sessions_are_the_released_slots_that_point_to_the_page(
    client: Client, workshop: WorkshopPage, edition: Edition
) -> None:
    room = RoomFactory(edition=edition, name="Amber room")
    slot = SlotFactory(
        edition=edition,
        page=workshop,
        room=room,
        starts_at=FIRST_HOUR,
        ends_at=FIRST_HOUR + timedelta(hours=2),
    )
    Session.objects.create(slot=slot, seats=24)
    SlotFactory(edition=edition, title="Another thing")
    release(edition, "", None)
    text = text_of(client, workshop.url)
    assert "Wednesday 12 May 2027 12 Wednesday May 2027 09:00–11:00 Amber room 24 seats" in text
    assert text.count("seats") == 1
    assert "Times are those of the venue (Europe/Vilnius, UTC+3)." in text
    links = html.fromstring(client.get(workshop.url).content).xpath("//main//a/@href")
    assert f"/2027/agenda/#slot-{in_address(slot)}" in links
    assert f"/2027/agenda/slots/{in_address(slot)}.ics" in links
    assert "Wednesday 12 May 2027 09:00–11:00 Amber room" in text_of(client, "/2027/workshops/")


def test_whoever_wants_a_seat_is_led_to_the_registration(
    client: Client, workshop: WorkshopPage, edition: Edition
) -> None:
    told = "Seats are given to those who register, at once or later at their ticket."
    Session.objects.create(slot=SlotFactory(edition=edition, page=workshop, starts_at=FIRST_HOUR), seats=24)
    release(edition, "", None)
    assert told not in text_of(client, workshop.url), "there is nowhere to register"
    put_registration(workshop)
    assert f"{told} Registration" in text_of(client, workshop.url)
    links = html.fromstring(client.get(workshop.url).content).xpath("//main//a/@href")
    assert "/2027/register/" in links
    with time_machine.travel(datetime(2027, 6, 1, tzinfo=UTC)):
        assert told not in text_of(client, workshop.url)
    Edition.objects.update(
        cancelled_at=datetime(2027, 4, 1, tzinfo=UTC), cancellation_reason="The venue burnt down."
    )
    content_changed()
    assert told not in text_of(client, workshop.url), "nobody gets a seat any more"


def test_where_nobody_books_nothing_is_said_of_seats(
    client: Client, workshop: WorkshopPage, edition: Edition
) -> None:
    SlotFactory(edition=edition, page=workshop, starts_at=FIRST_HOUR)
    release(edition, "", None)
    put_registration(workshop)
    assert "Seats" not in text_of(client, workshop.url)


def test_a_session_for_attendees_is_shown_to_them_alone(
    client: Client, workshop: WorkshopPage, edition: Edition
) -> None:
    SlotFactory(edition=edition, page=workshop, audience="attendees")
    release(edition, "", None)
    for address in (workshop.url, "/2027/workshops/"):
        assert "10:00–11:00" not in text_of(client, address)
    user = UserFactory()
    EditionRole.objects.create(edition=edition, user=user, role=Role.ATTENDEE)
    client.force_login(user)
    for address in (workshop.url, "/2027/workshops/"):
        assert "10:00–11:00" in text_of(client, address)
        assert set(client.get(address)["Cache-Control"].split(", ")) == {"private", "no-store"}


def test_facilitators_are_linked_when_they_have_a_page(
    client: Client, workshop: WorkshopPage, edition: Edition, agenda_page: AgendaPage
) -> None:
    ona = SpeakerFactory(edition=edition, name="Ona", function="Head", organisation="Centre A")
    jonas = SpeakerFactory(edition=edition, name="Jonas", member=MemberFactory(name="Centre B"))
    rasa = SpeakerFactory(edition=edition, name="Rasa")
    agenda_page.add_child(instance=SpeakerPage(title="Ona", slug="ona", speaker=ona))
    agenda_page.add_child(instance=SpeakerPage(title="Rasa", slug="rasa", speaker=rasa, live=False))
    for speaker in (ona, jonas, rasa):
        Facilitator.objects.create(page=workshop, speaker=speaker)
    assert "Ona Head Centre A Jonas Centre B Rasa" in text_of(client, workshop.url)
    links = html.fromstring(client.get(workshop.url).content).xpath("//main//li//a/text()")
    assert [link.strip() for link in links if link.strip() in {"Ona", "Jonas", "Rasa"}] == ["Ona"]


@pytest.mark.parametrize("is_attendee", [False, True])
def test_materials_for_attendees_are_named_to_all_and_linked_to_them(
    client: Client, workshop: WorkshopPage, edition: Edition, is_attendee: bool
) -> None:
    for title, audience in (("Open slides", "public"), ("Case file", "attendees")):
        document = DocumentFile.objects.create(
            title=title, audience=audience, file=ContentFile(b"%PDF-1.7", f"{audience}.pdf")
        )
        Material.objects.create(page=workshop, title=title, document=document)
    if is_attendee:
        user = UserFactory()
        EditionRole.objects.create(edition=edition, user=user, role=Role.ATTENDEE)
        client.force_login(user)
    assert "Open slides PDF 8 bytes Case file PDF 8 bytes for attendees" in text_of(client, workshop.url)
    links = html.fromstring(client.get(workshop.url).content).xpath("//main//article//li/a/text()")
    assert [link.strip() for link in links] == ["Open slides", "Case file"][: 1 + is_attendee]


def test_afterwards_it_tells_what_came_of_it(client: Client, workshop: WorkshopPage) -> None:
    workshop.outcomes = [("paragraph", "<p>We agree on most.</p>")]
    workshop.save()
    Decision.objects.create(page=workshop, text="One form for all.")
    ActionItem.objects.create(
        page=workshop, text="Write it", owner=MemberFactory(name="Centre A"), due_on=date(2027, 9, 1)
    )
    ActionItem.objects.create(page=workshop, text="Send it", other_owner="The board", is_done=True)
    ActionItem.objects.create(page=workshop, text="Read it")
    text = text_of(client, workshop.url)
    assert "We agree on most." in text
    assert "One form for all." in text
    rows = html.fromstring(client.get(workshop.url).content).xpath("//*[@class='action']")
    assert [" ".join(row.text_content().split()) for row in rows] == [
        "To do Write it Centre A Due 1 September 2027",
        "Done Send it The board No date",
        "To do Read it Nobody named yet No date",
    ]


def fill(workshop: WorkshopPage, number: int) -> None:
    for count in range(number):
        start = datetime(2027, 5, 12, 6, tzinfo=UTC) + timedelta(minutes=5 * count)
        slot = SlotFactory(
            edition=workshop.edition, page=workshop, starts_at=start, ends_at=start + timedelta(minutes=5)
        )
        Session.objects.create(slot=slot, seats=5)
        Facilitator.objects.create(page=workshop, speaker=SpeakerFactory(edition=workshop.edition))
        Decision.objects.create(page=workshop, text="Yes")
        ActionItem.objects.create(page=workshop, text="Do", owner=MemberFactory())
        document = DocumentFile.objects.create(title="File", file=ContentFile(b"x", "file.txt"))
        Material.objects.create(page=workshop, title="File", document=document)


@pytest.mark.parametrize("number", [1, 20])
def test_the_queries_of_a_workshop_do_not_grow(client: Client, workshop: WorkshopPage, number: int) -> None:
    fill(workshop, number)
    release(workshop.edition, "", None)
    assert queries_of(client, workshop.url) == WORKSHOP_QUERIES


@pytest.mark.parametrize("number", [1, 20])
def test_the_queries_of_the_index_do_not_grow(client: Client, index: WorkshopIndexPage, number: int) -> None:
    for count in range(number):
        page = make_workshop(index, count)
        Facilitator.objects.create(page=page, speaker=SpeakerFactory(edition=index.edition))
    SlotFactory(edition=index.edition, page=page)
    release(index.edition, "", None)
    assert queries_of(client, index.url) == INDEX_QUERIES


def test_portraits_cost_one_query_however_many_there_are(client: Client, workshop: WorkshopPage) -> None:
    fill(workshop, 3)
    for facilitator in workshop.facilitators.all():
        facilitator.speaker.portrait = picture(f"face-{facilitator.pk}")
        facilitator.speaker.save()
    release(workshop.edition, "", None)
    client.get(workshop.url)  # makes the portraits' sizes
    read_version()
    assert queries_of(client, f"{workshop.url}?again") == WORKSHOP_QUERIES + 1
    portraits = html.fromstring(client.get(workshop.url).content).xpath("//aside//img")
    assert [portrait.get("alt") for portrait in portraits] == ["", "", ""]
