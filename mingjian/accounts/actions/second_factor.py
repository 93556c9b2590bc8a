"""Setting up a second factor, renewing its recovery codes, and the reset by the security administrator."""

import time
from datetime import timedelta

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingjian.accounts import waits
from mingjian.accounts.models import Factor, RecoveryCode, SignIn, User
from mingjian.accounts.second_factor.checking import wait_key
from mingjian.accounts.second_factor.codes import new_recovery_codes, new_secret, recovery_hash, seal, step_of, unseal
from mingjian.accounts.sessions.keeping import end
from mingjian.audit.action import action
from mingjian.audit.record import record
from mingjian.lib.errors import Invalid, NotAllowed, WrongState
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope

# What was begun and not confirmed by then is begun anew.
CONFIRMED_WITHIN = timedelta(minutes=15)


def _own(user: User, scope: Scope) -> None:
    if scope.actor.user_id != user.pk:
        raise NotAllowed(_("Everybody sets up their own second factor."))


@action("user.begin_factor", gettext_lazy("Second factor begun"))
def begin_factor(*, user: User, scope: Scope) -> None:
    """Make a new secret for one's app. The factor in force, if there is one, stays until a code confirms the new.

    Whoever has a factor gave its code just before. Raises NotAllowed for another user.
    """
    _own(user, scope)
    Factor.objects.filter(user=user, confirmed_at=None).delete()
    Factor.objects.create(user=user, sealed_secret=seal(new_secret(), user.pk), begun_at=timezone.now())
    record("user.begin_factor", actor=scope.actor, kind="user", ids=[user.pk])


@action("user.confirm_factor", gettext_lazy("Second factor set up"))
def confirm_factor(*, user: User, code: str, scope: Scope) -> list[str]:
    """Put the begun factor in force by its first code; returns ten new recovery codes, shown this once.

    Former factors and codes end. Raises WrongState when nothing was begun in time, Invalid for a wrong code.
    """
    _own(user, scope)
    since = timezone.now() - CONFIRMED_WITHIN
    begun = Factor.objects.select_for_update().filter(user=user, confirmed_at=None, begun_at__gte=since).first()
    if begun is None:
        raise WrongState(_("The time for this picture is over. Begin again."))
    step = step_of(unseal(begun.sealed_secret, user.pk), code, time.time())
    if step is None:
        wrong = _("This is not the code the app shows now. Look at the phone's clock, then type the next code.")
        raise Invalid(wrong, {"code": wrong})
    Factor.objects.filter(user=user).exclude(confirmed_at=None).delete()
    now = timezone.now()
    Factor.objects.filter(pk=begun.pk).update(confirmed_at=now, last_step=step)
    user.factor_since = now
    user.save(update_fields=["factor_since"])
    codes = _new_codes(user)
    record("user.confirm_factor", actor=scope.actor, kind="user", ids=[user.pk])
    return codes


def _new_codes(user: User) -> list[str]:
    RecoveryCode.objects.filter(user=user).delete()
    codes, now = new_recovery_codes(), timezone.now()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(user=user, code_hash=recovery_hash(code, user.pk), made_at=now) for code in codes
    )
    return codes


@action("user.renew_recovery_codes", gettext_lazy("Recovery codes renewed"))
def renew_recovery_codes(*, user: User, scope: Scope) -> list[str]:
    """Ten new recovery codes in place of all former ones, shown this once. The code was asked for just before."""
    _own(user, scope)
    if user.factor_since is None:
        raise WrongState(_("Set up the second factor first."))
    codes = _new_codes(user)
    record("user.renew_recovery_codes", actor=scope.actor, kind="user", ids=[user.pk])
    return codes


@action("user.reset_factor", gettext_lazy("Second factor reset"))
def reset_factor(*, user: User, reason: str, scope: Scope) -> None:
    """Take a user's second factor and recovery codes away, because the phone is lost. All their sessions end.

    Raises NotAllowed for oneself and beyond the reach, Invalid without a reason, WrongState where there is none.
    """
    scope.require(Right.MANAGE_GRANTS, user.office.path)
    if scope.actor.user_id == user.pk:
        raise NotAllowed(_("Nobody resets their own second factor; ask another security administrator."))
    if not reason.strip():
        raise Invalid(_("Say why the second factor is reset."), {"reason": _("A reason is needed.")})
    gone, _by_model = Factor.objects.filter(user=user).delete()
    if not gone:
        raise WrongState(_("This user has no second factor."))
    RecoveryCode.objects.filter(user=user).delete()
    User.objects.filter(pk=user.pk).update(factor_since=None, session_epoch=F("session_epoch") + 1)
    end(SignIn.objects.filter(user=user), SignIn.Ended.BY_ADMINISTRATOR)
    waits.forget([wait_key(user.pk)])
    record("user.reset_factor", actor=scope.actor, kind="user", ids=[user.pk], words=reason)
