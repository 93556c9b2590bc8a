"""Refusals raised anywhere in a page become pages that say why and who can help."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from mingjian.lib.errors import Invalid, NotAllowed, Refusal

CONFLICT = 409


def _status(refused: Refusal) -> int:
    if isinstance(refused, NotAllowed):
        return 403
    return 422 if isinstance(refused, Invalid) else CONFLICT


class Refusals:
    """Middleware: NotAllowed → 403, Invalid → 422, WrongState and Stale → 409."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refusal):
            return None
        context = {
            "title": _("This cannot be done"),
            "why": exception.message,
            "who": _("The head or the security administrator of your office."),
            "back_url": "/",
        }
        return render(request, "ui/refusal_page.html", context, status=_status(exception))
