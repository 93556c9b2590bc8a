"""交接: what somebody held by name goes to named colleagues; only then the account ends."""

from collections.abc import Mapping, Sequence

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingjian.accounts.hands import hold
from mingjian.accounts.holdings import HOLDINGS, open_work
from mingjian.accounts.models import Grant, Substitution, Task, User
from mingjian.audit.action import action
from mingjian.audit.record import record
from mingjian.lib.errors import Invalid, NotAllowed, WrongState
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope

# kind of work → which pieces go to which colleague
Plan = Mapping[str, Sequence[tuple[Sequence[int], User]]]


@action("user.hand_over", gettext_lazy("Work handed over"))
def hand_over(*, user: User, plan: Plan, reason: str, scope: Scope) -> int:
    """Give open and closed work of `user` to named colleagues, all of it or nothing.

    By the user for themselves or by the head of their office. A colleague gets only what they may have: each room
    refuses in its own words. Returns the number of pieces.
    """
    if scope.actor.user_id != user.pk:
        scope.require(Right.LEAD_OFFICE, user.office.path)
    if not reason.strip():
        raise Invalid(_("Say why the work is handed over."), {"reason": _("A reason is needed.")})
    given: dict[str, dict[str, int]] = {}
    for code, parts in plan.items():
        for ids, to in parts:
            if ids:
                _check_taker(user, to)
                HOLDINGS[code].move(ids, user, to, scope, reason)
                given.setdefault(code, {})[str(to.pk)] = len(ids)
    if not given:
        raise Invalid(_("Choose what goes to whom."))
    record(
        "user.hand_over",
        actor=scope.actor,
        kind="user",
        ids=[user.pk],
        office_path=user.office.path,
        detail=given,
        words=reason,
    )
    return sum(count for to in given.values() for count in to.values())


def _check_taker(user: User, to: User) -> None:
    if to.pk == user.pk or not to.is_active:
        raise Invalid(_("Hand over to a colleague who has an account."))
    if to.office.line != user.office.line:
        raise Invalid(_("Hand over within the same line of authority."))


@action("user.deactivate", gettext_lazy("User deactivated"))
def deactivate(*, user: User, reason: str, scope: Scope) -> None:
    """Close an account: its sessions and all it holds end at the next request; what it did stays.

    Raises WrongState while open work stands in the user's name: it has to be handed over first.
    """
    scope.require(Right.MANAGE_USERS, user.office.path)
    if scope.actor.user_id == user.pk:
        raise NotAllowed(_("Nobody closes their own account; ask another system administrator."))
    if not reason.strip():
        raise Invalid(_("Say why the account is closed."), {"reason": _("A reason is needed.")})
    hold(user)
    if waiting := open_work(user):
        listed = _(", ").join(f"{HOLDINGS[code].words} {count}" for code, count in waiting.items())
        raise WrongState(
            _("Open work stands in this user's name: %(listed)s. The head of office hands it over first.")
            % {"listed": listed}
        )
    if not User.objects.filter(pk=user.pk, is_active=True).update(
        is_active=False, session_epoch=F("session_epoch") + 1
    ):
        raise WrongState(_("This account is closed already."))
    record(
        "user.deactivate",
        actor=scope.actor,
        kind="user",
        ids=[user.pk],
        office_path=user.office.path,
        detail=_end_all(user, scope),
        words=reason,
    )


def _end_all(user: User, scope: Scope) -> dict[str, int]:
    """End what the user held, so that an account opened again holds nothing. Counts by kind."""
    now, actor = timezone.now(), scope.actor.user_id
    grants = Grant.objects.filter(user=user, revoked_at=None).update(revoked_at=now, revoked_by=actor)
    tasks = Task.objects.filter(user=user, ended_at=None).update(ended_at=now)
    lent = Substitution.objects.filter(principal=user) | Substitution.objects.filter(substitute=user)
    ended = lent.filter(ended_at=None).update(ended_at=now, ended_by=actor)
    return {"grants": grants, "tasks": tasks, "substitutions": ended}


@action("user.reopen", gettext_lazy("User opened again"))
def reopen(*, user: User, reason: str, scope: Scope) -> None:
    """Open a closed account again. It holds nothing until rights are granted anew."""
    scope.require(Right.MANAGE_USERS, user.office.path)
    if not reason.strip():
        raise Invalid(_("Say why the account is opened again."), {"reason": _("A reason is needed.")})
    if not User.objects.filter(pk=user.pk, is_active=False).update(is_active=True):
        raise WrongState(_("This account is open."))
    record("user.reopen", actor=scope.actor, kind="user", ids=[user.pk], office_path=user.office.path, words=reason)
