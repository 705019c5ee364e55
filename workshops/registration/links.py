"""Keys that open the form: proofs, sent by mail, that somebody reads the mail of an address."""

from dataclasses import dataclass
from datetime import timedelta

from django.core import signing

from cooperation.editions.models import Edition
from cooperation.pages.kept_tree import start_of

VALID_FOR = timedelta(days=2)
_SIGNER = signing.TimestampSigner(sep=".", salt="workshops.registration.form")
"""Parts at points, which every mail program takes for a part of an address."""


@dataclass(frozen=True, slots=True)
class Proof:
    """Whose address was proven, and for which edition."""

    edition_id: int
    email: str


def proof_key(edition: Edition, email: str) -> str:
    """A key that opens the form of ``edition`` for the owner of ``email``; good for two days."""
    return _SIGNER.sign_object([edition.pk, email.strip().lower()])


def read_proof(key: str) -> Proof | None:
    """What ``key`` proves; ``None`` when it was not made here, was changed, or is too old."""
    try:
        edition_id, email = _SIGNER.unsign_object(key, max_age=VALID_FOR)
    except signing.BadSignature:
        return None
    return Proof(edition_id, email)


def way_in(edition: Edition) -> str:
    """The address at which one asks for the form of ``edition``."""
    return f"/{start_of(edition)}/register/"
