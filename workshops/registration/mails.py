"""What registration tells people by mail, each in the transaction of the fact that it tells.

Each mail has a Message-ID that follows from what it tells, so that the same news is written once however
often an action is repeated; where asking again means writing again, it has a new one each time. The mails
that carry the meeting for calendars count up the registration's ``calendar_sequence``.
"""

from collections.abc import Iterable, Sequence
from hashlib import sha256
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db.models import F, Max
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from cooperation.editions.models import Edition
from core.formats.ics import Attendee
from core.mail.letters import add_html
from core.mail.models import OutgoingMail
from core.publishing.colours import accent
from core.serving.caching import cached_fragment
from workshops.registration import letter_values, links, queries, telling
from workshops.registration.enums import RegistrationState
from workshops.registration.exports.meeting_request import meeting_cancellation, meeting_request
from workshops.registration.letter_values import Values
from workshops.registration.letters import LETTERS, fill, fill_subject, one_line
from workshops.registration.models import Booking, Invitation, Letter, Registration, SeatEvent


def ticket_address(registration: Registration) -> str:
    """The whole address of somebody's registration."""
    return f"{settings.SITE_ORIGIN}{reverse('ticket', args=[registration.ticket])}"


def form_address(edition: Edition, key: str) -> str:
    """The whole address of the form, opened by ``key`` (an invitation's, or a proof of an address)."""
    return f"{settings.SITE_ORIGIN}{links.way_in(edition)}{key}/"


def tell_registered(registration: Registration, bookings: Sequence[Booking]) -> None:
    """Tell somebody that they are registered or wait for a place, with their ticket and their seats.

    ``bookings`` are what they booked just now, in this order; a later one may have moved an earlier one up.
    """
    is_waiting = registration.state == RegistrationState.WAITING
    held = list(queries.active_bookings(registration)) if len(bookings) > 1 else bookings
    _tell("waiting" if is_waiting else "registered", registration, held, held=held)


def tell_place_given(registration: Registration) -> None:
    """Tell somebody who waited that there is a place for them."""
    _tell("place_given", registration)


def tell_booked(booking: Booking) -> None:
    """Tell somebody of a ``booking`` that was made just now."""
    held = queries.own_bookings(booking.registration)
    made = [one for one in held if one.pk == booking.pk]
    _tell("seats", booking.registration, made, booking.newest_event, len(made), held=held, is_new=True)


def tell_of_seats(registration: Registration, bookings: Sequence[Booking]) -> None:
    """Tell somebody what became of seats of theirs: got, waited for, offered, given up, lapsed.

    It is news as long as something happened to these seats since the last time.
    """
    _tell("seats", registration, bookings, *_news_of(registration, bookings))


def tell_of_lost_seats(registration: Registration, lost: Sequence[tuple[Booking, Booking | None]]) -> None:
    """Tell somebody which seats they lost with a change of the agenda.

    Each with the seat of theirs that takes place at the same time now, or with ``None`` when the session
    does not take place.
    """
    bookings = [booking for booking, _other in lost]
    with speaking_to(registration):
        lines = [letter_values.lost_seat_line(booking, other) for booking, other in lost]
    _tell("seats", registration, bookings, *_news_of(registration, bookings), lines=lines)


def _news_of(registration: Registration, bookings: Sequence[Booking]) -> tuple[object, ...]:
    """What tells this news of seats from any other: the last that happened to them, and how many they are."""
    events = SeatEvent.objects.filter(
        registration=registration, session__in=[booking.session_id for booking in bookings]
    )
    return events.aggregate(last=Max("pk"))["last"], len(bookings)


def tell_cancelled(registration: Registration) -> None:
    """Tell somebody that their registration is cancelled; its ``calendar_sequence`` has grown with that."""
    if telling.is_silent(registration.email):
        return
    with speaking_to(registration):
        message_id = message_id_of("registration", registration.pk, "cancelled")
        message = letter_to("cancelled", registration)
        # The cancelling itself was the first change: no mail had put the meeting into a calendar.
        if registration.calendar_sequence > 1:
            _enclose(message, meeting_cancellation(registration, _attendee(registration)), "CANCEL")
        post(message, registration.email, f"registration:{registration.pk}", message_id)


def tell_transferred(registration: Registration, former_email: str) -> None:
    """Tell who gave a registration away, and who has it now."""
    about = f"registration:{registration.pk}"
    # The ticket is new with each owner; its digest tells the owners apart and opens nothing.
    owner = sha256(registration.ticket.encode()).hexdigest()[:16]
    with speaking_to(registration):
        message_id = message_id_of("registration", registration.pk, "transferred", owner)
        message = compose(registration.edition, "transferred", letter_values.of_edition(registration.edition))
        if registration.calendar_sequence and not _is_known(message_id):
            _count_up(registration)
            _enclose(message, meeting_cancellation(registration, Attendee("", former_email)), "CANCEL")
        post(message, former_email, about, message_id)
    _tell("received", registration, list(queries.active_bookings(registration)), owner)


def send_form_link(edition: Edition, email: str, key: str) -> None:
    """Send the way to the form to whoever asked for it; proves the address."""
    values = letter_values.of_edition(edition) | {"address": form_address(edition, key)}
    post(compose(edition, "form_link", values), email, f"edition:{edition.pk}")


def send_lost_ticket(registration: Registration) -> None:
    """Send the ticket once more to whoever asked for it."""
    with speaking_to(registration):
        post(letter_to("lost_ticket", registration), registration.email, f"registration:{registration.pk}")


def tell_cannot_register(edition: Edition, email: str, sentence: str) -> None:
    """Tell whoever asked for the form why it would not open for them; ``sentence`` says why."""
    text = _(
        "Hello,\n\nsomebody, probably you, asked for the form to register for {edition}. It does not open "
        "for this address:\n\n{sentence}\n\nWho may register, and when, stands here:\n\n{address}\n\n"
        "If it was not you, there is nothing to do."
    )
    address = f"{settings.SITE_ORIGIN}{links.way_in(edition)}"
    values = letter_values.of_edition(edition) | {"sentence": sentence, "address": address}
    message = compose_words(edition, _("About your registration: {edition}"), text, values)
    post(message, email, f"edition:{edition.pk}")


def send_invitation(invitation: Invitation) -> None:
    """Invite somebody to register; once for each key."""
    key = sha256(invitation.key.encode()).hexdigest()[:16]
    _invite(invitation, "invited", message_id_of("invitation", invitation.pk, "invited", key))


def send_reminder(invitation: Invitation) -> None:
    """Remind somebody of an invitation that they have not followed."""
    _invite(invitation, "reminded", None)


def _invite(invitation: Invitation, name: str, message_id: str | None) -> None:
    edition = invitation.edition
    values = letter_values.of_invitation(invitation, form_address(edition, invitation.key))
    post(compose(edition, name, values), invitation.email, f"invitation:{invitation.pk}", message_id)


def _tell(
    name: str,
    registration: Registration,
    bookings: Sequence[Booking] = (),
    *news: object,
    lines: Sequence[str] = (),
    held: Sequence[Booking] | None = None,
    is_new: bool = False,
) -> None:
    """Write the letter ``name`` unless this news was written; with the meeting where it carries it.

    ``lines`` say what became of the seats, where the states of ``bookings`` do not tell it; ``held`` are all
    seats, where the caller has read them; ``is_new`` says that this cannot have been written.
    """
    message_id = message_id_of("registration", registration.pk, name, *news)
    if telling.is_silent(registration.email) or (not is_new and _is_known(message_id)):
        return
    with speaking_to(registration):
        message = letter_to(name, registration, bookings, lines)
        if LETTERS[name].has_calendar and registration.state == RegistrationState.CONFIRMED:
            _count_up(registration)
            attendee = _attendee(registration, with_name="name" in LETTERS[name].placeholders)
            _enclose(
                message, meeting_request(registration, attendee, _description(registration, held)), "REQUEST"
            )
        post(message, registration.email, f"registration:{registration.pk}", message_id)


def letter_to(
    name: str, registration: Registration, bookings: Sequence[Booking] = (), lines: Sequence[str] = ()
) -> EmailMultiAlternatives:
    """The letter ``name`` to one person, with what the host adds now, if anything; to nobody yet."""
    values = letter_values.of_registration(registration, bookings, ticket_address(registration))
    if lines:
        values["seats"] = "\n".join(lines)
    if added := telling.words_for(registration.email):
        return _compose_with(registration.edition, name, values, added)
    return compose(registration.edition, name, values)


def _compose_with(edition: Edition, name: str, values: Values, added: str) -> EmailMultiAlternatives:
    """A letter with what the host adds at its end; it is a value, so nothing in it is a placeholder."""
    subject, text = words_of(edition, name)
    added = _("The host writes: %(words)s") % {"words": one_line(added)}
    return compose_words(edition, subject, f"{text}\n\n{{host_adds}}", values | {"host_adds": added})


def _description(registration: Registration, held: Sequence[Booking] | None) -> list[str]:
    """What the entry in a calendar says: all seats, and the ticket's address."""
    held = list(queries.active_bookings(registration)) if held is None else held
    return [*letter_values.seat_lines(registration, held), ticket_address(registration)]


def _attendee(registration: Registration, *, with_name: bool = True) -> Attendee:
    return Attendee(one_line(registration.badge_name) if with_name else "", registration.email)


def _count_up(registration: Registration) -> None:
    """Count one more calendar sent; ``registration`` may be older than the row. Mostly one query."""
    row = Registration.objects.filter(pk=registration.pk)
    following = registration.calendar_sequence + 1
    if row.filter(calendar_sequence=registration.calendar_sequence).update(calendar_sequence=following):
        registration.calendar_sequence = following
        return
    row.update(calendar_sequence=F("calendar_sequence") + 1)
    registration.calendar_sequence = row.values_list("calendar_sequence", flat=True).get()


def _enclose(message: EmailMultiAlternatives, calendar: bytes | None, method: str) -> None:
    """Let ``message`` carry ``calendar``: Gmail and Outlook read the alternative, others the file."""
    if calendar is not None:
        message.attach_alternative(calendar.decode(), f"text/calendar; method={method}")
        message.attach("invite.ics", calendar, "application/ics")


def words_of(edition: Edition, name: str) -> tuple[str, str]:
    """Subject and text of a letter: the edition's own, else the usual ones; kept until one is changed."""

    def read() -> tuple[str, str]:
        own = Letter.objects.filter(edition=edition, name=name).values_list("subject", "text").first()
        return own or (str(LETTERS[name].subject), str(LETTERS[name].text))

    return cached_fragment(f"letter:{edition.pk}:{name}", read)


def compose(edition: Edition, name: str, values: Values) -> EmailMultiAlternatives:
    """The letter ``name`` of ``edition`` with ``values`` in it, to nobody yet."""
    return compose_words(edition, *words_of(edition, name), values)


def compose_words(edition: Edition, subject: str, text: str, values: Values) -> EmailMultiAlternatives:
    """A mail of ``edition`` in these words, as text and as HTML, to nobody yet."""
    foot = _("This mail was sent by the site of %(edition)s. It cannot be answered.")
    body = f"{fill(text, values)}\n\n{foot % {'edition': one_line(edition.title)}}\n"
    message = EmailMultiAlternatives(fill_subject(subject, values), body)
    return add_html(message, accent(edition.accent_colour).cover)


def post(message: EmailMultiAlternatives, to: str, about: str, message_id: str | None = None) -> None:
    """Put ``message`` into the outbox; one with a ``message_id`` that is known is not written again."""
    message.to = [to]
    message.about = about  # type: ignore[attr-defined]
    if message_id:
        message.extra_headers["Message-ID"] = message_id
    message.send()


def message_id_of(*parts: object) -> str:
    """A Message-ID made of ``parts``, in this site's name."""
    return f"<{'-'.join(map(str, parts))}@{urlsplit(settings.SITE_ORIGIN).hostname}>"


def _is_known(message_id: str) -> bool:
    return OutgoingMail.objects.filter(message_id=message_id).exists()


def speaking_to(registration: Registration) -> translation.override:
    """In the language in which the person is written to, where the site speaks it."""
    known = dict(settings.LANGUAGES)
    return translation.override(
        registration.language if registration.language in known else settings.LANGUAGE_CODE
    )


def known_ids(message_ids: Iterable[str]) -> dict[str, int]:
    """The keys in the outbox of those of ``message_ids`` that were written. One query."""
    return dict(OutgoingMail.objects.filter(message_id__in=message_ids).values_list("message_id", "pk"))
