"""Data quality: the rules with their counts, the offices beside each other, the rows to mend, muting."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mingjian.accounts.models import user_of
from mingjian.accounts.wall import ScopedRequest, needs
from mingjian.audit.record import record
from mingjian.lib.errors import Invalid
from mingjian.offices.rights import Right
from mingjian.quality import jobs, office_page, page, rule_list
from mingjian.quality.actions import mute, unmute
from mingjian.quality.forms import MuteForm
from mingjian.quality.reading import muting_of, within_reach
from mingjian.quality.registry import Rule, rules_for


@needs(Right.READ_REGISTER)
@require_GET
def overview(request: ScopedRequest) -> HttpResponse:
    """All rules of the registers one reads, each count a list."""
    office = rule_list.office_asked(request.GET.get("office", ""), Right.READ_REGISTER, request.scope)
    return render(request, "quality/overview.html", page.context(request.scope, office))


@needs(Right.READ_REGISTER)
@require_GET
def offices(request: ScopedRequest) -> HttpResponse:
    """Offices beside each other, for the superior: the share of rows without fault in each register."""
    return render(request, "ui/shell_list.html", office_page.context(request.scope, request.GET.get("under", "")))


@needs(Right.READ_REGISTER)
@require_GET
def rule_page(request: ScopedRequest, code: str) -> HttpResponse:
    """The rows that break one rule, with the way to mend each. The read is recorded with the ids shown."""
    rule = _rule(request, code)
    shown = rule_list.context(rule, request.scope, request.GET)
    record(
        "quality.list",
        actor=request.scope.actor,
        kind=rule.gate.kind,
        ids=shown.pop("ids"),
        detail={"rule": rule.code},
    )
    return render(request, "quality/rule.html", shown)


def _rule(request: ScopedRequest, code: str) -> Rule:
    """A rule of a register that the reader reads; any other is not there."""
    found = next((rule for rule in rules_for(request.scope) if rule.code == code), None)
    if found is None:
        raise Http404
    return found


@needs(Right.READ_REGISTER)
@require_POST
def count(request: ScopedRequest) -> HttpResponse:
    """Look through the registers again, in the worker."""
    if jobs.put_in_line(user_of(request).pk):
        messages.success(request, _("The registers are being looked through; the counts follow in a moment."))
    else:
        messages.info(request, _("Somebody has asked for this already; the counts follow in a moment."))
    return redirect("quality")


@needs(Right.READ_REGISTER)
@require_http_methods(["GET", "POST"])
def mute_row(request: ScopedRequest, code: str, pk: int) -> HttpResponse:
    """The form that mutes one row."""
    rule = _rule(request, code)
    row = within_reach(rule, request.scope).select_related(*rule.related).filter(pk=pk).first()
    if row is None:
        raise Http404
    form = MuteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            mute(rule=rule, row_id=pk, scope=request.scope, **form.cleaned_data)
        except Invalid as refusal:
            for key, sentence in (refusal.fields or {"": refusal.message}).items():
                form.add_error(key if key in form.fields else None, sentence)
        else:
            messages.success(request, _("The row is muted for this rule until the day you gave."))
            return redirect("quality-rule", code)
    back = reverse("quality-rule", args=[code])
    context = {
        "title": _("Mute: %(row)s") % {"row": rule.title(row)},
        "kicker": rule.words,
        "kicker_url": back,
        "form": form,
        "submit_label": _("Mute"),
        "cancel_url": back,
        "muted": muting_of(rule, pk),
        "unmute_url": reverse("quality-unmute", args=[code, pk]),
    }
    return render(request, "quality/mute.html", context, status=422 if form.errors else 200)


@needs(Right.READ_REGISTER)
@require_POST
def unmute_row(request: ScopedRequest, code: str, pk: int) -> HttpResponse:
    """Count one row again."""
    rule = _rule(request, code)
    if not within_reach(rule, request.scope).filter(pk=pk).exists():
        raise Http404
    unmute(rule=rule, row_id=pk, scope=request.scope)
    messages.success(request, _("The row is counted again."))
    return redirect(f"{reverse('quality-rule', args=[code])}?muted=1")
