"""Addresses that a ticket opens."""

from django.urls import path

from workshops.registration.views import tickets

urlpatterns = [
    path("registrations/<str:ticket>/", tickets.overview, name="ticket"),
]
