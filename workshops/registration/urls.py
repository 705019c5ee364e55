"""Addresses that a ticket opens, and those at which one comes to have one."""

from django.urls import path, re_path

from workshops.registration.delegation_addresses import delegation_addresses
from workshops.registration.views import (
    answers,
    arriving,
    ending,
    feeds,
    lost,
    papers,
    ranking,
    registering,
    seats,
    tickets,
)

urlpatterns = [
    *delegation_addresses,
    path("registrations/", lost.ask, name="lost_ticket"),
    path("registrations/sent/", lost.sent, name="tickets_sent"),
    path("registrations/handed-on/", lost.handed_on, name="ticket_handed_on"),
    path("registrations/erased/", lost.erased, name="ticket_erased"),
    path("registrations/<str:ticket>/", tickets.overview, name="ticket"),
    path("registrations/<str:ticket>/seats/", seats.seats_page, name="ticket_seats"),
    path("registrations/<str:ticket>/ranking/", ranking.ranking, name="ticket_ranking"),
    path("registrations/<str:ticket>/agenda/", feeds.agenda_page, name="ticket_agenda"),
    path("registrations/<str:ticket>/agenda/new-address/", feeds.new_feed_address, name="ticket_new_feed"),
    path("registrations/<str:ticket>/agenda.pdf", papers.agenda_pdf, name="ticket_agenda_pdf"),
    path("registrations/<str:ticket>/ticket.pdf", papers.ticket_pdf, name="ticket_pdf"),
    path("registrations/<str:ticket>/ticket.png", papers.ticket_png, name="ticket_png"),
    path("registrations/<str:ticket>/ticket.svg", papers.ticket_svg, name="ticket_svg"),
    path("registrations/<str:ticket>/answers/", answers.change, name="ticket_answers"),
    path("registrations/<str:ticket>/transfer/", ending.transfer, name="ticket_transfer"),
    path("registrations/<str:ticket>/cancel/", ending.cancel, name="ticket_cancel"),
    path("registrations/<str:ticket>/erase/", ending.erase, name="ticket_erase"),
    path("registrations/<str:ticket>/data.json", papers.data_json, name="ticket_data"),
    path("my/agenda.ics", feeds.my_agenda, name="my_agenda"),
    path("<slug:start>/register/link/", arriving.ask, name="ask_way_in"),
    path("<slug:start>/register/on/", arriving.go_on, name="go_on_signed_in"),
    re_path(
        r"^(?P<start>[-\w]+)/register/(?P<key>[-\w.]{20,600})/$", registering.form, name="registration_form"
    ),
]
