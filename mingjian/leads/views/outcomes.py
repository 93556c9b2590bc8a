"""The ledger of outcomes, an outcome's page, recording, completing, correcting and revoking it."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mingjian.accounts.models import user_of
from mingjian.accounts.wall import ScopedRequest, needs
from mingjian.audit.record import record
from mingjian.leads import outcome_page
from mingjian.leads.actions import OutcomeChange, correct, record_outcomes, revise_outcomes, revoke
from mingjian.leads.models import Lead, Outcome
from mingjian.leads.offices import offices_to_record_for
from mingjian.leads.outcome_forms import OutcomeCompletion, OutcomeCorrection, OutcomeForm, stored_as_text
from mingjian.leads.outcome_ledger import COLUMNS, OUTCOMES
from mingjian.leads.outcome_sheets import new_outcomes, typed
from mingjian.leads.views.leads import form_page
from mingjian.ledgers.page import ledger_page
from mingjian.ledgers.row_form import RowForm
from mingjian.ledgers.row_history import history_of
from mingjian.lib.errors import Invalid, Stale
from mingjian.offices.rights import Right
from mingjian.offices.scope import Depth
from mingjian.ui.components import Action


@needs(Right.READ_FINDINGS)
@require_GET
def outcome_list(request: ScopedRequest) -> HttpResponse:
    """Outcomes of every kind in scope, the latest first."""
    more = []
    if request.scope.has(Right.EDIT_LEADS):
        more.append(Action(_("Record an outcome"), reverse("outcome-record"), "plus", "primary"))
    return ledger_page(request, OUTCOMES, more)


@needs(Right.READ_FINDINGS)
@require_GET
def outcome(request: ScopedRequest, pk: int) -> HttpResponse:
    """One concluded outcome, as deep as the reader may see it. The read is recorded."""
    rows = Outcome.objects.visible_to(request.scope, Depth.EXISTENCE).select_related("person", "org", "office")
    found: Outcome = get_object_or_404(rows, pk=pk)
    depth = Outcome.gate.depth_here(found, request.scope)
    _read(request, pk, depth)
    context = outcome_page.context(found, depth, request.scope)
    if context["may_edit"]:
        context["history"] = history_of("outcome", pk, COLUMNS)
    return render(request, "leads/outcome.html", context)


def _read(request: ScopedRequest, pk: int, depth: Depth) -> None:
    record("outcome.read", actor=request.scope.actor, kind="outcome", ids=[pk], detail={"depth": int(depth)})


@needs(Right.EDIT_LEADS)
@require_http_methods(["GET", "POST"])
def outcome_record(request: ScopedRequest) -> HttpResponse:
    """Record an outcome by hand; from a lead, what the lead says stands there already."""
    initial = {"office": user_of(request).office_id, "decided_on": request.scope.on, **_told(request)}
    offices = offices_to_record_for(request.scope)
    form = OutcomeForm(request.POST or None, scope=request.scope, offices=offices, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = {key: value for key, value in form.values.items() if value is not None}
        try:
            with transaction.atomic():
                rows = new_outcomes([given], form.cleaned_data["office"], request.scope)
                [pk] = record_outcomes(rows=rows, scope=request.scope)
        except Invalid as refusal:
            _tell(form, refusal)
        else:
            messages.success(request, _("The outcome is recorded."))
            return redirect("outcome", pk)
    return _form(request, form, _("Record an outcome"), reverse("outcome-list"))


def _told(request: ScopedRequest) -> dict[str, Any]:
    """What a lead says of its outcome: its number, its body, its first accused."""
    text = request.GET.get("lead", "")
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        return {}
    rows = Lead.objects.visible_to(request.scope).select_related("org").prefetch_related("accused")
    lead: Lead = get_object_or_404(rows, pk=int(text))
    first = next(iter(sorted(lead.accused.all(), key=lambda each: each.pk)), None)
    written = "" if first is None else first.name_as_written
    post = f"（{first.post_as_written}）" if first is not None and first.post_as_written else ""
    return {
        "office": lead.office_id,
        "lead": lead.number,
        "org": lead.org.code if lead.org else "",
        "persons": f"{written}{post}",
        "form": lead.form or "",
    }


def _tell(form: RowForm, refusal: Invalid) -> None:
    """The sentence of the one row, or of the action."""
    fields = {"": refusal.fields["0"]} if "0" in refusal.fields else refusal.fields
    form.tell(fields, refusal.message)


def _editable(request: ScopedRequest, pk: int) -> Outcome:
    rows = Outcome.objects.visible_to(request.scope).select_related("person", "org")
    found: Outcome = get_object_or_404(rows, pk=pk)
    request.scope.require(Right.EDIT_LEADS, str(found.office_path))
    return found


@needs(Right.EDIT_LEADS)
@require_http_methods(["GET", "POST"])
def outcome_edit(request: ScopedRequest, pk: int) -> HttpResponse:
    """Complete an outcome: its document, announcement, execution, amount. Showing it is a read."""
    found = _editable(request, pk)
    stored = stored_as_text(found, OutcomeCompletion)
    form = OutcomeCompletion(request.POST or None, scope=request.scope, office_id=found.office_id, initial=stored)
    back = reverse("outcome", args=[pk])
    if request.method == "GET":
        _read(request, pk, Depth.FULL)
    elif form.is_valid():
        values = {key: value for key, value in typed(form.values).items() if key != "persons"}
        change = OutcomeChange(pk, form.cleaned_data["version"] or 0, values)
        try:
            revise_outcomes(changes=[change], scope=request.scope, reason=form.cleaned_data["reason"])
        except Stale as stale:
            _read(request, pk, Depth.FULL)
            mine = request.POST.copy()
            mine["version"] = str(stale.current)
            form.data = mine
            more = {"conflict": stale.message, "differing": form.differing(stored), "status": 409}
            return _form(request, form, _("Saved by two"), back, **more)
        except Invalid as refusal:
            _tell(form, refusal)
        else:
            messages.success(request, _("The outcome is saved."))
            return redirect("outcome", pk)
    return _form(request, form, _("Complete the outcome"), back)


@needs(Right.EDIT_LEADS)
@require_http_methods(["GET", "POST"])
def outcome_correct(request: ScopedRequest, pk: int) -> HttpResponse:
    """Record the later decision that takes the place of this one. Showing it is a read."""
    found = _editable(request, pk)
    initial = stored_as_text(found, OutcomeCorrection) | {"document_number": "", "decided_on": request.scope.on}
    form = OutcomeCorrection(request.POST or None, scope=request.scope, office_id=found.office_id, initial=initial)
    if request.method == "GET":
        _read(request, pk, Depth.FULL)
    elif form.is_valid():
        values = {key: value for key, value in typed(form.values).items() if key != "persons"}
        try:
            new = correct(outcome=found, values=values, reason=form.cleaned_data["reason"], scope=request.scope)
        except Invalid as refusal:
            _tell(form, refusal)
        else:
            messages.success(request, _("The later decision is recorded; the former one keeps its history."))
            return redirect("outcome", new.pk)
    return _form(request, form, _("Correct by a later decision"), reverse("outcome", args=[pk]))


@needs(Right.EDIT_LEADS)
@require_POST
def outcome_revoke(request: ScopedRequest, pk: int) -> HttpResponse:
    """Revoke an outcome, with a reason."""
    revoke(outcome=_editable(request, pk), reason=request.POST.get("reason", "")[:2000], scope=request.scope)
    messages.success(request, _("The outcome is revoked."))
    return redirect("outcome", pk)


def _form(request: ScopedRequest, form: RowForm, title: str, cancel_url: str, **more: Any) -> HttpResponse:
    more |= {"kicker": _("Outcomes"), "kicker_url": reverse("outcome-list")}
    return form_page(request, form, title, cancel_url, **more)
