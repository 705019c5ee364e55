"""Signing in by another identity provider, a real one on this machine."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from pytest_django import Settings

from config.settings.identity import app, origin
from core.accounts.models import User
from tests.core.accounts.identity_provider import CLIENT, SECRET, Provider, provider
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
START = "/account/oidc/example/login/"


@pytest.fixture
def known() -> Iterator[Provider]:
    with provider() as running:
        yield running


@pytest.fixture
def offered(known: Provider, settings: Settings) -> Provider:
    """The site knows the provider, and trusts the addresses that it tells."""
    offer(known, settings, trusts_email=True)
    return known


def offer(known: Provider, settings: Settings, *, trusts_email: bool) -> None:
    named = {
        "id": "example",
        "name": "Example Login",
        "server_url": known.url,
        "client_id": CLIENT,
        "secret": SECRET,
        "trusts_email": trusts_email,
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app(named)]}}


def come_back(client: Client) -> object:
    """Go to the provider and return with its code, as a browser does; the last answer."""
    away = client.post(START)
    assert away.status_code == 302
    state = parse_qs(urlsplit(away["Location"]).query)["state"][0]
    return client.get(f"{START}callback/", {"code": "a-code", "state": state}, follow=True)


def signed_in(client: Client) -> int | None:
    key = client.session.get("_auth_user_id")
    return int(key) if key else None


def test_the_page_offers_it_with_its_name(offered: Provider, client: Client) -> None:
    assert "Sign in with Example Login" in client.get("/account/login/").content.decode()


def test_without_providers_the_page_offers_none(client: Client) -> None:
    assert "With another account" not in client.get("/account/login/").content.decode()


def test_a_proven_address_opens_the_account_that_has_it(offered: Provider, client: Client) -> None:
    user = UserFactory(email="ona@example.org", second_factor=False)
    come_back(client)
    assert signed_in(client) == user.pk
    assert SocialAccount.objects.get().user == user


def test_the_request_is_bound_to_the_browser_and_to_a_secret_of_its_own(
    offered: Provider, client: Client
) -> None:
    asked = parse_qs(urlsplit(client.post(START)["Location"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert client.get(f"{START}callback/", {"code": "a-code", "state": "forged"}).status_code < 500
    assert signed_in(client) is None


def test_nobody_gets_an_account_by_it(offered: Provider, client: Client) -> None:
    answer = come_back(client)
    assert signed_in(client) is None
    assert not User.objects.exists()
    assert "There is no account for you yet" in answer.content.decode()


def test_an_address_that_the_provider_has_not_proven_opens_nothing(offered: Provider, client: Client) -> None:
    UserFactory(email="ona@example.org")
    offered.claims["email_verified"] = False
    come_back(client)
    assert signed_in(client) is None


def test_a_provider_that_is_not_trusted_opens_nothing(
    known: Provider, settings: Settings, client: Client
) -> None:
    UserFactory(email="ona@example.org")
    offer(known, settings, trusts_email=False)
    come_back(client)
    assert signed_in(client) is None


def test_a_second_factor_is_asked_for_all_the_same(offered: Provider, client: Client) -> None:
    UserFactory(email="ona@example.org", second_factor=True)
    answer = come_back(client)
    assert signed_in(client) is None
    assert answer.redirect_chain[-1][0].startswith("/account/2fa/authenticate/")


@pytest.mark.parametrize("path", ["/account/3rdparty/", "/account/3rdparty/signup/"])
def test_accounts_are_not_joined_by_hand(offered: Provider, client: Client, path: str) -> None:
    client.force_login(UserFactory())
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/account/3rdparty/login/error/", "/account/3rdparty/login/cancelled/"])
def test_what_went_wrong_is_said_in_words(client: Client, path: str) -> None:
    assert "Sign in another way" in client.get(path).content.decode()


def test_a_provider_that_is_away_is_no_error_of_ours(offered: Provider, client: Client) -> None:
    offered.is_broken = True
    answer = come_back(client)
    assert "Signing in did not work" in answer.content.decode()
    assert signed_in(client) is None


def test_the_policy_names_the_origin_alone() -> None:
    assert origin("https://login.example:8443/cas/oauth2") == "https://login.example:8443"
