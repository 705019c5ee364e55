"""Whom a change of the agenda concerns: those who have a seat in its sessions, or wait for one."""

from collections.abc import Iterable

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks

from cooperation.agenda.affected import Affected, WayToWrite
from cooperation.agenda.changes import ATTENDEES, from_json
from cooperation.agenda.models import Release
from cooperation.editions.duties import Area
from cooperation.editions.models import Edition
from workshops.registration.enums import HOLDS_SEAT, BookingState
from workshops.registration.mailing_queries import in_changed_sessions
from workshops.registration.models import Booking


@hooks.register("register_release_audience")
def people_in(edition: Edition, uids: Iterable[str]) -> dict[str, Affected]:
    """How many people have a seat in each slot, or wait for one. One query."""
    found = Booking.objects.filter(session__slot__edition=edition, session__slot__uid__in=list(uids))
    counted = (
        found.order_by()
        .values_list("session__slot__uid")
        .annotate(
            seated=Count("pk", filter=Q(state__in=HOLDS_SEAT)),
            waiting=Count("pk", filter=Q(state=BookingState.WAITING)),
        )
    )
    return {str(uid): Affected(seated, waiting) for uid, seated, waiting in counted}


@hooks.register("register_release_mail")
def way_to_write(release: Release) -> WayToWrite | None:
    """Where a mail to those people is begun; ``None`` when there is nobody. Two queries."""
    found = in_changed_sessions(release.edition_id, [release.number])
    count = found.values("registration").distinct().count()
    if not count:
        return None
    label = ngettext(
        "Write to the %(count)d person whose session release %(number)d changed",
        "Write to the %(count)d people whose sessions release %(number)d changed",
        count,
    )
    address = reverse("registration:mailing_new", args=[release.edition_id])
    told = label % {"count": count, "number": release.number}
    return WayToWrite(told, f"{address}?release={release.number}", Area.MAILINGS)


def words_about(release: Release) -> dict[str, str]:
    """Subject and text of a mail about ``release``, to be changed before it is sent."""
    zone = release.edition.zone
    changes = [change for change in from_json(release.changes) if ATTENDEES in change.seen_by]
    # Braces would be read as placeholders.
    lines = [change.sentence(zone).translate({123: "(", 125: ")"}) for change in changes]
    note = [release.note.translate({123: "(", 125: ")"})] if release.note else []
    text = [_("Hello {name},"), _("the agenda of {edition} has changed:"), *lines, *note]
    return {
        "subject": _("The agenda has changed: {edition}"),
        "text": "\n\n".join([*text, _("Your seats as they are now:"), "{seats}", "{address}"]),
    }
