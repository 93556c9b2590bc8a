"""How users sign in, for the security administrator: users of offices where the scope manages grants."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from mingjian.accounts.models import Grant, Task, User
from mingjian.offices.clock import today
from mingjian.offices.rights import BEHIND_SECOND_FACTOR, ROLES, Right
from mingjian.offices.scope import Scope

ROLES_BEHIND = [role.code for role in ROLES.values() if role.rights & BEHIND_SECOND_FACTOR]


def users_within(scope: Scope, wanted: str = "", after: str = "") -> QuerySet[User]:
    """Active users within reach in the order of their names, from behind `after`; `wanted` is part of a name.

    `needs_factor` tells whether what they hold lies behind a second factor.
    """
    reach = Q(pk__in=())
    for path in scope.paths(Right.MANAGE_GRANTS):
        reach |= Q(office__path__within=path)
    held = {"user": OuterRef("pk"), "role__in": ROLES_BEHIND, "valid__contains": today()}
    users = User.objects.filter(reach, is_active=True, username__gt=after).select_related("office")
    if wanted:
        users = users.filter(Q(username__icontains=wanted) | Q(display_name__icontains=wanted))
    return users.annotate(
        needs_factor=Exists(Grant.objects.filter(revoked_at=None, **held))
        | Exists(Task.objects.filter(ended_at=None, **held))
    ).order_by("username")
