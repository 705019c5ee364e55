"""Every address of Wagtail's own admin with the keys of another edition: it answers as if never used."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cooperation.editions.enums import Role
from cooperation.editions.models import Edition
from cooperation.editions.teams import give_role, make_secretariat_group, update_groups
from cooperation.pages.models import EditionPage
from core.publishing.models import DocumentFile, Picture
from home import middleware
from home.models import HomePage
from tests.factories import EditionFactory, UserFactory
from tests.home.admin_addresses import addresses

pytestmark = [pytest.mark.django_db, pytest.mark.sweeps]

SECRET = "Nobody-else-knows"
NEVER_USED = 999_999
KEYS = {
    "page": ("page_id", "page_pk", "page_to_move_id", "parent_page_id"),
    "revision": ("revision_id", "revision_id_a", "revision_id_b"),
    "picture": ("image_id",),
    "document": ("document_id", "doc_id"),
}
"""What the parts of addresses are keys of."""
PK = {"wagtailadmin_api:pages": "page", "wagtailimages": "picture", "wagtaildocs": "document"}
PK |= {"wagtailadmin_api:images": "picture", "wagtailadmin_api:documents": "document"}
WORDS = {
    "content_type_app_name": "cooperation_pages",
    "content_type_model_name": "newspage",
    "action_name": "delete",
    "filter_spec": "original",
    "workflow_pk": 1,
    "task_id": 1,
    "task_state_id": 1,
    "workflow_state_id": 1,
}
OF_NO_EDITION = ("wagtaillocales", "wagtailsites", "wagtailusers", "wagtailredirects", "wagtailsettings")
OF_NO_EDITION += ("wagtailadmin_collections", "wagtailadmin_workflows", "wagtailadmin_password_reset")
OF_NO_EDITION += ("wagtailadmin_tag", "wagtailadmin_editing_sessions", "wagtail_bulk_action")
"""What these are about belongs to the whole site, or is asked by other tests of this file."""
COMPARING = "wagtailadmin_pages:revisions_compare"
"""The parts of its address have no names."""
UPLOADS = ("uploaded_file_id",)
"""Files that wait for their words; Wagtail gives each to the one who sent it."""


@dataclass
class Side:
    """An edition and what Wagtail's admin knows of it."""

    edition: Edition
    keys: dict[str, int]


def side(home_page: HomePage, year: int, mark: str) -> Side:
    edition = EditionFactory(year=year)
    page = home_page.add_child(
        instance=EditionPage(title=f"{mark} page", slug=str(year), edition=edition, live=False)
    )
    update_groups(edition)
    edition.refresh_from_db()
    picture = Picture.objects.create(
        title=f"{mark} picture",
        width=1,
        height=1,
        description="A hall",
        credit="Photo",
        collection=edition.collection,
    )
    document = DocumentFile.objects.create(title=f"{mark} document", collection=edition.collection)
    revision = page.save_revision()
    keys = {"page": page.pk, "revision": revision.pk, "picture": picture.pk, "document": document.pk}
    return Side(edition, keys)


@pytest.fixture
def own(home_page: HomePage) -> Side:
    return side(home_page, 2027, "Own")


@pytest.fixture
def foreign(home_page: HomePage) -> Side:
    return side(home_page, 2028, SECRET)


def filled(name: str, wanted: set[str], about: dict[str, int]) -> str | None:
    """The address about these records; ``None`` where it is about something else."""
    if name == COMPARING:
        return reverse(name, args=[about["page"], about["revision"], "latest"])
    values: dict[str, Any] = WORDS | {"destination_id": about["page"]}
    for kind, parts in KEYS.items():
        values |= dict.fromkeys(parts, about[kind])
    if kind_of_pk := next((kind for beginning, kind in PK.items() if name.startswith(beginning)), ""):
        values["pk"] = about[kind_of_pk]
    if not wanted <= set(values):
        return None
    return reverse(name, kwargs={part: values[part] for part in wanted})


def about_editions() -> list[tuple[str, set[str]]]:
    """The addresses of Wagtail's that name something of an edition."""
    found = []
    for name, wanted in addresses():
        is_about_something = bool(wanted) or name == COMPARING
        if is_about_something and name.startswith("wagtail") and not name.startswith(OF_NO_EDITION):
            found.append((name, wanted))
    return found


def signed_in(user: Any) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


def asked(client: Client, method: str, address: str) -> tuple[int, str]:
    answer = getattr(client, method)(address)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert SECRET.encode() not in body, address
    return answer.status_code, answer.headers.get("Location", "")


def test_every_address_about_an_edition_can_be_asked() -> None:
    keys = dict.fromkeys(KEYS, 1)
    left = {name for name, wanted in about_editions() if filled(name, wanted, keys) is None}
    waiting = {name for name, wanted in about_editions() if wanted & set(UPLOADS)}
    assert left - waiting == {
        "wagtailadmin_pages:choose_parent"
    }  # it asks for the page below which one comes


@pytest.mark.parametrize("role", [Role.HOST_LEAD, Role.COMMUNICATION, Role.CHECKIN_HELPER])
@pytest.mark.parametrize("method", ["get", "post"])
def test_what_is_foreign_answers_as_what_never_was(own: Side, foreign: Side, role: Role, method: str) -> None:
    user = UserFactory()
    give_role(own.edition, user, role, by=None)
    client = signed_in(user)
    nothing = dict.fromkeys(KEYS, NEVER_USED)
    for name, wanted in about_editions():
        theirs, none = filled(name, wanted, foreign.keys), filled(name, wanted, nothing)
        if theirs and none:
            assert asked(client, method, theirs) == asked(client, method, none), name


def test_without_the_guard_a_title_is_told(own: Side, foreign: Side, monkeypatch: pytest.MonkeyPatch) -> None:
    """The opposite: what Wagtail answers by itself."""
    monkeypatch.setattr(middleware, "is_foreign", lambda *_anything: False)
    user = UserFactory()
    give_role(own.edition, user, Role.HOST_LEAD, by=None)
    address = reverse("wagtailadmin_pages:move_confirm", args=[foreign.keys["page"], own.keys["page"]])
    assert SECRET.encode() in signed_in(user).get(address).content


def test_those_who_keep_the_network_reach_what_is_not_told_to_others(foreign: Side) -> None:
    """The opposite: asked by somebody who may, many of the same addresses do tell."""
    user = UserFactory()
    user.groups.add(make_secretariat_group())
    client = signed_in(user)
    telling = set()
    for name, wanted in about_editions():
        if address := filled(name, wanted, foreign.keys):
            answer = client.get(address)
            if not answer.streaming and SECRET.encode() in answer.content:
                telling.add(name)
    assert {"wagtailadmin_pages:move_confirm", "wagtailadmin_pages:history", COMPARING} <= telling
    assert len(telling) > 12


@pytest.mark.parametrize("kind", ["wagtailcore/page", "publishing/picture", "publishing/documentfile"])
@pytest.mark.parametrize(
    "action", ["delete", "move", "publish", "unpublish", "add_to_collection", "add_tags"]
)
def test_what_is_foreign_is_not_among_several(own: Side, foreign: Side, kind: str, action: str) -> None:
    user = UserFactory()
    give_role(own.edition, user, Role.HOST_LEAD, by=None)
    client = signed_in(user)
    name = {"wagtailcore/page": "page", "publishing/picture": "picture"}.get(kind, "document")
    address = f"/admin/bulk/{kind}/{action}/?next=/admin/&id={own.keys[name]}&id="
    for method in ("get", "post"):
        theirs = asked(client, method, f"{address}{foreign.keys[name]}")
        assert theirs == asked(client, method, f"{address}{NEVER_USED}")
