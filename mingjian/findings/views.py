"""The ledger of findings, a finding's page as deep as its reader sees it, recording, editing, rectification."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
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
from mingjian.findings import actions, page
from mingjian.findings.forms import FindingForm, ReviewForm, stored_as_text
from mingjian.findings.ledger import FINDINGS
from mingjian.findings.models import Finding
from mingjian.findings.offices import offices_to_record_for
from mingjian.findings.second_look import later_entries
from mingjian.findings.sheets import typed
from mingjian.flow.history import changes_of
from mingjian.ledgers.page import ledger_page
from mingjian.lib.errors import Invalid, Stale
from mingjian.offices.rights import Right
from mingjian.offices.scope import Depth
from mingjian.ui.components import Action

READ = verbs.register("finding.read", gettext_lazy("Read a finding"), reads=True)

MOVES: dict[str, Callable[..., Finding]] = {
    "begin": actions.begin,
    "advance": actions.advance,
    "finish": actions.finish,
    "close_out": actions.close_out,
    "reopen": actions.reopen,
}


@needs(Right.READ_FINDINGS)
@require_GET
def finding_list(request: ScopedRequest) -> HttpResponse:
    """问题台账."""
    more = []
    if request.scope.has(Right.EDIT_FINDINGS):
        more.append(Action(_("Record a finding"), reverse("finding-record"), "plus", "primary"))
    return ledger_page(request, FINDINGS, more)


@needs(Right.READ_FINDINGS)
@require_GET
def finding(request: ScopedRequest, pk: int) -> HttpResponse:
    """One finding. Through a dossier's sight only as deep as the holding office lets it be seen."""
    depth = Finding.objects.visible_to(request.scope, Depth.EXISTENCE).depth_of(request.scope, pk)
    if depth is None:
        raise Http404
    rows = Finding.objects.visible_to(request.scope, depth).select_related("org", "office")
    found = get_object_or_404(rows, pk=pk)
    _read(request, found, depth)
    return render(request, "findings/finding.html", page.context(found, depth, request.scope))


@needs(Right.EDIT_FINDINGS)
@require_http_methods(["GET", "POST"])
def finding_record(request: ScopedRequest) -> HttpResponse:
    """Record one finding by hand."""
    form = FindingForm(
        request.POST or None,
        scope=request.scope,
        offices=offices_to_record_for(request.scope),
        initial={"office": user_of(request).office_id, "org": request.GET.get("org", "")},
    )
    if request.method == "POST" and form.is_valid():
        values = {name: value for name, value in typed(form.values).items() if value is not None}
        new = actions.NewFinding(office_id=form.cleaned_data["office"], **values)
        try:
            ids = actions.record_findings(rows=[new], scope=request.scope)
        except Invalid as refusal:
            form.tell(refusal.fields, refusal.message)
        else:
            messages.success(request, _("The finding is recorded."))
            return redirect("finding", ids[0])
    return _form(request, form, _("Record a finding"), reverse("finding-list"))


@needs(Right.EDIT_FINDINGS)
@require_http_methods(["GET", "POST"])
def finding_edit(request: ScopedRequest, pk: int) -> HttpResponse:
    """Edit a finding; who saves second is shown both, and nothing of either is lost. Showing it is a read."""
    rows = Finding.objects.visible_to(request.scope).select_related("org")
    found = get_object_or_404(rows, pk=pk)
    request.scope.require(Right.EDIT_FINDINGS, str(found.office_path), found.target_id)
    stored = stored_as_text(found)
    form = FindingForm(request.POST or None, scope=request.scope, office_id=found.office_id, initial=stored)
    back = reverse("finding", args=[pk])
    if request.method == "GET":
        _read(request, found, Depth.FULL)
    elif form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            actions.revise(finding=found, values=typed(form.values), version=version, scope=request.scope)
        except Stale as stale:
            _read(request, found, Depth.FULL)
            return _conflict(request, form, stored, stale, back)
        except Invalid as refusal:
            form.tell(refusal.fields, refusal.message)
        else:
            messages.success(request, _("The finding is saved."))
            return redirect("finding", pk)
    return _form(request, form, _("Edit %(number)s") % {"number": found.number}, back)


@needs(Right.EDIT_FINDINGS)
@require_http_methods(["GET", "POST"])
def finding_review(request: ScopedRequest, pk: int) -> HttpResponse:
    """回头看: record what a later look found. Showing the form is a read."""
    found: Finding = get_object_or_404(Finding.objects.visible_to(request.scope), pk=pk)
    request.scope.require(Right.EDIT_FINDINGS, str(found.office_path), found.target_id)
    entries = later_entries(found, request.scope)
    form = ReviewForm(request.POST or None, entries=entries, initial={"reviewed_on": request.scope.on})
    if request.method == "GET":
        _read(request, found, Depth.FULL)
    elif form.is_valid():
        try:
            actions.review(finding=found, scope=request.scope, **form.cleaned_data)
        except Invalid as refusal:
            for key, sentence in (refusal.fields or {"": refusal.message}).items():
                form.add_error(key if key in form.fields else None, sentence)
        else:
            messages.success(request, _("The second look is recorded."))
            return redirect("finding", pk)
    title = _("Second look at %(number)s") % {"number": found.number}
    return _form(request, form, title, reverse("finding", args=[pk]))


@needs(Right.EDIT_FINDINGS)
@require_POST
def finding_undo(request: ScopedRequest, pk: int, change: int) -> HttpResponse:
    """Put back what the last change altered."""
    found: Finding = get_object_or_404(Finding.objects.visible_to(request.scope).select_related("org"), pk=pk)
    kept = next((each for each in changes_of("finding", pk) if each.pk == change), None)
    if kept is None:
        raise Http404
    actions.undo_change(finding=found, change=kept, scope=request.scope)
    messages.success(request, _("The former values are back."))
    return redirect("finding", pk)


@needs(Right.EDIT_FINDINGS)
@require_POST
def finding_move(request: ScopedRequest, pk: int, verb: str) -> HttpResponse:
    """One step of rectification."""
    if verb not in MOVES:
        raise Http404
    with transaction.atomic():
        found = get_object_or_404(Finding.objects.visible_to(request.scope).select_for_update(of=("self",)), pk=pk)
        MOVES[verb](finding=found, scope=request.scope, reason=request.POST.get("reason", "")[:2000])
    messages.success(request, _("The state of rectification is changed."))
    return redirect("finding", pk)


def _read(request: ScopedRequest, found: Finding, depth: Depth) -> None:
    record(READ, actor=request.scope.actor, kind="finding", ids=[found.pk], detail={"depth": depth.name.lower()})


def _form(request: ScopedRequest, form: Any, title: str, cancel_url: str, **more: Any) -> HttpResponse:
    context = {"title": title, "kicker": _("Findings"), "kicker_url": reverse("finding-list"), "form": form}
    status = 422 if form.errors else 200
    return render(
        request, "findings/form.html", context | {"cancel_url": cancel_url} | more, status=more.get("status", status)
    )


def _conflict(
    request: ScopedRequest, form: FindingForm, stored: dict[str, Any], stale: Stale, back: str
) -> HttpResponse:
    """Mine in the fields, theirs beside each field that differs; saving again is against the version now stored."""
    mine = request.POST.copy()
    mine["version"] = str(stale.current)
    form.data = mine
    return _form(
        request, form, _("Saved by two"), back, conflict=stale.message, differing=form.differing(stored), status=409
    )
