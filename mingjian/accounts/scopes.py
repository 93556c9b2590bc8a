"""Building the Scope of a user at a moment: what is in force now, from the database, at every request."""

from collections.abc import Callable, Iterable
from datetime import date
from types import MappingProxyType

from django.db.models import F

from mingjian.accounts.hands import is_administration
from mingjian.accounts.models import Exclusion, Grant, Sight, Task, User
from mingjian.audit.actor import Actor
from mingjian.offices.clock import today
from mingjian.offices.rights import ROLES
from mingjian.offices.scope import Assigned, Depth, Held, Scope

BodiesAbove = Callable[[Iterable[int], date], frozenset[int]]
StaffOf = Callable[[Iterable[int], date], frozenset[int]]

_bodies_above: list[BodiesAbove] = []
_staff_of: list[StaffOf] = []


def register_bodies_above(function: BodiesAbove) -> None:
    """`orgs` tells which bodies stand above given ones on a day (they themselves included)."""
    _bodies_above[:] = [function]


def register_staff_of(function: StaffOf) -> None:
    """`people` tells who holds a post in given bodies on a day."""
    _staff_of[:] = [function]


def _held(user: User, on: date) -> tuple[tuple[Held, ...], set[int]]:
    grants = (
        Grant.objects.filter(user=user, revoked_at=None, valid__contains=on)
        .filter(office__existed__contains=on)
        .values_list("role", "office__path", "office__body_id")
    )
    held: list[Held] = []
    bodies: set[int] = set()
    for role, path, body_id in grants:
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
    declared = Exclusion.objects.filter(user=user, valid__contains=on).values_list("org_id", "person_id")
    orgs = {org for org, _person in declared if org is not None}
    persons = {person for _org, person in declared if person is not None}
    if user.body_id is not None:
        bodies = bodies | {user.body_id}
    if bodies:
        above = _bodies_above[0](bodies, on) if _bodies_above else frozenset(bodies)
        orgs |= above
        persons |= _staff_of[0](above, on) if _staff_of else frozenset()
    return frozenset(orgs), frozenset(persons)


def build(user: User, on: date | None = None) -> Scope:
    """The user's scope on a day (today unless told). Six queries at most, whatever the user holds.

    An inactive user gets an empty scope.
    """
    day = on or today()
    actor = Actor(user_id=user.pk)
    if not user.is_active:
        return Scope(actor=actor, on=day)
    held, bodies = _held(user, day)
    # The database keeps the grants of one user in one hand; a task beside an administrator's grant counts for nothing.
    assigned = () if is_administration(held) else _assigned(user, day)
    home = user.office.body_id
    not_orgs, not_persons = _excluded(user, bodies | ({home} if home is not None else set()), day)
    return Scope(
        actor=actor,
        on=day,
        held=held,
        assigned=assigned,
        sights=_sights(assigned, day),
        not_orgs=not_orgs,
        not_persons=not_persons,
    )


def of_system(name: str, *, held: Iterable[Held] = ()) -> Scope:
    """The scope of a named part of the system: it names what it holds, and nothing defaults to "all"."""
    return Scope(actor=Actor.named(name), on=today(), held=tuple(held))
