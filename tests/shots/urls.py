"""The site's addresses and, as on a developer's machine, the style guide."""

from typing import Any

from django.urls import path

from config.urls import urlpatterns as site_urlpatterns
from home.views import styleguide

urlpatterns: list[Any] = [path("styleguide/", styleguide, name="styleguide"), *site_urlpatterns]
