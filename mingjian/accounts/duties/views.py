"""The page of each of the three administrators."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from mingjian.accounts.duties.page import context
from mingjian.accounts.wall import ScopedRequest, needs
from mingjian.offices.rights import Hand, Right


@needs(Right.MANAGE_USERS)
@require_GET
def system(request: ScopedRequest) -> HttpResponse:
    """What the system administrator does."""
    return render(request, "accounts/tables.html", context(Hand.SYSTEM))


@needs(Right.MANAGE_GRANTS)
@require_GET
def security(request: ScopedRequest) -> HttpResponse:
    """What the security administrator does."""
    return render(request, "accounts/tables.html", context(Hand.SECURITY))


@needs(Right.READ_AUDIT)
@require_GET
def audit(request: ScopedRequest) -> HttpResponse:
    """What the audit administrator does."""
    return render(request, "accounts/tables.html", context(Hand.AUDIT))
