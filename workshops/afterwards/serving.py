"""Who gets a file that a facilitator handed in: until it is reviewed the team; it is never shown inline."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from wagtail import hooks

from cooperation.editions.documents import may_download
from cooperation.editions.duties import Area
from cooperation.editions.queries import editions_of
from core.publishing.enums import Audience
from core.publishing.models import DocumentFile
from core.serving.caching import mark_private
from workshops.afterwards.enums import SubmissionState
from workshops.afterwards.models import Submission

POLICY = "default-src 'none'; sandbox"


def as_download(document: DocumentFile) -> HttpResponse:
    """The file of ``document``, to be saved and not to be shown.

    It is no stream: Wagtail takes no stream for an answer of a hook, and none of these files is large.

    Raises:
        Http404: there is no file.
    """
    try:
        with document.file.open("rb") as file:
            content = file.read()
    except FileNotFoundError as error:
        raise Http404 from error
    response = HttpResponse(content, content_type="application/octet-stream")
    disposition = content_disposition_header(as_attachment=True, filename=document.filename)
    response["Content-Disposition"] = disposition or "attachment"
    response["Content-Security-Policy"] = POLICY
    response["X-Content-Type-Options"] = "nosniff"
    return response


@hooks.register("before_serve_document", order=5)
def serve_what_was_handed_in(document: DocumentFile, request: HttpRequest) -> HttpResponse | None:
    """Serve what a facilitator handed in as a download; leave everything else to others. One query.

    Raises:
        Http404: it is not published, and whoever asks does not review; nothing tells that it exists.
    """
    submission = Submission.objects.filter(document=document).only("state", "edition").first()
    if submission is None:
        return None
    if submission.state == SubmissionState.PUBLISHED:
        if document.audience == Audience.PUBLIC:
            return as_download(document)
        if may_download(request.user, document):
            return mark_private(as_download(document))
        return None  # the next in the line asks them to sign in, or says that it is not there
    if not editions_of(request.user, Area.AFTERWARDS).filter(pk=submission.edition_id).exists():
        raise Http404
    return mark_private(as_download(document))
