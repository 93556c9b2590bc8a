"""The language of a page: the one the reader chose, else the product's own."""

from collections.abc import Awaitable, Callable

from asgiref.sync import iscoroutinefunction, markcoroutinefunction
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation

Respond = Callable[[HttpRequest], HttpResponseBase | Awaitable[HttpResponseBase]]


class ChosenLanguage:
    """Reads the choice from its cookie. Django's own middleware would follow the browser's language, and an
    office whose machines are set to English would meet an English product without having asked for it."""

    sync_capable = True
    async_capable = True

    def __init__(self, respond: Respond) -> None:
        self.respond = respond
        if iscoroutinefunction(respond):
            markcoroutinefunction(self)

    def __call__(self, request: HttpRequest) -> HttpResponseBase | Awaitable[HttpResponseBase]:
        """Activate the language, answer, say which language it is."""
        translation.activate(language_of(request))
        request.LANGUAGE_CODE = translation.get_language() or settings.LANGUAGE_CODE
        answer = self.respond(request)
        if isinstance(answer, HttpResponseBase):
            return _named(answer, request)
        return _later(answer, request)


def language_of(request: HttpRequest) -> str:
    """The chosen language if it is one we have, else the default."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


async def _later(answer: Awaitable[HttpResponseBase], request: HttpRequest) -> HttpResponseBase:
    return _named(await answer, request)


def _named(response: HttpResponseBase, request: HttpRequest) -> HttpResponseBase:
    response.headers.setdefault("Content-Language", str(request.LANGUAGE_CODE))
    return response
