"""For each model that belongs to an edition: which fields are taken over, which move, and what stays behind.

A model or a field that is not named here fails a test, so that nobody adds one without saying what becomes of
it when the next edition begins. What names a person is never among what is taken over.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cooperation.editions.day_shift import DayShift

ANEW = _("It is set anew.")
DIFFERS = _("It differs from year to year.")
PEOPLE = _("No person is taken over.")
CAME_OF_IT = _("It tells what came of the earlier edition.")
OTHER_CONTROLLER = _("Another body answers for the data of the next edition.")
NEW_VENUE = _("The venue is another one.")


@dataclass(frozen=True, slots=True)
class Rule:
    """What becomes of a row: every field is in just one of these."""

    copied: tuple[str, ...] = ()
    shifted: tuple[str, ...] = ()
    anew: tuple[str, ...] = ()
    """Set by whoever makes the new row: what it belongs to, its own identity."""
    left_out: Mapping[str, str | Promise] = field(default_factory=dict)

    def values(self, row: Model, shift: DayShift | None) -> dict[str, Any]:
        """The values for a new row; moments move by whole weeks, or stay empty without days."""
        found: dict[str, Any] = {
            row._meta.get_field(name).attname: getattr(row, row._meta.get_field(name).attname)  # type: ignore[union-attr]
            for name in self.copied
        }
        for name in self.shifted:
            found[name] = moved(getattr(row, name), shift)
        return found


def moved(at: Any, shift: DayShift | None) -> Any:
    """Where a moment or a day around the meeting lies in the new year; ``None`` when that cannot be known."""
    if not at or not shift:
        return None
    return shift.moment_around(at) if isinstance(at, datetime) else shift.around(at)


def all_left_out(why: str | Promise, *names: str) -> dict[str, str | Promise]:
    """The same reason for several fields."""
    return dict.fromkeys(names, why)


PAGE = ("teaser", "teaser_picture", "seo_title", "search_description", "show_in_menus")
"""What every page of the site has beside its title and address."""

RULES: Mapping[str, Rule] = {
    "editions.Edition": Rule(
        copied=("funding_statement", "disclaimer", "retention_months"),
        shifted=("registration_opens_at", "registration_closes_at"),
        anew=(
            *("kind", "title", "year", "mode", "starts_on", "ends_on", "time_zone", "city", "country"),
            *("presidency", "host_status", "host", "other_host", "co_hosts", "collection", "accent_colour"),
            *("host_decided_by", "host_decided_on", "host_reason", "record_key", "is_example"),
        ),
        left_out={
            **all_left_out(DIFFERS, "theme", "summary", "note", "hero_picture", "online_url"),
            **all_left_out(NEW_VENUE, "venue_name", "venue_address", "latitude", "longitude"),
            **all_left_out(NEW_VENUE, "directions", "step_free_access"),
            **all_left_out(
                OTHER_CONTROLLER,
                *("controller_name", "controller_address", "controller_email", "data_protection_officer"),
                *("supervisory_authority", "supervisory_authority_url", "accessibility_contact"),
                *("enforcement_body", "enforcement_body_url"),
            ),
            **all_left_out(
                CAME_OF_IT,
                *("announced_at", "cancelled_at", "cancellation_reason", "reinstated_at"),
                *("standing_changes", "archived_at"),
            ),
        },
    ),
    "editions.ChecklistTask": Rule(
        copied=(
            *("title", "detail", "phase", "work", "role", "due_weeks", "applies_to", "place", "lessons"),
        ),
        shifted=("due_date",),
        anew=("edition", "code", "waits_for"),
        left_out={
            "owner": PEOPLE,
            **all_left_out(CAME_OF_IT, "state", "reason", "closed_at", "closed_by"),
        },
    ),
    "agenda.Room": Rule(
        copied=("name", "location", "places", "is_step_free", "sort_order"), anew=("edition",)
    ),
    "agenda.Slot": Rule(
        copied=("kind", "title", "abstract", "is_untimed", "place", "language", "audience"),
        anew=("edition", "uid", "starts_at", "ends_at", "room", "page", "changed_at"),
        left_out={"is_cancelled": _("What was cancelled is not taken over.")},
    ),
    "programme.Session": Rule(copied=("seats",), anew=("slot",)),
    "registration.SeatReserve": Rule(copied=("member", "role", "seats"), anew=("session",)),
    "registration.RegistrationDesk": Rule(
        copied=(
            *("by_delegation", "by_invitation", "by_domain", "is_open", "total_places"),
            *("places_per_member", "seat_mode", "promotion", "offer_hours"),
            *("asks_diet", "asks_access", "asks_pictures", "asks_list"),
        ),
        shifted=("unused_places_return_at", "ranking_closes_at"),
        anew=("edition",),
        left_out=all_left_out(
            CAME_OF_IT, "allotment_seed", "allotted_at", "is_full", "needs_erased_at", "erased_at"
        ),
    ),
    "registration.RoleQuota": Rule(copied=("role", "places"), shifted=("opens_at",), anew=("desk",)),
    "registration.MailDomain": Rule(copied=("domain", "member"), anew=("desk",)),
    "registration.Question": Rule(
        copied=(
            *("sort_order", "key", "label", "help_text", "kind", "choices", "is_required", "purpose"),
            *("asked_if", "asked_if_answer"),
        ),
        anew=("desk",),
    ),
    "registration.Extra": Rule(copied=("sort_order", "title", "description", "places"), anew=("desk",)),
    "registration.Delegation": Rule(copied=("places",), anew=("edition", "member")),
    "registration.Letter": Rule(copied=("name", "subject", "text"), anew=("edition",)),
    "cooperation_pages.EditionPage": Rule(copied=(*PAGE, "body"), anew=("edition",)),
    "cooperation_pages.AgendaPage": Rule(copied=(*PAGE, "introduction")),
    "cooperation_pages.PracticalPage": Rule(copied=(*PAGE, "body")),
    "cooperation_pages.ExhibitionPage": Rule(
        left_out=all_left_out(
            _("Each edition has an exhibition of its own."),
            *(*PAGE, "artist", "artist_url", "place", "place_address", "opens_on", "closes_on"),
            *("opening_hours", "body", "book_title", "book_url", "website"),
        )
    ),
    "cooperation_pages.LookBackPage": Rule(left_out=all_left_out(CAME_OF_IT, *PAGE, "introduction", "body")),
    "workshop_pages.WorkshopIndexPage": Rule(copied=(*PAGE, "introduction")),
    "workshop_pages.WorkshopPage": Rule(
        copied=(*PAGE, "summary", "language", "body"), left_out={"outcomes": CAME_OF_IT}
    ),
    "workshop_pages.RegistrationPage": Rule(copied=(*PAGE, "introduction", "afterword")),
    "home.StandardPage": Rule(copied=(*PAGE, "introduction", "body")),
}

LEFT_OUT: Mapping[str, str | Promise] = {
    "editions.AdjacentEvent": _("Events beside the meeting are others each year."),
    "editions.Evidence": _("It tells how sure the facts of the earlier edition are."),
    "editions.EditionRole": PEOPLE,
    "editions.HandOver": _("The notes of a team are read on the page of its hand-over."),
    "editions.HandedRole": PEOPLE,
    "editions.Erratum": CAME_OF_IT,
    "agenda.DraftStep": _("The agenda begins anew, so there is no step to take back."),
    "checkin.Scan": PEOPLE,
    "checkin.Attendance": PEOPLE,
    "agenda.Speaker": PEOPLE,
    "agenda.SlotSpeaker": PEOPLE,
    "agenda.Release": _("The agenda begins as a draft that nobody outside the admin sees."),
    "cooperation_pages.SpeakerPage": PEOPLE,
    "cooperation_pages.NewsPage": _("News stay with the edition that they tell of."),
    "cooperation_pages.NewsPageTag": _("News stay with the edition that they tell of."),
    "cooperation_pages.ExhibitionPicture": _("Each edition has an exhibition of its own."),
    "cooperation_pages.LookBackPicture": CAME_OF_IT,
    "cooperation_pages.LookBackFigure": CAME_OF_IT,
    "cooperation_pages.Tribute": PEOPLE,
    "workshop_pages.Facilitator": PEOPLE,
    "workshop_pages.Material": _("Documents stay in the collection of the earlier edition."),
    "workshop_pages.Decision": CAME_OF_IT,
    "workshop_pages.ActionItem": CAME_OF_IT,
    "registration.DelegationHead": PEOPLE,
    "registration.Invitation": PEOPLE,
    "registration.Registration": PEOPLE,
    "registration.Draft": PEOPLE,
    "registration.Booking": PEOPLE,
    "registration.Preference": PEOPLE,
    "registration.ExtraChoice": PEOPLE,
    "registration.SeatEvent": CAME_OF_IT,
    "registration.SeatNeed": CAME_OF_IT,
    "registration.Mailing": _("What was written to many was written for that year."),
    "registration.MailingRecipient": PEOPLE,
    "registration.Erasure": CAME_OF_IT,
    "registration.HostAct": PEOPLE,
    "registration.SavedView": _("Each team keeps its own ways to look at its list."),
    "afterwards.FeedbackForm": _("What people are asked afterwards is chosen when the meeting is near."),
    "afterwards.FeedbackQuestion": _("What people are asked afterwards is chosen when the meeting is near."),
    "afterwards.FeedbackTarget": CAME_OF_IT,
    "afterwards.FeedbackTally": CAME_OF_IT,
    "afterwards.FeedbackText": CAME_OF_IT,
    "afterwards.FeedbackMark": PEOPLE,
    "afterwards.Submission": CAME_OF_IT,
    "afterwards.UploadLink": PEOPLE,
    "afterwards.Certificate": PEOPLE,
    "afterwards.IssuedCode": CAME_OF_IT,
    "printing.PrintedBadge": PEOPLE,
    "editions.Notice": _("It was said at one moment of the earlier edition."),
    "archiving.Seal": CAME_OF_IT,
    "archiving.StaticCopy": CAME_OF_IT,
    "home.SiteSettings": _("The edition on the home page is chosen by the secretariat."),
}
"""Models of which nothing is taken over, and why."""


def rule_of(row: Model) -> Rule | None:
    """What becomes of ``row``; ``None`` when nothing of it is taken over."""
    return RULES.get(row._meta.label)


def text_fields(names: Iterable[str], row: Model) -> list[tuple[str, str]]:
    """Name and label of those of ``names`` that hold words which people wrote."""
    wordy = ("CharField", "TextField", "RichTextField", "StreamField")
    fields = [row._meta.get_field(name) for name in names]
    return [
        (each.name, str(getattr(each, "verbose_name", each.name)))
        for each in fields
        if type(each).__name__ in wordy and not getattr(each, "choices", None)
    ]
