"""Makes what every site needs before its first edition: the pages, the site record, the groups.

Nothing that stands already is changed, so all of this can run again and again.
"""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from wagtail.models import Page, Site

from cooperation.editions.teams import make_secretariat_group
from cooperation.pages.models import EditionIndexPage, HostsPage, NetworkPage, NewsIndexPage
from core.publishing.models import BasePage
from home.models import AccessibilityPage, HomePage, PrivacyPage

Report = Callable[[str], Any]
PageT = TypeVar("PageT", bound=BasePage)

TO_BE_WRITTEN = "To be written by those who run this site"


def put_page(parent: Page, model: type[PageT], slug: str, **values: Any) -> PageT:
    """The page of that address below ``parent``; it is made, live, when there is none."""
    standing = _standing(parent, model, slug)
    if standing is not None:
        return standing
    page = _add(parent, model(slug=slug, **values))
    page.save_revision().publish()
    return page


def put_draft(parent: Page, model: type[PageT], slug: str, **values: Any) -> PageT:
    """As ``put_page``, but a page that is made is a draft."""
    standing = _standing(parent, model, slug)
    if standing is not None:
        return standing
    page = _add(parent, model(slug=slug, live=False, **values))
    page.save_revision()
    return page


def _standing(parent: Page, model: type[PageT], slug: str) -> PageT | None:
    return model._default_manager.child_of(parent).filter(slug=slug).first()


def _add(parent: Page, page: PageT) -> PageT:
    parent.refresh_from_db()
    added: PageT = parent.add_child(instance=page)
    return added


@transaction.atomic
def make_page_tree(report: Report) -> HomePage:
    """Make the home page and the pages below it that every site has, and tell ``report`` of it."""
    home = _home_page()
    _make_site(home)
    menu: list[tuple[type[BasePage], str, str]] = [
        (EditionIndexPage, "editions", "Editions"),
        (NewsIndexPage, "news", "News"),
        (HostsPage, "hosts", "Hosts"),
        (NetworkPage, "network", "Network"),
    ]
    for model, slug, title in menu:
        put_page(home, model, slug, title=title, show_in_menus=True)
    _make_legal_pages(home)
    make_secretariat_group()
    report(f"Pages: {home.get_descendants().count()} below the home page; group of the secretariat")
    return home


def _home_page() -> HomePage:
    """The home page; it takes the place of the page that Wagtail welcomes newcomers with."""
    standing = HomePage.objects.first()
    if standing is not None:
        return standing
    root = Page.objects.get(depth=1)
    welcome = root.get_children().filter(slug="home").first()
    if welcome is not None:
        welcome.slug = "wagtail-welcome"
        welcome.save()
        root.refresh_from_db()
    home: HomePage = root.add_child(instance=HomePage(title="Cooperation Day", slug="home"))
    home.save_revision().publish()
    if welcome is not None:
        Site.objects.filter(root_page=welcome).update(root_page=home)
        Page.objects.get(pk=welcome.pk).delete()
    return home


def _make_site(home: HomePage) -> None:
    """Tell Wagtail where people reach the site, from the setting ``SITE_ORIGIN``."""
    origin = urlsplit(settings.SITE_ORIGIN)
    port = origin.port or (443 if origin.scheme == "https" else 80)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "hostname": origin.hostname or "localhost",
            "port": port,
            "root_page": home,
            "site_name": settings.WAGTAIL_SITE_NAME,
        },
    )


def _make_legal_pages(home: HomePage) -> None:
    """As drafts: what they promise, and who checked it, only those who run the site can say."""
    put_draft(
        home,
        PrivacyPage,
        "privacy",
        title="Privacy",
        introduction="<p>This notice says which personal data this website keeps, why, and for how long.</p>",
        purposes=(
            "<p>Whoever only reads these pages is asked for nothing: no cookie is set, nothing is loaded "
            "from elsewhere. Whoever signs in is known by name and e-mail address, so that they can do "
            "their work (public interest, article 6(1)(e) of Regulation (EU) 2016/679).</p>"
        ),
        recipients=f"<p>{TO_BE_WRITTEN}: who receives data, and whether any leaves the European Union.</p>",
        rights=(
            "<p>You may ask to see, correct or erase your data, to restrict its use, or object to it, and "
            "you may complain to a supervisory authority. Each edition names its own.</p>"
        ),
        reviewed_on=date.today(),  # noqa: DTZ011 - a calendar day, on whose machine does not matter
    )
    put_draft(
        home,
        AccessibilityPage,
        "accessibility",
        title="Accessibility",
        commitment="<p>This website shall be usable by everyone.</p>",
        conformity=AccessibilityPage.Conformity.NONE,
        not_conforming=f"<p>{TO_BE_WRITTEN}: what does not conform, why, and the alternative.</p>",
        method=f"{TO_BE_WRITTEN}: who checked it, how and when.",
        feedback=f"<p>{TO_BE_WRITTEN}: whom to tell of a barrier, and how soon they answer.</p>",
        prepared_on=date.today(),  # noqa: DTZ011
        reviewed_on=date.today(),  # noqa: DTZ011
    )
