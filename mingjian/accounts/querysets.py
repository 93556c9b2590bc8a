"""Questions about users and grants. Grants are administration, not business data: their reach is MANAGE_GRANTS."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from mingjian.accounts.models import Grant, User
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope


def grants_of(user: User) -> QuerySet[Grant]:
    """What a user holds and was not revoked, by office."""
    return Grant.objects.filter(user=user, revoked_at=None).select_related("user", "office").order_by("office__path")


def grants_within(scope: Scope, wanted: str = "") -> QuerySet[Grant]:
    """Grants not revoked over offices where the scope manages grants; `wanted` is part of a user's name."""
    reach = Q(pk__in=())
    for path in scope.paths(Right.MANAGE_GRANTS):
        reach |= Q(office__path__within=path)
    rows = Grant.objects.filter(reach, revoked_at=None).select_related("user", "office")
    if wanted:
        rows = rows.filter(Q(user__username__icontains=wanted) | Q(user__display_name__icontains=wanted))
    return rows.order_by("office__path", "user__username", "pk")


def entries_within(scope: Scope) -> Q:
    """Entries of the record by users of offices where the scope reads the record.

    What the system did concerns every office: only who reads the record at the top of a line sees it.
    """
    paths = scope.paths(Right.READ_AUDIT)
    reach = Q(pk__in=())
    for path in paths:
        reach |= Q(office__path__within=path)
    shown = Q(actor_id__in=User.objects.filter(reach).values("pk"))
    return shown | Q(actor_id=None) if any("." not in path for path in paths) else shown


def names_of(user_ids: Iterable[Any]) -> dict[int, str]:
    """Sign-in names by user number."""
    return dict(User.objects.filter(pk__in=set(user_ids)).values_list("pk", "username"))


def ids_named(username: str) -> list[int]:
    """The numbers of users with this sign-in name: none or one."""
    return list(User.objects.filter(username=username).values_list("pk", flat=True))
