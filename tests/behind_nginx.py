"""The site as it is when nginx stands in front of it and ends https; for gunicorn."""

from collections.abc import Callable, Iterable
from typing import Any

from config.wsgi import application as site


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer as if the request had come over https."""
    return site(environ | {"HTTP_X_FORWARDED_PROTO": "https"}, start_response)
