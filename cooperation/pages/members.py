"""The network's members as its pages show them."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import Q
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cooperation.editions.models import Presidency
from cooperation.network.models import Member
from cooperation.pages import wording
from cooperation.pages.archive import entries, public_editions, year_blocks


@dataclass(frozen=True, slots=True)
class MemberGroup:
    """Members under one heading, in protocol order."""

    label: str | Promise
    members: tuple[Member, ...]


def member_groups() -> list[MemberGroup]:
    """Current members by group and, last, those who left; one query."""
    everyone = list(Member.objects.all())
    current = [member for member in everyone if member.is_current]
    labels = [
        (Member.Group.EU, _("In the European Union")),
        (Member.Group.EEA, _("In the European Economic Area")),
        (Member.Group.OTHER, _("Elsewhere")),
    ]
    groups = [
        MemberGroup(label, tuple(member for member in current if member.group == group))
        for group, label in labels
    ]
    groups.append(MemberGroup(_("Former"), tuple(member for member in everyone if not member.is_current)))
    return [group for group in groups if group.members]


def member_context(member: Member, request: HttpRequest) -> dict[str, object]:
    """What a member's page shows: what it hosted, alone or with others, and when its turn comes."""
    today = datetime.now(UTC).date()
    half = 1 if today.month <= 6 else 2
    coming = Presidency.objects.filter(country=member.country, year__gte=today.year).order_by("year", "half")
    turns = [row for row in coming if (row.year, row.half) >= (today.year, half)] if member.is_current else []
    hosted = public_editions(Q(host=member) | Q(co_hosts=member))
    return {
        "member": member,
        "left_on": wording.day(member.left_on) if member.left_on else "",
        "hosted": year_blocks(entries(hosted, request), with_gaps=False),
        "next_turn": turns[0] if turns else None,
    }
