"""The sites of this installation and their settings: one query, kept until content changes."""

from functools import partial
from typing import Any, NamedTuple, Self

from django.conf import settings
from django.http import HttpRequest
from django.http.request import split_domain_port
from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.models import GroupSitePermission, Site
from wagtail.models.sites import SiteRootPath
from wagtail.permission_policies.sites import SitePermissionPolicy

from core.serving.caching import cached_fragment


class SiteSetting(BaseSiteSetting):
    """A setting of a site that is read with the site itself."""

    class Meta:
        abstract = True

    @classmethod
    def get_permission_policy(cls) -> SitePermissionPolicy:
        """Who may change it, for the menu of each page of the admin."""
        return _SettingPolicy(cls)

    @classmethod
    def for_site(cls, site: Site) -> Self:
        """The setting of ``site``; made when there is none yet."""
        return cached_fragment(_key(cls, site), lambda: super(SiteSetting, cls).for_site(site))


class _SettingPolicy(SitePermissionPolicy):
    """Wagtail's, but asks for rights to one site alone only where somebody has such a right."""

    def get_all_permissions_for_user(self, user: Any) -> Any:
        if not cached_fragment("rights to one site", GroupSitePermission.objects.exists):
            return []
        return super().get_all_permissions_for_user(user)


class _Sites(NamedTuple):
    sites: list[Site]
    roots: list[SiteRootPath]


def know_site(request: HttpRequest) -> Site | None:
    """The site that ``request`` is for; tells Wagtail too, which would ask the database for each part."""
    if not hasattr(request, "_wagtail_site"):
        known = cached_fragment("sites", _read)
        request._wagtail_site = _chosen(known.sites, request)  # type: ignore[attr-defined]
        request._wagtail_cached_site_root_paths = known.roots  # type: ignore[attr-defined]
    return request._wagtail_site  # type: ignore[attr-defined]


def site_roots() -> list[SiteRootPath]:
    """Where the sites begin. Wagtail keeps that too, but for every page asks the shared cache anew."""
    return cached_fragment("sites", _read).roots


def _read() -> _Sites:
    of_site = {model: model.site.field.remote_field.name or model._meta.model_name for model in _settings()}
    related = ["root_page__locale", *of_site.values()]
    for model, name in of_site.items():
        related += [f"{name}__{field}" for field in model.select_related or ()]
    in_order = Site.objects.select_related(*related).order_by(
        "-root_page__url_path", "-is_default_site", "hostname"
    )
    sites = list(in_order)
    for site in sites:
        _keep_settings(site, of_site)
    return _Sites(sites, [root for site in sites for root in _roots(site)])


def _settings() -> list[type[SiteSetting]]:
    """Every model of settings that a site has."""
    related = (relation.related_model for relation in Site._meta.related_objects if relation.one_to_one)
    return [model for model in related if issubclass(model, SiteSetting)]


def _keep_settings(site: Site, of_site: dict[type[SiteSetting], str]) -> None:
    """Keep what was read with ``site`` by itself: most requests need none of it."""
    for model, name in of_site.items():
        setting = site._state.fields_cache.pop(name, None)
        if setting is not None:
            setting.site = site
            cached_fragment(_key(model, site), partial(_itself, setting))


def _itself(setting: SiteSetting) -> SiteSetting:
    return setting


def _key(model: type[SiteSetting], site: Site) -> str:
    return f"setting:{model._meta.label}:{site.pk}"


def _roots(site: Site) -> list[SiteRootPath]:
    """As ``Site.get_site_root_paths`` of Wagtail makes them."""
    pages: Any = [site.root_page]
    if len(settings.WAGTAIL_CONTENT_LANGUAGES) > 1:
        pages = site.root_page.get_translations(inclusive=True).select_related("locale")
    return [SiteRootPath(site.pk, page.url_path, site.root_url, page.locale.language_code) for page in pages]


def _chosen(sites: list[Site], request: HttpRequest) -> Site | None:
    """The site with the request's host and port, else the one with its host, else the default one.

    As ``get_site_for_hostname`` of Wagtail chooses.
    """
    # The name as it was sent, so that one that is not allowed finds the default site, as with Wagtail.
    host = request._get_raw_host()  # type: ignore[attr-defined]
    name, port = split_domain_port(host)[0], int(request.get_port())
    named = [site for site in sites if site.hostname == name]
    exact = [site for site in named if site.port == port] or [site for site in named if site.is_default_site]
    if exact:
        return exact[0]
    default = [site for site in sites if site.is_default_site]
    if default:
        return named[0] if len(named) == 1 else default[0]
    return named[0] if len(named) == 1 else None
