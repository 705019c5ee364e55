"""What this app tells people by e-mail; each mail is written in the transaction of the fact that it tells."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from cooperation.editions.duties import what_it_opens
from cooperation.editions.enums import TEAM, Role
from cooperation.editions.models import EditionRole
from core.mail.letters import add_html
from core.publishing.colours import accent


def tell_of_role(given: EditionRole) -> None:
    """Tell somebody of their role in an edition, what it opens, and where they sign in."""
    role = Role(given.role)
    works = role in TEAM
    subject = _("You now work on %(edition)s") if works else _("You now attend %(edition)s")
    text = render_to_string(
        "editions/mail/role_given.txt",
        {
            "edition": given.edition,
            "works": works,
            "role": role.label,
            "what_it_opens": what_it_opens(role),
            # By way of the admin: who works is led through code and second factor, and arrives there.
            "address": f"{settings.SITE_ORIGIN}{reverse('wagtailadmin_home' if works else 'account_login')}",
            "email": given.user.email,
        },
    )
    message = EmailMultiAlternatives(
        subject % {"edition": given.edition}, text.strip() + "\n", to=[given.user.email]
    )
    add_html(message, accent(given.edition.accent_colour).cover).send()
