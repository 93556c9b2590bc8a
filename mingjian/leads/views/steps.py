"""The steps of a lead: each a form that asks for what its rule asks for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from mingjian.accounts.wall import ScopedRequest, needs
from mingjian.leads import actions
from mingjian.leads.forms import (
    AssignForm,
    CloseForm,
    ConcludeForm,
    DisposeForm,
    ExtendForm,
    HoldForm,
    ReopenForm,
    ReplyForm,
)
from mingjian.leads.handlers import colleague, handlers
from mingjian.leads.models import Lead
from mingjian.leads.views.leads import form_page
from mingjian.lib.errors import Invalid
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its words, its form, what it does, and what to know before."""

    words: Words
    form: type[forms.Form]
    do: Callable[[Lead, Mapping[str, Any], Scope], object]
    explanation: Words = ""
    tone: str = ""


def _assign(lead: Lead, given: Mapping[str, Any], scope: Scope) -> object:
    return actions.assign(lead=lead, to=colleague(given["assignee"]), department=given["department"], scope=scope)


STEPS: dict[str, Step] = {
    "dispose": Step(
        _("Take up"),
        DisposeForm,
        lambda lead, given, scope: actions.dispose(lead=lead, scope=scope, **given),
        _("A lead is taken up three times at most. An inquiry sets the clock of its reply going."),
    ),
    "hold": Step(
        _("Hold for later check"),
        HoldForm,
        lambda lead, given, scope: actions.hold(lead=lead, scope=scope, **given),
    ),
    "conclude": Step(
        _("Conclude"),
        ConcludeForm,
        lambda lead, given, scope: actions.conclude(lead=lead, scope=scope, **given),
        _("What was decided about persons and bodies is recorded in outcomes."),
    ),
    "close_unfounded": Step(
        _("Close as unfounded"),
        CloseForm,
        lambda lead, given, scope: actions.close_unfounded(lead=lead, scope=scope, **given),
        _("The lead leaves search, lines, person pages, dossiers and counts at once; the record keeps it sealed."),
    ),
    "reopen": Step(
        _("Take up again"),
        ReopenForm,
        lambda lead, given, scope: actions.reopen(lead=lead, scope=scope, **given),
        _("Outcomes that were recorded stand until they are revoked or corrected."),
    ),
    "reply": Step(
        _("Reply received"),
        ReplyForm,
        lambda lead, given, scope: actions.record_reply(lead=lead, on=given["replied_on"], scope=scope),
        _("From that day the report on the inquiry is due."),
    ),
    "extend": Step(
        _("Extend the deadline"),
        ExtendForm,
        lambda lead, given, scope: actions.extend(lead=lead, scope=scope, **given),
        _("A deadline is extended as far as its rule allows, and never without approval."),
    ),
    "assign": Step(
        _("Assign the lead"),
        AssignForm,
        _assign,
        _("Only colleagues of the office who may read this lead themselves can be chosen."),
    ),
}


@needs(Right.EDIT_LEADS)
@require_http_methods(["GET", "POST"])
def lead_move(request: ScopedRequest, pk: int, verb: str) -> HttpResponse:
    """Take a lead through one step."""
    step = STEPS.get(verb)
    if step is None:
        raise Http404
    lead: Lead = get_object_or_404(Lead.objects.visible_to(request.scope), pk=pk)
    request.scope.require(Right.EDIT_LEADS, str(lead.office_path))
    form = step.form(request.POST or None, **_more(step, lead))
    if request.method == "POST" and form.is_valid():
        try:
            step.do(lead, form.cleaned_data, request.scope)
        except Invalid as refusal:
            for key, sentence in (refusal.fields or {"": refusal.message}).items():
                form.add_error(key if key in form.fields else None, sentence)
        else:
            return _done(request, pk, verb)
    title = f"{step.words}: {lead.number}"
    return form_page(
        request, form, title, reverse("lead", args=[pk]), submit_label=step.words, explanation=step.explanation
    )


def _more(step: Step, lead: Lead) -> dict[str, Any]:
    if step.form is not AssignForm:
        return {}
    colleagues = [(user.pk, user.display_name) for user in handlers(lead)]
    return {
        "colleagues": colleagues,
        "initial": {"department": lead.department, "assignee": lead.assignee_id},
    }


def _done(request: ScopedRequest, pk: int, verb: str) -> HttpResponse:
    if verb == "close_unfounded":
        messages.success(request, gettext("The lead is closed as unfounded and has left every view."))
        return redirect("lead-list")
    messages.success(request, gettext("Done."))
    return redirect("lead", pk)
