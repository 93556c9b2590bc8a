"""The pools: the ledger, a member's page with its recusals and history, the forms."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mingjian.accounts.models import user_of
from mingjian.accounts.wall import ScopedRequest, needs
from mingjian.audit import verbs
from mingjian.audit.record import record
from mingjian.ledgers.page import ledger_page
from mingjian.lib.errors import Invalid, Stale
from mingjian.offices.rights import Right
from mingjian.orgs.form_pages import both, form_page, tell
from mingjian.rounds import pool_page
from mingjian.rounds.actions.pool import declare_recusal, lift_recusal, record_members, revise_members
from mingjian.rounds.actions.pool_moves import MOVES
from mingjian.rounds.models import PoolMember
from mingjian.rounds.pool_forms import MemberForm, MemberRevisionForm, RecusalForm, stored_as_text
from mingjian.rounds.pool_ledger import POOLS
from mingjian.rounds.pool_sheets import new_member, typed
from mingjian.rounds.querysets import offices_with_pools
from mingjian.ui.components import Action

READ = verbs.register("pool_member.read", gettext_lazy("Pool member read"), reads=True)


def _found(request: ScopedRequest, pk: int) -> PoolMember:
    rows = PoolMember.objects.visible_to(request.scope).select_related("person", "org", "office")
    found: PoolMember = get_object_or_404(rows, pk=pk)
    return found


@needs(Right.READ_REGISTER)
@require_GET
def pool_list(request: ScopedRequest) -> HttpResponse:
    """人才库名册."""
    more = []
    if request.scope.has(Right.EDIT_REGISTER):
        more.append(Action(_("Take somebody into a pool"), reverse("pool-record"), "plus", "primary"))
    return ledger_page(request, POOLS, more)


@needs(Right.READ_REGISTER)
@require_GET
def pool_member(request: ScopedRequest, pk: int) -> HttpResponse:
    """One place in a pool: who, what they know, what they stay out of, in which teams they served."""
    found = _found(request, pk)
    record(READ, actor=request.scope.actor, kind="pool_member", ids=[pk])
    return render(request, "rounds/pool_member.html", pool_page.context(found, request.scope))


@needs(Right.EDIT_REGISTER)
@require_http_methods(["GET", "POST"])
def pool_record(request: ScopedRequest) -> HttpResponse:
    """Take a cadre into a pool."""
    start = {"office": user_of(request).office_id, "joined_on": request.scope.on.isoformat()}
    form = MemberForm(
        request.POST or None, scope=request.scope, offices=offices_with_pools(request.scope), initial=start
    )
    if request.method == "POST" and form.is_valid():
        values = {key: value for key, value in form.values.items() if value is not None}
        try:
            ids = record_members(rows=[new_member(values, form.cleaned_data["office"])], scope=request.scope)
        except Invalid as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("The cadre is in the pool."))
            return redirect("pool-member", ids[0])
    return form_page(
        request,
        form,
        title=_("Take somebody into a pool"),
        kicker=POOLS.words,
        kicker_url=reverse("pool-list"),
        cancel_url=reverse("pool-list"),
    )


@needs(Right.EDIT_REGISTER)
@require_http_methods(["GET", "POST"])
def pool_revise(request: ScopedRequest, pk: int) -> HttpResponse:
    """Change a place in a pool. Showing the form is a read."""
    found = _found(request, pk)
    request.scope.require(Right.EDIT_REGISTER, str(found.office_path))
    if request.method == "GET":
        record(READ, actor=request.scope.actor, kind="pool_member", ids=[pk])
    form = MemberRevisionForm(
        request.POST or None, scope=request.scope, office_id=found.office_id, initial=stored_as_text(found)
    )
    back, more = reverse("pool-member", args=[pk]), {}
    if request.method == "POST" and form.is_valid():
        values = typed(form.values)
        try:
            revise_members(rows=[(found, values, form.cleaned_data["version"] or 0)], scope=request.scope)
        except Invalid as refusal:
            tell(form, refusal)
        except Stale as stale:
            record(READ, actor=request.scope.actor, kind="pool_member", ids=[pk])
            more = both(form, stored_as_text(found), stale)
        else:
            messages.success(request, _("Saved."))
            return redirect("pool-member", pk)
    title = _("Change the place of %(name)s") % {"name": found.person.name}
    return form_page(request, form, title=title, kicker=POOLS.words, kicker_url=back, cancel_url=back, **more)


@needs(Right.EDIT_REGISTER)
@require_POST
def pool_move(request: ScopedRequest, pk: int, verb: str) -> HttpResponse:
    """One step along the table."""
    if verb not in MOVES:
        raise Http404
    MOVES[verb](member=_found(request, pk), scope=request.scope, reason=request.POST.get("reason", "")[:2000])
    messages.success(request, _("Done."))
    return redirect("pool-member", pk)


@needs(Right.EDIT_REGISTER)
@require_http_methods(["GET", "POST"])
def recusal_declare(request: ScopedRequest, pk: int) -> HttpResponse:
    """Declare that a member stays out of a body."""
    found = _found(request, pk)
    request.scope.require(Right.EDIT_REGISTER, str(found.office_path))
    form = RecusalForm(request.POST or None, scope=request.scope, initial={"since": request.scope.on})
    back = reverse("pool-member", args=[pk])
    if request.method == "POST" and form.is_valid():
        values: dict[str, Any] = form.cleaned_data
        try:
            declare_recusal(member=found, scope=request.scope, **values)
        except Invalid as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("The recusal is declared."))
            return redirect("pool-member", pk)
    title = _("Declare a recusal of %(name)s") % {"name": found.person.name}
    return form_page(request, form, title=title, kicker=POOLS.words, kicker_url=back, cancel_url=back)


@needs(Right.EDIT_REGISTER)
@require_POST
def recusal_lift(request: ScopedRequest, pk: int, recusal: int) -> HttpResponse:
    """End a recusal, with a reason."""
    found = _found(request, pk)
    row = get_object_or_404(found.recusals, pk=recusal)
    lift_recusal(recusal=row, reason=request.POST.get("reason", "")[:2000], scope=request.scope)
    messages.success(request, _("The recusal is lifted."))
    return redirect("pool-member", pk)
