"""Days, hours and places in words, in the reader's language and the edition's time zone."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django_countries import countries

from cooperation.agenda import wording as agenda_wording
from cooperation.editions.enums import HostStatus
from cooperation.editions.models import Edition

day = agenda_wording.day


def short_day(value: date) -> str:
    """One day for narrow places, such as “Wed 12 May”."""
    return date_format(value, pgettext("one day in short, a format", "D j M"))


def open_days(first: date | None, last: date | None) -> str:
    """As ``days``, but a single known end is told from a single day."""
    if first and last is None:
        return _("From %(day)s") % {"day": day(first)}
    if last and first is None:
        return _("Until %(day)s") % {"day": day(last)}
    return days(first, last)


def weekday(value: date) -> str:
    """One day with its name, such as “Wednesday 12 May 2027”."""
    return date_format(value, pgettext("one day with its name, a format", "l j F Y"))


def days(first: date | None, last: date | None) -> str:
    """From ``first`` to ``last`` without repeating month or year; empty when neither is known."""
    if first is None or last is None or first == last:
        known = first or last
        return day(known) if known else ""
    return agenda_wording.days(first, last)


def numeral(edition: Edition) -> str:
    """What a cover without a picture is drawn with: its days, such as “12–13”, else its year, or nothing."""
    first, last = edition.starts_on, edition.ends_on
    if first and (last is None or (first.year, first.month) == (last.year, last.month)):
        return f"{first.day}–{last.day}" if last and last != first else str(first.day)
    return str(edition.year) if edition.year else ""


def offset(moment: datetime) -> str:
    """How far the clock of the aware ``moment`` is from UTC, such as “UTC+3” or “UTC−3:30”."""
    minutes = int((moment.utcoffset() or moment - moment).total_seconds() // 60)
    sign = "+" if minutes >= 0 else "−"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{sign}{hours}" + (f":{rest:02}" if rest else "")


def zone_name(zone: ZoneInfo, moment: datetime) -> str:
    """The zone with what holds at ``moment``, such as “Europe/Vilnius, UTC+3”."""
    return f"{zone.key}, {offset(moment.astimezone(zone))}"


def moment_in_zone(moment: datetime, zone: ZoneInfo) -> str:
    """A moment with the zone named, such as “30 April 2027, 17:00 (Europe/Vilnius, UTC+3)”."""
    local = moment.astimezone(zone)
    return _("%(day)s, %(time)s (%(zone)s)") % {
        "day": day(local.date()),
        "time": f"{local:%H:%M}",
        "zone": zone_name(zone, moment),
    }


def place(edition: Edition) -> str:
    """City and country, as far as they are known; empty when neither is."""
    country = countries.name(edition.country) if edition.country else ""
    if edition.city and country:
        return pgettext("place", "%(city)s, %(country)s") % {"city": edition.city, "country": country}
    return edition.city or country


def page_of(title: str, edition: Edition) -> str:
    """A page of ``edition`` in a sentence, such as “Agenda: Cooperation Day 2027, 12–13 May 2027.”"""
    facts = (edition.title, days(edition.starts_on, edition.ends_on), place(edition))
    about = ", ".join(dict.fromkeys(fact for fact in facts if fact and fact != title))
    return _("%(page)s: %(about)s.") % {"page": title, "about": about} if about else title


def host(edition: Edition) -> str:
    """The host's name, or that it is not decided or not known."""
    if edition.host_status == HostStatus.MEMBER and edition.host:
        return edition.host.name
    if edition.host_status == HostStatus.OTHER and edition.other_host:
        return edition.other_host
    if edition.host_status == HostStatus.UNKNOWN:
        return _("The host is not known.")
    return _("The host is not decided yet.")


def presidency(edition: Edition) -> str:
    """Who holds the presidency in the edition's half-year, whether past or to come; empty when not known."""
    held = edition.presidency
    if held is None:
        return ""
    values = {"year": held.year, "country": held.get_country_display()}
    if held.half == 1:
        return (
            _("Presidency of the Council of the European Union, first half of %(year)d: %(country)s.")
            % values
        )
    return (
        _("Presidency of the Council of the European Union, second half of %(year)d: %(country)s.") % values
    )


def short_presidency(edition: Edition) -> str:
    """As ``presidency``, for the few words that a cover has room for."""
    held = edition.presidency
    if held is None:
        return ""
    values = {"year": held.year, "country": held.get_country_display()}
    if held.half == 1:
        return _("Presidency, January to June %(year)d: %(country)s") % values
    return _("Presidency, July to December %(year)d: %(country)s") % values


def other_candidate(name: str, half: int) -> str:
    """Who could have hosted as well, for the other ``half`` of the year."""
    if half == 1:
        return _("The other candidate was %(name)s, for January to June.") % {"name": name}
    return _("The other candidate was %(name)s, for July to December.") % {"name": name}
