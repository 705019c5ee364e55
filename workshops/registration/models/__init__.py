"""Delegations, registrations, seats and the mails about them."""

from workshops.registration.models.delegation import Delegation, DelegationHead, Invitation, new_key
from workshops.registration.models.desk import MailDomain, RegistrationDesk, RoleQuota
from workshops.registration.models.letters import Erasure, Letter, Mailing, MailingRecipient
from workshops.registration.models.people import HostAct, SavedView
from workshops.registration.models.questions import Extra, ExtraChoice, Question
from workshops.registration.models.registration import Draft, Registration
from workshops.registration.models.seats import Booking, Preference, SeatEvent, SeatNeed, SeatReserve

__all__ = [
    "Booking",
    "Delegation",
    "DelegationHead",
    "Draft",
    "Erasure",
    "Extra",
    "ExtraChoice",
    "HostAct",
    "Invitation",
    "Letter",
    "MailDomain",
    "Mailing",
    "MailingRecipient",
    "Preference",
    "Question",
    "Registration",
    "RegistrationDesk",
    "RoleQuota",
    "SavedView",
    "SeatEvent",
    "SeatNeed",
    "SeatReserve",
    "new_key",
]
