"""届次 → 年度 → 轮次 → 组 → 被巡单位 as one tree, of what a reader may see. A constant number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby

from mingjian.offices.scope import Scope
from mingjian.rounds.models import Member, Round, Target, Team, Term


@dataclass(slots=True)
class TeamNode:
    """A team with its targets and members in scope."""

    team: Team
    targets: list[Target] = field(default_factory=list)
    members: list[Member] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class YearNode:
    """The rounds of one year of a term."""

    year: int
    rounds: list[Round]


@dataclass(frozen=True, slots=True)
class TermNode:
    """A term with its years, the latest first."""

    term: Term
    years: list[YearNode]


def terms(rounds: Iterable[Round]) -> list[TermNode]:
    """Group rounds that come ordered by term and year, the latest first."""
    nodes = []
    for _key, of_term in groupby(rounds, key=lambda each: each.term_id):
        rows = list(of_term)
        years = [YearNode(year, list(of_year)) for year, of_year in groupby(rows, key=lambda each: each.year)]
        nodes.append(TermNode(rows[0].term, years))
    return nodes


def teams(round_: Round, scope: Scope) -> list[TeamNode]:
    """The teams of a round with the targets in scope. Three queries."""
    nodes = {team.pk: TeamNode(team) for team in Team.objects.filter(round=round_).order_by("pk")}
    targets = Target.objects.visible_to(scope).filter(team__in=nodes).select_related("org")
    for target in targets.order_by("on_site", "pk"):
        nodes[target.team_id].targets.append(target)
    for member in Member.objects.filter(team__in=nodes).select_related("user").order_by("-role", "pk"):
        nodes[member.team_id].members.append(member)
    return list(nodes.values())


def targets_of(team: Team, scope: Scope) -> list[Target]:
    """The targets of a team in scope, by the day of entry."""
    return list(Target.objects.visible_to(scope).filter(team=team).select_related("org").order_by("on_site", "pk"))


def members_of(team: Team) -> list[Member]:
    """The members of a team whose target or round the caller found through the gate, leaders first."""
    return list(Member.objects.filter(team=team).select_related("user").order_by("-role", "pk"))


def member_in_scope(member_id: int, scope: Scope) -> Member | None:
    """A member of a team of a round in scope; None for any other."""
    rows = Member.objects.filter(pk=member_id, team__round__in=Round.objects.visible_to(scope))
    return rows.select_related("team__round", "user").first()
