"""The calendar of one person, at an address that they can shut off."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cooperation.agenda.exports.calendars import own_calendar
from cooperation.agenda.exports.facts import AgendaFacts, facts_of
from cooperation.editions.models import Edition
from cooperation.network.models import NetworkSettings
from cooperation.pages.kept_tree import start_of
from workshops.registration.models import Registration
from workshops.registration.personal_agenda import followed_programme


def feed_address(registration: Registration) -> str:
    """The whole address of somebody's calendar; whoever has it can read the calendar, and nothing else."""
    return f"{settings.SITE_ORIGIN}{reverse('my_agenda')}?token={registration.feed_key}"


def agenda_facts(edition: Edition, network: NetworkSettings) -> AgendaFacts:
    """What the papers and calendars of one person say of the edition."""
    address = f"{settings.SITE_ORIGIN}/{start_of(edition)}/agenda/"
    return facts_of(edition, address, network, get_language() or "en")


def own_feed(registration: Registration, network: NetworkSettings) -> bytes:
    """The calendar file: what the newest release has for everybody, and the person's own seats.

    The same state gives the same bytes. It holds no name of the person.
    """
    facts = agenda_facts(registration.edition, network)
    name = _("%(edition)s: my agenda") % {"edition": facts.title}
    return own_calendar(followed_programme(registration), facts, name, feed_address(registration))
