"""Which body follows which: predecessors and successors at any remove, by mergers and splits in force."""

from collections.abc import Iterable
from datetime import date

from django.db import connection

WALK = """
WITH RECURSIVE walk(start, id) AS (
    SELECT w.id, w.id FROM unnest(%(ids)s::bigint[]) AS w(id)
    UNION
    SELECT walk.start, next.id FROM walk
    JOIN orgs_succession s ON s.{there} @> ARRAY[walk.id] AND s.undone_at IS NULL AND s.kind IN ('merge', 'split')
        AND lower(s."on") <= %(on)s
    CROSS JOIN LATERAL unnest(s.{here}) AS next(id)
) SELECT start, array_agg(id) FROM walk GROUP BY start
"""
BACK = WALK.format(there="to_ids", here="from_ids")
FORTH = WALK.format(there="from_ids", here="to_ids")


def _walked(statement: str, ids: Iterable[int], on: date) -> dict[int, frozenset[int]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, {"ids": list(ids), "on": on})
        return {start: frozenset(reached) for start, reached in cursor.fetchall()}


def lineage(org_ids: Iterable[int], on: date) -> dict[int, frozenset[int]]:
    """For each body: itself and all predecessors at any remove, by changes up to `on`. One query.

    What was found at a body since merged belongs to its successor's dossier through this. A body that was split
    and continues is a predecessor of what it gave off.
    """
    return _walked(BACK, org_ids, on)


def successors(org_ids: Iterable[int], on: date) -> dict[int, frozenset[int]]:
    """For each body: itself and all bodies that followed it at any remove, by changes up to `on`. One query."""
    return _walked(FORTH, org_ids, on)


LINKS = """
WITH RECURSIVE walk(id) AS (
    SELECT unnest(%(ids)s::bigint[])
    UNION
    SELECT next.id FROM walk
    JOIN orgs_succession s ON s.from_ids @> ARRAY[walk.id] AND s.undone_at IS NULL AND s.kind IN ('merge', 'split')
    CROSS JOIN LATERAL unnest(s.to_ids) AS next(id)
)
SELECT walk.id, lower(s."on"), s.to_ids FROM walk
JOIN orgs_succession s ON s.from_ids @> ARRAY[walk.id] AND s.undone_at IS NULL AND s.kind IN ('merge', 'split')
"""


def links(org_ids: Iterable[int]) -> dict[int, list[tuple[date, list[int]]]]:
    """For each body, and those that followed it at any remove: the day of each merger or split in force, and what came
    of it. One query."""
    found: dict[int, list[tuple[date, list[int]]]] = {}
    with connection.cursor() as cursor:
        cursor.execute(LINKS, {"ids": list(org_ids)})
        for former, on, heirs in cursor.fetchall():
            found.setdefault(former, []).append((on, heirs))
    return found
