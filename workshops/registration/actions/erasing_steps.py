"""What is erased of people, one step for each place where something is kept.

All steps of a batch of people are one transaction: a crash within leaves nothing half-erased. Rows are
deleted and not blanked, so that a field which somebody adds later is erased as well; what stays of a
registration is a number in the report, and the events of its seats, which name nobody.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.db.models import Model, Q, QuerySet

from cooperation.editions.enums import Role
from cooperation.editions.models import ChecklistTask, Edition, EditionRole
from core.accounts.erasing import accounts_of, end_sessions, erase_accounts, hide_in_log
from core.accounts.models import User
from core.mail.erasing import erase_mails_about, erase_mails_of
from core.mail.models import OutgoingMail
from core.serving.caching import content_changed
from core.serving.traces import Traces
from workshops.registration import kept
from workshops.registration.models import (
    DelegationHead,
    Draft,
    Invitation,
    Mailing,
    MailingRecipient,
    Registration,
)


@dataclass
class People:
    """Whom one transaction erases from an edition, known before the first row goes."""

    edition: Edition
    registrations: set[int]
    addresses: set[str]
    """Their own addresses, in small letters."""
    names: set[str]
    invitations: set[int]
    users: set[int]
    former_addresses: set[str] = field(default_factory=set)
    """Of those who handed a registration on to one of the people: only the mails still know them."""

    @property
    def subjects(self) -> list[str]:
        """What the mails to them say that they are about."""
        return [
            *(f"registration:{key}" for key in self.registrations),
            *(f"invitation:{key}" for key in self.invitations),
        ]

    @property
    def rows(self) -> QuerySet[Registration]:
        """Their registrations."""
        return Registration.objects.filter(pk__in=self.registrations)


def gather(
    edition: Edition, rows: Iterable[Registration], addresses: Iterable[str] = (), users: Iterable[int] = ()
) -> People:
    """Whom ``rows`` tell of and who has one of ``addresses``, with all that leads to what is kept of them."""
    registrations = list(rows)
    own = {row.email.lower() for row in registrations} | {address.lower() for address in addresses}
    named = {row.invitation_id for row in registrations if row.invitation_id}
    invited = kept.with_address(Invitation.objects.filter(edition=edition), own, or_else=Q(pk__in=named))
    invitations = list(invited.values_list("pk", "email", "name"))
    people = People(
        edition=edition,
        registrations={row.pk for row in registrations},
        addresses=own,
        names={row.badge_name for row in registrations} | {name for _key, _email, name in invitations},
        invitations={key for key, _email, _name in invitations},
        users={row.user_id for row in registrations if row.user_id} | set(users),
        former_addresses={email.lower() for _key, email, _name in invitations} - own,
    )
    mails = OutgoingMail.objects.filter(about__in=people.subjects).values_list("recipients", flat=True)
    people.former_addresses |= {to.lower() for recipients in mails for to in recipients} - own
    known = accounts_of(people.addresses | people.former_addresses)
    people.users |= set(known.values_list("pk", flat=True))
    return people


def erase_drafts(people: People) -> int:
    """Forms that were never sent."""
    return _delete(kept.with_address(Draft.objects.filter(edition=people.edition), people.addresses))


def erase_invitations(people: People) -> int:
    """Invitations to them, also those that they followed for somebody else."""
    return _delete(Invitation.objects.filter(pk__in=people.invitations))


def erase_heads(people: People) -> int:
    """That they named the people of a delegation."""
    heads = DelegationHead.objects.filter(delegation__edition=people.edition)
    return _delete(kept.with_address(heads, people.addresses))


def erase_recipients(people: People) -> int:
    """That a mail to many went to them, and that they were searched for by name or address."""
    chosen = Traces(people.addresses, people.names)
    for mailing in Mailing.objects.filter(edition=people.edition).only("pk", "filters"):
        if chosen.are_in(mailing.filters):
            Mailing.objects.filter(pk=mailing.pk).update(filters=chosen.hide(mailing.filters))
    return _delete(MailingRecipient.objects.filter(registration__in=people.registrations))


TASK_TEXTS = ("title", "detail", "reason", "lessons")


def hide_in_tasks(people: People) -> int:
    """That a task on the edition's checklist tells of them; the task stays."""
    named = Traces(people.addresses | people.former_addresses, people.names)
    found = ChecklistTask.objects.filter(edition=people.edition).filter(named.query(TASK_TEXTS))
    told = [task for task in found if any(named.are_in(getattr(task, name)) for name in TASK_TEXTS)]
    for task in told:
        for name in TASK_TEXTS:
            setattr(task, name, named.hide(getattr(task, name)))
    ChecklistTask.objects.bulk_update(told, TASK_TEXTS)
    return len(told)


def erase_roles(people: People) -> int:
    """That they see what is meant for attendees."""
    roles = EditionRole.objects.filter(edition=people.edition, role=Role.ATTENDEE)
    return _delete(roles.filter(user__in=people.users))


def erase_registrations(people: People) -> int:
    """The registrations with answers, consents, tickets and calendars, and with them bookings and choices."""
    if people.rows.filter(is_listed=True).exists():
        content_changed()  # whatever shows the list of attendees is drawn anew
    return _delete(people.rows)


def erase_unneeded_accounts(people: People) -> int:
    """Accounts that nothing else on the site needs, with their authenticators and sessions."""
    unneeded = kept.untied(User.objects.filter(pk__in=people.users)).values_list("pk", flat=True)
    return erase_accounts(set(unneeded))


def erase_mails(people: People) -> int:
    """Mails about the registrations and to the people; of who is gone altogether, every mention."""
    erased = erase_mails_about(people.subjects)
    own = OutgoingMail.objects.filter(about=f"edition:{people.edition.pk}")
    keys = [key for key, to in own.values_list("pk", "recipients") if people.addresses & _lowered(to)]
    erased += _delete(own.filter(pk__in=keys))
    return erased + erase_mails_of(_gone(people))


def end_pending_sessions(people: People) -> int:
    """Sessions in which one of them was about to sign in."""
    return end_sessions((), Traces(_gone(people).words))


def hide_in_audit_log(people: People) -> int:
    """Addresses and names in the audit log; what was done stays."""
    return hide_in_log(_gone(people))


Step = Callable[[People], int]
STEPS: dict[str, Step] = {
    "drafts": erase_drafts,
    "recipients": erase_recipients,
    "registrations": erase_registrations,
    "invitations": erase_invitations,
    "heads": erase_heads,
    "tasks": hide_in_tasks,
    "roles": erase_roles,
    "accounts": erase_unneeded_accounts,
    "mails": erase_mails,
    "sessions": end_pending_sessions,
    "log_lines": hide_in_audit_log,
}
"""In the order in which they depend on each other: whether an account or a mail is needed shows only when
what needed it is gone."""


def take_first(kind: str, step: Step) -> None:
    """Let a room above take a ``step`` of its own first; ``privacy_words`` has words for ``kind``."""
    others = dict(STEPS)
    STEPS.clear()
    STEPS.update({kind: step} | others)


def erase(people: People) -> dict[str, int]:
    """Take every step for ``people``; how many rows of each kind went. For a caller who holds the lock."""
    return {kind: step(people) for kind, step in STEPS.items()}


def _gone(people: People) -> Traces:
    """Those of the people whom nothing on the site knows any more."""
    addresses = kept.without_trace(people.addresses | people.former_addresses)
    names = people.names if people.addresses <= addresses else ()
    return Traces(addresses, names)


def _lowered(addresses: Iterable[str]) -> set[str]:
    return {address.lower() for address in addresses}


def _delete(rows: QuerySet[Model]) -> int:
    """Delete ``rows`` with what depends on them; how many rows of their own kind there were."""
    _all, by_kind = rows.delete()
    return by_kind.get(rows.model._meta.label, 0)
