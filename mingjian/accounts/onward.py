"""Where a page of signing in leads, and in which shell it is shown while the sign-in is not through."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from mingjian.accounts.wall import ScopedRequest

SHEET, FRAMED = "accounts/sheet.html", "ui/shell_form.html"


def wanted(request: HttpRequest) -> str:
    """The page of our own that was asked for before signing in; "" when none was, or one elsewhere."""
    page = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure())
    return page if safe else ""


def onward(request: HttpRequest) -> str:
    """The page to go to next: the one asked for, else the workbench."""
    return wanted(request) or reverse("home")


def shell(request: ScopedRequest) -> str:
    """A step of signing in is a sheet without the frame, which would offer what does not open yet."""
    return FRAMED if request.step is None else SHEET
