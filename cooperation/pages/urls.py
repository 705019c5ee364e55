"""Addresses of files; of those below a page too, because Wagtail's own pattern knows no dots."""

from django.urls import re_path
from django.views.generic import RedirectView

from cooperation.pages import views
from core.publishing.views import serve

FILES = r"agenda\.(?:ics|json|pdf)|schedule\.xml"

urlpatterns = [
    re_path(
        r"^link-pictures/(?P<page_id>[0-9]{1,9})-(?P<digest>[0-9a-f]{16})\.png$",
        views.link_picture,
        name="link_picture",
    ),
    re_path(
        rf"^[\w-]+/(?P<name>{FILES})$",
        # Relative, so that it holds below every language's prefix.
        RedirectView.as_view(url="agenda/%(name)s", permanent=True, query_string=True),
    ),
    re_path(rf"^((?:[\w-]+/)+(?:{FILES}|slots/[0-9a-f]{{10}}\.ics))$", serve),
]
