"""Identity providers by which people may sign in beside the code by mail (OpenID Connect)."""

from typing import Any
from urllib.parse import urlsplit

from config.env import env

OIDC_PROVIDERS: list[dict[str, Any]] = env.json("OIDC_PROVIDERS", default=[])
"""As ``.env.example`` shows: ``id``, ``name``, ``server_url``, ``client_id``, ``secret``, and on wish
``trusts_email`` (whether the provider has proven the addresses that it tells)."""


def app(provider: dict[str, Any]) -> dict[str, Any]:
    """One provider in allauth's words.

    Raises:
        KeyError: something that every provider needs is missing.
    """
    return {
        "provider_id": provider["id"],
        "name": provider["name"],
        "client_id": provider["client_id"],
        "secret": provider["secret"],
        "settings": {
            "server_url": provider["server_url"],
            "email_authentication": bool(provider.get("trusts_email", False)),
            "oauth_pkce_enabled": True,
        },
    }


def origin(address: str) -> str:
    """Scheme, host and port of an address."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app(provider) for provider in OIDC_PROVIDERS]}}
SOCIALACCOUNT_ADAPTER = "core.accounts.adapter.IdentityAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
"""Who signed in once by an address that the provider has proven is known by the provider's own number."""
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_LOGIN_ON_GET = False
IDENTITY_ORIGINS = sorted({origin(provider["server_url"]) for provider in OIDC_PROVIDERS})
"""Where a form that signs in may lead to."""
