"""What organisers are refused who write to many."""

from django.utils.translation import gettext_lazy, ngettext

from workshops.registration.refusals import Refused


class MailingLetGo(Refused):
    """The mailing was confirmed already, so nothing of it changes any more."""

    message = gettext_lazy("This mailing has been sent already.")


class NobodyChosen(Refused):
    """There is nobody to write to."""

    message = gettext_lazy("There is nobody to write to. Choose more people.")


class RecipientsChanged(Refused):
    """Other people would get it than those who were shown; ``count`` of them now."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.count = count
        self.message = ngettext(
            "The recipients have changed since you saw this page: it is %(count)d person now. Look at them "
            "again, then confirm.",
            "The recipients have changed since you saw this page: they are %(count)d people now. Look at "
            "them again, then confirm.",
            count,
        ) % {"count": count}
