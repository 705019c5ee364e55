"""Reads what a browser posted."""

from django.core.exceptions import BadRequest
from django.http import HttpRequest, QueryDict


def posted(request: HttpRequest) -> QueryDict:
    """The fields of a form that ``request`` brings.

    Raises:
        BadRequest: it names an alphabet in which nothing can be read; Django would answer that with 500.
    """
    try:
        return request.POST
    except (LookupError, UnicodeError) as error:
        raise BadRequest from error
