"""The addresses of the whole site; what people publish themselves comes last, from Wagtail's page tree."""

from typing import Any

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from core.accounts.views import to_sign_in
from core.publishing.views import serve

urlpatterns: list[Any] = [
    path("", include("core.accounts.urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("", include("core.publishing.urls")),
    path("", include("core.serving.urls")),  # serves documents instead of Wagtail's view below
    path("documents/", include(wagtaildocs_urls)),
]
urlpatterns += i18n_patterns(
    path("_util/login/", to_sign_in),
    path("", include("home.urls")),
    path("", include("workshops.registration.urls")),
    path("", include("workshops.afterwards.urls")),
    path("", include("cooperation.pages.urls")),
    re_path(wagtail_urls.serve_pattern, serve, name="wagtail_serve"),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
