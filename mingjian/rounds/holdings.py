"""Places in teams with tasks, for when a colleague leaves."""

from collections.abc import Sequence
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingjian.accounts import holdings
from mingjian.accounts.models import Task, User
from mingjian.lib.errors import Invalid
from mingjian.offices.clock import today
from mingjian.offices.rights import ROLES, Right
from mingjian.offices.scope import Scope
from mingjian.rounds.actions import assign, unassign
from mingjian.rounds.models import Member, Round, Target


def register() -> None:
    """Called once, from AppConfig.ready."""
    holdings.register(holdings.Holding("member", gettext_lazy("Places in teams"), _count, _items, _move, order=30))


def _running(user: User) -> set[int]:
    """Teams in which a task of the user runs or is ahead."""
    tasks = Task.objects.filter(user=user, ended_at=None).exclude(valid__fully_lt=(today(), None))
    return set(Target.objects.filter(pk__in=tasks.values("target_id")).values_list("team_id", flat=True))


def _count(user: User) -> tuple[int, int]:
    running = _running(user)
    teams = list(Member.objects.filter(user=user).values_list("team_id", flat=True))
    still = sum(team in running for team in teams)
    return still, len(teams) - still


def _items(user: User, scope: Scope) -> list[holdings.Item]:
    """What is over stays with whoever did it: the authorisation was theirs 一次一授权. One's own teams one knows."""
    running = _running(user)
    rows = Member.objects.filter(user=user).select_related("team__round").order_by("-pk")
    if scope.actor.user_id != user.pk:
        rows = rows.filter(team__round__in=Round.objects.visible_to(scope).values("pk"))
    return [
        holdings.Item(
            row.pk,
            f"{row.team.round.name} {row.team.name}",
            True,
            reverse("round", args=[row.team.round_id]),
            ROLES[row.role].words,
        )
        for row in rows
        if row.team_id in running
    ]


def _move(ids: Sequence[int], user: User, to: User, scope: Scope, reason: str) -> None:
    """The colleague takes the place with its role until the same day; recusal 回避 is asked anew."""
    for member in Member.objects.filter(pk__in=ids, user=user).select_related("team__round"):
        if Member.objects.filter(team=member.team, user=to).exists():
            raise Invalid(_("%(name)s is in this team already.") % {"name": to.display_name})
        scope.require(Right.PLAN_ROUNDS, str(member.team.round.office_path))
        targets = Target.objects.filter(team=member.team).values("pk")
        times = list(Task.objects.filter(user=user, target_id__in=targets).values_list("valid", flat=True))
        last = max((time.upper for time in times), default=None)
        team, role = member.team, member.role
        unassign(member=member, scope=scope, reason=reason)
        assign(
            team=team, user=to, role=role, scope=scope, start=today(), end=last - timedelta(days=1) if last else None
        )
