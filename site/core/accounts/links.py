"""Links that sign in once, for machines on which trial sessions are allowed."""

from datetime import timedelta

from django.core import signing

from core.accounts.models import User

SALT = "core.accounts.sign_in_link"
VALID_FOR = timedelta(minutes=10)


def make_sign_in_token(user: User) -> str:
    """Return a token that opens one session for ``user`` within ``VALID_FOR``."""
    return signing.dumps([user.pk, _last_login(user)], salt=SALT)


def read_sign_in_token(token: str) -> User:
    """Return the user that ``token`` was made for.

    Raises:
        django.core.signing.BadSignature: it is forged, too old, or was used before (signing in changes
            the moment of the last sign-in, which the token carries).
    """
    pk, last_login = signing.loads(token, salt=SALT, max_age=VALID_FOR)
    user = User.objects.filter(pk=pk, is_active=True).first()
    if user is None or _last_login(user) != last_login:
        raise signing.BadSignature("The link was used before.")
    return user


def _last_login(user: User) -> str | None:
    return user.last_login.isoformat() if user.last_login else None
