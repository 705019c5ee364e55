"""The places and the heads of delegations, under the lock that counts places."""

from collections.abc import Iterable

from allauth.account.models import EmailAddress
from django.db import transaction
from wagtail.log_actions import log

from cooperation.network.models import Member
from core.accounts.actions import account_for
from core.accounts.models import User
from workshops.registration import audit, delegation_mails
from workshops.registration.actions import places
from workshops.registration.actions.desk import refuse_archived, refuse_too_many_kept
from workshops.registration.actions.locking import lock
from workshops.registration.delegation_queries import count_delegation, places_of_delegation
from workshops.registration.host_refusals import PlacesAreNamed
from workshops.registration.models import Delegation, DelegationHead, RegistrationDesk


@transaction.atomic
def add(edition_id: int, member: Member, by: User | None) -> Delegation:
    """Give a member a delegation, such as one that joined later; one that is there is returned.

    Raises:
        EditionClosed: the edition lies in the archive.
        FewerPlacesThanKept: there are not enough places in total.
    """
    desk = lock(edition_id)
    refuse_archived(desk.edition)
    delegation, is_new = Delegation.objects.get_or_create(edition=desk.edition, member=member)
    if is_new:
        refuse_too_many_kept(desk)
        log(delegation, audit.DELEGATION_CHANGED, user=by)
    return delegation


@transaction.atomic
def change(delegation: Delegation, number: int | None, heads: Iterable[str], by: User | None) -> list[str]:
    """Set how many places a delegation has, and who names its people.

    Args:
        delegation: the delegation.
        number: its places; ``None`` for as many as every member has.
        heads: the e-mail addresses of all its heads.
        by: who says so.

    Returns:
        The addresses that are new; a mail tells each of them.

    Raises:
        EditionClosed: the edition lies in the archive.
        PlacesAreNamed: fewer places than people who are named.
        FewerPlacesThanKept: there are not enough places in total.
    """
    desk = lock(delegation.edition_id)
    refuse_archived(desk.edition)
    current = Delegation.objects.select_related("member", "edition").get(pk=delegation.pk)
    before = places_of_delegation(desk, current)
    current.places = number
    _refuse_fewer(desk, current, before)
    current.save(update_fields=["places"])
    refuse_too_many_kept(desk)
    added = _set_heads(desk, current, heads)
    log(current, audit.DELEGATION_CHANGED, user=by, data={"places": number, "new_heads": len(added)})
    places.settle_places(desk)
    return added


def _refuse_fewer(desk: RegistrationDesk, delegation: Delegation, before: int | None) -> None:
    counted = count_delegation(desk, delegation)
    if counted.places is None or (before is not None and counted.places >= before):
        return
    if counted.places < counted.named:
        raise PlacesAreNamed(counted.named)


def _set_heads(desk: RegistrationDesk, delegation: Delegation, heads: Iterable[str]) -> list[str]:
    wanted = list(dict.fromkeys(address.strip().lower() for address in heads))
    standing = {head.email.lower(): head for head in delegation.heads.all()}
    gone = [head.pk for address, head in standing.items() if address not in wanted]
    delegation.heads.filter(pk__in=gone).delete()
    added = [address for address in wanted if address not in standing]
    for address in added:
        head = DelegationHead.objects.create(delegation=delegation, email=address)
        _let_sign_in(address)
        delegation_mails.tell_head(head, places_of_delegation(desk, delegation))
    return added


def _let_sign_in(address: str) -> None:
    """Make sure that the code that the site sends to ``address`` opens an account and proves the address."""
    user = account_for(address)
    if not EmailAddress.objects.filter(user=user, email__iexact=address).exists():
        is_first = not EmailAddress.objects.filter(user=user, primary=True).exists()
        EmailAddress.objects.create(user=user, email=address, primary=is_first)
