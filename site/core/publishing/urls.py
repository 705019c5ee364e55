"""Addresses of what is computed for pages."""

from django.urls import re_path

from core.publishing import views

urlpatterns = [
    re_path(r"^accents/(?P<colour>[0-9a-f]{6})-(?P<digest>[0-9a-f]{8})\.css$", views.accent, name="accent"),
]
