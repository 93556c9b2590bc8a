"""What every page needs: the demo flag, the rail, who is signed in, the addresses of the frame's forms."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language, get_language_info

from mingjian.ui import rail


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return the frame's context. A request without a scope (nobody signed in, the portal) gets no rail."""
    scope = getattr(request, "scope", None)
    return {
        "demo": bool(getattr(settings, "DEMO", False)),
        "rail": rail.items_for(scope, request.path),
        "office_name": getattr(request, "office_name", ""),
        "languages": [get_language_info(code) for code, _name in settings.LANGUAGES],
        "language": get_language(),
        "search_url": address("search", "/search"),
        "sign_out_url": address("sign-out", "/sign-out"),
        "account_url": address("my-account", ""),
        "language_url": address("set_language", ""),
        "home_url": address("home", "/"),
    }


def address(name: str, otherwise: str) -> str:
    """Return the address called `name`, or `otherwise` where the running process does not mount it."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return otherwise
