"""Cooperation Day 2019 in Helsinki, as far as it is known; its source is the host's press release."""

from datetime import date

from cooperation.editions.models import Edition
from cooperation.editions.teams import own_collection
from cooperation.pages.models import EditionPage, NewsIndexPage, NewsPage
from core.publishing.models import Picture
from home.demo_content.drawings.towns import FOCUS, town
from home.demo_content.making import put_picture, story
from home.models import HomePage
from home.page_tree import Report, put_page

COLOUR = "#0b5d7a"


def load_helsinki(home: HomePage, news: NewsIndexPage, report: Report) -> Edition:
    """Make the page and the news of the edition in Helsinki."""
    edition = Edition.objects.get(record_key="cooperation-day-2019")
    hero = put_picture(
        "Helsinki, drawn",
        "Drawing of a town by the sea with a domed church above wide steps.",
        lambda: town(COLOUR, "dome", seed=2019),
        own_collection(edition),
        FOCUS["dome"],
    )
    if edition.hero_picture is None:
        edition.accent_colour, edition.hero_picture = COLOUR, hero
        edition.save()
    put_page(
        home,
        EditionPage,
        "2019",
        title="Cooperation Day 2019",
        edition=edition,
        teaser="One and a half days in Helsinki, just before the Competition and Consumer Day.",
        teaser_picture=hero,
        body=story(
            "<p>ECC Finland made the arrangements and the agenda: Finland held the presidency of the "
            "Council of the European Union in the second half of 2019.</p>",
            "# What it was about",
            "<ul><li>the complaints that the network handles</li><li>how the network works and where it "
            "goes</li><li>European questions of consumer policy</li><li>sustainable development</li></ul>",
            "<p>Centres presented their work and talked in small groups. Guests came from the Commission, "
            "from the Finnish Competition and Consumer Authority and from the fund Sitra.</p>",
        ),
    )
    _put_news(news, edition, hero)
    report("Cooperation Day 2019: page and news")
    return edition


def _put_news(news: NewsIndexPage, edition: Edition, hero: Picture) -> None:
    put_page(
        news,
        NewsPage,
        "centres-meet-in-helsinki",
        title="The centres meet in Helsinki",
        published_on=date(2019, 9, 26),
        edition=edition,
        author="The Cooperation Day project",
        lead_picture=hero,
        teaser="Complaints, ways of working and the future of the network.",
        body=story(
            "<p>On 24 and 25 September 2019 the centres met in Helsinki at the invitation of ECC Finland. "
            "Most of them stayed for the Competition and Consumer Day on the day after.</p>"
        ),
    )
