"""Cooperation Day 2024 in Mechelen, as far as it is known; its source is the network's own news.

The news names two days, three workshops, an exhibition and a farewell, but no hour, no room and no
number of people. So the agenda is released without hours, and nothing is made up.
"""

from datetime import date

from wagtail.models import Collection

from cooperation.agenda.actions import release
from cooperation.agenda.enums import SlotKind
from cooperation.agenda.models import Release, Slot, Speaker
from cooperation.editions.models import Edition
from cooperation.editions.teams import own_collection
from cooperation.pages.models import (
    AgendaPage,
    EditionPage,
    ExhibitionPage,
    ExhibitionPicture,
    LookBackFigure,
    LookBackPage,
    LookBackPicture,
    NewsIndexPage,
    NewsPage,
    Tribute,
)
from home.demo_content.drawings.patterns import mosaic
from home.demo_content.drawings.people import wall_of_faces
from home.demo_content.drawings.towns import FOCUS, town
from home.demo_content.making import moment, put_picture, story
from home.models import HomePage
from home.page_tree import Report, put_page
from workshops.pages.models import Facilitator, WorkshopIndexPage, WorkshopPage

COLOUR = "#8a1c3c"

WORKSHOPS = [
    (
        "case-handling",
        "Enhancing case-handling efficiency",
        "What do consumers expect of a centre, and how much of it can a centre do? A guided reflection.",
        "<p>An external facilitator led the centres through one question: how to meet what consumers "
        "expect. They compared the expectations with what is feasible, named what is out of reach, and "
        "said where they want to get to.</p><p>The second half was about time: how a case can be solved "
        "sooner, for the consumer and for the trader, without losing quality.</p>",
        "<p>The centres went home with ideas for leaner processes that keep the quality of advice, and "
        "with ways to come to a solution sooner.</p>",
    ),
    (
        "workload",
        "Monitoring our workload",
        "Centres showed each other the dashboards by which they steer their cases.",
        "<p>Several centres opened their management dashboards: how many cases there are, which "
        "indicators they watch, and what the trends tell them.</p><p>A dashboard made for its readers "
        "helps to decide, to set priorities and to see what could go better.</p>",
        "<p>The examples that were shown are a store of ideas for every centre that builds a dashboard.</p>",
    ),
    (
        "court-procedures",
        "Seeking redress through court procedures",
        "The European Small Claims Procedure: what it offers, and how to explain it to consumers.",
        "<p>When no agreement is found, the European Small Claims Procedure can be the way on. The "
        "workshop looked at its benefits and at what consumers need to know before they choose it.</p>"
        "<p>Cases from practice, questions and answers made the procedure concrete.</p>",
        "<p>The centres understand better what the procedure means in practice and how to help consumers "
        "to decide with open eyes.</p>",
    ),
]


def load_mechelen(home: HomePage, news: NewsIndexPage, report: Report) -> Edition:
    """Make the pages, the agenda without hours and the news of the edition in Mechelen."""
    edition = Edition.objects.get(record_key="cooperation-day-2024")
    collection = own_collection(edition)
    hero = put_picture(
        "Mechelen, drawn",
        "Drawing of a town by the water with a broad church tower that ends without a spire.",
        lambda: town(COLOUR, "flat tower", seed=2024),
        collection,
        FOCUS["flat tower"],
    )
    if edition.hero_picture is None:
        edition.accent_colour, edition.hero_picture = COLOUR, hero
        edition.funding_statement = "Co-funded by the European Union"
        edition.save()
    page = put_page(
        home,
        EditionPage,
        "2024",
        title="Cooperation Day 2024",
        edition=edition,
        teaser="Three workshops, a photo exhibition and a farewell: the centres met in Mechelen.",
        teaser_picture=hero,
        body=story(
            "<p>ECC Belgium hosted the meeting because Belgium held the presidency of the Council of the "
            "European Union in the first half of 2024.</p>",
            "# What the two days were about",
            "<p>The motto was teamwork for an outstanding service. Three workshops dealt with handling "
            "cases well, with seeing the workload, and with the way to court. The group also saw the "
            "exhibition “We are Europe”, and the meeting closed with a farewell.</p>",
            "<p>The hours of the agenda were not recorded, so the agenda names the days without them.</p>",
        ),
    )
    workshops = _put_workshops(page)
    _put_agenda(edition, page, workshops)
    _put_exhibition(page, collection)
    _put_look_back(page, collection)
    _put_news(news, edition, hero)
    report("Cooperation Day 2024: pages, workshops, agenda without hours, exhibition, look-back, news")
    return edition


def _put_workshops(page: EditionPage) -> list[WorkshopPage]:
    index = put_page(page, WorkshopIndexPage, "workshops", title="Workshops", show_in_menus=True)
    facilitator, _is_new = Speaker.objects.get_or_create(
        edition=page.edition,
        name="External facilitator",
        defaults={"function": "The name is not recorded"},
    )
    made = []
    for slug, title, summary, body, outcomes in WORKSHOPS:
        leads = [Facilitator(speaker=facilitator)] if slug == "case-handling" else []
        made.append(
            put_page(
                index,
                WorkshopPage,
                slug,
                title=title,
                summary=summary,
                body=story(body),
                outcomes=story(outcomes),
                facilitators=leads,
            )
        )
    return made


def _put_agenda(edition: Edition, page: EditionPage, workshops: list[WorkshopPage]) -> None:
    put_page(
        page,
        AgendaPage,
        "agenda",
        title="Agenda",
        show_in_menus=True,
        introduction=(
            "<p>The hours were not recorded, and neither was which workshop took place on which day: the "
            "agenda shows what is known.</p>"
        ),
    )
    if Release.objects.filter(edition=edition).exists():
        return
    rows = [(SlotKind.WORKSHOP, workshop.title, workshop.summary, workshop) for workshop in workshops]
    exhibition = "The group visited the photo exhibition by Lieve Blancquaert at the Cultural Centre."
    farewell = "The network thanked Mrs Benassi, its Head of Unit at the Commission for twelve years."
    unsure = " On which of the two days is not recorded."
    both_days = [*rows, (SlotKind.VISIT, "Visit of the exhibition “We are Europe”", exhibition, None)]
    for kind, title, abstract, workshop in both_days:
        _put_slot(edition, kind, title, abstract + unsure, days=(1, 2), page=workshop)
    _put_slot(edition, SlotKind.CEREMONY, "Farewell to Mrs Benassi", farewell, days=(2, 2), page=None)
    release(edition, "What the network's news tells of the agenda.", by=None)


def _put_slot(
    edition: Edition,
    kind: SlotKind,
    title: str,
    abstract: str,
    *,
    days: tuple[int, int],
    page: WorkshopPage | None,
) -> None:
    """A slot without hours from the first of ``days`` to the last, both counted from 1."""
    Slot.objects.create(
        edition=edition,
        kind=kind,
        title=title,
        abstract=abstract,
        page=page,
        place="Mechelen Cultural Centre" if kind == SlotKind.VISIT else "",
        is_untimed=True,
        starts_at=moment(edition, days[0]),
        ends_at=moment(edition, days[1] + 1),
    )


def _put_exhibition(page: EditionPage, collection: Collection) -> None:
    picture = put_picture(
        "Many faces, drawn",
        "Drawing of a wall of small portraits in different colours; none shows a real person.",
        lambda: wall_of_faces(COLOUR, seed=44),
        collection,
    )
    put_page(
        page,
        ExhibitionPage,
        "exhibition",
        title="We are Europe",
        show_in_menus=True,
        teaser="A photographer travels through Europe and asks what holds it together.",
        artist="Lieve Blancquaert",
        place="Mechelen Cultural Centre",
        closes_on=date(2024, 6, 30),
        book_title="We are Europe",
        body=story(
            "<p>The Belgian photographer Lieve Blancquaert travelled through Europe and listened, in many "
            "languages, for what holds people together and for where they do not understand each other. "
            "A book came out of the journey, and an exhibition that stayed open after the meeting.</p>",
            "<p>The photographs belong to the artist. The picture on this page is a drawing of ours.</p>",
        ),
        gallery=[ExhibitionPicture(picture=picture, caption="A drawing, not one of the photographs")],
    )


def _look_back_pictures(page: EditionPage, collection: Collection) -> list[LookBackPicture]:
    evening = put_picture(
        "Mechelen in the evening, drawn",
        "Drawing of the same town under stars, with lit windows and a round moon.",
        lambda: town(COLOUR, "flat tower", seed=5, evening=True),
        collection,
        FOCUS["flat tower"],
    )
    squares = put_picture(
        "Squares in dark red",
        "Pattern of squares, discs, quarters and stripes in dark red and yellow.",
        lambda: mosaic(COLOUR, seed=3),
        collection,
    )
    shown = [
        (page.edition.hero_picture, "Mechelen, as we drew it"),
        (evening, "The town in the evening, a drawing too"),
        (squares, "Many pieces, one pattern"),
    ]
    return [LookBackPicture(picture=picture, caption=caption, has_consent=True) for picture, caption in shown]


def _put_look_back(page: EditionPage, collection: Collection) -> None:
    put_page(
        page,
        LookBackPage,
        "look-back",
        title="Look-back",
        show_in_menus=True,
        introduction="<p>Two days on how the centres can serve consumers better, together.</p>",
        body=story(
            "<p>The centres shared how they work, and went home with ideas for every day: from the "
            "handling of a case to the way to court.</p>",
            "# How it ended",
            "<p>The exhibition “We are Europe” gave the group something to talk about, and a farewell "
            "closed the meeting.</p>",
        ),
        figures=[LookBackFigure(value="2", label="days"), LookBackFigure(value="3", label="workshops")],
        tributes=[
            Tribute(
                name="Mrs Benassi",
                function="Head of Unit, Consumer Enforcement and Redress, DG JUST, European Commission",
                text=(
                    "<p>After twelve years at the head of the unit she retired. The network thanked her "
                    "for her support, which helped it to grow.</p>"
                ),
            )
        ],
        gallery=_look_back_pictures(page, collection),
    )


def _put_news(news: NewsIndexPage, edition: Edition, picture: object) -> None:
    put_page(
        news,
        NewsPage,
        "teamwork-in-mechelen",
        title="Teamwork in Mechelen",
        published_on=date(2024, 4, 17),
        edition=edition,
        author="The Cooperation Day project",
        lead_picture=picture,
        teaser="Three workshops, an exhibition and a farewell: Cooperation Day 2024 in Belgium.",
        body=story(
            "<p>On 16 and 17 April 2024 ECC Belgium welcomed the centres in Mechelen. Three workshops "
            "looked at how cases are handled, how much work there is, and how consumers can go to "
            "court.</p><p>The group saw the exhibition “We are Europe” by Lieve Blancquaert and said "
            "goodbye to Mrs Benassi, who had been Head of Unit at the Commission for twelve years.</p>"
        ),
    )
