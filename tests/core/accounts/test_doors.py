"""The admin: one way in, and only for who may and has a second factor."""

import time
from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.management import CommandError, call_command
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.resolvers import RegexPattern

from core.accounts import middleware
from core.accounts.models import User
from core.accounts.rules import TRIAL_SESSION_KEY
from tests.factories import UserFactory, let_into_admin

pytestmark = pytest.mark.django_db

SAMPLES = {"int": "1", "str": "a", "slug": "a", "uuid": "6f1d3c2e-9d7b-4a55-8e3c-0b8f3f0c1a11", "path": "a"}


def admin_paths(patterns: list[Any] | None = None, prefix: str = "/") -> Iterator[str]:
    """Yield an address for every pattern below ``/admin/`` that can be written down."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern.pattern, RegexPattern):
            continue
        route = prefix + str(pattern.pattern)
        if not (route.startswith("/admin/") or "/admin/".startswith(route)):
            continue
        if isinstance(pattern, URLResolver):
            yield from admin_paths(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern):
            yield sample(pattern, route)


def sample(pattern: URLPattern, route: str) -> str:
    path, number = route, count()
    while "<" in path and next(number) < 10:
        before, _, rest = path.partition("<")
        inside, _, after = rest.partition(">")
        kind = inside.partition(":")[0] if ":" in inside else "str"
        path = before + SAMPLES.get(kind, "1") + after
    return path


GUARDED = sorted(set(admin_paths()) - middleware.OPEN_DOORS)
PASSWORD_DOORS = [path for path in GUARDED if path.startswith("/admin/password_reset/")]


@pytest.fixture
def organiser_without_factor() -> User:
    user = UserFactory(second_factor=False)
    let_into_admin(user)
    return user


def test_the_walk_finds_the_admin() -> None:
    assert len(GUARDED) > 150
    assert {"/admin/", "/admin/pages/", "/admin/users/", "/admin/images/"} <= set(GUARDED)
    assert PASSWORD_DOORS


def test_every_admin_address_sends_the_anonymous_to_the_one_sign_in(client: Client) -> None:
    for path in GUARDED:
        answer = client.get(path)
        assert answer.status_code == 302, path
        assert answer.url.startswith("/account/login/?next=/admin/"), path


@pytest.mark.sweeps
def test_every_admin_address_sends_who_has_no_second_factor_to_the_set_up(
    client: Client, organiser_without_factor: User
) -> None:
    client.force_login(organiser_without_factor)
    for path in GUARDED:
        for answer in (client.get(path), client.post(path)):
            assert answer.status_code == 302, path
            assert answer.url.startswith("/account/second-factor/?next=/admin/"), path


def test_without_the_guard_the_admin_would_open(
    client: Client, organiser_without_factor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(middleware, "ADMIN_PREFIX", "/nowhere/")
    client.force_login(organiser_without_factor)
    assert client.get("/admin/").status_code == 200


def test_with_a_second_factor_the_admin_opens(client: Client) -> None:
    client.force_login(UserFactory(is_superuser=True))
    assert client.get("/admin/").status_code == 200


def test_a_person_without_the_right_is_told_so(client: Client) -> None:
    client.force_login(UserFactory())
    answer = client.get("/admin/pages/")
    assert answer.status_code == 403
    assert "may not enter the admin" in answer.content.decode()


def test_scripts_get_a_plain_refusal(client: Client, organiser_without_factor: User) -> None:
    headers = {"X-Requested-With": "XMLHttpRequest"}
    assert client.get("/admin/pages/", headers=headers).status_code == 403
    client.force_login(organiser_without_factor)
    assert client.get("/admin/pages/", headers=headers).status_code == 403
    client.force_login(UserFactory())
    assert client.get("/admin/pages/", headers=headers).status_code == 403


@pytest.mark.parametrize("path", ["/admin/login/", "/_util/login/"])
def test_other_sign_in_forms_lead_to_the_one(client: Client, path: str) -> None:
    assert client.get(path).url == "/account/login/"
    assert client.get(f"{path}?next=/admin/pages/").url == "/account/login/?next=/admin/pages/"
    assert client.get(f"{path}?next=https://evil.example/").url == "/account/login/"
    answer = client.post(path, {"username": "a@example.org", "password": "x", "email": "a@example.org"})
    assert answer.url == "/account/login/"


def test_the_sign_in_form_of_private_pages_is_closed_under_other_languages_too(
    client: Client, settings: Any
) -> None:
    settings.LANGUAGES = [("en", "English"), ("fr", "French")]
    assert client.get("/fr/_util/login/").url.startswith("/account/login/")


@pytest.mark.parametrize("path", PASSWORD_DOORS)
def test_the_admin_resets_no_passwords(client: Client, path: str) -> None:
    client.force_login(UserFactory(is_superuser=True))
    assert client.get(path).status_code == 404
    assert client.post(path, {"email": "a@example.org"}).status_code == 404


def test_there_is_no_second_admin(client: Client) -> None:
    client.force_login(UserFactory(is_superuser=True))
    for path in ("/django-admin/", "/django-admin/login/", "/accounts/login/", "/login/"):
        assert client.get(path).status_code == 404


def test_leaving_the_admin_signs_out_by_post(client: Client) -> None:
    client.force_login(UserFactory(is_superuser=True))
    assert client.get("/admin/logout/").status_code == 200
    assert "_auth_user_id" in client.session
    assert client.post("/admin/logout/").status_code == 302
    assert "_auth_user_id" not in client.session


def test_forms_for_users_ask_for_no_password(client: Client) -> None:
    client.force_login(UserFactory(is_superuser=True))
    page = client.get(reverse("wagtailusers_users:add")).content.decode()
    assert 'name="email"' in page
    assert 'type="password"' not in page
    page = client.get("/admin/account/").content.decode()
    assert 'type="password"' not in page
    assert 'name="name_email-email"' not in page


def test_a_user_made_in_the_admin_has_no_password(client: Client) -> None:
    client.force_login(UserFactory(is_superuser=True))
    data = {"email": "new@example.org", "first_name": "New", "last_name": "Person", "password1": "sesame"}
    assert client.post(reverse("wagtailusers_users:add"), data).status_code == 302
    assert not User.objects.get(email="new@example.org").has_usable_password()


def test_the_set_up_leads_back_to_where_the_person_wanted(
    client: Client, organiser_without_factor: User
) -> None:
    client.force_login(organiser_without_factor)
    page = client.get(client.get("/admin/images/?q=a").url)
    assert page.status_code == 200
    assert "/account/2fa/totp/activate/" in page.content.decode()
    assert "/account/2fa/webauthn/add/" in page.content.decode()
    assert client.get("/account/2fa/totp/activate/").status_code == 200
    assert client.get("/account/2fa/webauthn/add/").status_code == 200
    assert client.get("/account/continue/").url == "/admin/images/?q=a"
    assert client.get("/account/continue/").url == "/account/"


def test_the_set_up_never_leads_to_another_site(client: Client, organiser_without_factor: User) -> None:
    client.force_login(organiser_without_factor)
    for wanted in ("https://evil.example/", "//evil.example/", "/\\evil.example"):
        client.get("/account/second-factor/", {"next": wanted})
        assert client.get("/account/continue/").url == "/account/"


def mark_as_trial(client: Client) -> None:
    session = client.session
    session[TRIAL_SESSION_KEY] = True
    session.save()


@pytest.mark.parametrize(("demo", "debug"), [(True, False), (False, True)])
def test_a_trial_session_passes_where_trials_are_allowed(
    client: Client, organiser_without_factor: User, settings: Any, demo: bool, debug: bool
) -> None:
    settings.DEMO, settings.DEBUG = demo, debug
    client.force_login(organiser_without_factor)
    mark_as_trial(client)
    assert client.get("/admin/").status_code == 200


def test_a_trial_session_counts_for_nothing_elsewhere(client: Client, organiser_without_factor: User) -> None:
    client.force_login(organiser_without_factor)
    mark_as_trial(client)
    assert client.get("/admin/").url.startswith("/account/second-factor/")


def printed_link(capsys: pytest.CaptureFixture[str], user: User) -> str:
    call_command("sign_in_link", user.email)
    return capsys.readouterr().out.strip().removeprefix("http://testserver")


def test_a_sign_in_link_opens_the_admin_once(
    client: Client, settings: Any, capsys: pytest.CaptureFixture[str], organiser_without_factor: User
) -> None:
    settings.DEMO = True
    link = printed_link(capsys, organiser_without_factor)
    assert client.get(link).url == "/admin/"
    assert client.get("/admin/").status_code == 200
    assert Client().get(link).status_code == 404
    assert Client().get(link[:-2] + "/").status_code == 404


def test_a_sign_in_link_is_worth_nothing_elsewhere(
    client: Client, settings: Any, capsys: pytest.CaptureFixture[str], organiser_without_factor: User
) -> None:
    settings.DEMO = True
    link = printed_link(capsys, organiser_without_factor)
    settings.DEMO = False
    assert client.get(link).status_code == 404
    with pytest.raises(CommandError, match="demo only"):
        call_command("sign_in_link", organiser_without_factor.email)


def test_the_secretariat_is_made_by_a_command(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("make_secretariat", " Boss@Example.org ", "--first-name", "Rasa")
    user = User.objects.get(email="boss@example.org")
    assert (user.is_superuser, user.first_name, user.has_usable_password()) == (True, "Rasa", False)
    assert "http://testserver/account/login/" in capsys.readouterr().out
    call_command("make_secretariat", "boss@example.org")
    assert User.objects.filter(email="boss@example.org").count() == 1
    with pytest.raises(CommandError, match="no e-mail address"):
        call_command("make_secretariat", "boss")


def test_opening_a_trial_session_is_refused_elsewhere(organiser_without_factor: User) -> None:
    from django.core.exceptions import PermissionDenied

    from core.accounts.actions import open_trial_session

    with pytest.raises(PermissionDenied):
        open_trial_session(RequestFactory().get("/"), organiser_without_factor)


def test_setting_up_a_second_factor_shows_the_recovery_codes_and_ends_other_sessions(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # The transaction around a test never ends, so what waits for its end is done at once.
    monkeypatch.setattr("django.db.transaction.on_commit", lambda call, **kwargs: call())
    user, here, there = UserFactory(is_superuser=True, second_factor=False), Client(), Client()
    here.force_login(user)
    there.force_login(user)
    page = here.get("/account/2fa/totp/activate/")
    secret = page.context["form"].secret
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    answer = here.post("/account/2fa/totp/activate/", {"code": code})
    assert (answer.status_code, answer.url) == (302, "/account/2fa/recovery-codes/")
    assert here.get(answer.url).status_code == 200
    assert here.get("/admin/").status_code == 200
    assert there.get("/admin/").url.startswith("/account/login/")
