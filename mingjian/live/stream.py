"""`/live`: the stream of events of one open page."""

import asyncio
from collections.abc import AsyncIterator

from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIRequest
from django.db import connections
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.views.decorators.http import require_GET

from mingjian.accounts.wall import ScopedRequest, signed_in
from mingjian.live.hub import Hub, TooMany, hub

OPENED = "retry: 5000\n\n"


@signed_in
@require_GET
def live(request: ScopedRequest) -> HttpResponseBase:
    """Server-sent events `{"kind", "ids"}` of rows in scope, until the page or the session ends. 204: only under ASGI.

    The browser takes 204 as "do not come again".
    """
    session_key = request.session.session_key
    under_asgi = issubclass(type(request), ASGIRequest)
    if session_key is None or not under_asgi:
        return HttpResponse(status=204)
    response = StreamingHttpResponse(events(session_key), content_type="text/event-stream")
    response["Cache-Control"] = "no-store"
    # A proxy in front must not hold events back.
    response["X-Accel-Buffering"] = "no"
    return response


async def events(session_key: str, of: Hub | None = None) -> AsyncIterator[str]:
    """What one page is sent. The request's own database connection goes back first: a stream lasts for hours."""
    await sync_to_async(connections.close_all)()
    place = of or hub()
    try:
        page = place.open(session_key)
    except TooMany:
        yield "retry: 60000\n\n"
        return
    try:
        yield OPENED
        while (text := await page.waiting.get()) is not None:
            yield text
    except asyncio.CancelledError:
        return
    finally:
        place.close(page)
