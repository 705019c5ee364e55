"""What the heads of delegations are told by mail."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from core.mail.letters import add_html
from core.publishing.colours import accent
from workshops.registration.models import DelegationHead


def delegation_address(year: int) -> str:
    """The whole address of the page on which heads of delegation name their colleagues."""
    return f"{settings.SITE_ORIGIN}{reverse('delegation', args=[year])}"


def tell_head(head: DelegationHead, places: int | None) -> None:
    """Tell somebody that they head a delegation, where its page is, and how they sign in."""
    edition = head.delegation.edition
    text = render_to_string(
        "registration/mail/head_named.txt",
        {
            "edition": edition,
            "member": head.delegation.member,
            "places": places,
            "email": head.email,
            "address": delegation_address(edition.year or 0),
        },
    )
    subject = _("You head a delegation: %(edition)s") % {"edition": edition}
    message = EmailMultiAlternatives(subject, text.strip() + "\n", to=[head.email])
    add_html(message, accent(edition.accent_colour).cover).send()
