"""An edition in which there is something of everything, with words that nobody can mistake for others."""

from datetime import UTC, date, datetime
from typing import Any

from django.core.files.base import ContentFile

from cooperation.agenda.actions import release
from cooperation.agenda.enums import SlotKind
from cooperation.agenda.models import Slot, SlotSpeaker
from cooperation.editions.checklist.actions import make_checklist
from cooperation.editions.enums import Fact, Role
from cooperation.editions.models import AdjacentEvent, ChecklistTask, Edition, Evidence
from cooperation.editions.teams import give_role, own_collection
from cooperation.pages.models import EditionPage, LookBackPage, PracticalPage, SpeakerPage
from cooperation.pages.models.story import LookBackFigure, Tribute
from core.publishing.models import DocumentFile
from home.actions import make_edition_pages
from home.models import StandardPage
from tests.factories import (
    EditionFactory,
    MemberFactory,
    RoomFactory,
    SlotFactory,
    SpeakerFactory,
    UserFactory,
)
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
from workshops.registration.enums import BookingState, Participation
from workshops.registration.models import (
    Booking,
    Delegation,
    DelegationHead,
    Extra,
    Invitation,
    Letter,
    MailDomain,
    Mailing,
    Question,
    Registration,
    RegistrationDesk,
    RoleQuota,
    SeatReserve,
)

SPEAKER = "Zygmunta Speakerova"
LEAD = "Leadwig Teamova"
LEAD_ADDRESS = "leadwig@people.example"
HEAD_ADDRESS = "head@people.example"
PERSON = "Registrina Attendova"
PERSON_ADDRESS = "registrina@people.example"
PEOPLE = (SPEAKER, LEAD, LEAD_ADDRESS, HEAD_ADDRESS, PERSON, PERSON_ADDRESS)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment in May 2027, by the clocks of Vilnius."""
    return datetime(2027, 5, day, hour - 3, minute, tzinfo=UTC)


def make_full_edition() -> Edition:
    """The edition of 2027 in Vilnius."""
    edition = EditionFactory(
        venue_name="Amber House",
        theme="Small steps",
        summary="Summary of then",
        funding_statement="Co-funded by the Union",
        retention_months=5,
        registration_opens_at=datetime(2027, 1, 11, 7, tzinfo=UTC),
        registration_closes_at=datetime(2027, 4, 16, 15, tzinfo=UTC),
        ready_for_registration=True,
    )
    lead = UserFactory(email=LEAD_ADDRESS, first_name="Leadwig", last_name="Teamova")
    give_role(edition, lead, Role.HOST_LEAD, by=None)
    start_page = make_edition_pages(edition, by=None)
    workshop = _pages(edition, start_page)
    _agenda(edition, workshop)
    _registration(edition)
    _rest(edition, lead)
    return Edition.objects.get(pk=edition.pk)


def _pages(edition: Edition, start_page: EditionPage) -> WorkshopPage:
    index = WorkshopIndexPage.objects.child_of(start_page).get()
    speaker = SpeakerFactory(edition=edition, name=SPEAKER)
    document = DocumentFile.objects.create(
        title="Slides of then", file=ContentFile(b"%PDF-1.4", "then.pdf"), collection=own_collection(edition)
    )
    workshop = WorkshopPage(
        title="Parcels",
        slug="parcels",
        summary="Who pays in 2027?",
        outcomes=[("paragraph", "<p>What came of it</p>")],
        body=[("paragraph", f"<p>Led by {SPEAKER}.</p>"), ("document", {"document": document, "title": ""})],
    )
    index.add_child(instance=workshop)
    workshop.facilitators.add(Facilitator(speaker=speaker))
    workshop.materials.add(Material(title="Slides", document=document))
    workshop.decisions.add(Decision(text="It was decided"))
    workshop.action_items.add(ActionItem(text="To be done", owner=edition.host, due_on=date(2027, 9, 1)))
    workshop.save()
    _texts(start_page, workshop)
    agenda = start_page.get_children().get(slug="agenda")
    agenda.add_child(instance=SpeakerPage(title=SPEAKER, slug="zygmunta", speaker=speaker))
    return workshop


def _texts(start_page: EditionPage, workshop: WorkshopPage) -> None:
    look_back = LookBackPage.objects.child_of(start_page).get()
    look_back.figures.add(LookBackFigure(value="29", label="members"))
    look_back.tributes.add(Tribute(name=PERSON, text="<p>Farewell</p>"))
    look_back.introduction = "<p>It was good.</p>"
    look_back.save()
    linked = f'<p>See <a id="{workshop.pk}" linktype="page">the workshop</a> and '
    linked += f'<a id="{look_back.pk}" linktype="page">the look-back</a> and '
    linked += f'<a id="{start_page.get_parent().pk}" linktype="page">home</a>.</p>'
    practical = PracticalPage.objects.child_of(start_page).get()
    practical.body = [
        ("heading", {"text": "Hotels in Vilnius", "level": "2"}),
        ("paragraph", "<p>Come on 12 May 2027 to Amber House.</p>"),
        ("paragraph", linked),
        ("quote", {"text": "Fine town", "name": PERSON, "function": ""}),
        ("button", {"text": "Look back", "page": look_back, "url": ""}),
        ("button", {"text": "Parcels", "page": workshop, "url": ""}),
    ]
    practical.save()
    register = RegistrationPage.objects.child_of(start_page).get()
    register.afterword = "<p>Ask desk@host.example.</p>"
    register.save()
    parent = StandardPage(
        title="Children", slug="children", body=[("paragraph", "<p>There is a creche.</p>")]
    )
    start_page.add_child(instance=parent)
    parent.add_child(instance=StandardPage(title="Toys", slug="toys", introduction="Bring some."))


def _agenda(edition: Edition, workshop: WorkshopPage) -> None:
    hall = RoomFactory(edition=edition, name="Hall", location="Ground floor", places=100)
    RoomFactory(edition=edition, name="Attic")
    plenary = SlotFactory(
        edition=edition, title="Opening", room=hall, starts_at=at(12, 9), ends_at=at(12, 10)
    )
    SlotSpeaker.objects.create(slot=plenary, speaker=edition.speakers.get())
    given = {"edition": edition, "kind": SlotKind.WORKSHOP, "title": "Parcels", "page": workshop}
    slot = SlotFactory(**given, room=hall, starts_at=at(13, 11), ends_at=at(13, 12, 30))
    SlotFactory(**given | {"page": None}, starts_at=at(13, 14), ends_at=at(13, 15), is_cancelled=True)
    SlotFactory(
        edition=edition,
        kind=SlotKind.SOCIAL,
        title="Dinner on 12 May",
        starts_at=at(12, 20),
        ends_at=at(12, 20).replace(day=12, hour=22),
        place="Bastion",
    )
    session = Session.objects.create(slot=slot, seats=24)
    SeatReserve.objects.create(session=session, role=Participation.SPEAKER, seats=2)
    SeatReserve.objects.create(session=session, member=edition.host, seats=3)
    SeatReserve.objects.create(session=session, member=MemberFactory(left_on=date(2027, 6, 1)), seats=1)
    release(edition, "The first", by=None)


def _registration(edition: Edition) -> None:
    desk = RegistrationDesk.objects.create(
        edition=edition,
        by_domain=True,
        total_places=90,
        places_per_member=2,
        unused_places_return_at=datetime(2027, 4, 1, 6, tzinfo=UTC),
        allotment_seed="seed",
        is_full=True,
        asks_diet=False,
    )
    RoleQuota.objects.create(
        desk=desk, role=Participation.SPEAKER, places=9, opens_at=datetime(2027, 1, 4, 7, tzinfo=UTC)
    )
    MailDomain.objects.create(desk=desk, domain="centre.example", member=edition.host)
    Question.objects.create(desk=desk, key="bus", label="The bus on 13 May 2027?", sort_order=1)
    Extra.objects.create(desk=desk, title="Boat", places=20, sort_order=1)
    delegation = Delegation.objects.create(edition=edition, member=edition.host, places=4)
    DelegationHead.objects.create(delegation=delegation, email=HEAD_ADDRESS)
    Invitation.objects.create(edition=edition, email=PERSON_ADDRESS, name=PERSON)
    registration = Registration.objects.create(edition=edition, email=PERSON_ADDRESS, badge_name=PERSON)
    Booking.objects.create(
        registration=registration, session=Session.objects.get(), state=BookingState.CONFIRMED
    )
    text = f"Hello {{name}},\n\nsee you in Vilnius: {{address}}\n\nYours\n{LEAD}"
    Letter.objects.create(edition=edition, name="registered", subject="Welcome to {edition}", text=text)
    Mailing.objects.create(edition=edition, subject="To all", text="Hello")


def _rest(edition: Edition, lead: Any) -> None:
    AdjacentEvent.objects.create(edition=edition, title="Consumer Day", starts_on=date(2027, 5, 14))
    Evidence.objects.create(edition=edition, fact=Fact.DATES)
    make_checklist(edition, by=None)
    task = ChecklistTask.objects.filter(edition=edition).exclude(code="").first()
    assert task
    task.lessons = f"Ask the venue early.\nThanks to {LEAD}."
    task.owner, task.state, task.reason, task.closed_by = lead, "done", "Because", lead
    task.closed_at = datetime(2027, 3, 1, tzinfo=UTC)
    task.save()
    own = ChecklistTask.objects.create(
        edition=edition, title="Order flags", owner=lead, due_date=date(2027, 3, 1)
    )
    own.waits_for.add(task)
    assert Slot.objects.filter(edition=edition).count() == 4
