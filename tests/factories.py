"""Makes records for tests; each factory gives the least that is valid."""

from datetime import UTC, date, datetime
from typing import Any

import factory
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group, Permission
from factory.django import DjangoModelFactory

from cooperation.agenda.enums import SlotKind
from cooperation.agenda.models import Room, Slot, Speaker
from cooperation.editions.enums import HostStatus
from cooperation.editions.models import Edition, Presidency
from cooperation.network.models import Member
from core.accounts.models import User
from core.mail.models import OutgoingMail


class UserFactory(DjangoModelFactory[User]):
    class Meta:
        model = User

    email = factory.Sequence(lambda number: f"person{number}@example.org")
    first_name = "Ona"
    last_name = factory.Sequence(lambda number: f"Example {number}")

    @classmethod
    def _create(cls, model_class: type[User], *args: Any, **kwargs: Any) -> User:
        """Make a user who has set up an authenticator app, unless ``second_factor=False``."""
        second_factor = kwargs.pop("second_factor", True)
        user = model_class.objects.create_user(*args, **kwargs)
        if second_factor:
            Authenticator.objects.create(
                user=user, type=Authenticator.Type.TOTP, data={"secret": "JBSWY3DPEHPK3PXP"}
            )
        return user


def let_into_admin(user: User) -> User:
    """Put ``user`` into a group that may enter the admin and nothing else."""
    group, _is_new = Group.objects.get_or_create(name="May enter")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    user.groups.add(group)
    return user


class MemberFactory(DjangoModelFactory[Member]):
    class Meta:
        model = Member

    name = factory.Sequence(lambda number: f"Centre {number}")
    slug = factory.Sequence(lambda number: f"centre-{number}")
    country = "LT"
    eu_code = "LT"


class PresidencyFactory(DjangoModelFactory[Presidency]):
    class Meta:
        model = Presidency

    year = 2027
    half = 1
    country = "LT"
    eu_code = "LT"


class EditionFactory(DjangoModelFactory[Edition]):
    class Meta:
        model = Edition

    title = factory.LazyAttribute(lambda edition: f"Cooperation Day {edition.year}")
    year = 2027
    starts_on = date(2027, 5, 12)
    ends_on = date(2027, 5, 13)
    time_zone = "Europe/Vilnius"
    city = "Vilnius"
    country = "LT"
    host_status = HostStatus.MEMBER
    host = factory.SubFactory(MemberFactory)
    announced_at = datetime(2026, 6, 1, tzinfo=UTC)

    class Params:
        ready_for_registration = factory.Trait(
            controller_name="Example Consumer Office",
            controller_address="1 Example Street, Vilnius",
            controller_email="privacy@example.org",
            supervisory_authority="Example Data Protection Authority",
            accessibility_contact="access@example.org",
            enforcement_body="Example Equality Office",
        )


class RoomFactory(DjangoModelFactory[Room]):
    class Meta:
        model = Room

    edition = factory.SubFactory(EditionFactory)
    name = factory.Sequence(lambda number: f"Room {number}")
    sort_order = factory.Sequence(lambda number: number)


class SpeakerFactory(DjangoModelFactory[Speaker]):
    class Meta:
        model = Speaker

    edition = factory.SubFactory(EditionFactory)
    name = factory.Sequence(lambda number: f"Speaker {number}")


class SlotFactory(DjangoModelFactory[Slot]):
    class Meta:
        model = Slot

    edition = factory.SubFactory(EditionFactory)
    kind = SlotKind.PLENARY
    title = factory.Sequence(lambda number: f"Slot {number}")
    starts_at = datetime(2027, 5, 12, 7, 0, tzinfo=UTC)
    ends_at = datetime(2027, 5, 12, 8, 0, tzinfo=UTC)


def in_address(slot: Slot) -> str:
    """What addresses call ``slot``."""
    return slot.uid.hex[:10]


class OutgoingMailFactory(DjangoModelFactory[OutgoingMail]):
    class Meta:
        model = OutgoingMail

    message_id = factory.Sequence(lambda number: f"<{number}@example.org>")
    sender = "site@example.org"
    recipients = ["person@example.org"]
    subject = "Given up"
    due_at = datetime(2027, 1, 1, tzinfo=UTC)
