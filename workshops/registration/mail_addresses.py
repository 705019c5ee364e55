"""The addresses of letters and mails in the admin, below those of registration."""

from django.urls import path

from workshops.registration.views import letters, mail_log, mailings

mail_addresses = [
    path("<int:edition_id>/letters/", letters.LettersView.as_view(), name="letters"),
    path("<int:edition_id>/letters/<slug:name>/", letters.LetterView.as_view(), name="letter"),
    path("<int:edition_id>/letters/<slug:name>/html/", letters.LetterFrameView.as_view(), name="letter_html"),
    path("<int:edition_id>/mailings/", mailings.MailingsView.as_view(), name="mailings"),
    path("<int:edition_id>/mailings/new/", mailings.MailingFormView.as_view(), name="mailing_new"),
    path("<int:edition_id>/mailings/<int:pk>/", mailings.MailingView.as_view(), name="mailing"),
    path(
        "<int:edition_id>/mailings/<int:pk>/change/",
        mailings.MailingFormView.as_view(),
        name="mailing_change",
    ),
    path(
        "<int:edition_id>/mailings/<int:pk>/html/<int:registration>/",
        mailings.MailingFrameView.as_view(),
        name="mailing_html",
    ),
    path("<int:edition_id>/mails/", mail_log.MailLogView.as_view(), name="mails"),
    path("<int:edition_id>/mails/<int:pk>/again/", mail_log.MailAgainView.as_view(), name="mail_again"),
]
