"""Opening one lead that was closed as unfounded: by its number, with a reason, for one look."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from mingjian.accounts.models import user_of
from mingjian.accounts.wall import ScopedRequest, needs
from mingjian.leads import page
from mingjian.leads.actions import clarify, open_sealed
from mingjian.leads.forms import ClarifyForm, LeadRevision, OpenSealedForm
from mingjian.leads.models import Lead
from mingjian.leads.offices import offices_to_record_for
from mingjian.leads.sealed import sealed_leads
from mingjian.leads.views.leads import form_page
from mingjian.ledgers.row_history import history_of
from mingjian.lib.errors import Invalid
from mingjian.offices.rights import Right


@needs(Right.OPEN_SEALED_LEADS)
@require_http_methods(["GET", "POST"])
def lead_sealed(request: ScopedRequest) -> HttpResponse:
    """Ask for the number and the reason; show the record in the answer itself, so that no address leads to it."""
    offices = offices_to_record_for(request.scope, Right.OPEN_SEALED_LEADS)
    form = OpenSealedForm(request.POST or None, offices=offices, initial={"office": user_of(request).office_id})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            found = open_sealed(
                office_id=given["office"], number=given["number"], reason=given["reason"], scope=request.scope
            )
        except Invalid as refusal:
            for key, sentence in refusal.fields.items():
                form.add_error(key if key in form.fields else None, sentence)
        else:
            if found:
                return _shown(request, found)
            form.add_error("number", _("No sealed lead of this number is within your reach."))
    return form_page(
        request,
        form,
        _("Open a sealed lead"),
        reverse("lead-list"),
        submit_label=_("Open the sealed record"),
        explanation=_("A lead closed as unfounded is sealed. Opening it is recorded with your reason."),
    )


def _shown(request: ScopedRequest, lead: Lead, form: ClarifyForm | None = None) -> HttpResponse:
    initial = {"office": lead.office_id, "number": lead.number, "decided_on": request.scope.on}
    context = {
        "title": lead.number,
        "kicker": _("Sealed leads"),
        "kicker_url": reverse("lead-sealed"),
        "facts": page.facts_sealed(lead),
        "lead": lead,
        "sealed": True,
        "accused": [(each.name_as_written, each.post_as_written, None) for each in lead.accused.all()],
        "particulars": page.particulars(lead),
        "handlings": lead.handlings.all(),
        "extensions": lead.extensions.all(),
        "history": history_of("lead", lead.pk, LeadRevision.columns),
        "form": form or ClarifyForm(initial=initial),
    }
    response = render(request, "leads/sealed.html", context, status=422 if form and form.errors else 200)
    response["Cache-Control"] = "no-store"
    return response


@needs(Right.OPEN_SEALED_LEADS)
@require_POST
def lead_clarify(request: ScopedRequest) -> HttpResponse:
    """Record the clarification of everybody a sealed lead was about."""
    form = ClarifyForm(request.POST)
    form.is_valid()
    office_id, number = form.cleaned_data.get("office") or 0, form.cleaned_data.get("number", "")
    lead: Lead = get_object_or_404(sealed_leads(office_id, number, request.scope))
    if form.is_valid():
        given = {key: value for key, value in form.cleaned_data.items() if key not in ("office", "number")}
        try:
            ids = clarify(lead=lead, scope=request.scope, **given)
        except Invalid as refusal:
            for key, sentence in (refusal.fields or {"": refusal.message}).items():
                form.add_error(key if key in form.fields else None, sentence)
        else:
            messages.success(request, _("The clarification is recorded."))
            return redirect("outcome", ids[0])
    return _shown(request, lead, form)
