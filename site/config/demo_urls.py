"""The addresses of the demo: those of the site, and before them the role switch and the mailbox."""

from typing import Any

from django.urls import include, path

from config.urls import urlpatterns as site_urlpatterns

urlpatterns: list[Any] = [
    path("demo/", include("home.demo.urls")),
    *site_urlpatterns,
]
