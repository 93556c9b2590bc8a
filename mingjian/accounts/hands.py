"""三员分立: whose hand a user is, and what keeps the hands apart beyond what the database holds by itself."""

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from mingjian.accounts.models import Grant, Task, User
from mingjian.lib.errors import Invalid
from mingjian.offices.clock import today
from mingjian.offices.rights import ROLES, Hand
from mingjian.offices.scope import Held, Scope

ADMINISTRATION = {hand for hand in Hand if hand != Hand.BUSINESS}


def hand_of(scope: Scope) -> Hand:
    """Whose hand a scope is: what it holds tells, since nobody holds two."""
    held = {right for grant in scope.held for right in grant.rights}
    for role in ROLES.values():
        if role.hand != Hand.BUSINESS and role.rights & held:
            return role.hand
    return Hand.BUSINESS


def is_administration(held: tuple[Held, ...]) -> bool:
    """Whether grants in force are an administrator's."""
    own = {right for role in ROLES.values() if role.hand != Hand.BUSINESS for right in role.rights}
    return any(grant.rights & own for grant in held)


def hold(user: User) -> None:
    """Let one change of what `user` holds run at a time, so that two cannot bring two hands together."""
    User.objects.select_for_update().get(pk=user.pk)


def refuse_second_hand(user: User, role: str, since: date, until: date | None) -> None:
    """Raise Invalid when the role is of another hand than what the user holds or will hold in that time."""
    hand = ROLES[role].hand
    held = Grant.objects.filter(user=user, revoked_at=None, valid__overlap=(since, until)).exclude(hand=hand)
    if held.exists():
        raise Invalid(
            _(
                "System, security and audit administration lie in three hands, none of which does business:"
                " the user holds a role of another hand in that time."
            )
        )
    if hand != Hand.BUSINESS and has_tasks(user, since, until):
        raise Invalid(_("The user has a task in an inspection team; administrators have none."))


def has_tasks(user: User, since: date, until: date | None) -> bool:
    """Whether tasks of the user run in that time, from today on."""
    begin = max(since, today())
    if until is not None and until <= begin:
        return False
    return Task.objects.filter(user=user, ended_at=None, valid__overlap=(begin, until)).exists()


def refuse_administrator(user: User, start: date, end: date | None) -> None:
    """Raise Invalid when the user is an administrator in that time: such a user does no business, by no way."""
    held = Grant.objects.filter(user=user, revoked_at=None, valid__overlap=(start, end))
    if held.filter(~Q(hand=Hand.BUSINESS)).exists():
        raise Invalid(_("%(name)s is an administrator and does no business.") % {"name": user.display_name})
