"""What registration says when an edition is archived or handed over: whose data is still there."""

from datetime import datetime

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail import hooks

from cooperation.editions.duties import Area
from cooperation.editions.handing_over.queries import OpenPoint
from cooperation.editions.models import Edition
from cooperation.editions.rules import Text
from workshops.registration import kept, retention
from workshops.registration.models import RegistrationDesk
from workshops.registration.privacy_words import REASONS
from workshops.registration.queries import desk_of
from workshops.registration.retention import NEEDS, REST


def _overdue(desk: RegistrationDesk, now: datetime) -> list[str]:
    """The clocks whose time is over at ``now`` while their data is there, or no report tells of it."""
    edition = desk.edition
    states = {
        NEEDS: (desk.needs_erased_at, kept.has_needs),
        REST: (desk.erased_at, kept.has_people),
    }
    return [
        clock
        for clock, (erased_at, is_there) in states.items()
        if kept.is_unfinished(edition, clock)
        or (retention.is_due(edition, clock, now) and (erased_at is None or is_there(edition)))
    ]


@hooks.register("register_archive_obstacles")
def refuse_what_should_be_gone(edition: Edition, now: datetime) -> list[Text]:
    """Nothing is archived with people's data beyond its time, or without the report that it is gone."""
    desk = desk_of(edition)
    return [
        _(
            "%(what)s: the time is over, and no report says that it is erased. The worker erases it within "
            "an hour; or do it now under “Personal data”."
        )
        % {"what": REASONS[clock]}
        for clock in (_overdue(desk, now) if desk else [])
    ]


@hooks.register("register_archive_cautions")
def tell_what_is_kept(edition: Edition, now: datetime) -> list[Text]:
    """People's data whose time is not over goes later, and by itself when a day is set."""
    if not kept.has_people(edition):
        return []
    end = retention.end_dates(edition).rest
    if end is None:
        return [_("Personal data is still kept, and no day ends it. Erase it under “Personal data”.")]
    return [
        _("Personal data is still kept until %(day)s. It is erased by itself then; the report is filed here.")
        % {"day": date_format(end, "j F Y")}
    ]


@hooks.register("register_open_points")
def tell_data_that_is_kept(edition: Edition, now: datetime) -> list[OpenPoint]:
    """Data that is kept, and since when it should be gone."""
    desk = desk_of(edition)
    if desk is None:
        return []
    address = reverse("registration:privacy", args=[edition.pk])
    if _overdue(desk, now):
        return [OpenPoint(_("Personal data should be erased by now"), address, Area.PRIVACY)]
    if not kept.has_people(edition):
        return []
    end = retention.end_dates(edition).rest
    if end is None:
        return [OpenPoint(_("Personal data is kept, and no day ends it"), address, Area.PRIVACY)]
    words = _("Personal data is kept until %(day)s") % {"day": date_format(end, "j F Y")}
    return [OpenPoint(words, address, Area.PRIVACY)]
