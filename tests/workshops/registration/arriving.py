"""Brings people to the form, as they come to it: by a key in an address."""

from typing import Any

from django.http import HttpResponse
from django.test import Client
from lxml import html
from wagtail.models import Page

from cooperation.editions.models import Edition
from cooperation.pages.models import EditionPage
from home.models import HomePage, StandardPage
from workshops.pages.models import RegistrationPage
from workshops.registration import links
from workshops.registration.models import Question, RegistrationDesk


def put_pages(edition: Edition) -> RegistrationPage:
    """The live start page of ``edition``, the page at which one asks for the form, and the legal ones."""
    put_legal_pages()
    start = HomePage.objects.get().add_child(
        instance=EditionPage(title=edition.title, slug=str(edition.year), edition=edition)
    )
    page: RegistrationPage = start.add_child(instance=RegistrationPage(title="Registration", slug="register"))
    return page


def put_legal_pages() -> list[Page]:
    """The pages of the website that everybody has to be able to read before anybody is asked for data."""
    home = HomePage.objects.get()
    return [
        home.add_child(instance=StandardPage(title=slug, slug=slug)) for slug in ("privacy", "accessibility")
    ]


def way(desk: RegistrationDesk, email: str = "ona@example.org") -> str:
    """The address of the form for the owner of ``email``."""
    return f"{links.way_in(desk.edition)}{links.proof_key(desk.edition, email)}/"


def filled(**changes: Any) -> dict[str, Any]:
    """What somebody sends who says no more than they have to."""
    return {"badge_name": "Ona Example", "organisation": "Example Office", **changes}


def send(address: str, client: Client | None = None, **changes: Any) -> HttpResponse:
    """Send the form at ``address``, without any cookie."""
    return (client or Client(enforce_csrf_checks=True)).post(address, filled(**changes))


def ask(desk: RegistrationDesk, key: str, **fields: Any) -> Question:
    """A question of the host's."""
    return Question.objects.create(desk=desk, key=key, label=f"{key}?", **fields)


def read(client: Client, address: str) -> html.HtmlElement:
    """The page at ``address``."""
    answer = client.get(address)
    assert answer.status_code == 200
    return html.fromstring(answer.content)


def values(tree: html.HtmlElement) -> dict[str, str]:
    """What the form of a page would send."""
    return {name: value.strip() for name, value in tree.forms[0].form_values()}
