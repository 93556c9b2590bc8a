"""Forms of the tabs above a ledger."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mingjian.accounts.models import user_of
from mingjian.accounts.wall import ScopedRequest, signed_in
from mingjian.ledgers.addresses import VIEW
from mingjian.ledgers.models import SavedView
from mingjian.ledgers.registry import LEDGERS, Ledger
from mingjian.ledgers.saved import actions
from mingjian.ledgers.saved.querysets import seen_by
from mingjian.ledgers.saved.tabs import ALL, clean
from mingjian.lib.errors import NotAllowed

STEPS = ("revise", "replace", "delete", "open", "forget")


@signed_in
@require_POST
def view_save(request: ScopedRequest, code: str) -> HttpResponse:
    """Keep what the page shows as a view."""
    ledger = _ledger(request, code)
    view = actions.save(
        ledger=ledger,
        name=request.POST.get("name", ""),
        query=clean(request.POST.get("query", "")),
        shared=request.POST.get("shared") == "1",
        user=user_of(request),
        scope=request.scope,
    )
    messages.success(request, _("The view is saved."))
    return _shown(ledger, view)


@signed_in
@require_POST
def view_step(request: ScopedRequest, pk: int, step: str) -> HttpResponse:
    """Rename or share, replace by what the page shows, delete, open the ledger with it or no longer."""
    user = user_of(request)
    view = get_object_or_404(seen_by(user), pk=pk)
    ledger = _ledger(request, view.ledger)
    match step:
        case "revise":
            name, shared = request.POST.get("name", ""), request.POST.get("shared") == "1"
            actions.revise(view=view, name=name, shared=shared, scope=request.scope)
        case "replace":
            query = clean(request.POST.get("query", ""))
            actions.revise(view=view, name=view.name, shared=view.shared, query=query, scope=request.scope)
        case "open" | "forget":
            chosen = view if step == "open" else None
            actions.open_with(ledger=ledger, view=chosen, user=user, scope=request.scope)
        case "delete":
            actions.delete(view=view, scope=request.scope)
            messages.success(request, _("The view is deleted."))
            return redirect(f"{reverse(ledger.list_url)}?{VIEW}={ALL}")
        case _:
            raise Http404
    messages.success(request, _("The view is changed."))
    return _shown(ledger, view)


def _shown(ledger: Ledger, view: SavedView) -> HttpResponse:
    return redirect(f"{reverse(ledger.list_url)}?{VIEW}={view.pk}&{view.query}")


def _ledger(request: ScopedRequest, code: str) -> Ledger:
    if code not in LEDGERS:
        raise Http404
    if not request.scope.has(LEDGERS[code].right):
        raise NotAllowed(_("Your account does not hold the right to read this ledger."))
    return LEDGERS[code]
