"""Reading a matter's whole line from any of its steps, as one reader may see it."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection

from mingjian.line.edges import Step
from mingjian.line.kinds import KINDS, VERBS, Card, Words
from mingjian.offices.scope import Scope

# Up to the sources, then down from the step itself: a matter is its own past and future, never its siblings.
WALK = """
WITH RECURSIVE back(kind, id, depth) AS (
    SELECT %(kind)s::text, %(id)s::bigint, 0
    UNION
    SELECT e.from_kind, e.from_id, b.depth + 1 FROM back b
    JOIN line_edge e ON e.to_kind = b.kind AND e.to_id = b.id WHERE b.depth < 12
), forth(kind, id, depth) AS (
    SELECT %(kind)s::text, %(id)s::bigint, 0
    UNION
    SELECT e.to_kind, e.to_id, f.depth + 1 FROM forth f
    JOIN line_edge e ON e.from_kind = f.kind AND e.from_id = f.id WHERE f.depth < 12
), steps AS (
    SELECT kind, id, min(depth) AS depth FROM (
        SELECT kind, id, -depth AS depth FROM back UNION ALL SELECT kind, id, depth FROM forth
    ) both_ways GROUP BY kind, id
)
SELECT s.kind, s.id, s.depth, e.verb FROM steps s
LEFT JOIN LATERAL (
    SELECT verb FROM line_edge WHERE to_kind = s.kind AND to_id = s.id ORDER BY at LIMIT 1
) e ON true
ORDER BY s.depth, s.kind, s.id LIMIT 200
"""


@dataclass(frozen=True, slots=True)
class Knot:
    """One visible step: its card, the words of how it came about, and whether it is the page one stands on."""

    kind: str
    id: int
    card: Card
    how: Words
    current: bool = False


@dataclass(frozen=True, slots=True)
class Thread:
    """The visible steps from tip to outcome, oldest first. A hidden step leaves no trace, not even a number."""

    knots: list[Knot] = field(default_factory=list)


def thread(step: Step, scope: Scope) -> Thread:
    """The matter's line through `step`: one walk, then one guarded query per kind on it (at most 200 steps)."""
    with connection.cursor() as cursor:
        cursor.execute(WALK, {"kind": step.kind, "id": step.id})
        found: list[tuple[Any, ...]] = cursor.fetchall()
    ids: dict[str, list[int]] = {}
    for kind, row_id, _depth, _verb in found:
        ids.setdefault(kind, []).append(row_id)
    cards = {kind: KINDS[kind].cards(rows, scope) for kind, rows in ids.items() if kind in KINDS}
    knots = [
        Knot(
            kind,
            row_id,
            cards[kind][row_id],
            VERBS.get(verb or "", KINDS[kind].words),
            (kind, row_id) == (step.kind, step.id),
        )
        for kind, row_id, _depth, verb in found
        if row_id in cards.get(kind, {})
    ]
    order = {(kind, row_id): depth for kind, row_id, depth, _verb in found}
    knots.sort(key=lambda knot: (order[knot.kind, knot.id], knot.card.on or date.max))
    return Thread(knots)
