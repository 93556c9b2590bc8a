"""The security headers of every page: nothing from elsewhere, nothing inline, in nobody's frame."""

from collections.abc import Awaitable, Callable

from asgiref.sync import iscoroutinefunction, markcoroutinefunction
from django.http import HttpRequest, HttpResponseBase

Respond = Callable[[HttpRequest], HttpResponseBase | Awaitable[HttpResponseBase]]

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class SecurityHeaders:
    """Adds the headers to every response, also to errors. Works in both the sync and the async stack."""

    sync_capable = True
    async_capable = True

    def __init__(self, respond: Respond) -> None:
        self.respond = respond
        self.asynchronous = iscoroutinefunction(respond)
        if self.asynchronous:
            markcoroutinefunction(self)

    def __call__(self, request: HttpRequest) -> HttpResponseBase | Awaitable[HttpResponseBase]:
        """Answer, then add. In the async stack this is a coroutine."""
        answer = self.respond(request)
        if isinstance(answer, HttpResponseBase):
            return _with_headers(answer)
        return _later(answer)


async def _later(answer: Awaitable[HttpResponseBase]) -> HttpResponseBase:
    return _with_headers(await answer)


def _with_headers(response: HttpResponseBase) -> HttpResponseBase:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    # Pages hold what not everybody may see: no shared cache, and none on disk after signing out.
    response.headers.setdefault("Cache-Control", "no-store")
    return response
