"""What decides over sign-in, without asking the database."""

from django.conf import settings
from django.utils.http import url_has_allowed_host_and_scheme

TRIAL_SESSION_KEY = "trial_session"
"""In a session that was opened without proof of who is there, on a machine for trying things out."""


def trial_sessions_allowed() -> bool:
    """Whether a session may be opened without proof: in the demo, and on a developer's machine."""
    return bool(settings.DEMO or settings.DEBUG)


def is_trial_session(session: object) -> bool:
    """Whether ``session`` was opened for trying things out, on a machine that still allows it."""
    get = getattr(session, "get", None)
    return trial_sessions_allowed() and get is not None and get(TRIAL_SESSION_KEY) is True


def safe_path(url: str | None, host: str, fallback: str = "/") -> str:
    """Return ``url`` if it leads to a path of this site, else ``fallback``.

    Full addresses are refused even when they name ``host``, so that nothing depends on how a browser
    reads a scheme.
    """
    if not url or not url.startswith("/"):
        return fallback
    return url if url_has_allowed_host_and_scheme(url, allowed_hosts={host}) else fallback
