"""The end of a session: after a time without a request, and after a working day in any case."""

import time
from collections.abc import Awaitable, Callable

from asgiref.sync import iscoroutinefunction, markcoroutinefunction, sync_to_async
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

Respond = Callable[[HttpRequest], HttpResponseBase | Awaitable[HttpResponseBase]]

STARTED, SEEN = "session_started", "session_seen"
# A page that refreshes itself in the background is not somebody at work.
BACKGROUND = "X-Background"
# Nor is its event stream, which the browser opens anew after each break and cannot mark with a header.
STREAM = "text/event-stream"


class SessionLimits:
    """Ends a signed-in session that was idle too long or is too old, before any view sees its user.

    The time last seen is written once a minute at most, so that a request usually writes nothing. It comes after
    the authentication middleware; an ended session's request goes on as nobody's.
    """

    sync_capable = True
    async_capable = True

    def __init__(self, respond: Respond) -> None:
        self.respond = respond
        self.asynchronous = iscoroutinefunction(respond)
        if self.asynchronous:
            markcoroutinefunction(self)

    def __call__(self, request: HttpRequest) -> HttpResponseBase | Awaitable[HttpResponseBase]:
        """Check, then answer. In the async stack this is a coroutine."""
        if self.asynchronous:
            return self._later(request)
        check(request)
        return self.respond(request)

    async def _later(self, request: HttpRequest) -> HttpResponseBase:
        await sync_to_async(check)(request)
        answer = self.respond(request)
        return answer if isinstance(answer, HttpResponseBase) else await answer


def check(request: HttpRequest) -> None:
    """End the request's session when it is over its limits; else note that it was seen."""
    session = request.session
    if "_auth_user_id" not in session:
        return
    now = int(time.time())
    started, seen = session.setdefault(STARTED, now), session.setdefault(SEEN, now)
    if now - started > settings.SESSION_ABSOLUTE_SECONDS or now - seen > settings.SESSION_IDLE_SECONDS:
        session.flush()
        for kept in ("_cached_user", "_acached_user"):
            request.__dict__.pop(kept, None)
    elif now - seen > 60 and not is_background(request):
        session[SEEN] = now


def is_background(request: HttpRequest) -> bool:
    """Whether a page asks by itself, without anybody at it."""
    return BACKGROUND in request.headers or request.headers.get("Accept", "") == STREAM
