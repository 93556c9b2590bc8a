"""The gate over documents of every kind: each kind by its own right, tasks, sights and exclusions."""

from collections.abc import Sequence
from typing import Any, Self

from django.db import models
from django.db.models import Q

from mingjian.offices.gate import NOTHING, SCOPED, Gate
from mingjian.offices.scope import Depth, Scope


def _kind_q(gate: Gate, scope: Scope) -> Q:
    """What of one kind is shown, in the document's own columns."""
    parts = [Q(office_paths__any_within=path) for path in scope.paths(gate.right)]
    if gate.task_target and (targets := scope.targets(gate.right)):
        parts.append(Q(target_id__in=targets))
    if (gate.task_org or gate.task_orgs) and (orgs := list(scope.task_orgs(gate.right))):
        parts.append(Q(org_ids__meets=orgs))
    if rows := scope.sighted(gate.kind, Depth.FULL):
        parts.append(Q(row_id__in=rows))
    if not parts:
        return NOTHING
    shown = parts[0]
    for part in parts[1:]:
        shown |= part
    # The kind first: it is the cheapest to ask, and PostgreSQL asks in this order.
    shown = Q(kind=gate.kind) & shown
    if gate.excludes and scope.not_orgs:
        shown &= ~Q(about_orgs__meets=sorted(scope.not_orgs))
    if gate.excludes and scope.not_persons:
        shown &= ~Q(about_persons__meets=sorted(scope.not_persons))
    return shown


class DocumentQuerySet(models.QuerySet[Any]):
    """Documents; `visible_to` asks each registered kind's gate."""

    def visible_to(self, scope: Scope) -> Self:
        return self.filter(self.gate_of(scope))

    @staticmethod
    def gate_of(scope: Scope, kinds: Sequence[str] = ()) -> Q:
        """The predicate of `visible_to`, of these kinds alone when any are named."""
        shown = NOTHING
        for model in SCOPED.values():
            gate: Gate = model.gate  # type: ignore[attr-defined]  # every gated model declares one
            if kinds and gate.kind not in kinds:
                continue
            of_kind = _kind_q(gate, scope)
            if of_kind is not NOTHING:
                shown = of_kind if shown is NOTHING else shown | of_kind
        return shown
