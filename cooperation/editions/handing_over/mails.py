"""What a hand-over tells the old team; each mail is written in the transaction of what it tells."""

from typing import Literal

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cooperation.editions.enums import Role
from cooperation.editions.models import HandOver
from core.accounts.models import User
from core.mail.letters import add_html
from core.publishing.colours import accent

News = Literal["in_a_week", "today", "moved", "called_off", "given_back"]


def tell(handover: HandOver, user: User, roles: list[Role], news: News) -> None:
    """Tell ``user``, who has ``roles``, what comes of them."""
    edition = handover.edition
    subjects = {
        "in_a_week": _("Your work on %(edition)s ends on %(day)s"),
        "today": _("Today is the last day of your work on %(edition)s"),
        "moved": _("Your work on %(edition)s goes on until %(day)s"),
        "called_off": _("Your work on %(edition)s goes on"),
        "given_back": _("You work on %(edition)s again"),
    }
    day = date_format(handover.last_day, "j F Y") if handover.last_day else ""
    context = {
        "edition": edition,
        "news": news,
        "day": day,
        "roles": ", ".join(str(role.label) for role in roles),
        "address": settings.SITE_ORIGIN + reverse("handover:page", args=[edition.pk]),
    }
    text = render_to_string("editions/mail/handover.txt", context)
    subject = subjects[news] % {"edition": edition, "day": day}
    message = EmailMultiAlternatives(subject, text.strip() + "\n", to=[user.email])
    message.about = f"handover:{edition.pk}"  # type: ignore[attr-defined]
    add_html(message, accent(edition.accent_colour).cover).send()
