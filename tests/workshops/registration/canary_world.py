"""Everything that the site does with a person, through its pages where it has some."""

import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page

from cooperation.editions.enums import Role
from cooperation.editions.models import ChecklistTask
from cooperation.editions.teams import give_role, invite
from core.accounts.models import User
from core.mail.actions import deliver_due
from tests.factories import MemberFactory, UserFactory
from tests.workshops.registration.canary import ACCESS, ANSWER, DIET, EMAIL, FUNCTION, NAME
from tests.workshops.registration.samples import make_desk, make_session, register_one
from workshops.afterwards.actions import uploads
from workshops.afterwards.rules import Handed
from workshops.checkin.actions import Seen, scan
from workshops.registration.actions import delegations, inviting, mailing
from workshops.registration.actions.people import hosting
from workshops.registration.actions.people.hosting import ByHost
from workshops.registration.actions.people.views import save_view
from workshops.registration.enums import HostActKind, QuestionKind
from workshops.registration.mailing_queries import Audience, fingerprint
from workshops.registration.models import (
    Draft,
    Extra,
    Mailing,
    Question,
    Registration,
    RegistrationDesk,
)
from workshops.registration.people.wanted import Wanted

COLLEAGUE = "colleague@example.org"


@dataclass
class World:
    """An edition with the canary and others."""

    desk: RegistrationDesk
    organiser: User
    registration: Registration
    """Theirs, or the one that they had before they handed it on."""
    bystander: Registration


def make_world(edition: Any) -> World:
    """The canary is invited, begins, registers, changes, is written to, signs in and is listed everywhere."""
    desk = make_desk(edition, by_delegation=True)
    organiser = UserFactory()
    give_role(desk.edition, organiser, Role.HOST_LEAD, by=None)
    bystander = register_one(desk, "bystander@example.org", badge_name="By Stander")
    registration = _register(desk, organiser)
    _use_ticket(registration)
    _be_written_to(desk, organiser)
    _sign_in(registration)
    _be_asked_for_slides(desk, organiser)
    _be_printed(desk, organiser)
    _leave_more_traces(desk, organiser, registration)
    deliver_due()
    return World(desk, organiser, registration, bystander)


def _register(desk: RegistrationDesk, organiser: User) -> Registration:
    Question.objects.create(desk=desk, key="arrival", label="Arrival", kind=QuestionKind.TEXT)
    extra = Extra.objects.create(desk=desk, title="Dinner")
    session = make_session(desk, seats=2)
    delegation = delegations.add(desk.edition_id, MemberFactory(), organiser)
    delegations.change(delegation, 5, [EMAIL], organiser)
    invitation = inviting.invite_colleague(delegation, EMAIL, NAME, organiser)
    client = Client()
    asked = client.post("/2027/register/link/", {"email": EMAIL.upper()})
    assert asked.status_code == 200, asked
    address = reverse("registration_form", args=["2027", invitation.key])
    filled = {
        "form_key": str(uuid.uuid4()),
        "badge_name": NAME,
        "function": FUNCTION,
        "diet": DIET,
        "access_needs": ACCESS,
        "needs_consent": "on",
        "pictures_allowed": "on",
        "is_listed": "on",
        "q-arrival": ANSWER,
        "extras": str(extra.pk),
        "sessions": str(session.pk),
    }
    assert client.post(address, filled | {"do": "autosave"}).status_code == 204
    assert Draft.objects.filter(content__diet=[DIET]).exists()
    answer = client.post(address, filled)
    assert answer.status_code == 303, answer.content.decode()
    return Registration.objects.get(ticket=answer["Location"].split("/")[-2])


def _use_ticket(registration: Registration) -> None:
    client = Client()
    for name in ("ticket", "ticket_seats", "ticket_agenda", "ticket_answers", "ticket_data", "ticket_pdf"):
        assert client.get(reverse(name, args=[registration.ticket])).status_code == 200, name
    assert client.get(f"{reverse('my_agenda')}?token={registration.feed_key}").status_code == 200
    assert client.post(reverse("lost_ticket"), {"email": EMAIL}).status_code in (200, 302, 303)
    client.get(f"/search/?query={NAME}")


def _be_written_to(desk: RegistrationDesk, organiser: User) -> None:
    written = mailing.save_draft(desk.edition, "The bus", "It leaves at nine, {name}.", Audience(), organiser)
    chosen = sorted(desk.edition.registrations.values_list("pk", flat=True))
    mailing.confirm(written, len(chosen), fingerprint(chosen), organiser)
    assert mailing.write_batches() == len(chosen)


def _sign_in(registration: Registration) -> None:
    """One session that is open, and one that waits for the code from the mail."""
    client = Client()
    client.force_login(registration.user)
    assert client.get("/account/").status_code == 200
    waiting = Client().post(reverse("account_login"), {"login": EMAIL})
    assert waiting.status_code == 302
    assert settings.SESSION_COOKIE_NAME in waiting.cookies


def _be_asked_for_slides(desk: RegistrationDesk, organiser: User) -> None:
    """By a link to their address, by which they hand in words with their name."""
    page, until = Page.objects.get(depth=1), timezone.now() + timedelta(days=30)
    link = uploads.make_link(desk.edition, page, EMAIL, until, organiser)
    uploads.hand_in(link, f"By {NAME}", None, Handed(outcomes=f"{NAME} told of {FUNCTION}"))


def _be_printed(desk: RegistrationDesk, organiser: User) -> None:
    client = Client()
    client.force_login(organiser)
    for name, sent in (
        ("badges", {"whom": "all", "size": "a6", "sheet": "cut", "order": "member"}),
        ("cards", {"whom": "all"}),
        ("room_lists", {}),
        ("door_list", {}),
    ):
        answer = client.post(reverse(f"printing:{name}", args=[desk.edition_id]), sent)
        assert answer["Content-Type"] == "application/pdf", name


def _leave_more_traces(desk: RegistrationDesk, organiser: User, registration: Registration) -> None:
    """What an organiser's hand, an accident or a later feature leaves."""
    hosting.note(registration, HostActKind.CHANGED, ByHost(organiser, f"{NAME} called"))
    save_view(desk.edition, organiser, "Them", Wanted(q=NAME, state="confirmed"), is_shared=True)
    invite(desk.edition, "other@example.org", Role.ATTENDEE, by=organiser)
    first = scan(desk.edition, Seen(uuid.uuid4(), registration.ticket), organiser)
    scan(desk.edition, Seen(uuid.uuid4(), undoes=first.uid), organiser)
    scan(desk.edition, Seen(uuid.uuid4(), registration_id=registration.pk), organiser)
    ChecklistTask.objects.create(
        edition=desk.edition,
        title=f"Call {NAME}",
        detail=f"Write to {EMAIL}",
        lessons=f"{NAME} knows the way",
    )
    User.objects.filter(pk=registration.user_id).update(first_name="Quillon", last_name="Käferzyx")
    log(User.objects.get(pk=registration.user_id), "wagtail.edit", user=organiser)
    log(desk.edition, "editions.give_role", user=organiser, data={"to": EMAIL, "role": "attendee"})
    Mailing.objects.update(filters={"states": [], "named": f"only {NAME}"})
    Draft.objects.create(edition=desk.edition, email=EMAIL, content={"badge_name": [NAME], "diet": [DIET]})
