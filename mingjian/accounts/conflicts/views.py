"""Declared conflicts: declared by oneself, withdrawn by the head of office alone."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from mingjian.accounts import actions
from mingjian.accounts.conflicts.forms import ConflictForm
from mingjian.accounts.grants.page import in_force
from mingjian.accounts.models import Exclusion, user_of
from mingjian.accounts.querysets import conflicts_within, exclusions_of
from mingjian.accounts.subjects import ORGANISATION, PERSON, names
from mingjian.accounts.users.forms import ReasonForm
from mingjian.accounts.users.views import tell
from mingjian.accounts.wall import ScopedRequest, needs, signed_in
from mingjian.audit import verbs
from mingjian.audit.record import record
from mingjian.lib.errors import Refusal
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope
from mingjian.ui.components import Action, Empty, Tab
from mingjian.ui.tables import Cell, Column, Row, Table

READ = verbs.register("conflict.list", gettext_lazy("Conflicts of colleagues read"), reads=True)
MOST = 500


@signed_in
@require_GET
def conflict_list(request: ScopedRequest) -> HttpResponse:
    """My own link and conflicts."""
    rows = list(exclusions_of(user_of(request)))
    return _list(request, rows, _("What you are kept from. Only the head of office withdraws a conflict."), "own")


@needs(Right.LEAD_OFFICE)
@require_GET
def conflict_office(request: ScopedRequest) -> HttpResponse:
    """The conflicts of my office's users."""
    rows = list(conflicts_within(request.scope)[:MOST])
    record(READ, actor=request.scope.actor, kind="user", ids=sorted({row.user_id for row in rows}))
    return _list(request, rows, _("What colleagues declared."), "office")


def _list(request: ScopedRequest, rows: Sequence[Exclusion], subtitle: str, current: str) -> HttpResponse:
    tabs = [Tab(_("My own"), reverse("conflict-list"), current == "own")]
    if request.scope.has(Right.LEAD_OFFICE):
        tabs.append(Tab(_("Of my office"), reverse("conflict-office"), current == "office"))
    context = {
        "title": _("Conflicts of interest"),
        "subtitle": subtitle,
        "kicker": _("My account"),
        "kicker_url": reverse("my-account"),
        "actions": [Action(_("Declare a conflict"), reverse("conflict-declare"), "plus", "primary")],
        "tabs": tabs if len(tabs) > 1 else [],
        "table": _table(rows, request.scope, of_office=current == "office"),
    }
    return render(request, "ui/shell_list.html", context)


def _table(rows: Sequence[Exclusion], scope: Scope, *, of_office: bool) -> Table:
    bodies = names(ORGANISATION, (row.org_id for row in rows if row.org_id is not None))
    persons = names(PERSON, (row.person_id for row in rows if row.person_id is not None))
    columns = [
        Column("subject", _("With")),
        Column("user", _("User")),
        Column("kind", _("Kind")),
        Column("reason", _("Reason"), wide=True),
        Column("since", _("Beginning on")),
        Column("until", _("Until before")),
        Column("state", _("State")),
    ]
    if of_office:
        columns.append(Column("withdraw", _("Withdraw")))
    shown = []
    for row in rows:
        subject = bodies.get(row.org_id or 0) or persons.get(row.person_id or 0) or ""
        cells: list[Any] = [
            subject,
            row.user.display_name,
            row.get_kind_display() if row.kind else row.get_basis_display(),
            row.reason,
            row.valid.lower,
            row.valid.upper,
            in_force(row, scope),
        ]
        if of_office:
            cells.append(_withdraw(row, scope))
        shown.append(Row(str(row.pk), cells))
    hint = _("Declare a conflict before you are given a matter with which you have to do.")
    return Table(_("Conflicts of interest"), columns, shown, empty=Empty(_("No conflict was declared"), hint))


def _withdraw(row: Exclusion, scope: Scope) -> Cell | str:
    own = row.user_id in (scope.actor.user_id, scope.actor.for_id)
    over = row.withdrawn_at is not None or (row.valid.upper is not None and row.valid.upper <= scope.on)
    return "" if own or over else Cell(_("Withdraw …"), url=reverse("conflict-withdraw", args=[row.pk]))


@signed_in
@require_http_methods(["GET", "POST"])
def conflict_declare(request: ScopedRequest) -> HttpResponse:
    """Declare a conflict with a body or a person."""
    user = user_of(request)
    form = ConflictForm(request.POST or None, scope=request.scope, user=user, initial={"since": request.scope.on})
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        conflict = actions.NewConflict(
            kind=Exclusion.Kind(values["kind"]),
            reason=values["reason"],
            since=values["since"],
            until=values["until"],
            org_id=values["subject"] if values["about"] == ORGANISATION else None,
            person_id=values["subject"] if values["about"] == PERSON else None,
        )
        whose = values.get("username") or user
        try:
            actions.declare_conflict(user=whose, conflict=conflict, scope=request.scope)
        except Refusal as refused:
            tell(form, refused)
        else:
            messages.success(request, _("The conflict is declared; it works at the next request."))
            return redirect("conflict-list" if whose.pk == user.pk else "conflict-office")
    context = {
        "title": _("Declare a conflict"),
        "kicker": _("Conflicts of interest"),
        "kicker_url": reverse("conflict-list"),
        "form": form,
        "submit_label": _("Declare"),
        "cancel_url": reverse("conflict-list"),
    }
    return render(request, "ui/shell_form.html", context, status=422 if form.errors else 200)


@needs(Right.LEAD_OFFICE)
@require_http_methods(["GET", "POST"])
def conflict_withdraw(request: ScopedRequest, pk: int) -> HttpResponse:
    """Withdraw a colleague's conflict, saying why."""
    row = get_object_or_404(conflicts_within(request.scope), pk=pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw_conflict(conflict=row, scope=request.scope, **form.cleaned_data)
        except Refusal as refused:
            tell(form, refused)
        else:
            messages.success(request, _("The conflict is withdrawn; it stays in the list."))
            return redirect("conflict-office")
    context = {
        "title": _("Withdraw a conflict"),
        "subtitle": f"{row.user.display_name} ({row.user.username}): {row.get_kind_display()}",
        "form": form,
        "submit_label": _("Withdraw"),
        "cancel_url": reverse("conflict-office"),
    }
    return render(request, "ui/shell_form.html", context, status=422 if form.errors else 200)
