"""Our site without its response cache, as if nobody had asked for any page since the last change."""

from django.http import HttpRequest

from core.serving.response_cache import ResponseCacheMiddleware


class NoResponseCacheMiddleware(ResponseCacheMiddleware):
    """Keeps no answer; what pages share, such as menus, is kept per content version as always."""

    def _may_be_kept(self, request: HttpRequest) -> bool:
        return False
