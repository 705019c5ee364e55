"""The steps by which the secretariat brings an edition to the next team."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from cooperation.editions.enums import HostStatus
from cooperation.editions.handing_over.queries import has_lead, next_editions
from cooperation.editions.models import Edition, HandOver
from cooperation.editions.queries import candidates
from cooperation.editions.rules import Text


@dataclass(frozen=True, slots=True)
class CeremonyStep:
    """One step: what is done, how it stands, and where it is done."""

    words: Text
    is_done: bool
    detail: Text
    address: str
    link: Text


def steps(edition: Edition, handover: HandOver) -> list[CeremonyStep]:
    """What makes a hand-over of ``edition`` complete, in order. Five queries at most."""
    following = handover.to_edition or next_editions(edition).first()
    plan = reverse("handover:plan", args=[edition.pk])
    found = [
        CeremonyStep(
            _("The next edition is set up"),
            following is not None,
            str(following or _("There is none after this one yet.")),
            reverse("editions:edit", args=[following.pk]) if following else _start_address(),
            _("Look at it") if following else _("Start it"),
        )
    ]
    if following is not None:
        found += [_host_step(following), _lead_step(following)]
    return [
        *found,
        CeremonyStep(
            _("It is said to which edition this one is handed over"),
            handover.to_edition is not None,
            str(handover.to_edition or _("Not yet.")),
            plan,
            _("Choose"),
        ),
        CeremonyStep(
            _("The last day of the old team's rights is set"),
            handover.last_day is not None,
            _("The team is told a week before, and on the day."),
            plan,
            _("Set or postpone it"),
        ),
    ]


def _start_address() -> str:
    try:
        return reverse("start_edition")
    except NoReverseMatch:
        return reverse("editions:add")


def _host_step(following: Edition) -> CeremonyStep:
    """Who hosts next; as long as nobody decided, whom the rota suggests."""
    is_known = following.host_status in (HostStatus.MEMBER, HostStatus.OTHER)
    if is_known:
        detail = str(following.host or following.other_host)
    else:
        named = [str(one.member) for one in candidates(following.year or 0) if one.member]
        detail = _("The rota suggests: %(candidates)s") % {"candidates": ", ".join(named) or "–"}
    address = reverse("editions:host", args=[following.pk])
    return CeremonyStep(_("The next host is recorded"), is_known, detail, address, _("Record the host"))


def _lead_step(following: Edition) -> CeremonyStep:
    address = reverse("editions:roles", args=[following.pk])
    return CeremonyStep(
        _("The new team's lead is invited"),
        has_lead(following),
        _("They get a mail and sign in with a code."),
        address,
        _("Invite them"),
    )
