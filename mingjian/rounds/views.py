"""The tree of rounds, a round's page, a target's page with its steps and its team."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mingjian.accounts.wall import ScopedRequest, needs
from mingjian.flow.deeds import deeds_html
from mingjian.lib.dates import PartialDate, Period
from mingjian.lib.errors import Invalid
from mingjian.offices.rights import ROLES, Right
from mingjian.people.thread import knots
from mingjian.rounds.actions import assign, unassign
from mingjian.rounds.actions.moves import MOVES
from mingjian.rounds.counters import COUNTERS
from mingjian.rounds.forms import AssignForm
from mingjian.rounds.labels import ROUND_LABELS, TARGET_LABELS, show
from mingjian.rounds.models import Round, Target
from mingjian.rounds.querysets import teams_of, terms_of
from mingjian.rounds.sections import sections_of
from mingjian.rounds.states import TARGET
from mingjian.rounds.tree import member_in_scope, members_of, teams, terms
from mingjian.ui.components import Action, Fact, ReasonDialog

MOST_ROUNDS = 300


@needs(Right.READ_REGISTER)
def round_list(request: ScopedRequest) -> HttpResponse:
    """The rounds in scope under their terms and years, the latest first (at most 300)."""
    rounds = Round.objects.visible_to(request.scope).select_related("term", "office")
    by_office = ("-term__during", "office__level", "office__path", "-term_id")
    ordered = rounds.order_by(*by_office, "-year", "-during", "-pk")[:MOST_ROUNDS]
    may_plan = request.scope.has(Right.PLAN_ROUNDS)
    planned = set(terms_of(request.scope, Right.PLAN_ROUNDS).values_list("pk", flat=True)) if may_plan else set()
    found = [
        Action(_("Ledger of rounds"), reverse("round-ledger"), "table-2"),
        Action(_("Teams"), reverse("team-list"), "users"),
        Action(_("Coverage of a term"), reverse("coverage"), "chart-pie"),
    ]
    if may_plan:
        found.append(Action(_("Record a term"), reverse("term-record"), "plus"))
        found.append(Action(_("Record a round"), reverse("round-record"), "plus", "primary"))
    context = {"title": _("Rounds"), "terms": terms(ordered), "planned": planned, "actions": found}
    return render(request, "rounds/rounds.html", context)


@needs(Right.READ_REGISTER)
def round_page(request: ScopedRequest, pk: int) -> HttpResponse:
    """One round with its teams and the organisations they enter."""
    rows = Round.objects.visible_to(request.scope).select_related("term", "office")
    found: Round = get_object_or_404(rows, pk=pk)
    may_plan = request.scope.may(Right.PLAN_ROUNDS, str(found.office_path))
    context = {
        "title": found.name,
        "kicker": _("Rounds"),
        "kicker_url": reverse("round-list"),
        "facts": [
            Fact(_("Office"), found.office.name),
            Fact(_("Term"), found.term.name),
            Fact(_("Year"), str(found.year)),
            Fact(_("Kind"), found.get_kind_display()),
            Fact(_("Time"), words_of(found.during)),
        ],
        "round_id": pk,
        "actions": [*_questions(request, pk), *(_round_actions(pk) if may_plan else [])],
        "dialogs": [_withdrawal("round", pk)] if may_plan and not teams_of(found) else [],
        "history": deeds_html("round", pk, ROUND_LABELS, show),
        "teams": teams(found, request.scope),
        "states": TARGET.states,
        "roles": {code: role.words for code, role in ROLES.items()},
        "form": AssignForm(found, request.scope) if may_plan else None,
        "may_plan": may_plan,
    }
    return render(request, "rounds/round.html", context)


def _questions(request: ScopedRequest, pk: int) -> list[Action]:
    """The question that the room of findings answers about a round; where it is not mounted, none."""
    if not request.scope.has(Right.READ_FINDINGS):
        return []
    try:
        url = reverse("round-leaders-where", args=[pk])
    except NoReverseMatch:
        return []
    return [Action(_("Where its leaders served"), url, "users")]


def _round_actions(pk: int) -> list[Action]:
    return [
        Action(_("Add an organisation to enter"), reverse("target-record", args=[pk]), "plus", "primary"),
        Action(_("Form a team"), reverse("team-record", args=[pk]), "users"),
        Action(_("Change"), reverse("round-revise", args=[pk]), "pencil"),
    ]


def _withdrawal(kind: str, pk: int) -> ReasonDialog:
    words = {"round": _("Take the round back"), "target": _("Take it off the list")}[kind]
    return ReasonDialog("withdraw", words, reverse(f"{kind}-withdraw", args=[pk]))


def words_of(during: Any) -> str:
    """A stored range of days in words, both days included."""
    last = PartialDate.from_date(during.upper - during.upper.resolution) if during.upper else None
    return Period(PartialDate.from_date(during.lower) if during.lower else None, last).zh


@needs(Right.PLAN_ROUNDS)
@require_POST
def team_assign(request: ScopedRequest, pk: int) -> HttpResponse:
    """Put somebody into a team of the round; whoever must be recused is refused in words."""
    found: Round = get_object_or_404(Round.objects.visible_to(request.scope), pk=pk)
    form = AssignForm(found, request.scope, request.POST)
    if not form.is_valid():
        raise Invalid(" ".join(str(each) for every in form.errors.values() for each in every))
    values = form.cleaned_data
    assign(team=values["team"], user=values["user"], role=values["role"], scope=request.scope)
    messages.success(request, _("%(name)s is in the team.") % {"name": values["user"].display_name})
    return redirect("round", pk)


@needs(Right.PLAN_ROUNDS)
@require_POST
def team_unassign(request: ScopedRequest, pk: int) -> HttpResponse:
    """Take somebody out of a team; asks for a reason."""
    member = member_in_scope(pk, request.scope)
    if member is None:
        raise Http404
    round_id = member.team.round_id
    unassign(member=member, scope=request.scope, reason=request.POST.get("reason", ""))
    return redirect("round", round_id)


@needs(Right.READ_REGISTER)
def target(request: ScopedRequest, pk: int) -> HttpResponse:
    """One inspected organisation: dates, team, steps, figures, and what upper rooms know of it."""
    rows = Target.objects.visible_to(request.scope).select_related("org", "team__round__term", "office")
    found: Target = get_object_or_404(rows, pk=pk)
    may_plan = request.scope.may(Right.PLAN_ROUNDS, str(found.office_path))
    context = {
        "title": found.org.name,
        "kicker": found.team.round.name,
        "kicker_url": reverse("round", args=[found.team.round_id]),
        "subtitle": found.team.name,
        "actions": [*_dossier(found, request), *(_change(pk) if may_plan else [])],
        "dialogs": [_withdrawal("target", pk)] if may_plan and found.state in ("planned", "notified") else [],
        "facts": _facts(found),
        "target": found,
        "members": members_of(found.team),
        "roles": {code: role.words for code, role in ROLES.items()},
        "counts": [(words, found.counts[code]) for code, words in COUNTERS.items() if code in found.counts],
        "sections": sections_of(request, found),
        "steps": TARGET.moves_from(found.state) if may_plan else [],
        "history": deeds_html("target", pk, TARGET_LABELS, show),
        "thread": knots("target", pk, request.scope),
    }
    return render(request, "rounds/target.html", context)


def _change(pk: int) -> list[Action]:
    return [Action(_("Change"), reverse("target-revise", args=[pk]), "pencil")]


def _facts(target: Target) -> list[Fact]:
    return [
        Fact(_("Organisation"), target.org.name, reverse("organisation", args=[target.org_id])),
        Fact(_("State"), target.get_state_display(), tone=TARGET.states[target.state].tone),
        Fact(_("On site"), words_of(target.on_site)),
        Fact(_("Time inspected"), words_of(target.inspected)),
        Fact(_("Feedback"), target.feedback_on),
        Fact(_("Office"), target.office.name),
    ]


def _dossier(target: Target, request: ScopedRequest) -> list[Action]:
    """The link to the dossier as of the day of entry, for whoever may open it."""
    path = str(target.office_path)
    if not request.scope.may(Right.OPEN_DOSSIERS, path, target.pk):
        return []
    try:
        url = reverse("dossier", args=[target.org_id])
    except NoReverseMatch:
        return []
    return [Action(_("Open dossier"), f"{url}?on={target.on_site.lower:%Y-%m-%d}", "folder-open", "primary")]


@needs(Right.PLAN_ROUNDS)
@require_POST
def target_move(request: ScopedRequest, pk: int, verb: str) -> HttpResponse:
    """Take a target through one step of its table."""
    if verb not in MOVES:
        raise Http404
    found: Target = get_object_or_404(Target.objects.visible_to(request.scope), pk=pk)
    MOVES[verb](target=found, scope=request.scope, reason=request.POST.get("reason", ""))
    messages.success(request, _("Done."))
    return redirect("target", pk)
