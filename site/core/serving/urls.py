"""Addresses that machines ask for, and uploaded files."""

from django.urls import path, re_path

from core.serving import views

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("media/images/<path:path>", views.picture, name="picture"),
    # The name is Wagtail's, so that a document's ``url`` leads here.
    re_path(r"^documents/(\d+)/(.*)$", views.document, name="wagtaildocs_serve"),
]
