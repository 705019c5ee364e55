"""Makes delegations, those who head them, and the people they invite."""

from datetime import timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.test import Client
from django.utils import timezone

from core.accounts.models import User
from tests.factories import MemberFactory, UserFactory
from workshops.registration.enums import Way
from workshops.registration.models import Delegation, DelegationHead, Invitation, RegistrationDesk

PAGE = "/2027/delegation/"


def make_delegation(desk: RegistrationDesk, places: int | None = 2, **member: Any) -> Delegation:
    """A delegation of a member of its own."""
    return Delegation.objects.create(edition=desk.edition, member=MemberFactory(**member), places=places)


def make_head(delegation: Delegation, email: str = "head@example.org", *, is_proven: bool = True) -> User:
    """Somebody who heads ``delegation``; an account of theirs that is there already is taken."""
    user = User.objects.filter(email=email).first() or UserFactory(email=email)
    EmailAddress.objects.get_or_create(
        user=user, email=email, defaults={"verified": is_proven, "primary": True}
    )
    DelegationHead.objects.create(delegation=delegation, email=email)
    return user


def client_of(user: User, **options: Any) -> Client:
    """A client in which ``user`` is signed in."""
    client = Client(**options)
    client.force_login(user)
    return client


def make_invitation(
    delegation: Delegation | None, email: str = "jonas@example.org", days_ago: int = 2, **fields: Any
) -> Invitation:
    """An invitation that was sent some days ago, by the head of a delegation when there is one."""
    if delegation is not None:
        fields = {"edition": delegation.edition, "delegation": delegation, "way": Way.DELEGATION, **fields}
    made = Invitation.objects.create(email=email, **fields)
    Invitation.objects.filter(pk=made.pk).update(created_at=timezone.now() - timedelta(days=days_ago))
    made.refresh_from_db()
    return made


def name(client: Client, delegation: Delegation, email: str, who: str = "Rasa Example") -> Any:
    """Name a colleague by the form of the page."""
    prefix = f"d{delegation.pk}"
    return client.post(f"{PAGE}{delegation.pk}/invite/", {f"{prefix}-name": who, f"{prefix}-email": email})


def said(answer: Any) -> str:
    """The page as text, with quotation marks as people see them."""
    return str(answer.content.decode()).replace("&#x27;", "'")


def told(client: Client) -> str:
    """What the page says after something was done."""
    return said(client.get(PAGE))
