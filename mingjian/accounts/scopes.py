"""Building the Scope of a user at a moment: what is in force now, from the database, at every request."""

from collections.abc import Callable, Iterable
from datetime import date
from types import MappingProxyType

from django.contrib.sessions.backends.base import SessionBase
from django.db.models import F, QuerySet

from mingjian.accounts.hands import is_administration
from mingjian.accounts.models import Exclusion, Grant, Sight, Substitution, Task, User
from mingjian.audit.actor import Actor
from mingjian.offices.clock import today
from mingjian.offices.rights import ROLES, Right
from mingjian.offices.scope import Assigned, Depth, Held, Scope

# the session's key for the substitution by which its user acts
STANDING_IN = "standing_in"

BodiesAbove = Callable[[Iterable[int], date], frozenset[int]]
StaffOf = Callable[[Iterable[int], date], frozenset[int]]
BodiesOf = Callable[[Iterable[int], date], frozenset[int]]

_bodies_above: list[BodiesAbove] = []
_staff_of: list[StaffOf] = []
_bodies_of: list[BodiesOf] = []


def register_bodies_above(function: BodiesAbove) -> None:
    """`orgs` tells which bodies stand above given ones on a day (they themselves included)."""
    _bodies_above[:] = [function]


def register_staff_of(function: StaffOf) -> None:
    """`people` tells who holds a post in given bodies on a day."""
    _staff_of[:] = [function]


def register_bodies_of(function: BodiesOf) -> None:
    """`people` tells in which bodies given persons hold a post on a day."""
    _bodies_of[:] = [function]


def _held(grants: QuerySet[Grant], on: date) -> tuple[tuple[Held, ...], set[int]]:
    """Of some grants those in force, and the bodies of the offices over which they are."""
    rows = grants.filter(revoked_at=None, valid__contains=on, office__existed__contains=on)
    held: list[Held] = []
    bodies: set[int] = set()
    for role, path, body_id in rows.values_list("role", "office__path", "office__body_id"):
        held.append(Held(str(path), ROLES[role].rights))
        if body_id is not None:
            bodies.add(body_id)
    return tuple(held), bodies


def _assigned(user: User, on: date) -> tuple[Assigned, ...]:
    tasks = Task.objects.filter(user=user, ended_at=None, valid__contains=on)
    return tuple(
        Assigned(target_id, frozenset(org_ids), ROLES[role].rights)
        for target_id, org_ids, role in tasks.values_list("target_id", "org_ids", "role")
    )


def _sights(assigned: tuple[Assigned, ...], on: date) -> MappingProxyType[str, MappingProxyType[int, Depth]]:
    if not assigned:
        return MappingProxyType({})
    shown: dict[str, dict[int, Depth]] = {}
    rows = Sight.objects.filter(target_id__in=[task.target_id for task in assigned], valid__contains=on)
    for kind, row_id, depth in rows.values_list("kind", "row_id", F("holder__sight_depth")):
        of_kind = shown.setdefault(kind, {})
        of_kind[row_id] = max(Depth(depth), of_kind.get(row_id, Depth.EXISTENCE))
    return MappingProxyType({kind: MappingProxyType(rows) for kind, rows in shown.items()})


def _excluded(user: User, bodies: set[int], on: date) -> tuple[frozenset[int], frozenset[int]]:
    """Bodies and persons kept from a user: declared, themselves, and the bodies theirs are and stand under."""
    declared = Exclusion.objects.filter(user=user, valid__contains=on).values_list("basis", "org_id", "person_id")
    orgs = {org for _basis, org, _person in declared if org is not None}
    persons = {person for _basis, _org, person in declared if person is not None}
    themselves = [person for basis, _org, person in declared if basis == Exclusion.Basis.SELF and person is not None]
    if themselves and _bodies_of:
        bodies = bodies | _bodies_of[0](themselves, on)
    bodies = bodies | {body for body in (user.body_id, user.office.body_id) if body is not None}
    if bodies:
        above = _bodies_above[0](bodies, on) if _bodies_above else frozenset(bodies)
        orgs |= above
        persons |= _staff_of[0](above, on) if _staff_of else frozenset()
    return frozenset(orgs), frozenset(persons)


def build(user: User, on: date | None = None) -> Scope:
    """The user's scope on a day (today unless told). Seven queries at most, whatever the user holds.

    An inactive user gets an empty scope.
    """
    day = on or today()
    actor = Actor(user_id=user.pk)
    if not user.is_active:
        return Scope(actor=actor, on=day)
    held, bodies = _held(Grant.objects.filter(user=user), day)
    # The database keeps the grants of one user in one hand; a task beside an administrator's grant counts for nothing.
    assigned = () if is_administration(held) else _assigned(user, day)
    not_orgs, not_persons = _excluded(user, bodies, day)
    return Scope(
        actor=actor,
        on=day,
        held=held,
        assigned=assigned,
        sights=_sights(assigned, day),
        not_orgs=not_orgs,
        not_persons=not_persons,
    )


def stand_in(user: User, substitution_id: int, on: date | None = None) -> Scope | None:
    """What `user` may do for the colleague they stand in for; None once that is over.

    Only what was lent, of what the colleague holds at this moment; kept from whatever is kept from either of them;
    no task, which is given to one person by name. Who has become an administrator stands in for nobody.
    """
    day = on or today()
    lent = (
        Substitution.objects.filter(pk=substitution_id, substitute=user, ended_at=None, valid__contains=day)
        .filter(principal__is_active=True)
        .select_related("principal__office")
        .first()
    )
    if lent is None or not user.is_active or is_administration(_held(Grant.objects.filter(user=user), day)[0]):
        return None
    held, bodies = _held(lent.grants.filter(user=lent.principal), day)
    rights = frozenset(right for right in Right if right in lent.rights)
    theirs, own = _excluded(lent.principal, bodies, day), _excluded(user, set(), day)
    return Scope(
        actor=Actor(user_id=user.pk, for_id=lent.principal_id),
        on=day,
        held=tuple(Held(grant.path, grant.rights & rights) for grant in held if not is_administration((grant,))),
        not_orgs=theirs[0] | own[0],
        not_persons=theirs[1] | own[1],
    )


def of_session(session: SessionBase, user: User) -> Scope:
    """What a session may do now: for the colleague its user acts for, while that is in force, else for the user."""
    chosen = session.get(STANDING_IN)
    lent = stand_in(user, chosen) if chosen is not None else None
    return lent or build(user)


def again(user: User, for_id: int | None, on: date | None = None) -> Scope:
    """The scope of somebody who put work in line, when it is done: their own, or for whom they acted if they still
    may. A substitution that is over leaves an empty scope."""
    day = on or today()
    if for_id is None:
        return build(user, day)
    lent = Substitution.objects.filter(principal=for_id, substitute=user, ended_at=None, valid__contains=day).first()
    scope = stand_in(user, lent.pk, day) if lent is not None else None
    return scope or Scope(actor=Actor(user_id=user.pk, for_id=for_id), on=day)


def of_system(name: str, *, held: Iterable[Held] = ()) -> Scope:
    """The scope of a named part of the system: it names what it holds, and nothing defaults to "all"."""
    return Scope(actor=Actor.named(name), on=today(), held=tuple(held))
