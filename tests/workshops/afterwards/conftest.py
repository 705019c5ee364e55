"""What the tests of what comes afterwards share: an edition of May 2027, and clocks on its second day."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.utils import timezone
from wagtail.models import Page

from cooperation.pages.models import EditionPage
from core.publishing.models import DocumentFile
from home.models import HomePage
from tests.workshops.afterwards.samples import AFTER, WHILE_OPEN, make_past_desk, session_of
from workshops.afterwards.actions import feedback, uploads
from workshops.afterwards.models import FeedbackTarget, UploadLink
from workshops.pages.models import WorkshopIndexPage, WorkshopPage
from workshops.registration.models import RegistrationDesk


@pytest.fixture(autouse=True)
def clock() -> Iterator[Any]:
    """Clocks begin while one can register; tests move on from there."""
    with time_machine.travel(WHILE_OPEN, tick=True) as traveller:
        yield traveller


@pytest.fixture
def desk(db: None, clock: Any) -> RegistrationDesk:
    """The registration of an edition that is over; three people came, one of them on both days."""
    made = make_past_desk()
    clock.move_to(AFTER)
    return made


@pytest.fixture
def through_outbox(settings: Any) -> None:
    """The site's own way for mails."""
    settings.EMAIL_BACKEND = "core.mail.backends.OutboxBackend"


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path) -> Iterator[None]:
    """Documents of a test lie in a folder of its own: the storage knows its folder from the start."""
    storage = DocumentFile._meta.get_field("file").storage
    before = storage._location
    for folder in (str(tmp_path / "private"), before):
        storage._location = folder
        storage._constructor_args = ((), {"location": folder, "base_url": None})
        for known in ("base_location", "location"):
            storage.__dict__.pop(known, None)
        if folder != before:
            yield


@pytest.fixture
def form(desk: RegistrationDesk) -> Any:
    """The usual questions."""
    return feedback.set_up(desk.edition, by=None)


@pytest.fixture
def target(form: Any) -> FeedbackTarget:
    """The session as a subject."""
    return FeedbackTarget.objects.select_related("form__edition", "session__slot").exclude(session=None).get()


@pytest.fixture
def page(desk: RegistrationDesk) -> WorkshopPage:
    """The page of the workshop, to which its slot leads."""
    start = HomePage.objects.get().add_child(
        instance=EditionPage(title=desk.edition.title, slug="2027", edition=desk.edition)
    )
    index = start.add_child(instance=WorkshopIndexPage(title="Workshops", slug="workshops"))
    made: WorkshopPage = index.add_child(instance=WorkshopPage(title="Mediation", summary="By phone"))
    slot = session_of(desk).slot
    slot.page = made
    slot.save()
    return made


@pytest.fixture
def link(desk: RegistrationDesk, page: WorkshopPage) -> UploadLink:
    until = timezone.now() + timedelta(days=30)
    return uploads.make_link(desk.edition, Page.objects.get(pk=page.pk), "Fac@Example.org", until, by=None)
