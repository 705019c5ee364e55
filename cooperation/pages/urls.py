"""Addresses of files that lie below a page: Wagtail's own pattern knows no dots."""

from django.urls import re_path
from django.views.generic import RedirectView

from core.publishing.views import serve

FILES = r"agenda\.(?:ics|json|pdf)|schedule\.xml"

urlpatterns = [
    re_path(
        rf"^[\w-]+/(?P<name>{FILES})$",
        # Relative, so that it holds below every language's prefix.
        RedirectView.as_view(url="agenda/%(name)s", permanent=True, query_string=True),
    ),
    re_path(rf"^((?:[\w-]+/)+(?:{FILES}|slots/[0-9a-f-]{{36}}\.ics))$", serve),
]
