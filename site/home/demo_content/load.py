"""Loads the whole demo, in the order in which its parts need each other."""

from django.db import transaction
from wagtail.models import Site

from cooperation.editions.teams import update_groups
from cooperation.pages.models import NewsIndexPage
from core.serving.caching import content_changed
from home.demo_content.checklist import put_checklist
from home.demo_content.example import put_example_edition
from home.demo_content.example_pages import load_example_pages
from home.demo_content.helsinki import load_helsinki
from home.demo_content.legal import write_legal_pages
from home.demo_content.making import story
from home.demo_content.mechelen import load_mechelen
from home.demo_content.network import load_network
from home.demo_content.people import put_people
from home.demo_content.registration import put_registration
from home.models import HomePage, SiteSettings, StandardPage
from home.page_tree import Report, make_page_tree, put_page


@transaction.atomic
def load_demo(report: Report) -> None:
    """Make what is missing of the demo; what stands already is left as it is."""
    home = make_page_tree(report)
    load_network(report)
    _put_words(home)
    _put_security_contact()
    write_legal_pages()
    news = NewsIndexPage.objects.child_of(home).get()
    load_mechelen(home, news, report)
    load_helsinki(home, news, report)
    edition = put_example_edition(report)
    organiser = put_people(edition, report)
    put_checklist(edition, organiser, report)
    load_example_pages(home, news, edition, organiser, report)
    put_registration(edition, organiser, report)
    update_groups(edition)
    content_changed()


def _put_security_contact() -> None:
    settings = SiteSettings.for_site(Site.objects.get(is_default_site=True))
    if not settings.security_contact:
        settings.security_contact = "security@demo.example"
        settings.save()


def _put_words(home: HomePage) -> None:
    if not home.introduction:
        home.refresh_from_db()
        home.introduction = (
            "<p>Once a year the staff of the European Consumer Centres meet, in the country that holds the "
            "presidency of the Council of the European Union.</p>"
        )
        home.save_revision().publish()
    put_page(
        home,
        StandardPage,
        "about",
        title="About",
        show_in_menus=True,
        teaser="What this demonstration shows, and what in it is real.",
        introduction="A demonstration of the Cooperation Day site, with real facts and one invented edition.",
        body=story(
            "# What is real",
            "<p>The centres, the order of the presidencies, Cooperation Day 2019 in Helsinki and "
            "Cooperation Day 2024 in Mechelen. Each fact names its source.</p>",
            "# What is invented",
            "<p>Everything about the edition that is marked as an example.</p>",
            "# Who made it",
            "<p>The Cooperation Day project. It does not speak for the network.</p>",
        ),
    )
