"""Adding edges. Called by actions, inside their transaction; a batch adds its edges as a set."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from mingjian.audit.actor import Actor
from mingjian.line.kinds import VERBS
from mingjian.line.models import Edge


@dataclass(frozen=True, slots=True)
class Step:
    """A row named by its kind and id."""

    kind: str
    id: int


def join(earlier: Step, verb: str, later: Step, *, actor: Actor, source: str = "") -> None:
    """Say that `later` came of `earlier`. Saying it twice changes nothing."""
    join_many([(earlier, later)], verb, actor=actor, source=source)


def join_many(pairs: Iterable[tuple[Step, Step]], verb: str, *, actor: Actor, source: str = "") -> None:
    """`join` for a batch: one statement per 5,000 pairs."""
    if verb not in VERBS:
        raise ValueError(f"The line's verb {verb} is not registered.")
    now = timezone.now()
    edges = [
        Edge(
            from_kind=earlier.kind,
            from_id=earlier.id,
            verb=verb,
            to_kind=later.kind,
            to_id=later.id,
            actor_id=actor.user_id,
            system=actor.system,
            at=now,
            source=source,
        )
        for earlier, later in pairs
    ]
    Edge.objects.bulk_create(edges, batch_size=5000, ignore_conflicts=True)


def part(*, steps: Iterable[Step]) -> None:
    """Take rows that are withdrawn out of every line, for the undo of a batch."""
    by_kind: dict[str, list[int]] = {}
    for step in steps:
        by_kind.setdefault(step.kind, []).append(step.id)
    for kind, ids in by_kind.items():
        Edge.objects.filter(from_kind=kind, from_id__in=ids).delete()
        Edge.objects.filter(to_kind=kind, to_id__in=ids).delete()
