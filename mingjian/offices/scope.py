"""The Scope: what one request or job may see and do, as an immutable value. `accounts` builds it, the gate reads it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from types import MappingProxyType

from django.utils.translation import gettext as _

from mingjian.audit.actor import Actor
from mingjian.lib.errors import NotAllowed
from mingjian.offices.rights import Right


class Depth(IntEnum):
    """How deep a row may be read. The holding office sets what a sight shows of its rows; reach and task show all."""

    EXISTENCE = 1
    SUMMARY = 2
    FULL = 3


@dataclass(frozen=True, slots=True)
class Held:
    """A grant in force: rights over an office's path and everything below it."""

    path: str
    rights: frozenset[Right]


@dataclass(frozen=True, slots=True)
class Assigned:
    """A task in force: a target of a round, the bodies it covers (the target, its units, its predecessors)."""

    target_id: int
    org_ids: frozenset[int]
    rights: frozenset[Right]


def _no_sights() -> Mapping[str, Mapping[int, Depth]]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Scope:
    """*(reach or task or sight) and not excluded*, for one actor on one day. An empty scope sees nothing."""

    actor: Actor
    on: date
    held: tuple[Held, ...] = ()
    assigned: tuple[Assigned, ...] = ()
    sights: Mapping[str, Mapping[int, Depth]] = field(default_factory=_no_sights)
    not_orgs: frozenset[int] = frozenset()
    not_persons: frozenset[int] = frozenset()

    def paths(self, right: Right) -> tuple[str, ...]:
        """The shortest office paths within which `right` is held; a path below another is left out."""
        held = sorted({grant.path for grant in self.held if right in grant.rights})
        kept: list[str] = []
        for path in held:
            if not any(path.startswith(f"{above}.") for above in kept):
                kept.append(path)
        return tuple(kept)

    def targets(self, right: Right) -> tuple[int, ...]:
        """The targets on which `right` is held by task."""
        return tuple(sorted(task.target_id for task in self.assigned if right in task.rights))

    def task_orgs(self, right: Right) -> tuple[int, ...]:
        """The bodies that the tasks with `right` cover."""
        return tuple(sorted({org for task in self.assigned if right in task.rights for org in task.org_ids}))

    def sighted(self, kind: str, depth: Depth) -> tuple[int, ...]:
        """Ids of `kind` that a sight shows at `depth` or deeper."""
        return tuple(sorted(row for row, shown in self.sights.get(kind, {}).items() if shown >= depth))

    def has(self, right: Right) -> bool:
        """Whether `right` is held anywhere, by grant or by task."""
        return any(right in grant.rights for grant in self.held) or any(right in task.rights for task in self.assigned)

    def may(self, right: Right, path: str, target_id: int | None = None) -> bool:
        """Whether `right` is held over the office at `path`, or by the task on `target_id`."""
        if any(path == above or path.startswith(f"{above}.") for above in self.paths(right)):
            return True
        return target_id is not None and target_id in self.targets(right)

    def require(self, right: Right, path: str, target_id: int | None = None) -> None:
        """Raise NotAllowed (403) unless `may`. Call it only for rows already found through the gate (else 404)."""
        if not self.may(right, path, target_id):
            raise NotAllowed(_("Your account does not hold this right here. Your office's administrator can grant it."))
