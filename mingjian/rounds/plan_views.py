"""Pages by which rounds are planned: recording and changing terms, rounds, teams and the bodies they enter."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from mingjian.accounts.wall import ScopedRequest, needs
from mingjian.lib.errors import Invalid, Stale
from mingjian.offices.rights import Right
from mingjian.orgs.form_pages import both, form_page, tell
from mingjian.rounds import actions
from mingjian.rounds.models import Round, Target, Team
from mingjian.rounds.plan_forms import RoundForm, TargetForm, TargetRevisionForm, TeamForm, TermForm
from mingjian.rounds.querysets import terms_of

GET_POST = require_http_methods(["GET", "POST"])


def _kicker() -> dict[str, Any]:
    return {"kicker": _("Rounds"), "kicker_url": reverse("round-list")}


@needs(Right.PLAN_ROUNDS)
@GET_POST
def term_record(request: ScopedRequest) -> HttpResponse:
    """Record a term."""
    form = TermForm(request.POST or None, scope=request.scope)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        row = actions.NewTerm(values["office"], values["number"], values["name"], values["start"], values["end"])
        try:
            actions.record_terms(rows=[row], scope=request.scope)
        except Invalid as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("The term is recorded."))
            return redirect("round-record")
    return form_page(request, form, title=_("Record a term"), cancel_url=reverse("round-list"), **_kicker())


@needs(Right.PLAN_ROUNDS)
@GET_POST
def term_revise(request: ScopedRequest, pk: int) -> HttpResponse:
    """Change a term."""
    found = get_object_or_404(terms_of(request.scope, Right.PLAN_ROUNDS).select_related("office"), pk=pk)
    form = TermForm(request.POST or None, scope=request.scope, term=found)
    more: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("number", "name", "start", "end")}
        try:
            actions.revise_term(
                term=found, values=values, version=form.cleaned_data["version"] or 0, scope=request.scope
            )
        except Invalid as refusal:
            tell(form, refusal)
        except Stale as stale:
            more = both(form, TermForm.stored(found), stale)
        else:
            messages.success(request, _("Saved."))
            return redirect("round-list")
    title = _("Change %(name)s") % {"name": found.name}
    return form_page(request, form, title=title, cancel_url=reverse("round-list"), **_kicker(), **more)


@needs(Right.PLAN_ROUNDS)
@GET_POST
def round_record(request: ScopedRequest) -> HttpResponse:
    """Record a round of one of the terms within reach."""
    terms = RoundForm.terms(request.scope, Right.PLAN_ROUNDS)
    form = RoundForm(request.POST or None, terms=terms, initial={"year": request.scope.on.year})
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        office_id = terms_of(request.scope, Right.PLAN_ROUNDS).get(pk=values["term_id"]).office_id
        fields = [values[name] for name in ("term_id", "year", "number", "name", "kind", "start", "end")]
        try:
            ids = actions.record_rounds(rows=[actions.NewRound("new", office_id, *fields)], scope=request.scope)
        except Invalid as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("The round is recorded. Form its teams next."))
            return redirect("round", ids["new"])
    explained = "" if terms else _("There is no term yet. Record the committee's term first.")
    return form_page(
        request, form, title=_("Record a round"), cancel_url=reverse("round-list"), explained=explained, **_kicker()
    )


@needs(Right.PLAN_ROUNDS)
@GET_POST
def round_revise(request: ScopedRequest, pk: int) -> HttpResponse:
    """Change a round; the tasks of its teams follow its days."""
    found: Round = get_object_or_404(Round.objects.visible_to(request.scope), pk=pk)
    request.scope.require(Right.PLAN_ROUNDS, str(found.office_path))
    terms = RoundForm.terms(request.scope, Right.PLAN_ROUNDS, found.office_id)
    form = RoundForm(request.POST or None, terms=terms, initial=RoundForm.stored(found))
    more: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        values = {name: value for name, value in form.cleaned_data.items() if name != "version"}
        version = form.cleaned_data["version"] or 0
        try:
            actions.revise_round(round_=found, values=values, version=version, scope=request.scope)
        except Invalid as refusal:
            tell(form, refusal)
        except Stale as stale:
            more = both(form, RoundForm.stored(found), stale)
        else:
            messages.success(request, _("Saved."))
            return redirect("round", pk)
    title = _("Change %(name)s") % {"name": found.name}
    return form_page(request, form, title=title, cancel_url=reverse("round", args=[pk]), **_kicker(), **more)


@needs(Right.PLAN_ROUNDS)
@GET_POST
def team_record(request: ScopedRequest, pk: int) -> HttpResponse:
    """Form a team of a round."""
    found: Round = get_object_or_404(Round.objects.visible_to(request.scope), pk=pk)
    request.scope.require(Right.PLAN_ROUNDS, str(found.office_path))
    form = TeamForm(request.POST or None)
    back = reverse("round", args=[pk])
    if request.method == "POST" and form.is_valid():
        row = actions.NewTeam("new", pk, " ".join(form.cleaned_data["name"].split()))
        try:
            actions.record_teams(rows=[row], scope=request.scope)
        except Invalid as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("The team is formed."))
            return redirect("round", pk)
    return form_page(request, form, title=_("Form a team"), cancel_url=back, kicker=found.name, kicker_url=back)


@needs(Right.PLAN_ROUNDS)
@GET_POST
def team_revise(request: ScopedRequest, pk: int) -> HttpResponse:
    """Rename a team."""
    found: Team = get_object_or_404(Team.objects.visible_to(request.scope).select_related("round"), pk=pk)
    request.scope.require(Right.PLAN_ROUNDS, str(found.office_path))
    form = TeamForm(request.POST or None, initial={"name": found.name, "version": found.version})
    more: dict[str, Any] = {}
    back = reverse("team", args=[pk])
    if request.method == "POST" and form.is_valid():
        name, version = form.cleaned_data["name"], form.cleaned_data["version"] or 0
        try:
            actions.revise_team(team=found, name=name, version=version, scope=request.scope)
        except Invalid as refusal:
            tell(form, refusal)
        except Stale as stale:
            more = both(form, {"name": found.name}, stale)
        else:
            return redirect("team", pk)
    title = _("Rename %(name)s") % {"name": found.name}
    return form_page(request, form, title=title, cancel_url=back, kicker=found.round.name, kicker_url=back, **more)


@needs(Right.PLAN_ROUNDS)
@GET_POST
def target_record(request: ScopedRequest, pk: int) -> HttpResponse:
    """Add a body that a team of the round will enter."""
    found: Round = get_object_or_404(Round.objects.visible_to(request.scope), pk=pk)
    request.scope.require(Right.PLAN_ROUNDS, str(found.office_path))
    start = {"org": request.GET.get("org", ""), "team_id": request.GET.get("team", "")}
    form = TargetForm(request.POST or None, scope=request.scope, round_=found, initial=start)
    back = reverse("round", args=[pk])
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        days = [values[name] for name in ("on_site_start", "on_site_end", "inspected_start", "inspected_end")]
        row = actions.NewTarget("org", values["team_id"], values["org"].pk, *days)
        try:
            ids = actions.record_targets(rows=[row], scope=request.scope)
        except Invalid as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("The organisation is on the round's list."))
            return redirect("target", ids["org"])
    return form_page(
        request, form, title=_("Add an organisation to enter"), cancel_url=back, kicker=found.name, kicker_url=back
    )


@needs(Right.PLAN_ROUNDS)
@GET_POST
def target_revise(request: ScopedRequest, pk: int) -> HttpResponse:
    """Change a target's team, days and figures."""
    rows = Target.objects.visible_to(request.scope).select_related("team__round", "org")
    found: Target = get_object_or_404(rows, pk=pk)
    request.scope.require(Right.PLAN_ROUNDS, str(found.office_path))
    form = TargetRevisionForm(request.POST or None, target=found)
    more: dict[str, Any] = {}
    back = reverse("target", args=[pk])
    if request.method == "POST" and form.is_valid():
        version, reason = form.cleaned_data["version"] or 0, form.cleaned_data["reason"]
        try:
            actions.revise_target(
                target=found, values=form.values(), version=version, scope=request.scope, reason=reason
            )
        except Invalid as refusal:
            tell(form, refusal)
        except Stale as stale:
            more = both(form, TargetRevisionForm.stored(found), stale)
        else:
            messages.success(request, _("Saved."))
            return redirect("target", pk)
    title = _("Change the inspection of %(name)s") % {"name": found.org.name}
    return form_page(request, form, title=title, cancel_url=back, kicker=found.org.name, kicker_url=back, **more)


@needs(Right.PLAN_ROUNDS)
@require_POST
def target_withdraw(request: ScopedRequest, pk: int) -> HttpResponse:
    """Take a body off the round's list before the team has entered; asks for a reason."""
    found: Target = get_object_or_404(Target.objects.visible_to(request.scope).select_related("team"), pk=pk)
    round_id = found.team.round_id
    actions.withdraw_target(target=found, reason=request.POST.get("reason", ""), scope=request.scope)
    messages.success(request, _("The organisation is off the round's list."))
    return redirect("round", round_id)


@needs(Right.PLAN_ROUNDS)
@require_POST
def team_withdraw(request: ScopedRequest, pk: int) -> HttpResponse:
    """Dissolve a team that has neither members nor bodies; asks for a reason."""
    found: Team = get_object_or_404(Team.objects.visible_to(request.scope), pk=pk)
    round_id = found.round_id
    actions.withdraw_team(team=found, reason=request.POST.get("reason", ""), scope=request.scope)
    messages.success(request, _("The team is dissolved."))
    return redirect("round", round_id)


@needs(Right.PLAN_ROUNDS)
@require_POST
def round_withdraw(request: ScopedRequest, pk: int) -> HttpResponse:
    """Take a round without teams back; asks for a reason."""
    found: Round = get_object_or_404(Round.objects.visible_to(request.scope), pk=pk)
    actions.withdraw_round(round_=found, reason=request.POST.get("reason", ""), scope=request.scope)
    messages.success(request, _("The round is taken back."))
    return redirect("round-list")
