from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from lxml import html

from cooperation.agenda.actions import release
from cooperation.agenda.enums import SlotKind
from cooperation.agenda.models import Slot, SlotSpeaker
from cooperation.editions.enums import Role
from cooperation.editions.models import Edition, EditionRole
from cooperation.pages.models import AgendaPage, SpeakerPage
from tests.cooperation.pages.conftest import FIRST_HOUR, queries_of
from tests.factories import EditionFactory, SlotFactory, SpeakerFactory, UserFactory, in_address

AGENDA_QUERIES = 6


def titles(client: Client, page: AgendaPage) -> list[str]:
    tree = html.fromstring(client.get(page.url).content)
    return [
        " ".join(title.text_content().split()) for title in tree.xpath("//*[contains(@class, 'slot--')]/h3")
    ]


@pytest.mark.parametrize(
    ("role", "own_edition", "expected"),
    [
        (Role.ATTENDEE, True, ["Opening words", "Closed talk"]),
        (Role.HOST_LEAD, True, ["Opening words", "Closed talk"]),
        (Role.ATTENDEE, False, ["Opening words"]),
        (None, True, ["Opening words"]),
    ],
)
def test_only_those_of_the_edition_see_what_is_for_attendees(
    client: Client,
    released: AgendaPage,
    edition: Edition,
    role: Role | None,
    own_edition: bool,
    expected: list[str],
) -> None:
    user = UserFactory()
    if role:
        where = edition if own_edition else EditionFactory(year=2028)
        EditionRole.objects.create(edition=where, user=user, role=role)
    client.force_login(user)
    assert titles(client, released) == expected


def test_the_anonymous_see_public_slots_and_that_there_is_more(client: Client, released: AgendaPage) -> None:
    response = client.get(released.url)
    assert titles(client, released) == ["Opening words"]
    assert "Closed talk" not in response.content.decode()
    assert "Some parts of the agenda are for attendees only." in response.content.decode()


def test_an_answer_for_an_attendee_is_kept_by_nobody_and_shown_to_nobody_else(
    client: Client, released: AgendaPage, edition: Edition
) -> None:
    user = UserFactory()
    EditionRole.objects.create(edition=edition, user=user, role=Role.ATTENDEE)
    signed_in = Client()
    signed_in.force_login(user)
    private = signed_in.get(released.url)
    assert "Closed talk" in private.content.decode()
    assert set(private["Cache-Control"].split(", ")) == {"private", "no-store"}
    public = client.get(released.url)
    assert "Closed talk" not in public.content.decode()
    assert "public" in public["Cache-Control"]
    assert not public.cookies
    assert "Cookie" not in public.get("Vary", "")


def test_the_page_shows_the_release_and_not_the_draft(
    client: Client, released: AgendaPage, plenary: Slot
) -> None:
    Slot.objects.filter(pk=plenary.pk).update(title="Changed in the draft")
    assert titles(client, released) == ["Opening words"]


def test_a_preview_shows_editors_the_draft(released: AgendaPage, plenary: Slot) -> None:
    Slot.objects.filter(pk=plenary.pk).update(title="Changed in the draft")
    draft = released.make_preview_request(preview_mode="draft").content.decode()
    assert "Changed in the draft" in draft
    assert "This is the draft" in draft
    assert "Closed talk" in draft
    assert "Opening words" in released.make_preview_request().content.decode()


def test_before_the_first_release_the_page_says_what_comes(
    client: Client, agenda_page: AgendaPage, plenary: Slot
) -> None:
    text = client.get(agenda_page.url).content.decode()
    assert "The agenda is not published yet." in text
    assert "agenda.ics" not in text
    assert "Opening words" not in text


def test_an_agenda_for_attendees_alone_says_so(client: Client, agenda_page: AgendaPage, hidden: Slot) -> None:
    release(agenda_page.edition, "", None)
    assert "This agenda is for attendees only." in client.get(agenda_page.url).content.decode()


def test_a_slot_tells_what_when_where_and_who(
    client: Client, agenda_page: AgendaPage, plenary: Slot, edition: Edition
) -> None:
    with_page, without = SpeakerFactory(edition=edition, name="Ona"), SpeakerFactory(edition=edition)
    agenda_page.add_child(instance=SpeakerPage(title="Ona", slug="ona", speaker=with_page))
    SlotSpeaker.objects.create(slot=plenary, speaker=with_page)
    SlotSpeaker.objects.create(slot=plenary, speaker=without)
    release(edition, "", None)
    tree = html.fromstring(client.get(agenda_page.url).content)
    (slot,) = tree.xpath(f"//*[@id='slot-{in_address(plenary)}']")
    text = " ".join(slot.text_content().split())
    for part in ("Opening words", "Plenary", "09:00–10:00", "Hall A", "Why we <meet>."):
        assert part in text
    (rooms,) = tree.find_class("rooms-list")
    assert " ".join(rooms.text_content().split()) == "Hall A second floor"
    links = {link.get("aria-label") or link.text_content(): link.get("href") for link in slot.xpath(".//a")}
    links = {" ".join(name.split()): url for name, url in links.items()}
    assert links == {
        "Ona": "/2027/agenda/ona/",
        "09:00–10:00": f"#slot-{in_address(plenary)}",
        "Add to calendar: Opening words": f"/2027/agenda/slots/{in_address(plenary)}.ics",
    }
    assert "Times Europe/Vilnius, UTC+3" in " ".join(tree.text_content().split())


def test_every_sign_is_drawn_once_and_each_kind_has_one(
    client: Client, agenda_page: AgendaPage, plenary: Slot, edition: Edition
) -> None:
    release(edition, "", None)
    tree = html.fromstring(client.get(agenda_page.url).content)
    drawn = tree.xpath("//symbol/@id")
    assert len(drawn) == len(set(drawn))
    assert {f"icon-{kind.value}" for kind in SlotKind} < set(drawn)
    shown = tree.xpath("//use/@href")
    assert f"#icon-{SlotKind.PLENARY}" in shown
    assert {sign.removeprefix("#") for sign in shown} <= set(drawn)
    assert {icon.get("aria-hidden") for icon in tree.find_class("icon")} == {"true"}


def test_the_kinds_that_there_are_can_be_chosen_and_the_grid_waits_for_room(
    client: Client, agenda_page: AgendaPage, plenary: Slot, edition: Edition
) -> None:
    coffee = SlotFactory(
        edition=edition, kind="break", starts_at=plenary.starts_at, ends_at=plenary.ends_at, title="Coffee"
    )
    release(edition, "", None)
    tree = html.fromstring(client.get(agenda_page.url).content)
    assert tree.xpath("//form//input[@name='kind']/@value") == ["", "plenary", "break"]
    assert tree.xpath("//link[contains(@href, 'agenda_grid')]/@media") == ["screen and (min-width: 64rem)"]
    (place,) = tree.xpath(f"//*[@id='slot-{in_address(coffee)}']/@class")
    assert place == "slot slot--break h0 m0 to-h1 to-m0 room2"
    assert [" ".join(head.text_content().split()) for head in tree.xpath("//*[@class='rooms']/p")] == [
        "Hall A second floor",
        "",
    ]


def test_what_is_mine_can_be_marked_until_the_last_day_is_over(client: Client, released: AgendaPage) -> None:
    last_evening = FIRST_HOUR.replace(hour=20) + timedelta(days=1)
    assert released.edition.ends_on == last_evening.date()
    for moment, offered in ((last_evening, 1), (last_evening + timedelta(days=1), 0)):
        with time_machine.travel(moment, tick=False):
            tree = html.fromstring(client.get(released.url).content)
        assert len(tree.xpath("//form//input[@name='mine']")) == offered


def test_where_no_hours_are_known_nothing_can_be_marked(
    client: Client, agenda_page: AgendaPage, plenary: Slot
) -> None:
    plenary.is_untimed = True
    plenary.save()
    release(agenda_page.edition, "", None)
    assert html.fromstring(client.get(agenda_page.url).content).xpath("//input[@name='mine']") == []


def test_a_page_of_many_slots_stays_small(client: Client, agenda_page: AgendaPage, edition: Edition) -> None:
    """What a slot adds to the page counts 300 times; indentation, for one, is left out."""
    for index in range(60):
        start = FIRST_HOUR + timedelta(minutes=30 * (index // 5))
        SlotFactory(edition=edition, starts_at=start, ends_at=start + timedelta(minutes=30))
    before = len(client.get(agenda_page.url).content)
    release(edition, "", None)
    assert (len(client.get(agenda_page.url).content) - before) / 60 < 1000


def test_a_cancelled_slot_stays_with_the_word(client: Client, agenda_page: AgendaPage, plenary: Slot) -> None:
    plenary.is_cancelled = True
    plenary.save()
    release(agenda_page.edition, "", None)
    assert titles(client, agenda_page) == ["Cancelled: Opening words"]


def test_every_download_that_the_page_offers_is_there(client: Client, released: AgendaPage) -> None:
    tree = html.fromstring(client.get(released.url).content)
    own = {
        link for link in tree.xpath("//main//a/@href | //head/link/@href") if link.startswith("/2027/agenda/")
    }
    assert {
        f"/2027/agenda/{name}" for name in ("agenda.ics", "agenda.json", "schedule.xml", "releases/")
    } < own
    assert {link: client.get(link).status_code for link in own} == dict.fromkeys(own, 200)
    assert tree.xpath("//a[starts-with(@href, 'webcal:')]/@href") == [
        "webcal://testserver/2027/agenda/agenda.ics"
    ]


@pytest.mark.parametrize("number", [3, 60])
def test_a_page_of_many_slots_costs_the_queries_of_one_with_few(
    client: Client, agenda_page: AgendaPage, edition: Edition, number: int
) -> None:
    speaker = SpeakerFactory(edition=edition)
    for index in range(number):
        start = FIRST_HOUR + timedelta(minutes=5 * (index // 3))
        slot = SlotFactory(edition=edition, starts_at=start, ends_at=start + timedelta(minutes=5))
        if index % 3 == 0:
            SlotSpeaker.objects.create(slot=slot, speaker=speaker)
    release(edition, "", None)
    assert queries_of(client, agenda_page.url) == AGENDA_QUERIES
    assert len(titles(client, agenda_page)) == number


def test_a_speakers_page_shows_their_public_slots(
    client: Client, agenda_page: AgendaPage, plenary: Slot, hidden: Slot, edition: Edition
) -> None:
    speaker = SpeakerFactory(edition=edition, name="Ona", function="Head", biography="Born in <Kaunas>.")
    page = agenda_page.add_child(instance=SpeakerPage(title="Ona", slug="ona", speaker=speaker))
    for slot in (plenary, hidden):
        SlotSpeaker.objects.create(slot=slot, speaker=speaker)
    release(edition, "", None)
    text = html.fromstring(client.get(page.url).content).text_content()
    assert "Opening words" in text
    assert "Closed talk" not in text
    assert "Born in <Kaunas>." in text


def test_new_names_are_published_with_the_next_release(
    client: Client, agenda_page: AgendaPage, plenary: Slot, edition: Edition
) -> None:
    speaker = SpeakerFactory(edition=edition, name="Ona Before", biography="Born by the sea.")
    SlotSpeaker.objects.create(slot=plenary, speaker=speaker)
    release(edition, "", None)
    speaker.name, plenary.room.name = "Ona After", "Hall Z"
    speaker.save()
    plenary.room.save()
    addresses = [agenda_page.url + name for name in ("", "agenda.json", "agenda.ics", "schedule.xml")]
    before = [client.get(address).content.decode() for address in addresses]
    assert [("Ona Before" in text, "Hall A" in text) for text in before] == [(True, True)] * 4
    assert [text for text in before if "Ona After" in text or "Hall Z" in text] == []
    release(edition, "", None)
    after = [client.get(address).content.decode() for address in addresses]
    assert [("Ona After" in text, "Hall Z" in text) for text in after] == [(True, True)] * 4
    assert [text for text in before + after if "Born by the sea" in text] == [], "their own page tells that"


def test_a_speakers_page_cannot_take_an_address_of_the_agenda(
    agenda_page: AgendaPage, edition: Edition
) -> None:
    page = SpeakerPage(title="Releases", slug="releases", speaker=SpeakerFactory(edition=edition))
    with pytest.raises(Exception, match="This address belongs to the agenda"):
        agenda_page.add_child(instance=page)


def test_the_route_of_a_page_comes_before_a_page_below_it(client: Client, released: AgendaPage) -> None:
    speaker = SpeakerFactory(edition=released.edition)
    page = released.add_child(instance=SpeakerPage(title="Someone", slug="someone", speaker=speaker))
    SpeakerPage.objects.filter(pk=page.pk).update(slug="releases", url_path=f"{released.url_path}releases/")
    assert "Someone" not in client.get(f"{released.url}releases/").content.decode()


@pytest.mark.parametrize("address", ["nothing/", "nothing/below/", "releases/nothing/"])
def test_nothing_below_the_agenda_is_a_404(client: Client, released: AgendaPage, address: str) -> None:
    assert client.get(f"{released.url}{address}").status_code == 404


def test_an_agenda_that_is_not_published_is_a_404(client: Client, released: AgendaPage) -> None:
    released.unpublish()
    assert client.get(released.url).status_code == 404
