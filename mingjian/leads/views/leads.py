"""The ledger of leads, a lead's page, registering and revising."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from mingjian.accounts.models import user_of
from mingjian.accounts.wall import ScopedRequest, needs
from mingjian.audit.record import record
from mingjian.findings.models import Finding
from mingjian.leads import page
from mingjian.leads.actions import record_leads, revise_lead
from mingjian.leads.forms import LeadForm, LeadRevision, stored_as_text
from mingjian.leads.ledger import LEADS
from mingjian.leads.models import Lead
from mingjian.leads.offices import offices_to_record_for
from mingjian.leads.sheets import new_lead, typed
from mingjian.ledgers.page import ledger_page
from mingjian.lib.errors import Invalid, Stale
from mingjian.offices.rights import Right
from mingjian.offices.scope import Depth, Scope
from mingjian.ui.components import Action


@needs(Right.READ_LEADS)
@require_GET
def lead_list(request: ScopedRequest) -> HttpResponse:
    """Leads in scope, the latest first, marked unverified. The read is recorded with the ids shown."""
    more = []
    if request.scope.has(Right.EDIT_LEADS):
        more.append(Action(_("Register a lead"), reverse("lead-record"), "plus", "primary"))
    if request.scope.has(Right.OPEN_SEALED_LEADS):
        more.append(Action(_("Open a sealed lead"), reverse("lead-sealed"), "lock-keyhole"))
    return ledger_page(request, LEADS, more)


@needs(Right.READ_LEADS)
@require_GET
def lead(request: ScopedRequest, pk: int) -> HttpResponse:
    """One lead, as deep as the reader may see it. The read is recorded."""
    rows = Lead.objects.visible_to(request.scope, Depth.EXISTENCE)
    rows = rows.select_related("org", "office", "finding", "assignee").prefetch_related("accused")
    found: Lead = get_object_or_404(rows, pk=pk)
    depth = Lead.gate.depth_here(found, request.scope)
    _read(request, pk, depth)
    return render(request, "leads/lead.html", page.context(found, depth, request.scope))


@needs(Right.EDIT_LEADS)
@require_http_methods(["GET", "POST"])
def lead_record(request: ScopedRequest) -> HttpResponse:
    """Register a lead by hand; from a finding, what the finding says stands there already."""
    finding = _finding(request)
    offices = offices_to_record_for(request.scope)
    initial = {"office": user_of(request).office_id, "received_on": request.scope.on, **_told(finding)}
    form = LeadForm(request.POST or None, scope=request.scope, offices=offices, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            pk = _registered(form, finding, request.scope)
        except Invalid as refusal:
            form.tell(refusal.fields if "0" not in refusal.fields else {"": refusal.fields["0"]}, refusal.message)
        else:
            messages.success(request, _("The lead is registered."))
            return redirect("lead", pk)
    return form_page(request, form, _("Register a lead"), reverse("lead-list"))


def _finding(request: ScopedRequest) -> Finding | None:
    """The finding that a lead is made of, as far as the reader sees it whole."""
    text = request.GET.get("finding", "")
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        return None
    rows = Finding.objects.visible_to(request.scope).select_related("org")
    found: Finding = get_object_or_404(rows, pk=int(text))
    return found


def _told(finding: Finding | None) -> dict[str, Any]:
    if finding is None:
        return {}
    return {"source": "inspection", "org": finding.org.code, "summary": finding.description}


def _registered(form: LeadForm, finding: Finding | None, scope: Scope) -> int:
    with transaction.atomic():
        new = new_lead(form.values, form.cleaned_data["office"], scope, finding_id=finding.pk if finding else None)
        return record_leads(rows=[new], scope=scope)[0]


@needs(Right.EDIT_LEADS)
@require_http_methods(["GET", "POST"])
def lead_edit(request: ScopedRequest, pk: int) -> HttpResponse:
    """Revise a lead; who saves second is shown both, and nothing of either is lost. Showing it is a read."""
    rows = Lead.objects.visible_to(request.scope).select_related("org").prefetch_related("accused")
    found: Lead = get_object_or_404(rows, pk=pk)
    request.scope.require(Right.EDIT_LEADS, str(found.office_path))
    stored = stored_as_text(found)
    form = LeadRevision(request.POST or None, scope=request.scope, office_id=found.office_id, initial=stored)
    back = reverse("lead", args=[pk])
    if request.method == "GET":
        _read(request, pk, Depth.FULL)
    elif form.is_valid():
        try:
            _revised(form, found, request.scope)
        except Stale as stale:
            _read(request, pk, Depth.FULL)
            return _conflict(request, form, stored, stale, back)
        except Invalid as refusal:
            form.tell(refusal.fields, refusal.message)
        else:
            messages.success(request, _("The lead is saved."))
            return redirect("lead", pk)
    return form_page(request, form, _("Revise %(number)s") % {"number": found.number}, back)


def _revised(form: LeadRevision, lead: Lead, scope: Scope) -> None:
    values = typed(form.values)
    persons, org_id = values.pop("persons", []), values.pop("org_id", None)
    version, reason = form.cleaned_data["version"] or 0, form.cleaned_data["reason"]
    revise_lead(lead=lead, values=values, org_id=org_id, persons=persons, version=version, reason=reason, scope=scope)


def _conflict(
    request: ScopedRequest, form: LeadRevision, stored: dict[str, Any], stale: Stale, back: str
) -> HttpResponse:
    """Mine in the fields, theirs beside each field that differs; saving again is against the version now stored."""
    mine = request.POST.copy()
    mine["version"] = str(stale.current)
    form.data = mine
    return form_page(
        request, form, _("Saved by two"), back, conflict=stale.message, differing=form.differing(stored), status=409
    )


def _read(request: ScopedRequest, pk: int, depth: Depth) -> None:
    record("lead.read", actor=request.scope.actor, kind="lead", ids=[pk], detail={"depth": int(depth)})


def form_page(
    request: ScopedRequest, form: Any, title: Any, cancel_url: str, *, status: int = 0, **more: Any
) -> HttpResponse:
    """A form of this room."""
    context = {
        "title": title,
        "kicker": _("Leads"),
        "kicker_url": reverse("lead-list"),
        "form": form,
        "cancel_url": cancel_url,
    }
    return render(request, "leads/form.html", context | more, status=status or (422 if form.errors else 200))
