"""The tasks of a team's members follow its targets and its round: whom a team enters, its members may read."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.translation import gettext as _

from mingjian.accounts.actions import end_task, give_task
from mingjian.accounts.models import Task, User
from mingjian.lib.errors import Invalid
from mingjian.offices.scope import Scope
from mingjian.rounds.bodies import bodies_of
from mingjian.rounds.models import Member, Target
from mingjian.rounds.recusal import grounds


def refuse_interested(users: Iterable[User], targets: Sequence[Target]) -> None:
    """回避: raise Invalid in words when somebody must stay out of one of the targets."""
    for user in users:
        for target in targets:
            if sentences := grounds(user, target):
                raise Invalid(
                    _("%(name)s must stay out of the inspection of %(organisation)s. %(why)s")
                    % {"name": user.display_name, "organisation": target.org.name, "why": " ".join(sentences)},
                    {"user": sentences[0]},
                )


def give(member: Member, targets: Iterable[Target], first: date, until: date, scope: Scope) -> None:
    """Give a member the task on each target from `first` until before `until`."""
    for target in targets:
        give_task(
            user=member.user,
            target_id=target.pk,
            org_ids=sorted(bodies_of(target)),
            role=member.role,
            start=first,
            end=until,
            scope=scope,
        )


def follow_targets(target_ids: Iterable[int], scope: Scope) -> None:
    """New or changed targets of teams that have members already: recusal is asked, then each member gets the task."""
    rows = Target.objects.filter(pk__in=list(target_ids), team__members__isnull=False).distinct()
    for target in rows.select_related("org", "team__round"):
        members = list(Member.objects.filter(team=target.team_id).select_related("user__office"))
        refuse_interested([member.user for member in members], [target])
        during = target.team.round.during
        for member in members:
            give(member, [target], during.lower, during.upper, scope)


def end_tasks(target_ids: Iterable[int], scope: Scope) -> None:
    """A target is nobody's task any more."""
    for task in Task.objects.filter(target_id__in=list(target_ids), ended_at=None).select_related("user"):
        end_task(user=task.user, target_id=task.target_id, scope=scope)
