"""The ledgers of rounds, teams and inspected organisations, a team's page, and the coverage of a term."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from mingjian.accounts.wall import ScopedRequest, needs
from mingjian.audit.record import record
from mingjian.flow.deeds import deeds_html
from mingjian.ledgers.page import ledger_page
from mingjian.offices.rights import Right
from mingjian.orgs.kinds import Kind
from mingjian.rounds import coverage as covered
from mingjian.rounds.labels import TEAM_LABELS, show
from mingjian.rounds.ledger import ROUNDS, TARGETS, TEAMS
from mingjian.rounds.models import Team
from mingjian.rounds.tree import members_of, targets_of
from mingjian.ui.components import Action, Empty, Fact, Filter, FilterBar, Option, Pager, ReasonDialog, Tab
from mingjian.ui.tables import Cell, Column, Row, Table


@needs(Right.READ_REGISTER)
@require_GET
def round_ledger(request: ScopedRequest) -> HttpResponse:
    """轮次台账."""
    more = [Action(_("As a tree"), reverse("round-list"), "network")]
    if request.scope.has(Right.PLAN_ROUNDS):
        more.append(Action(_("Record a round"), reverse("round-record"), "plus", "primary"))
    return ledger_page(request, ROUNDS, more)


@needs(Right.READ_REGISTER)
@require_GET
def team_list(request: ScopedRequest) -> HttpResponse:
    """巡视巡察组台账."""
    return ledger_page(request, TEAMS, [Action(_("Rounds"), reverse("round-list"), "calendar-range")])


@needs(Right.READ_REGISTER)
@require_GET
def target_list(request: ScopedRequest) -> HttpResponse:
    """被巡单位台账."""
    return ledger_page(request, TARGETS, [Action(_("Coverage of a term"), reverse("coverage"), "chart-pie")])


@needs(Right.READ_REGISTER)
@require_GET
def team(request: ScopedRequest, pk: int) -> HttpResponse:
    """One team: its members, the bodies it enters, its history."""
    rows = Team.objects.visible_to(request.scope).select_related("round__term", "office")
    found: Team = get_object_or_404(rows, pk=pk)
    may_plan = request.scope.may(Right.PLAN_ROUNDS, str(found.office_path))
    members = members_of(found)
    facts = [
        Fact(_("Round"), found.round.name, reverse("round", args=[found.round_id])),
        Fact(_("Term"), found.round.term.name),
        Fact(_("Kind"), found.round.get_kind_display()),
        Fact(_("Office"), found.office.name),
    ]
    context = {
        "title": found.name,
        "kicker": found.round.name,
        "kicker_url": reverse("round", args=[found.round_id]),
        "facts": facts,
        "actions": _team_actions(found) if may_plan else [],
        "dialogs": _team_dialogs(found) if may_plan and not members else [],
        "members": members,
        "targets": targets_of(found, request.scope),
        "history": deeds_html("team", pk, TEAM_LABELS, show),
    }
    return render(request, "rounds/team.html", context)


def _team_actions(team: Team) -> list[Action]:
    target_url = f"{reverse('target-record', args=[team.round_id])}?team={team.pk}"
    return [
        Action(_("Add an organisation to enter"), target_url, "plus", "primary"),
        Action(_("Rename"), reverse("team-revise", args=[team.pk]), "pencil"),
    ]


def _team_dialogs(team: Team) -> list[ReasonDialog]:
    return [ReasonDialog("withdraw", _("Dissolve the team"), reverse("team-withdraw", args=[team.pk]))]


@needs(Right.READ_REGISTER)
@require_GET
def coverage(request: ScopedRequest) -> HttpResponse:
    """Who has been inspected in a term 届次 and who not yet (`?term=3&standing=open&kind=university&q=…`)."""
    terms = covered.terms(request.scope)
    if not terms:
        empty = Empty(_("No term in your scope"), _("The inspection office records its committee's term first."))
        table = Table(_("Coverage of a term"), [Column("name", _("Organisation"))], [], empty=empty)
        return render(request, "ui/shell_list.html", {"title": _("Coverage of a term"), "table": table})
    term = _chosen(terms, request.GET.get("term", ""), request)
    standing = request.GET.get("standing", covered.OPEN)
    standing = standing if standing in covered.STANDINGS else covered.OPEN
    kind = request.GET.get("kind", "")
    kind = kind if kind in Kind.values else ""
    name = request.GET.get("q", "").strip()[:60]
    after = int(text) if (text := request.GET.get("after", "")).isdecimal() and len(text) < 8 else 0
    found = covered.of_term(term, request.scope, standing=standing, kind=kind, name=name, after=after)
    ids = [line.id for line in found.lines]
    record("organisation.list", actor=request.scope.actor, kind="organisation", ids=ids, detail={"term": term.pk})
    context = {
        "title": _("Coverage of a term"),
        "subtitle": f"{term.name} · {term.office.name}",
        "kicker": _("Rounds"),
        "kicker_url": reverse("round-list"),
        "facts": _figures(found.figures),
        "tabs": _tabs(request, found, standing),
        "filter_bar": _bar(request, terms, found, standing, kind, name),
        "table": _table(found),
        "pager": _pager(request, found, after),
    }
    return render(request, "ui/shell_list.html", context)


def _chosen(terms: list[Any], wanted: str, request: ScopedRequest) -> Any:
    """The term asked for, else the one in force of the reader's highest office, else the latest."""
    if wanted:
        by_id = {str(term.pk): term for term in terms}
        if wanted not in by_id:
            raise Http404
        return by_id[wanted]
    now = [term for term in terms if term.during.lower <= request.scope.on < term.during.upper]
    return min(now or terms, key=lambda term: len(str(term.office.path)))


def _figures(figures: covered.Figures) -> list[Fact]:
    return [
        Fact(_("Organisations to inspect"), figures.bodies),
        Fact(_("Inspected or under way"), figures.done, tone="done"),
        Fact(_("Not yet"), figures.open, tone="due" if figures.open else ""),
        Fact(_("More than once"), figures.again),
        Fact(_("Covered"), figures.percent),
    ]


def _url(request: ScopedRequest, **given: str) -> str:
    query = request.GET.copy()
    for name, value in given.items():
        query[name] = value
    if "after" not in given:
        query.pop("after", None)
    return f"?{query.urlencode()}"


def _tabs(request: ScopedRequest, found: covered.Coverage, standing: str) -> list[Tab]:
    words = ((covered.OPEN, _("Not yet"), found.figures.open), (covered.DONE, _("Inspected"), found.figures.done))
    every = (*words, (covered.AGAIN, _("More than once"), found.figures.again))
    return [Tab(label, _url(request, standing=code), code == standing, count) for code, label, count in every]


def _bar(
    request: ScopedRequest, terms: list[Any], found: covered.Coverage, standing: str, kind: str, name: str
) -> FilterBar:
    of_terms = [Option(str(each.pk), f"{each.name} · {each.office.name}", each == found.term) for each in terms]
    every = [Option("", _("All kinds"), not kind)]
    of_kinds = every + [
        Option(code, f"{words} {done}/{all_}", code == kind) for code, words, done, all_ in found.by_kind
    ]
    filters = [
        Filter("select", "term", _("Term"), options=of_terms),
        Filter("select", "kind", _("Kind"), options=of_kinds),
        Filter("text", "q", _("Name, also a former one"), name),
    ]
    return FilterBar(request.path, filters, hidden=[("standing", standing)])


def _table(found: covered.Coverage) -> Table:
    columns = [
        Column("name", _("Organisation"), wide=True),
        Column("kind", _("Kind")),
        Column("times", _("Times in the term"), numeric=True),
        Column("last", _("Entered last")),
    ]
    rows = [
        Row(
            str(line.id),
            [line.name, line.kind, line.times, Cell(line.last, tone="" if line.last else "due")],
            url=reverse("organisation", args=[line.id]),
        )
        for line in found.lines
    ]
    empty = Empty(_("No organisation stands so in this term"), _("Choose another tab, kind or term."))
    return Table(_("Coverage of a term"), columns, rows, empty=empty)


def _pager(request: ScopedRequest, found: covered.Coverage, after: int) -> Pager:
    return Pager(
        first_url=_url(request, after="0") if after else "",
        previous_url=_url(request, after=str(max(0, after - covered.SIZE))) if after else "",
        next_url=_url(request, after=str(after + covered.SIZE)) if found.more else "",
    )
