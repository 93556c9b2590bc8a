"""Questions about users and grants. Grants are administration, not business data: their reach is MANAGE_GRANTS."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Case, Q, QuerySet, When

from mingjian.accounts.models import Exclusion, Grant, Substitution, User
from mingjian.audit.queries import Readers
from mingjian.offices.clock import today
from mingjian.offices.models import Office
from mingjian.offices.rights import Hand, Right
from mingjian.offices.scope import Scope


def grants_of(user: User) -> QuerySet[Grant]:
    """What a user holds and was not revoked, by office."""
    return Grant.objects.filter(user=user, revoked_at=None).select_related("user", "office").order_by("office__path")


def ended_grants_of(user: User) -> QuerySet[Grant]:
    """What a user held and was revoked, the latest first."""
    rows = Grant.objects.filter(user=user).exclude(revoked_at=None)
    return rows.select_related("user", "office").order_by("-revoked_at", "-pk")


def exclusions_of(user: User) -> QuerySet[Exclusion]:
    """Link and conflicts of a user, those over too, the latest first."""
    return Exclusion.objects.filter(user=user).select_related("user__office").order_by("-pk")


def conflicts_within(scope: Scope) -> QuerySet[Exclusion]:
    """Declared conflicts of the users of offices that the scope leads, the latest first."""
    rows = Exclusion.objects.filter(_reach(scope, Right.LEAD_OFFICE, "user__office__path"))
    return rows.filter(basis=Exclusion.Basis.CONFLICT).select_related("user__office").order_by("-pk")


def substitutions_of(user: User) -> QuerySet[Substitution]:
    """Substitutions for and by a user, the latest first."""
    rows = Substitution.objects.filter(Q(principal=user) | Q(substitute=user))
    return rows.select_related("principal__office", "substitute").order_by("-pk")


def lendable_grants(user: User) -> QuerySet[Grant]:
    """Grants of a user that a substitute may be given: of business, and not over."""
    rows = Grant.objects.filter(user=user, revoked_at=None, hand=Hand.BUSINESS)
    return rows.exclude(valid__fully_lt=(today(), None)).select_related("office").order_by("office__path", "role")


def _reach(scope: Scope, right: Right, field: str) -> Q:
    reach = Q(pk__in=())
    for path in scope.paths(right):
        reach |= Q(**{f"{field}__within": path})
    return reach


def offices_within(scope: Scope, right: Right) -> QuerySet[Office]:
    """Offices over which the scope holds a right, in the order of the tree."""
    return Office.objects.filter(_reach(scope, right, "path")).order_by("path")


def users_within(scope: Scope, right: Right) -> QuerySet[User]:
    """Users who belong to offices over which the scope holds a right; closed accounts too."""
    return User.objects.filter(_reach(scope, right, "office__path")).select_related("office")


def led_or_own(scope: Scope, user: User) -> QuerySet[User]:
    """The users of offices that the scope leads, and the user themselves."""
    rows = User.objects.filter(_reach(scope, Right.LEAD_OFFICE, "office__path") | Q(pk=user.pk))
    return rows.select_related("office")


def colleagues_of(user: User) -> QuerySet[User]:
    """Who may take over a user's work: open accounts of the same line, but administrators; the own office first."""
    administrators = Grant.objects.filter(revoked_at=None).exclude(hand=Hand.BUSINESS).values("user")
    rows = User.objects.filter(is_active=True, office__line=user.office.line).exclude(pk=user.pk)
    near = Case(When(office=user.office_id, then=0), default=1)
    ordered = rows.exclude(pk__in=administrators).select_related("office").annotate(near=near)
    return ordered.order_by("near", "office__path", "username")


def matching(rows: QuerySet[User], words: str) -> QuerySet[User]:
    """Those of some users whose sign-in name or shown name holds the words; all when there are none."""
    return rows.filter(Q(username__icontains=words) | Q(display_name__icontains=words)) if words else rows


def grants_within(scope: Scope, wanted: str = "") -> QuerySet[Grant]:
    """Grants not revoked over offices where the scope manages grants; `wanted` is part of a user's name."""
    rows = Grant.objects.filter(_reach(scope, Right.MANAGE_GRANTS, "office__path"), revoked_at=None).select_related(
        "user", "office"
    )
    if wanted:
        rows = rows.filter(Q(user__username__icontains=wanted) | Q(user__display_name__icontains=wanted))
    return rows.order_by("office__path", "user__username", "pk")


def readers_within(scope: Scope) -> Readers:
    """Whose entries of the record the scope reads: those of users of its offices.

    What the system did concerns every office: only who reads the record at the top of a line sees it. Who reads it
    at the top of every line reads all of it.
    """
    paths = set(scope.paths(Right.READ_AUDIT))
    roots = set(Office.objects.filter(parent=None).values_list("path", flat=True))
    if roots and roots <= paths:
        return Readers()
    users = User.objects.filter(_reach(scope, Right.READ_AUDIT, "office__path")).order_by("pk")
    return Readers(list(users.values_list("pk", flat=True)), any("." not in path for path in paths))


def names_of(user_ids: Iterable[Any]) -> dict[int, str]:
    """Sign-in names by user number."""
    return dict(User.objects.filter(pk__in=set(user_ids)).values_list("pk", "username"))


def ids_named(username: str) -> list[int]:
    """The numbers of users with this sign-in name: none or one."""
    return list(User.objects.filter(username=username).values_list("pk", flat=True))


def name_of(user_id: int | None) -> str:
    """The shown name of a user; nothing for none."""
    if user_id is None:
        return ""
    return User.objects.filter(pk=user_id).values_list("display_name", flat=True).first() or ""


def user_named(username: str) -> User | None:
    """The user of this sign-in name."""
    return User.objects.filter(username=username).select_related("office").first()
