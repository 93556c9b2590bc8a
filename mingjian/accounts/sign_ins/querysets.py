"""How users sign in, for the security administrator: users of offices where the scope manages grants."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from mingjian.accounts.models import Grant, Task, User
from mingjian.accounts.querysets import matching, users_within
from mingjian.offices.clock import today
from mingjian.offices.rights import BEHIND_SECOND_FACTOR, ROLES, Right
from mingjian.offices.scope import Scope

ROLES_BEHIND = [role.code for role in ROLES.values() if role.rights & BEHIND_SECOND_FACTOR]


def accounts_within(scope: Scope) -> QuerySet[User]:
    """Users within reach, closed accounts too; `needs_factor` tells whether what they hold lies behind the factor."""
    held: dict[str, Any] = {"user": OuterRef("pk"), "role__in": ROLES_BEHIND, "valid__contains": today()}
    return users_within(scope, Right.MANAGE_GRANTS).annotate(
        needs_factor=Exists(Grant.objects.filter(revoked_at=None, **held))
        | Exists(Task.objects.filter(ended_at=None, **held))
    )


def open_accounts(scope: Scope, wanted: str = "", after: str = "") -> QuerySet[User]:
    """Open accounts within reach in the order of their names, from behind `after`; `wanted` is part of a name."""
    return matching(accounts_within(scope), wanted).filter(is_active=True, username__gt=after).order_by("username")
