"""What else belongs to one registration: the extras it chose, the mail domains of its member. Reads only."""

from workshops.registration.models import ExtraChoice, MailDomain, Registration


def extras_of(registration: Registration) -> list[str]:
    """The titles of the extras that somebody takes part in, in the host's order. One query."""
    chosen = ExtraChoice.objects.filter(registration=registration)
    return list(chosen.order_by("extra__sort_order", "extra").values_list("extra__title", flat=True))


def domains_of(registration: Registration) -> list[str]:
    """The domains in which the registration's member has its addresses, as far as the host listed them."""
    known = MailDomain.objects.filter(desk__edition=registration.edition_id, member=registration.member_id)
    return sorted({domain.lower().lstrip("@") for domain in known.values_list("domain", flat=True)})


def was_handed_to(registration: Registration, email: str) -> bool:
    """Whether the registration belongs to ``email`` now, and its ticket is another one. One query."""
    now = Registration.objects.filter(pk=registration.pk, email__iexact=email.strip())
    return now.exclude(ticket=registration.ticket).exists()
