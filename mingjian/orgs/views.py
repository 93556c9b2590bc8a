"""Pages of organisations."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from mingjian.accounts.wall import ScopedRequest, needs
from mingjian.flow.deeds import deeds_html
from mingjian.ledgers.page import ledger_page
from mingjian.lib.dates import DateNotUnderstood, PartialDate
from mingjian.lib.errors import Invalid, Stale
from mingjian.offices.clock import today
from mingjian.offices.rights import Right
from mingjian.orgs import actions, page
from mingjian.orgs.carrying_out import prepared, preview
from mingjian.orgs.forms import CHANGE_FORMS, ChangeForm, HandOverForm, ReasonForm, RecordForm, ReviseForm
from mingjian.orgs.labels import LABELS, show
from mingjian.orgs.ledger import ORGANISATIONS
from mingjian.orgs.models import Organisation
from mingjian.orgs.sections import sections_of
from mingjian.orgs.written import when
from mingjian.ui.components import Action

UNPROCESSABLE, CONFLICT = 422, 409


def _found(request: ScopedRequest, pk: int) -> Organisation:
    row: Organisation = get_object_or_404(
        Organisation.objects.visible_to(request.scope).select_related("division"), pk=pk
    )
    return row


def _kicker() -> dict[str, str]:
    return {"kicker": _("Organisations"), "kicker_url": reverse("organisation-list")}


def _explain(form: Any, wrong: Invalid) -> None:
    """Put an action's refusal where it belongs in the form."""
    if not any(field in form.fields for field in wrong.fields):
        form.add_error(None, wrong.message)
    for field, sentence in wrong.fields.items():
        if field in form.fields:
            form.add_error(field, f"{wrong.message} {sentence}")


@needs(Right.READ_REGISTER)
def organisation_list(request: ScopedRequest) -> HttpResponse:
    """The organisations in scope: filtered, sorted, page by page."""
    offered = []
    if request.scope.has(Right.EDIT_REGISTER):
        offered = [Action(_("Record an organisation"), reverse("organisation-record"), "plus", "primary")]
    return ledger_page(request, ORGANISATIONS, offered)


@needs(Right.READ_REGISTER)
def organisation(request: ScopedRequest, pk: int) -> HttpResponse:
    """One organisation: its names and superiors in time, its units, its changes, and what upper rooms add."""
    row = _found(request, pk)
    context = {
        **_kicker(),
        "title": row.name,
        "organisation": row,
        "facts": page.facts(row),
        "actions": page.page_actions(row, request.scope),
        "names": page.names(row),
        "superiors": page.superiors(row, request.scope),
        "units": page.units(row, request.scope),
        "changes": page.changes(row, request.scope, may_undo=page.may_edit(row, request.scope)),
        "sections": sections_of(request, row),
        "history": deeds_html("organisation", pk, LABELS, show),
        "most": page.MOST_UNITS,
    }
    return render(request, "orgs/organisation.html", context)


def _day(text: str) -> date | None:
    try:
        found = PartialDate.parse(text.strip())
    except DateNotUnderstood:
        return None
    return found.lower if found else None


@needs(Right.READ_REGISTER)
def organisation_tree(request: ScopedRequest, pk: int) -> HttpResponse:
    """The body and all that stood below it on a day (`?on=2015-01-01`)."""
    row = _found(request, pk)
    typed = request.GET.get("on", "")
    on = _day(typed) or today()
    context = {
        **_kicker(),
        "title": _("Tree of %(name)s") % {"name": row.name},
        "organisation": row,
        "on": on,
        "unread": bool(typed) and _day(typed) is None,
        "nodes": page.tree(row, on, request.scope),
        "most": page.MOST_NODES,
    }
    return render(request, "orgs/tree.html", context)


@needs(Right.EDIT_REGISTER)
def organisation_record(request: ScopedRequest) -> HttpResponse:
    """Record an organisation."""
    form = RecordForm(request.POST or None, scope=request.scope)
    if request.method == "POST" and form.is_valid():
        try:
            [pk] = actions.record_organisations(rows=[form.row()], scope=request.scope).values()
        except Invalid as wrong:
            _explain(form, wrong)
        else:
            messages.success(request, _("The organisation is recorded."))
            return redirect("organisation", pk)
    context = {**_kicker(), "title": _("Record an organisation"), "form": form, "submit_label": _("Record it")}
    context["cancel_url"] = reverse("organisation-list")
    return render(request, "ui/shell_form.html", context, status=UNPROCESSABLE if form.errors else 200)


@needs(Right.EDIT_REGISTER)
def organisation_revise(request: ScopedRequest, pk: int) -> HttpResponse:
    """Correct what was written down wrong. Whoever comes second sees both versions and loses nothing."""
    row = _found(request, pk)
    form = ReviseForm(request.POST or None, scope=request.scope, initial=ReviseForm.stored(row))
    context: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        try:
            actions.revise(organisation=row, values=form.values(), version=version, scope=request.scope)
        except Invalid as wrong:
            _explain(form, wrong)
        except Stale as stale:
            context = _both_versions(form, row, stale)
        else:
            messages.success(request, _("Saved."))
            return redirect("organisation", pk)
    return _form_page(request, row, form, _("Correct %(name)s"), context)


@needs(Right.EDIT_REGISTER)
def organisation_hand_over(request: ScopedRequest, pk: int) -> HttpResponse:
    """Make other offices answerable; the tenures at the body pass to them at once. Asks for a reason."""
    row = _found(request, pk)
    start = {"offices": page.offices_as_lines(row), "version": row.version}
    form = HandOverForm(request.POST or None, scope=request.scope, initial=start)
    context: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        offices = [office.pk for office in values["offices"]]
        try:
            actions.hand_over(
                organisation=row,
                office_ids=offices,
                reason=values["reason"],
                version=values["version"],
                scope=request.scope,
            )
        except Invalid as wrong:
            _explain(form, wrong)
        except Stale as stale:
            context = _both_versions(form, row, stale)
        else:
            messages.success(request, _("Other offices are answerable from now on."))
            seen = Organisation.objects.visible_to(request.scope).filter(pk=pk).exists()
            return redirect("organisation", pk) if seen else redirect("organisation-list")
    return _form_page(request, row, form, _("Offices answerable for %(name)s"), context)


def _both_versions(form: Any, row: Organisation, stale: Stale) -> dict[str, Any]:
    """Mine stays in the form, theirs stands beside it; saving again then counts against the current version."""
    row.refresh_from_db()
    form.data = form.data.copy()
    form.data["version"] = str(stale.current)
    theirs = [(_("Official name"), row.name), *[(fact.label, fact.value) for fact in page.facts(row)]]
    return {"stale": stale.message, "theirs": theirs}


def _form_page(request: ScopedRequest, row: Organisation, form: Any, title: str, more: dict[str, Any]) -> HttpResponse:
    context = {
        **_kicker(),
        "title": title % {"name": row.name},
        "form": form,
        "organisation": row,
        "cancel_url": reverse("organisation", args=[row.pk]),
        **more,
    }
    status = CONFLICT if "stale" in more else UNPROCESSABLE if form.errors else 200
    return render(request, "orgs/form.html", context, status=status)


def _titles(verb: str) -> str:
    return {
        "rename": _("Rename %(name)s"),
        "move": _("Move %(name)s under another superior"),
        "merge": _("Merge %(name)s"),
        "split": _("Split %(name)s"),
    }[verb]


@needs(Right.EDIT_REGISTER)
def organisation_change(request: ScopedRequest, pk: int, verb: str) -> HttpResponse:
    """Rename, move, merge or split: first what will change is shown, then it is carried out."""
    row = _found(request, pk)
    form = CHANGE_FORMS[verb](request.POST or None, scope=request.scope, initial={"version": row.version})
    more: dict[str, Any] = {"submit_label": _("Show what will change")}
    if request.method == "POST" and form.is_valid():
        try:
            if done := _carry_out(request, verb, row, form, more):
                return done
        except Invalid as wrong:
            _explain(form, wrong)
        except Stale as stale:
            more |= _both_versions(form, row, stale)
    return _form_page(request, row, form, _titles(verb), more)


def _carry_out(
    request: ScopedRequest, verb: str, row: Organisation, form: ChangeForm, more: dict[str, Any]
) -> HttpResponse | None:
    """The answer once it is done; None while the change is only being shown."""
    run = prepared(verb, row, form.cleaned_data, request.scope)
    if "confirmed" not in request.POST:
        more |= {"lines": preview(run), "submit_label": _("Show again")}
        return None
    run()
    messages.success(request, _("The change is recorded. It can be undone on this page."))
    return redirect("organisation", row.pk)


@needs(Right.EDIT_REGISTER)
def succession_undo(request: ScopedRequest, pk: int) -> HttpResponse:
    """Undo a change, with a reason; what it altered is shown first."""
    row = page.succession(pk, request.scope)
    if row is None:
        raise Http404
    form = ReasonForm(request.POST or None)
    back = (row.to_ids or row.from_ids)[0] if row.before["created"] == [] else row.from_ids[0]
    if request.method == "POST" and form.is_valid():
        actions.undo(succession=row, scope=request.scope, reason=form.cleaned_data["reason"])
        messages.success(request, _("The change is undone; everything is as it was before."))
        return redirect("organisation", back)
    context = {
        **_kicker(),
        "title": _("Undo: %(what)s %(on)s") % {"what": row.get_kind_display(), "on": when(row)},
        "form": form,
        "lines": page.altered(row),
        "undoing": True,
        "submit_label": _("Undo this change"),
        "cancel_url": reverse("organisation", args=[back]),
    }
    return render(request, "orgs/form.html", context, status=UNPROCESSABLE if form.errors else 200)
