"""What the site keeps about one person, for that person; the form is described in ``docs/my-data.md``.

It holds the person's ticket and calendar key, because they are theirs, and nothing of anybody else: mails
that went to a former owner of the registration are not among it.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from wagtail.models import ModelLogEntry

from core.mail.models import OutgoingMail
from workshops.registration.kept import MORE_DATA
from workshops.registration.models import (
    Booking,
    Draft,
    ExtraChoice,
    HostAct,
    Preference,
    Question,
    Registration,
    SeatEvent,
)

FORMAT_VERSION = 1
"""Grows when a field changes its meaning or goes; a new field does not change it."""


def person_data(registration: Registration) -> dict[str, Any]:
    """Everything about the owner of ``registration``; moments are ISO 8601 with their offset.

    The number of queries does not grow with what there is.
    """
    edition = registration.edition
    return {
        "format": "cooperation-day-my-data",
        "version": FORMAT_VERSION,
        "edition": {"title": edition.title, "year": edition.year, "time_zone": edition.time_zone},
        "registration": _registration(registration),
        "consents": _consents(registration),
        "needs": {"diet": registration.diet, "access_needs": registration.access_needs},
        "answers": list(_answers(registration)),
        "extras": _extras(registration),
        "seats": _seats(registration),
        "seat_history": _seat_history(registration),
        "preferences": _preferences(registration),
        "invitation": _invitation(registration),
        "mails": _mails(registration),
        "unsent_form": _draft(registration),
        "log": _log(registration),
        "host_acts": _host_acts(registration),
        **{name: tell(registration) for name, tell in MORE_DATA.items()},
    }


def _registration(registration: Registration) -> dict[str, Any]:
    return {
        "number": registration.pk,
        "ticket": registration.ticket,
        "calendar_key": registration.feed_key,
        "state": registration.state,
        "email": registration.email,
        "badge_name": registration.badge_name,
        "member": registration.member.name if registration.member else None,
        "organisation": registration.organisation,
        "function": registration.function,
        "role": registration.role,
        "way": registration.way,
        "language": registration.language,
        "has_account": registration.user_id is not None,
        "registered_at": _told(registration.created_at),
        "changed_at": _told(registration.changed_at),
        "cancelled_at": _told(registration.cancelled_at),
    }


def _consents(registration: Registration) -> dict[str, Any]:
    return {
        "diet_and_access_needs_kept": registration.needs_consent_at is not None,
        "diet_and_access_needs_consented_at": _told(registration.needs_consent_at),
        "pictures_allowed": registration.pictures_allowed,
        "listed_as_attendee": registration.is_listed,
    }


def _answers(registration: Registration) -> Iterable[dict[str, Any]]:
    """The answers with their questions; one whose question is gone is told by its key alone."""
    questions = {
        question.key: question for question in Question.objects.filter(desk__edition=registration.edition_id)
    }
    # In the host's order, which PostgreSQL does not keep in a JSON value; then what has no question any more.
    order = {key: number for number, key in enumerate(questions)}
    answers = registration.answers.items()
    for key, answer in sorted(answers, key=lambda one: (order.get(one[0], len(order)), one[0])):
        question = questions.get(key)
        yield {"key": key, "question": question.label if question else None, "answer": answer}


def _extras(registration: Registration) -> list[dict[str, Any]]:
    chosen = ExtraChoice.objects.filter(registration=registration).select_related("extra").order_by("pk")
    return [{"title": choice.extra.title} for choice in chosen]


def _seats(registration: Registration) -> list[dict[str, Any]]:
    bookings = Booking.objects.filter(registration=registration).select_related("session__slot")
    zone = registration.edition.zone
    return [
        {
            "session": booking.session.slot.title,
            "starts_at": booking.session.slot.starts_at.astimezone(zone).isoformat(),
            "ends_at": booking.session.slot.ends_at.astimezone(zone).isoformat(),
            "state": booking.state,
            "offered_until": _told(booking.offered_until),
            "booked_at": _told(booking.created_at),
            "changed_at": _told(booking.changed_at),
        }
        for booking in bookings.order_by("pk")
    ]


def _seat_history(registration: Registration) -> list[dict[str, Any]]:
    events = SeatEvent.objects.filter(registration=registration).select_related("session__slot")
    return [
        {"session": event.session.slot.title, "what": event.kind, "at": _told(event.at)}
        for event in events.order_by("pk")
    ]


def _preferences(registration: Registration) -> list[dict[str, Any]]:
    ranked = Preference.objects.filter(registration=registration).select_related("session__slot")
    return [{"session": one.session.slot.title, "rank": one.rank, "outcome": one.outcome} for one in ranked]


def _invitation(registration: Registration) -> dict[str, Any] | None:
    invitation = registration.invitation
    if invitation is None or invitation.email.lower() != registration.email.lower():
        return None
    return {
        "email": invitation.email,
        "name": invitation.name,
        "role": invitation.role,
        "invited_at": _told(invitation.created_at),
        "reminded_at": _told(invitation.reminded_at),
    }


def _mails(registration: Registration) -> list[dict[str, Any]]:
    subjects = [f"registration:{registration.pk}", f"edition:{registration.edition_id}"]
    about = OutgoingMail.objects.filter(about__in=subjects).order_by("pk")
    rows = about.values_list("subject", "recipients", "state", "created_at", "sent_at")
    own = registration.email.lower()
    return [
        {"subject": subject, "state": state, "written_at": _told(written), "sent_at": _told(sent)}
        for subject, recipients, state, written, sent in rows
        if own in {str(recipient).lower() for recipient in recipients}
    ]


def _draft(registration: Registration) -> dict[str, Any] | None:
    drafts = Draft.objects.filter(edition=registration.edition_id, email__iexact=registration.email)
    draft = drafts.first()
    return {"saved_at": _told(draft.saved_at), "content": draft.content} if draft else None


def _log(registration: Registration) -> list[dict[str, Any]]:
    entries = ModelLogEntry.objects.for_instance(registration).order_by("timestamp", "pk")
    return [{"what": entry.action, "at": _told(entry.timestamp)} for entry in entries]


def _host_acts(registration: Registration) -> list[dict[str, Any]]:
    acts = HostAct.objects.filter(registration=registration).order_by("pk")
    return [
        {"what": act.kind, "reason": act.reason, "told_by_mail": act.is_told, "at": _told(act.at)}
        for act in acts
    ]


def _told(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
