"""Ending sessions: one's own, all one's others, and those of a user by the security administrator."""

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingjian.accounts import waits
from mingjian.accounts.models import SignIn, User
from mingjian.accounts.second_factor.checking import wait_key
from mingjian.accounts.sessions.keeping import end
from mingjian.accounts.signing_in import name_key
from mingjian.audit.action import action
from mingjian.audit.record import record
from mingjian.lib.errors import Invalid, NotAllowed, WrongState
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope


@action("user.end_session", gettext_lazy("Session ended"))
def end_session(*, sign_in: SignIn, scope: Scope) -> None:
    """End one session of one's own at its next request. Raises WrongState when it is over."""
    if scope.actor.user_id != sign_in.user_id:
        raise NotAllowed(_("Everybody ends their own sessions."))
    if not end(SignIn.objects.filter(pk=sign_in.pk), SignIn.Ended.BY_USER):
        raise WrongState(_("This session has ended already."))
    record("user.end_session", actor=scope.actor, kind="user", ids=[sign_in.user_id], detail={"sign_in": sign_in.pk})


@action("user.end_other_sessions", gettext_lazy("Other sessions ended"))
def end_other_sessions(*, user: User, kept_key: str, scope: Scope) -> int:
    """End all one's sessions but the one with this key; returns how many of the list were ended.

    The epoch rises, so that a session which is in no list ends too; the caller renews the hash of the kept one.
    """
    if scope.actor.user_id != user.pk:
        raise NotAllowed(_("Everybody ends their own sessions."))
    ended = end(SignIn.objects.filter(user=user).exclude(session_key=kept_key), SignIn.Ended.BY_USER)
    _raise_epoch(user)
    record("user.end_other_sessions", actor=scope.actor, kind="user", ids=[user.pk], detail={"count": ended})
    return ended


@action("user.end_sessions", gettext_lazy("Sessions of a user ended"))
def end_sessions(*, user: User, reason: str, scope: Scope) -> int:
    """End every session of a user at its next request, because a device is lost. Returns how many were in the list."""
    scope.require(Right.MANAGE_GRANTS, user.office.path)
    if not reason.strip():
        raise Invalid(_("Say why the sessions are ended."), {"reason": _("A reason is needed.")})
    ended = end(SignIn.objects.filter(user=user), SignIn.Ended.BY_ADMINISTRATOR)
    _raise_epoch(user)
    record("user.end_sessions", actor=scope.actor, kind="user", ids=[user.pk], words=reason, detail={"count": ended})
    return ended


def _raise_epoch(user: User) -> None:
    User.objects.filter(pk=user.pk).update(session_epoch=F("session_epoch") + 1)
    user.refresh_from_db(fields=["session_epoch"])


@action("user.unlock", gettext_lazy("Waits of a user ended"))
def unlock(*, user: User, reason: str, scope: Scope) -> None:
    """End the waits after wrong passwords and codes, once it is sure who asks.

    Raises NotAllowed for oneself, Invalid without a reason, WrongState when no failure is counted.
    """
    scope.require(Right.MANAGE_GRANTS, user.office.path)
    if scope.actor.user_id == user.pk:
        raise NotAllowed(_("Nobody ends their own waits; ask another security administrator."))
    if not reason.strip():
        raise Invalid(_("Say why the wait is ended."), {"reason": _("A reason is needed.")})
    if not waits.forget([name_key(user.username), wait_key(user.pk)]):
        raise WrongState(_("No failure is counted for this user."))
    record("user.unlock", actor=scope.actor, kind="user", ids=[user.pk], words=reason)
