"""How a pool member stands, along the state table: called in, not available, out of the pool and back."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy

from mingjian.audit.action import action
from mingjian.flow.move import move
from mingjian.live.publish import publish
from mingjian.offices.scope import Scope
from mingjian.rounds.models import PoolMember
from mingjian.rounds.pool_kinds import POOL
from mingjian.rounds.pool_search import member_documents
from mingjian.search import index


def _move(member: PoolMember, verb: str, scope: Scope, reason: str) -> PoolMember:
    scope.require(POOL.transitions[verb].right, str(member.office_path))
    move(member, verb, actor=scope.actor, reason=reason)
    index.replace(member_documents([member.pk]))
    publish("pool_member", [member.pk])
    return member


@action("pool_member.engage", gettext_lazy("Pool member called in"))
def engage(*, member: PoolMember, scope: Scope, reason: str = "") -> PoolMember:
    """抽调: the member is on a task."""
    return _move(member, "engage", scope, reason)


@action("pool_member.release", gettext_lazy("Pool member released"))
def release(*, member: PoolMember, scope: Scope, reason: str = "") -> PoolMember:
    """The task is over."""
    return _move(member, "release", scope, reason)


@action("pool_member.suspend", gettext_lazy("Pool member set not available"))
def suspend(*, member: PoolMember, scope: Scope, reason: str = "") -> PoolMember:
    """Not to be called in for now."""
    return _move(member, "suspend", scope, reason)


@action("pool_member.resume", gettext_lazy("Pool member set available"))
def resume(*, member: PoolMember, scope: Scope, reason: str = "") -> PoolMember:
    """May be called in again."""
    return _move(member, "resume", scope, reason)


@action("pool_member.leave", gettext_lazy("Pool member taken out"))
def leave(*, member: PoolMember, scope: Scope, reason: str = "") -> PoolMember:
    """出库: out of the pool from today on; the place stays on record."""
    _move(member, "leave", scope, reason)
    PoolMember.objects.filter(pk=member.pk).update(left_on=max(scope.on, member.joined_on))
    member.refresh_from_db()
    return member


@action("pool_member.readmit", gettext_lazy("Pool member taken back"))
def readmit(*, member: PoolMember, scope: Scope, reason: str = "") -> PoolMember:
    """Back into the pool."""
    _move(member, "readmit", scope, reason)
    PoolMember.objects.filter(pk=member.pk).update(left_on=None)
    member.refresh_from_db()
    return member


MOVES: dict[str, Callable[..., PoolMember]] = {
    "engage": engage,
    "release": release,
    "suspend": suspend,
    "resume": resume,
    "leave": leave,
    "readmit": readmit,
}
