"""Questions about terms and teams."""

from django.db.models import Q, QuerySet

from mingjian.offices.models import Office
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope
from mingjian.rounds.models import Member, Round, Target, Team, Term

MOST_OFFICES = 400


def terms_of(scope: Scope, right: Right = Right.READ_REGISTER) -> QuerySet[Term]:
    """The terms 届次 of the offices over which `right` is held, and of the rounds that a task shows."""
    within = Q(rounds__in=Round.objects.visible_to(scope)) if right is Right.READ_REGISTER else Q(pk__in=())
    for path in scope.paths(right):
        within |= Q(office__path__within=path)
    return Term.objects.filter(within).distinct()


def offices_to_plan_for(scope: Scope) -> list[tuple[int, str]]:
    """Id and name of the offices over which PLAN_ROUNDS is held."""
    return _offices(scope, Right.PLAN_ROUNDS)


def offices_with_pools(scope: Scope) -> list[tuple[int, str]]:
    """Id and name of the offices over which EDIT_REGISTER is held."""
    return _offices(scope, Right.EDIT_REGISTER)


def _offices(scope: Scope, right: Right) -> list[tuple[int, str]]:
    within = Q(pk__in=())
    for path in scope.paths(right):
        within |= Q(path__within=path)
    offices = Office.objects.filter(within, line="inspection", existed__contains=scope.on).order_by("level", "path")
    return list(offices.values_list("pk", "name")[:MOST_OFFICES])


def leaders_of(team_ids: list[int]) -> dict[int, str]:
    """Team → the names of its leaders."""
    return _names(team_ids, "team_leader")


def members_of_teams(team_ids: list[int]) -> dict[int, str]:
    """Team → the names of its other members."""
    return _names(team_ids, "team_member")


def _names(team_ids: list[int], role: str) -> dict[int, str]:
    found: dict[int, list[str]] = {}
    rows = Member.objects.filter(team__in=team_ids, role=role).order_by("pk")
    for team_id, name in rows.values_list("team_id", "user__display_name"):
        found.setdefault(team_id, []).append(name)
    return {team_id: "、".join(names) for team_id, names in found.items()}


def teams_of(round_: Round) -> list[tuple[int, str]]:
    """Id and name of a round's teams; the caller found the round through the gate."""
    return list(Team.objects.filter(round=round_).order_by("pk").values_list("pk", "name"))


def inspections_of(org_ids: list[int], scope: Scope) -> list[Target]:
    """The visible inspections of bodies, the latest first."""
    rows = Target.objects.visible_to(scope).filter(org_id__in=org_ids)
    return list(rows.select_related("org", "team__round__term", "office").order_by("-on_site", "-pk"))
