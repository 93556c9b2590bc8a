"""Suggestions for pickers."""

from django.http import HttpResponse
from django.utils.html import format_html_join
from django.views.decorators.http import require_GET

from mingjian.accounts.wall import ScopedRequest, signed_in
from mingjian.orgs.picking import OFFERS


@signed_in
@require_GET
def pick(request: ScopedRequest, kind: str) -> HttpResponse:
    """Options for what is typed, of one kind, as far as the scope sees them; none for less than two characters."""
    typed = str(next(iter(request.GET.values()), "")).strip()[:60]
    offer = OFFERS.get(kind)
    offered = offer(typed, request.scope) if offer and len(typed) > 1 else ()
    return HttpResponse(format_html_join("", '<option value="{}"></option>', ((each,) for each in offered)))
