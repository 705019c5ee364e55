"""Who gets a document that is meant for attendees only."""

from django.contrib.auth.views import redirect_to_login
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from wagtail import hooks

from cooperation.editions.models import Edition
from cooperation.editions.queries import SomeUser, may_see_attendee_content
from core.publishing.enums import Audience
from core.publishing.models import DocumentFile


def editions_of_document(document: DocumentFile) -> list[Edition]:
    """The editions whose collection holds ``document``: of nested collections the innermost counts."""
    around = document.collection.get_ancestors(inclusive=True)
    found = Edition.objects.filter(collection__in=around).select_related("collection")
    innermost = max((edition.collection.depth for edition in found if edition.collection), default=0)
    return [edition for edition in found if edition.collection and edition.collection.depth == innermost]


def may_download(user: SomeUser, document: DocumentFile) -> bool:
    """Whether ``user`` gets ``document``.

    What lies in no edition's collection has no attendees, so only those who may enter the admin get it.
    """
    if document.audience == Audience.PUBLIC:
        return True
    editions = editions_of_document(document)
    if not editions:
        return bool(user.is_authenticated and user.has_perm("wagtailadmin.access_admin"))
    return any(may_see_attendee_content(user, edition) for edition in editions)


@hooks.register("before_serve_document", order=10)
def serve_to_the_entitled(document: DocumentFile, request: HttpRequest) -> HttpResponseBase | None:
    """Serve attendees' documents here, so that no cache keeps them; leave public ones to Wagtail.

    Raises:
        Http404: the signed-in user is not entitled; nothing tells them that the document exists.
    """
    if document.audience == Audience.PUBLIC:
        return None
    user = request.user
    if not user.is_authenticated:
        response: HttpResponseBase = redirect_to_login(request.get_full_path())
    elif may_download(user, document):
        response = _file_response(document)
    else:
        raise Http404
    response["Cache-Control"] = "private, no-store"
    return response


def _file_response(document: DocumentFile) -> FileResponse:
    try:
        content = document.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(
        content,
        as_attachment=document.content_disposition != "inline",
        filename=document.filename,
        content_type=document.content_type,
    )
    response["Content-Security-Policy"] = "default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    return response
