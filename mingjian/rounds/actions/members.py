"""Who is in a team. A leader is authorised for one task only 一次一授权; whoever has an interest stays out 回避."""

from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingjian.accounts.actions import end_task
from mingjian.accounts.models import User
from mingjian.audit.action import action
from mingjian.audit.record import record
from mingjian.lib.errors import Invalid
from mingjian.live.publish import publish
from mingjian.offices.rights import ROLES, Right
from mingjian.offices.scope import Scope
from mingjian.rounds.models import Member, Target, Team
from mingjian.rounds.tasking import give, refuse_interested


@action("team.assign", gettext_lazy("Team member assigned"))
def assign(
    *, team: Team, user: User, role: str, scope: Scope, start: date | None = None, end: date | None = None
) -> Member:
    """Put a user into a team with a role given by task, and give them the task on each of its targets.

    The task lasts from the round's first to its last day unless told. Takes PLAN_ROUNDS over the round's office.
    Raises Invalid in words when the user must be recused 回避 from one of the targets (see `recusal`), or when the
    role is none of a team.
    """
    scope.require(Right.PLAN_ROUNDS, str(team.round.office_path))
    if role not in ROLES or not ROLES[role].by_task:
        raise Invalid(_("This role does not come with a team."), {"role": _("Choose leader or member.")})
    targets = list(Target.objects.visible_to(scope).filter(team=team).select_related("org"))
    refuse_interested([user], targets)
    member, _created = Member.objects.update_or_create(team=team, user=user, defaults={"role": role})
    first = start or team.round.during.lower
    until = end + timedelta(days=1) if end else team.round.during.upper
    give(member, targets, first, until, scope)
    record("team.assign", actor=scope.actor, kind="team", ids=[team.pk], detail={"user": user.pk, "role": role})
    publish("target", [target.pk for target in targets])
    return member


@action("team.unassign", gettext_lazy("Team member released"))
def unassign(*, member: Member, scope: Scope, reason: str) -> None:
    """Take a user out of a team: their tasks end at the next request. Asks for a reason."""
    scope.require(Right.PLAN_ROUNDS, str(member.team.round.office_path))
    if not reason.strip():
        raise Invalid(_("Say why: this step asks for a reason."), {"reason": _("A reason is needed.")})
    targets = list(Target.objects.filter(team=member.team).values_list("pk", flat=True))
    for target_id in targets:
        end_task(user=member.user, target_id=target_id, scope=scope)
    team_id, user_id = member.team_id, member.user_id
    member.delete()
    record("team.unassign", actor=scope.actor, kind="team", ids=[team_id], detail={"user": user_id}, words=reason)
    publish("target", targets)
