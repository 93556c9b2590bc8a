"""The gate: the one predicate every list, detail, search, count, suggestion, export and event passes.

A model declares how it is gated with a `Gate` and takes its queryset from `ScopedQuerySet`; nothing else decides
what is shown. *(reach or task or sight) and not excluded*; out of scope is the same as not there.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar, Self, TypeVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, GistIndex
from django.db import models
from django.db.models import Q

from mingjian.offices.fields import LtreeArrayField, LtreeField
from mingjian.offices.rights import Right
from mingjian.offices.scope import Depth, Scope

NOTHING = Q(pk__in=())

Row = TypeVar("Row", bound=models.Model, covariant=True)
ModelClass = TypeVar("ModelClass", bound=type[models.Model])


@dataclass(frozen=True, slots=True)
class Gate:
    """How rows of one kind are gated.

    `reach` names the path column (`reach_many`: a list of paths). `task_target` names a column holding the round's
    target, `task_org` one holding a body, `task_orgs` one holding several; each is optional. `excludes` says that
    the row accuses or burdens somebody: `about_orgs` and `about_persons` then keep it from its own subjects.
    """

    kind: str
    right: Right
    reach: str = "office_path"
    reach_many: bool = False
    task_target: str = ""
    task_org: str = ""
    task_orgs: str = ""
    excludes: bool = True

    def reach_q(self, scope: Scope) -> Q:
        lookup = f"{self.reach}__any_within" if self.reach_many else f"{self.reach}__within"
        return _any(Q(**{lookup: path}) for path in scope.paths(self.right))

    def task_q(self, scope: Scope) -> Q:
        parts: list[Q] = []
        if self.task_target and (targets := scope.targets(self.right)):
            parts.append(Q(**{f"{self.task_target}__among": targets}))
        if (orgs := list(scope.task_orgs(self.right))) and self.task_org:
            parts.append(Q(**{f"{self.task_org}__among": orgs}))
        if orgs and self.task_orgs:
            parts.append(Q(**{f"{self.task_orgs}__meets": orgs}))
        return _any(parts)

    def sight_q(self, scope: Scope, depth: Depth) -> Q:
        rows = scope.sighted(self.kind, depth)
        return Q(pk__among=rows) if rows else NOTHING

    def excluded_q(self, scope: Scope) -> Q | None:
        """The rows kept from their own subjects; None when nothing is excluded."""
        parts: list[Q] = []
        if self.excludes and scope.not_orgs:
            parts.append(Q(about_orgs__meets=sorted(scope.not_orgs)))
        if self.excludes and scope.not_persons:
            parts.append(Q(about_persons__meets=sorted(scope.not_persons)))
        return _any(parts) if parts else None

    def predicate(self, scope: Scope, depth: Depth = Depth.FULL) -> Q:
        shown = _any([self.reach_q(scope), self.task_q(scope), self.sight_q(scope, depth)])
        excluded = self.excluded_q(scope)
        return shown if excluded is None else shown & ~excluded

    def depth_here(self, row: Any, scope: Scope) -> Depth:
        """How deep a row that came through `visible_to` may be shown; decided in memory, without a query."""
        paths = getattr(row, self.reach) if self.reach_many else [getattr(row, self.reach)]
        if any(scope.may(self.right, path) for path in paths):
            return Depth.FULL
        if self.task_target and getattr(row, self.task_target) in scope.targets(self.right):
            return Depth.FULL
        bodies = set(getattr(row, self.task_orgs)) if self.task_orgs else set()
        if self.task_org:
            bodies.add(getattr(row, self.task_org))
        if bodies & set(scope.task_orgs(self.right)):
            return Depth.FULL
        return scope.sights.get(self.kind, {}).get(row.pk, Depth.EXISTENCE)


def _any(parts: Iterable[Q]) -> Q:
    real = [part for part in parts if part is not NOTHING]
    if not real:
        return NOTHING
    result = real[0]
    for part in real[1:]:
        result |= part
    return result


class ScopedQuerySet(models.QuerySet[Row]):
    """The queryset of every gated model."""

    def visible_to(self, scope: Scope, depth: Depth = Depth.FULL) -> Self:
        """Rows this scope may read at `depth`. Lists, search, counts and exports read at full depth; only a dossier
        and a row's own page ask for less, and then show no more than the depth allows."""
        return self.filter(self.model.gate.predicate(scope, depth))  # type: ignore[attr-defined]  # `scoped` gives it

    def depth_of(self, scope: Scope, row_id: int) -> Depth | None:
        """The deepest depth at which the row is visible; None when it is not."""
        for depth in (Depth.FULL, Depth.SUMMARY, Depth.EXISTENCE):
            if self.visible_to(scope, depth).filter(pk=row_id).exists():
                return depth
        return None


# kind → gated model, for guards, events and the shared scope suite
SCOPED: dict[str, type[models.Model]] = {}


def scoped(model: ModelClass) -> ModelClass:
    """Class decorator that makes a gated model known by its kind."""
    gate: Gate = model.gate  # type: ignore[attr-defined]  # every gated model declares one
    SCOPED[gate.kind] = model
    return model


class ScopedRow(models.Model):
    """A row held by one office. Subclasses declare `gate` and are decorated with `@scoped`."""

    gate: ClassVar[Gate]

    # Offices end and are not deleted, rows are sought by path: an index of the number alone would only be written.
    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="+", db_index=False)
    office_path = LtreeField()
    about_orgs = ArrayField(models.BigIntegerField(), default=list)
    about_persons = ArrayField(models.BigIntegerField(), default=list)

    class Meta:
        abstract = True
        indexes = [
            models.Index(fields=["office_path"], name="%(app_label)s_%(class)s_path"),
            GinIndex(fields=["about_orgs"], name="%(app_label)s_%(class)s_aorgs"),
            GinIndex(fields=["about_persons"], name="%(app_label)s_%(class)s_apers"),
        ]


class SharedRow(models.Model):
    """A register row that offices of several lines hold together, such as an organisation."""

    gate: ClassVar[Gate]

    office_ids = ArrayField(models.BigIntegerField(), default=list)
    office_paths = LtreeArrayField(default=list)

    class Meta:
        abstract = True
        indexes = [GistIndex(fields=["office_paths"], name="%(app_label)s_%(class)s_paths")]


def visible_ids(kind: str, ids: Iterable[int], scope: Scope, depth: Depth = Depth.FULL) -> set[int]:
    """Of `ids` of one kind, those the scope sees; the guard of lines, events and suggestions. One query."""
    model: Any = SCOPED[kind]
    return set(model.objects.visible_to(scope, depth).filter(pk__in=list(ids)).values_list("pk", flat=True))
