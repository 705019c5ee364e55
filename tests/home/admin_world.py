"""Two editions with a record of every kind, somebody in every role, and the address of each page."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from cooperation.agenda.models import Release
from cooperation.editions.enums import Role
from cooperation.editions.models import ChecklistTask, Notice
from cooperation.editions.teams import give_role, make_secretariat_group
from tests.factories import (
    EditionFactory,
    OutgoingMailFactory,
    PresidencyFactory,
    RoomFactory,
    SlotFactory,
    SpeakerFactory,
    UserFactory,
)
from tests.home.admin_expectations import Expected
from workshops.afterwards.models import FeedbackForm, FeedbackTarget, Submission, UploadLink
from workshops.programme.models import Session
from workshops.registration.models import (
    Delegation,
    Invitation,
    Mailing,
    Registration,
    RegistrationDesk,
    SavedView,
)


@pytest.fixture
def world(home_page: Any) -> dict[str, dict[str, Any]]:
    """Two editions, each with a record of every kind."""

    def one(year: int) -> dict[str, Any]:
        edition = EditionFactory(year=year, title=f"Meeting of {year}")
        room = RoomFactory(edition=edition, name=f"Hall {year}")
        slot = SlotFactory(edition=edition, kind="workshop", title=f"Talk {year}", room=room)
        registration = Registration.objects.create(edition=edition, email=f"person{year}@example.org")
        Release.objects.create(
            edition=edition, number=1, released_at=timezone.now(), content={"rooms": [], "slots": []}
        )
        return {
            "edition": edition,
            "room": room,
            "speaker": SpeakerFactory(edition=edition, name=f"Person {year}"),
            "slot": slot,
            "session": Session.objects.create(slot=slot, seats=10),
            "presidency": PresidencyFactory(year=year),
            "member": edition.host,
            "mail": OutgoingMailFactory(state="failed", about=f"registration:{registration.pk}"),
            "registration": registration,
            "notice": Notice.objects.create(
                edition=edition, text="Bus", starts_at=slot.starts_at, ends_at=slot.ends_at
            ),
            "saved_view": SavedView.objects.create(edition=edition, owner=UserFactory(), name="Mine"),
            "mailing": Mailing.objects.create(edition=edition, subject="To all", text="Hello"),
            "task": ChecklistTask.objects.create(edition=edition, title=f"Task of {year}"),
            "desk": RegistrationDesk.objects.create(edition=edition),
            "feedback": FeedbackTarget.objects.create(form=FeedbackForm.objects.create(edition=edition)),
            "submission": Submission.objects.create(edition=edition, outcomes="We agreed"),
            "upload_link": UploadLink.objects.create(
                edition=edition, email="facilitator@example.org", expires_at=datetime(2030, 1, 1, tzinfo=UTC)
            ),
            "delegation": Delegation.objects.create(edition=edition, member=edition.host),
            "invitation": Invitation.objects.create(edition=edition, email=f"guest{year}@example.org"),
        }

    return {"A": one(2027), "B": one(2028)}


class People(dict[str, Any]):
    """Somebody in every role, made when first asked for: ``host_lead A`` leads the edition A."""

    def __init__(self, world: dict[str, dict[str, Any]]) -> None:
        super().__init__()
        self.world = world

    def __missing__(self, name: str) -> Any:
        self[name] = UserFactory(is_superuser=name == "superuser", is_staff=name == "superuser")
        if name == "secretariat":
            self[name].groups.add(make_secretariat_group())
        elif name != "superuser":
            role, _space, letter = name.partition(" ")
            give_role(self.world[letter or "A"]["edition"], self[name], Role(role), by=None)
        return self[name]


@pytest.fixture
def people(world: dict[str, dict[str, Any]]) -> People:
    return People(world)


def address(name: str, expected: Expected, records_of_one: dict[str, Any]) -> str:
    args: list[Any] = [records_of_one[expected.about].pk] if expected.about else []
    more = {"agenda:day": [records_of_one["edition"].starts_on], "agenda:note": [1]}
    day = records_of_one["edition"].starts_on
    more |= {f"agenda:builder{part}": [day] for part in ("", "_state", "_step")}
    more["agenda:builder_slot"] = [day, records_of_one["slot"].uid]
    more["agenda:go_back"] = [1]
    more |= {f"start_edition_{step}": [2031] for step in ("host", "days", "lead", "from", "look")}
    more["registration:delegation"] = [records_of_one["delegation"].pk]
    more["registration:remind"] = more["registration:withdraw"] = [records_of_one["invitation"].pk]
    task = [records_of_one["task"].pk]
    more |= dict.fromkeys(("checklist:edit", "checklist:tick", "checklist:delete"), task)
    mailing, registration = records_of_one["mailing"].pk, records_of_one["registration"].pk
    for one in ("person", "person_answers", "person_seats", "person_cancel", "person_place", "person_remind"):
        more[f"registration:{one}"] = [registration]
    more["registration:people_view_delete"] = [records_of_one["saved_view"].pk]
    more["registration:export"] = ["full"]
    more["registration:mailing"] = more["registration:mailing_change"] = [mailing]
    more["registration:mailing_html"] = [mailing, registration]
    more["notices:end"] = [records_of_one["notice"].pk]
    more["registration:letter"] = more["registration:letter_html"] = ["registered"]
    more["afterwards:slide"] = [records_of_one["feedback"].pk]
    more["afterwards:review"] = more["afterwards:submitted_file"] = [records_of_one["submission"].pk]
    more["afterwards:revoke_link"] = [records_of_one["upload_link"].pk]
    more["printing:preview"] = ["a6"]
    more["registration:mail_again"] = [records_of_one["mail"].pk]
    return reverse(name, args=args + more.get(name, []))
