"""Persons recorded by hand; the ledger of tenures, a tenure's page, its forms."""

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
from mingjian.flow.deeds import deeds_html
from mingjian.ledgers.page import ledger_page
from mingjian.lib.errors import Invalid, Stale
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope
from mingjian.orgs.form_pages import both, form_page, tell
from mingjian.people.actions import NewTenure, record_tenures, revise_tenure, settle_line, withdraw_tenure
from mingjian.people.labels import LABELS, show
from mingjian.people.ledger import PERSONS, TENURES
from mingjian.people.may import may_any, require_any
from mingjian.people.models import Person, ResumeLine, Tenure
from mingjian.people.offices import offices_to_record_for
from mingjian.people.person_sheets import record_rows
from mingjian.people.resumes import lines_of
from mingjian.people.row_forms import PersonRecordForm, TenureForm, TenureRevisionForm, stored_as_text
from mingjian.people.tenure_sheets import known, typed
from mingjian.ui.components import Action, Fact, ReasonDialog

GET_POST = require_http_methods(["GET", "POST"])


@needs(Right.EDIT_REGISTER)
@GET_POST
def person_record(request: ScopedRequest) -> HttpResponse:
    """Record a person with the post of now and the résumé; whoever the evidence finds on record is that person."""
    start = {"office": user_of(request).office_id}
    offices = offices_to_record_for(request.scope)
    form = PersonRecordForm(request.POST or None, scope=request.scope, offices=offices, initial=start)
    if request.method == "POST" and form.is_valid():
        values = {key: value for key, value in form.values.items() if value is not None}
        try:
            with transaction.atomic():
                [pk] = record_rows([values], form.cleaned_data["office"], request.scope, None)
        except Invalid as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("The person is on record. Lines of the résumé that were read are tenures now."))
            return redirect("person", pk)
    back = reverse("person-list")
    return form_page(request, form, title=_("Record a person"), kicker=PERSONS.words, kicker_url=back, cancel_url=back)


@needs(Right.READ_REGISTER)
@require_GET
def tenure_list(request: ScopedRequest) -> HttpResponse:
    """任职台账."""
    return ledger_page(request, TENURES, [Action(_("Persons"), reverse("person-list"), "users")])


def _found(request: ScopedRequest, pk: int) -> Tenure:
    rows = Tenure.objects.visible_to(request.scope).select_related("person", "org")
    found: Tenure = get_object_or_404(rows, pk=pk)
    return found


def _read(request: ScopedRequest, person_id: int) -> None:
    record("person.read", actor=request.scope.actor, kind="person", ids=[person_id])


@needs(Right.READ_REGISTER)
@require_GET
def tenure(request: ScopedRequest, pk: int) -> HttpResponse:
    """One tenure: who, where, which post and when, with its history. It is a read of the person."""
    found = _found(request, pk)
    _read(request, found.person_id)
    may_edit = may_any(found.office_paths, request.scope)
    context = {
        "title": f"{found.person.name} · {found.post}",
        "kicker": TENURES.words,
        "kicker_url": reverse("tenure-list"),
        "facts": _facts(found, request.scope),
        "actions": [Action(_("Revise"), reverse("tenure-revise", args=[pk]), "pencil")] if may_edit else [],
        "dialogs": [_withdrawal(pk)] if may_edit else [],
        "history": deeds_html("tenure", pk, LABELS, show),
    }
    return render(request, "people/tenure.html", context)


def _withdrawal(pk: int) -> ReasonDialog:
    return ReasonDialog("withdraw", _("Withdraw this tenure"), reverse("tenure-withdraw", args=[pk]))


def _facts(tenure: Tenure, scope: Scope) -> list[Fact]:
    seen = Person.objects.visible_to(scope).filter(pk=tenure.person_id).exists()
    facts = [
        Fact(_("Person"), tenure.person.name, reverse("person", args=[tenure.person_id]) if seen else ""),
        Fact(_("Organisation"), tenure.org.name, reverse("organisation", args=[tenure.org_id])),
        Fact(_("Post"), tenure.post),
        Fact(_("Rank"), tenure.get_rank_display() if tenure.rank else ""),
        Fact(_("Chief"), _("yes") if tenure.is_chief else ""),
        Fact(_("Period"), tenure.period.zh),
        Fact(_("Source"), tenure.source),
    ]
    return [fact for fact in facts if fact.value]


def _line(request: ScopedRequest, person: Person) -> ResumeLine | None:
    """The résumé line from which the tenure is recorded, when the address names one of the person's."""
    wanted = request.GET.get("line", "")
    if not (wanted.isdecimal() and len(wanted) < 18):
        return None
    rows = ResumeLine.objects.visible_to(request.scope).filter(person=person, pk=int(wanted))
    found: ResumeLine | None = rows.first()
    return found


@needs(Right.EDIT_REGISTER)
@GET_POST
def tenure_record(request: ScopedRequest, pk: int) -> HttpResponse:
    """Record a post that a person holds or held; from a line of the résumé (`?line=7`) with what was read of it."""
    person: Person = get_object_or_404(Person.objects.visible_to(request.scope), pk=pk)
    line = _line(request, person)
    form = TenureForm(
        request.POST or None,
        scope=request.scope,
        person=person,
        office_id=user_of(request).office_id,
        initial=_of_line(line) if line else {},
    )
    _read(request, pk)
    back = reverse("person", args=[pk])
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                [tenure_id] = record_tenures(rows=[_new(person, form.values)], scope=request.scope)
                if line is not None:
                    settle_line(line=line, scope=request.scope)
        except Invalid as refusal:
            tell(form, Invalid(" ".join(refusal.fields.values()) or refusal.message))
        else:
            messages.success(request, _("The tenure is recorded."))
            return redirect("tenure", tenure_id)
    return form_page(
        request,
        form,
        title=_("Record a tenure of %(name)s") % {"name": person.name},
        kicker=person.name,
        kicker_url=back,
        cancel_url=back,
        explained=line.text if line else "",
    )


def _of_line(line: ResumeLine) -> dict[str, Any]:
    read = lines_of(line.text)[0]
    ends = {"start": str(read.start or ""), "end": str(read.end or "")}
    return ends | {"post": read.rest or line.text, "source": line.source}


def _new(person: Person, values: dict[str, Any]) -> NewTenure:
    start, end = (known(values[key]) if values.get(key) else None for key in ("start", "end"))
    return NewTenure(
        person.pk,
        values["org_id"],
        values["post"],
        start,
        end,
        rank=values.get("rank"),
        is_chief=bool(values.get("is_chief")),
        source=values.get("source") or "",
    )


@needs(Right.EDIT_REGISTER)
@GET_POST
def tenure_revise(request: ScopedRequest, pk: int) -> HttpResponse:
    """Change a tenure; the body and the person stay. Showing the form is a read of the person."""
    found = _found(request, pk)
    require_any(found.office_paths, request.scope)
    _read(request, found.person_id)
    form = TenureRevisionForm(
        request.POST or None,
        scope=request.scope,
        person=found.person,
        office_id=user_of(request).office_id,
        initial=stored_as_text(found),
    )
    back, more = reverse("tenure", args=[pk]), {}
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            revise_tenure(tenure=found, values=typed(form.values), version=version, scope=request.scope)
        except Invalid as refusal:
            tell(form, refusal)
        except Stale as stale:
            found.refresh_from_db()
            more = both(form, stored_as_text(found), stale)
        else:
            messages.success(request, _("Saved."))
            return redirect("tenure", pk)
    title = _("Change the tenure of %(name)s") % {"name": found.person.name}
    explained = f"{found.org.name} · {found.post}"
    return form_page(
        request,
        form,
        title=title,
        kicker=TENURES.words,
        kicker_url=back,
        cancel_url=back,
        explained=explained,
        **more,
    )


@needs(Right.EDIT_REGISTER)
@require_POST
def tenure_withdraw(request: ScopedRequest, pk: int) -> HttpResponse:
    """Withdraw a tenure recorded by mistake; asks for a reason."""
    found = _found(request, pk)
    person = found.person_id
    withdraw_tenure(tenure=found, reason=request.POST.get("reason", "")[:2000], scope=request.scope)
    messages.success(request, _("The tenure is withdrawn."))
    seen = Person.objects.visible_to(request.scope).filter(pk=person).exists()
    return redirect("person", person) if seen else redirect("tenure-list")
