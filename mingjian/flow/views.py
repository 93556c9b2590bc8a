"""The rules of deadlines: everybody reads by which article a time runs; who manages offices changes them."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from mingjian.accounts.wall import ScopedRequest, needs, signed_in
from mingjian.flow import deadlines
from mingjian.flow.forms import RuleForm
from mingjian.flow.models import DeadlineRule
from mingjian.lib.errors import Invalid, Stale
from mingjian.offices.rights import Right
from mingjian.ui.tables import Cell, Column, Row, Table


@signed_in
@require_GET
def deadline_list(request: ScopedRequest) -> HttpResponse:
    """All deadlines with their legal basis."""
    may_edit = request.scope.has(Right.MANAGE_OFFICES)
    columns = [
        Column("words", _("Deadline")),
        Column("start", _("Runs from")),
        Column("time", _("Time")),
        Column("extension", _("Extension")),
        Column("basis", _("Legal basis"), wide=True),
        Column("verified", _("Checked")),
    ]
    rows = [_row(rule, may_edit) for rule in deadlines.rules()]
    table = Table(_("Deadlines"), columns, rows, id="deadlines")
    return render(request, "ui/shell_list.html", {"title": _("Deadlines and their legal basis"), "table": table})


def _row(rule: DeadlineRule, may_edit: bool) -> Row:
    named = deadlines.NAMES[rule.code]
    return Row(
        rule.code,
        [
            Cell(named.words, url=reverse("deadline-edit", args=[rule.code]) if may_edit else ""),
            named.start,
            _amount(rule.amount, rule.get_unit_display()),
            _extension(rule),
            rule.legal_basis,
            Cell(_("checked") if rule.verified else _("not checked"), state="done" if rule.verified else "due"),
        ],
    )


def _amount(amount: int, unit: str) -> str:
    return _("%(amount)d %(unit)s") % {"amount": amount, "unit": unit}


def _extension(rule: DeadlineRule) -> Cell | str:
    if not rule.extension_amount:
        return ""
    words = _amount(rule.extension_amount, rule.get_extension_unit_display())
    return Cell(words, note=rule.approver)


@needs(Right.MANAGE_OFFICES)
@require_http_methods(["GET", "POST"])
def deadline_edit(request: ScopedRequest, code: str) -> HttpResponse:
    """The form of one rule."""
    rule = deadlines.rule(code)
    if rule is None or code not in deadlines.NAMES:
        raise Http404
    form = RuleForm(request.POST or None, initial=RuleForm.initial_of(rule))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            deadlines.revise_rule(
                rule=rule, values=form.values(), version=given["version"], reason=given["reason"], scope=request.scope
            )
        except (Invalid, Stale) as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("The rule is saved. Deadlines already set keep their day."))
            return redirect("deadline-list")
    context = {
        "title": deadlines.NAMES[code].words,
        "kicker": _("Deadlines"),
        "kicker_url": reverse("deadline-list"),
        "form": form,
        "cancel_url": reverse("deadline-list"),
    }
    return render(request, "ui/shell_form.html", context, status=422 if form.errors else 200)
