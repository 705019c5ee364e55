"""The numbers of an edition for its look-back, each with where it comes from."""

from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from cooperation.editions.models import Edition
from workshops.afterwards.enums import AnswerKind
from workshops.afterwards.publishing import results_of_workshops
from workshops.afterwards.queries.feedback import form_of, results_of
from workshops.checkin.models import Attendance
from workshops.registration.enums import RegistrationState
from workshops.registration.models import Erasure, Registration


@dataclass(frozen=True, slots=True)
class Figure:
    """One number."""

    value: str
    what: str
    """What it counts, so that it reads after the number: “people registered”."""
    source: str


def figures_of(edition: Edition) -> list[Figure]:
    """Every number that is known and not zero. As many queries for three people as for three hundred."""
    return [*_people(edition), *_workshops(edition), *_feedback(edition)]


def _people(edition: Edition) -> list[Figure]:
    found, source = _counted(edition), _("list of registrations")
    if not found["registered"]:
        found, source = _told_by_reports(edition), _("report of the erasure")
    words = {"registered": _("people registered"), "members": _("members took part")}
    told = [Figure(str(found[name]), what, source) for name, what in words.items() if found.get(name)]
    arrived = found.get("arrived")
    if arrived:
        told.insert(1, Figure(str(arrived), _("people came"), _("check-in")))
    return told


def _counted(edition: Edition) -> dict[str, int]:
    """Members count when somebody of theirs came; where nobody was checked in, when somebody registered."""
    people = Registration.objects.filter(edition=edition, state=RegistrationState.CONFIRMED)
    came = Attendance.objects.filter(registration__edition=edition).values("registration")
    arrived = came.distinct().count()
    of_members = Registration.objects.filter(pk__in=came) if arrived else people
    members = of_members.filter(member__isnull=False).values("member").distinct().count()
    return {"registered": people.count(), "arrived": arrived, "members": members}


def _told_by_reports(edition: Edition) -> dict[str, int]:
    """What the reports of erasures kept, when the people are gone."""
    registered, members = 0, set()
    for counts in Erasure.objects.filter(edition=edition).values_list("counts", flat=True):
        kept = counts.get("kept", {})
        registered += kept.get("states", {}).get(RegistrationState.CONFIRMED, 0)
        members |= {key for key, number in kept.get("members", {}).items() if key and number}
    return {"registered": registered, "members": len(members)}


def _workshops(edition: Edition) -> list[Figure]:
    found, source = results_of_workshops(edition), _("workshops’ pages")
    numbers = (
        (found.workshops, _("workshops")),
        (found.decisions, _("decisions taken")),
        (found.actions, _("actions agreed")),
        (found.materials, _("files of the workshops to download")),
    )
    return [Figure(str(number), what, source) for number, what in numbers if number]


def _feedback(edition: Edition) -> list[Figure]:
    """The average of each rating of the meeting in all, when enough people answered."""
    form = form_of(edition)
    if form is None:
        return []
    told = next((one for one in results_of(form, with_texts=False) if one.target.session_id is None), None)
    if told is None or not told.is_told:
        return []
    source = _("feedback, %(count)d forms") % {"count": told.target.answers}
    return [
        Figure(
            _("%(average)s of 5") % {"average": number_format(one.counted.average, 1)},
            one.question.label,
            source,
        )
        for one in told.questions
        if one.question.kind == AnswerKind.RATING and one.counted and one.counted.average is not None
    ]
