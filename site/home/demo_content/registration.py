"""Registration of the invented edition: how people register, those who have, and one head of delegation.

Everything is made once, together with the desk; what people try out afterwards stays as they left it.
"""

import uuid
from datetime import timedelta
from itertools import cycle

from allauth.account.models import EmailAddress
from django.conf import settings

from cooperation.editions.enums import State
from cooperation.editions.models import Edition
from cooperation.network.models import Member
from core.accounts.models import User
from home.demo_content.people import ATTENDEE, HEAD
from home.page_tree import Report
from workshops.programme.models import Session
from workshops.registration.actions import delegations, desk, inviting
from workshops.registration.actions.registering import Admission, Entry, register
from workshops.registration.enums import Participation, QuestionKind, Way
from workshops.registration.models import (
    Delegation,
    Extra,
    MailDomain,
    Question,
    Registration,
    RegistrationDesk,
    RoleQuota,
)

PEOPLE = 24
MEMBER_OF_HEAD = "ecc-belgium"
FULL = "Plain words for hard rules"
"""The workshop whose first session is full, with a line."""

GUESTS = {21: Participation.COMMISSION, 22: Participation.SPEAKER, 23: Participation.OBSERVER}
"""Who of the people is no delegate."""

QUESTIONS = [
    {
        "key": "travel",
        "label": "How will you come?",
        "kind": QuestionKind.CHOICE,
        "choices": "By train\nBy plane\nBy bus\nAnother way",
        "purpose": "To tell you the way from where you arrive.",
    },
    {
        "key": "flight",
        "label": "Which flight do you take?",
        "help_text": "Such as EX 123.",
        "kind": QuestionKind.TEXT,
        "asked_if": "travel",
        "asked_if_answer": "By plane",
        "purpose": "To know when the shared bus leaves the airport.",
    },
    {
        "key": "arrival",
        "label": "On which day do you arrive?",
        "kind": QuestionKind.DATE,
        "purpose": "To count who comes to the walk on the evening before.",
    },
    {
        "key": "topics",
        "label": "What would you like to talk about over coffee?",
        "kind": QuestionKind.MULTIPLE,
        "choices": "Parcels\nFlights\nHoliday homes\nEnergy\nOnline games",
        "purpose": "To put people with the same interest at one table.",
    },
    {
        "key": "years",
        "label": "For how many years have you worked for consumers?",
        "kind": QuestionKind.NUMBER,
        "purpose": "For a game on the first evening.",
    },
]

EXTRAS = [
    ("Dinner, music and dancing", "On the first evening, by the river. The meal is vegetarian.", 40),
    ("A walk through the old town", "Without steps, an hour, with a guide who speaks slowly.", 25),
    ("Example Consumer Day (invented)", "The day after, at another invented house.", None),
]


def put_registration(edition: Edition, by: User, report: Report) -> None:
    """Say how people register for ``edition`` and let some do so, unless that was done before."""
    if RegistrationDesk.objects.filter(edition=edition).exists():
        return
    desk.set_up(_desk(edition), by=by)
    if edition.state() == State.REGISTRATION_OPEN:
        _put_head(edition, by)
        _put_guests(edition, by)
        _put_people(edition)
    report(f"{edition.title}: {Registration.objects.filter(edition=edition).count()} registrations")


def _desk(edition: Edition) -> RegistrationDesk:
    closes = edition.registration_closes_at
    made = RegistrationDesk(
        edition=edition,
        by_delegation=True,
        by_invitation=True,
        by_domain=True,
        is_open=True,
        total_places=180,
        places_per_member=4,
        unused_places_return_at=closes - timedelta(days=14) if closes else None,
    )
    made.domains = [
        MailDomain(domain=f"{member.slug}.example", member=member)
        for member in Member.objects.filter(left_on=None)
    ]
    made.quotas = [RoleQuota(role=Participation.OBSERVER, places=10)]
    made.questions = [
        Question(sort_order=order, **{name: str(value) for name, value in values.items()})
        for order, values in enumerate(QUESTIONS)
    ]
    made.extras = [
        Extra(sort_order=order, title=title, description=description, places=places)
        for order, (title, description, places) in enumerate(EXTRAS)
    ]
    return made


def _put_head(edition: Edition, by: User) -> None:
    delegation = Delegation.objects.get(edition=edition, member__slug=MEMBER_OF_HEAD)
    delegations.change(delegation, None, [HEAD], by=by)
    # Nobody reads the demo's mail at this address, so nobody can prove it.
    EmailAddress.objects.filter(email=HEAD).update(verified=True)
    head = User.objects.get(email=HEAD)
    inviting.invite_colleague(delegation, "colleague@demo.example", "Example Colleague", by=head)


def _put_guests(edition: Edition, by: User) -> None:
    guests = [
        inviting.Invitee("guest@demo.example", "Example Guest", Participation.GUEST),
        inviting.Invitee("minister@demo.example", "Example Minister", Participation.GUEST),
    ]
    inviting.invite_many(edition.pk, guests, by=by)


def _put_people(edition: Edition) -> None:
    """Register the people one after the other; seats go to who comes first, as on a real site."""
    members = list(Member.objects.filter(left_on=None).order_by("protocol_order", "name"))
    sessions = _sessions(edition)
    travel = cycle(["By train", "By plane", "By bus"])
    for number in range(1, PEOPLE + 1):
        role = GUESTS.get(number, Participation.DELEGATE)
        is_delegate = role == Participation.DELEGATE
        member = members[(number - 1) % len(members)] if is_delegate else None
        way = Way.DOMAIN if is_delegate else Way.INVITATION
        entry = Entry(
            badge_name=f"Example Person {number}",
            organisation="" if is_delegate else "Example Office (invented)",
            function="Invented for this example",
            language=settings.LANGUAGE_CODE.partition("-")[0],
            diet="No nuts" if number == 5 else "",
            needs_consent=number == 5,
            pictures_allowed=number % 3 > 0,
            is_listed=number % 2 > 0,
            answers={"travel": next(travel), "years": number},
            extras=tuple(_extras(edition, number)),
            sessions=tuple(sessions[(number - 1) % len(sessions)] if number > 19 else sessions[0]),
        )
        admission = Admission(role, way, member=member)
        register(edition.pk, f"person{number}@demo.example", admission, entry, uuid.uuid4())
    mine = Entry(badge_name="Example Attendee", sessions=tuple(sessions[-1]))
    admission = Admission(Participation.DELEGATE, Way.DOMAIN, member=members[-1])
    register(edition.pk, ATTENDEE, admission, mine, uuid.uuid4())


def _extras(edition: Edition, number: int) -> list[int]:
    """The dinner for most, the walk for some."""
    keys = list(Extra.objects.filter(desk__edition=edition).values_list("pk", flat=True))
    return [key for key, one_in in zip(keys, (1, 2, 5), strict=True) if number % one_in == 0]


def _sessions(edition: Edition) -> list[list[int]]:
    """What people choose, none of which overlap: first the workshop that fills up, alone, then others."""
    rows = Session.objects.filter(slot__edition=edition, slot__is_cancelled=False).select_related("slot")
    by_time: dict[object, dict[str, int]] = {}
    for session in rows.order_by("slot__starts_at", "pk"):
        by_time.setdefault(session.slot.starts_at, {})[session.slot.title] = session.pk
    first, *later = by_time.values()
    rest = [next(iter(one.values())) for one in later]
    return [[first[FULL]], *([key, *rest] for title, key in first.items() if title != FULL)]
