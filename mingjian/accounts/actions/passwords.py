"""Choosing one's password, and giving somebody a password for once."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingjian.accounts import waits
from mingjian.accounts.models import PastPassword, SignIn, User
from mingjian.accounts.passwords.rules import REMEMBERED
from mingjian.accounts.second_factor.codes import grouped_secret
from mingjian.accounts.sessions.keeping import end
from mingjian.accounts.signing_in import given_hours, name_key
from mingjian.audit.action import action
from mingjian.audit.record import record
from mingjian.lib.errors import Invalid, NotAllowed
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope

# Groups of four of 31 characters: 79 bits.
GIVEN_GROUPS = 4
SAVED = ["password", "password_set_at", "password_given_until"]


def _validated(user: User, password: str) -> None:
    try:
        validate_password(password, user)
    except ValidationError as refused:
        raise Invalid(" ".join(refused.messages), {"password": " ".join(refused.messages)}) from refused


def _save(user: User, password: str, *, given: bool) -> None:
    now = timezone.now()
    user.set_password(password)
    user.password_set_at = now
    user.password_given_until = now + given_hours() if given else None
    user.save(update_fields=SAVED)


def _give(user: User, password: str) -> None:
    """Another's password ends their waits and, as its hash is in every session, all their sessions."""
    _save(user, password, given=True)
    end(SignIn.objects.filter(user=user), SignIn.Ended.BY_ADMINISTRATOR)
    waits.forget([name_key(user.username)])


@action("user.change_password", gettext_lazy("Own password changed"))
def change_password(*, user: User, password: str, kept_key: str, scope: Scope) -> None:
    """Choose one's own password. It ends every session at its next request but the one with `kept_key`.

    The present password was asked for before. Raises NotAllowed for another's, Invalid for one the rules refuse.
    """
    if scope.actor.user_id != user.pk:
        raise NotAllowed(_("Everybody chooses their own password; the security administrator gives one for once."))
    _validated(user, password)
    _save(user, password, given=False)
    end(SignIn.objects.filter(user=user).exclude(session_key=kept_key), SignIn.Ended.PASSWORD_CHANGED)
    PastPassword.objects.create(user=user, password=user.password, chosen_at=timezone.now())
    kept = PastPassword.objects.filter(user=user).order_by("-chosen_at", "-pk").values("pk")[:REMEMBERED]
    PastPassword.objects.filter(user=user).exclude(pk__in=list(kept.values_list("pk", flat=True))).delete()
    record("user.change_password", actor=scope.actor, kind="user", ids=[user.pk])


@action("user.set_password", gettext_lazy("Password set"))
def set_password(*, user: User, password: str, scope: Scope) -> None:
    """Give another user this password, as the installation does at the shell: it lets in once, to choose one's own.

    It ends the user's sessions. Raises NotAllowed beyond the reach of grants, Invalid for one the rules refuse.
    """
    scope.require(Right.MANAGE_GRANTS, user.office.path)
    _validated(user, password)
    _give(user, password)
    record("user.set_password", actor=scope.actor, kind="user", ids=[user.pk])


@action("user.give_password", gettext_lazy("One-time password given"))
def give_password(*, user: User, reason: str, scope: Scope) -> str:
    """Make a password for once and return it: it is shown to the administrator and kept nowhere.

    With it the user signs in within the hours the setting allows and chooses their own. The second factor stays: it is
    asked for before. Ends the user's sessions and waits. Raises NotAllowed for oneself and beyond the reach.
    """
    scope.require(Right.MANAGE_GRANTS, user.office.path)
    if scope.actor.user_id == user.pk:
        raise NotAllowed(_("Nobody resets their own sign-in; change your password under “My account”."))
    if not reason.strip():
        raise Invalid(_("Say why a password is given."), {"reason": _("A reason is needed.")})
    password = grouped_secret(GIVEN_GROUPS)
    _give(user, password)
    record("user.give_password", actor=scope.actor, kind="user", ids=[user.pk], words=reason)
    return password
