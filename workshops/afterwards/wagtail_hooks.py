"""What comes after a meeting, in the admin."""

from typing import Any

from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from cooperation.editions.desk_places import DeskPlace, Phase
from cooperation.editions.duties import Area
from workshops.afterwards import serving  # noqa: F401 - it registers a hook of its own
from workshops.afterwards.views import certificates, desk, feedback_desk, look_back, material


@hooks.register("register_admin_urls")
def register_afterwards() -> list[Any]:
    """The addresses of the host's side."""
    patterns = [
        path("<int:edition_id>/", desk.DeskView.as_view(), name="desk"),
        path("<int:edition_id>/feedback/", feedback_desk.FeedbackView.as_view(), name="feedback"),
        path("<int:edition_id>/feedback/questions/", feedback_desk.QuestionsView.as_view(), name="questions"),
        path("<int:edition_id>/feedback/mail/", feedback_desk.MailingView.as_view(), name="feedback_mail"),
        path("<int:edition_id>/feedback/<int:pk>/slide/", feedback_desk.SlideView.as_view(), name="slide"),
        path(
            "<int:edition_id>/feedback/answers.csv",
            feedback_desk.ExportView.as_view(kind="csv"),
            name="feedback_csv",
        ),
        path(
            "<int:edition_id>/feedback/answers.xlsx",
            feedback_desk.ExportView.as_view(kind="xlsx"),
            name="feedback_xlsx",
        ),
        path("<int:edition_id>/material/", material.MaterialView.as_view(), name="material"),
        path("<int:edition_id>/material/<int:pk>/", material.ReviewView.as_view(), name="review"),
        path("<int:edition_id>/material/<int:pk>/file/", material.FileView.as_view(), name="submitted_file"),
        path("<int:edition_id>/links/<int:pk>/revoke/", material.RevokeView.as_view(), name="revoke_link"),
        path("<int:edition_id>/certificates/", certificates.CertificatesView.as_view(), name="certificates"),
        path(
            "<int:edition_id>/certificates.pdf",
            certificates.CertificatesPdfView.as_view(),
            name="certificates_pdf",
        ),
        path("<int:edition_id>/look-back/", look_back.LookBackView.as_view(), name="look_back"),
    ]
    return [path("afterwards/", include((patterns, "afterwards")))]


@hooks.register("register_desk_place")
def register_desk_places() -> list[DeskPlace]:
    """The four things that are done after a meeting."""
    places = (
        ("feedback", _("Feedback"), _("What people think: questions, slides with a code, results")),
        ("material", _("Slides and outcomes"), _("Ask facilitators for them, look at them, publish them")),
        ("certificates", _("Certificates of attendance"), _("From the check-in, for everybody who came")),
        ("look_back", _("Look-back"), _("A draft with the numbers filled in")),
    )
    return [
        DeskPlace(
            phase=Phase.AFTER,
            order=10 * number,
            label=label,
            words=words,
            url_name=f"afterwards:{name}",
            area=Area.AFTERWARDS,
        )
        for number, (name, label, words) in enumerate(places, 1)
    ]
