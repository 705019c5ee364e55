"""A mail to many that asks for feedback, as a draft."""

from django.utils.translation import gettext as _

from core.accounts.models import User
from workshops.afterwards.models import FeedbackForm
from workshops.registration.actions.mailing import save_draft
from workshops.registration.mailing_queries import Audience
from workshops.registration.models import Mailing


def write_mailing(form: FeedbackForm, by: User) -> Mailing:
    """A draft to everybody who is confirmed; it goes to nobody until somebody has confirmed it."""
    text = _(
        "Hello {name},\n\nthank you for coming to {edition}. Please tell us what you think of it and of your "
        "workshops: it takes three minutes.\n\n{address}feedback/\n\nYour answers are counted without your "
        "name: we cannot see who answered what."
    )
    return save_draft(form.edition, _("How was it? {edition}"), text, Audience(), by)
