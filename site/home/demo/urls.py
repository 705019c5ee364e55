"""Addresses of the demo, below ``/demo/``."""

from django.urls import path

from home.demo import views

urlpatterns = [
    path("role/", views.change_role, name="demo_role"),
    path("mails/", views.mails, name="demo_mails"),
    path("mails/<int:pk>/", views.mail, name="demo_mail"),
    path("mails/<int:pk>/html/", views.mail_html, name="demo_mail_html"),
]
