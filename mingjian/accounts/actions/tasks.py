"""Tasks and the sights that come with them. `rounds` gives tasks when it forms a team, `dossiers` gives sights."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingjian.accounts.hands import hold, refuse_administrator
from mingjian.accounts.models import Sight, Task, User
from mingjian.accounts.scopes import build
from mingjian.audit.action import action
from mingjian.audit.record import record
from mingjian.lib.errors import Invalid
from mingjian.offices.rights import ROLES
from mingjian.offices.scope import Scope

SightRow = tuple[str, int, int]


@action("task.give", gettext_lazy("Task given"))
def give_task(
    *, user: User, target_id: int, org_ids: Sequence[int], role: str, start: date, end: date, scope: Scope
) -> Task:
    """Give a team member one target from `start` until before `end`; the caller has checked the right to plan.

    Raises Invalid when the user may not read about one of the bodies (own body, declared conflict): 回避; and for
    an administrator, who does no business.
    """
    if role not in ROLES or not ROLES[role].by_task:
        raise Invalid(_("Choose a role of the team."), {"role": role})
    hold(user)
    refuse_administrator(user, start, end)
    if build(user).not_orgs & set(org_ids):
        raise Invalid(
            _("%(name)s has to be recused: this body is their own or a declared conflict.")
            % {"name": user.display_name}
        )
    task, _created = Task.objects.update_or_create(
        user=user,
        target_id=target_id,
        defaults={"role": role, "org_ids": sorted(set(org_ids)), "valid": (start, end), "ended_at": None},
    )
    record("task.give", actor=scope.actor, kind="target", ids=[target_id], detail={"user": user.pk, "role": role})
    return task


@action("task.end", gettext_lazy("Task ended"))
def end_task(*, user: User, target_id: int, scope: Scope) -> None:
    """End a task now; its sights end with it."""
    Task.objects.filter(user=user, target_id=target_id, ended_at=None).update(ended_at=timezone.now())
    record("task.end", actor=scope.actor, kind="target", ids=[target_id], detail={"user": user.pk})


@action("sight.give", gettext_lazy("Sight given through a dossier"))
def give_sights(*, target_id: int, rows: Iterable[SightRow], start: date, end: date, scope: Scope) -> int:
    """Let a target's team read `(kind, row id, holding office id)` rows of other offices while the task lasts.

    Rows given before keep their time. Returns how many rows the target now has sight of.
    """
    Sight.objects.bulk_create(
        (
            Sight(target_id=target_id, kind=kind, row_id=row_id, holder_id=holder, valid=(start, end))
            for kind, row_id, holder in rows
        ),
        batch_size=5000,
        ignore_conflicts=True,
    )
    count = Sight.objects.filter(target_id=target_id).count()
    record("sight.give", actor=scope.actor, kind="target", ids=[target_id], detail={"rows": count})
    return count
