"""Addresses of what comes after a meeting: opened by a ticket, by a link or by a code."""

from django.urls import path

from workshops.afterwards.views import certificates, feedback, uploads

urlpatterns = [
    path("registrations/<str:ticket>/feedback/", feedback.own_feedback, name="ticket_feedback"),
    path("registrations/<str:ticket>/feedback/<int:target>/", feedback.own_answer, name="ticket_answer"),
    path("registrations/<str:ticket>/certificate/", certificates.own, name="ticket_certificate"),
    path("registrations/<str:ticket>/certificate.pdf", certificates.own_pdf, name="ticket_certificate_pdf"),
    path("feedback/", feedback.ask_code, name="feedback_code"),
    path("feedback/<slug:code>/", feedback.by_code, name="feedback"),
    path("feedback/<slug:code>/thanks/", feedback.thanks, name="feedback_thanks"),
    path("upload/<str:key>/", uploads.hand_in, name="upload"),
    path("attendance/<str:code>/", certificates.verify, name="attendance"),
]
