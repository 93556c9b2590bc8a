"""The SQL of the two ways (see `engine`), composed of conditions that were compiled from the gate and the query."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Q

from mingjian.lib.cursor import Value
from mingjian.lib.text import normalise
from mingjian.offices.scope import Scope
from mingjian.search.conditions import Filters, Fragment, asked, fragment, gates, told
from mingjian.search.language import Query

CAP = 10_000
# Above this many matches gathering costs more than walking.
GATHER = 20_000
# How many of the newest documents a walk looks at before it gives up and gathers after all.
STRIDE = 60_000

NEWEST = '"on" DESC, id DESC'


@dataclass(frozen=True, slots=True)
class Found:
    """Ids of documents in order with the sort values of each, and the counts by kind (CAP + 1: more than CAP)."""

    ids: list[int]
    counts: dict[str, int]
    places: list[tuple[Value, ...]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Plan:
    """A query within a scope. `counted` are the kinds of which the scope may see anything, `wanted` those asked for."""

    query: Query
    filters: Filters
    scope: Scope
    order: str
    start: tuple[Value, ...]
    counted: tuple[str, ...]
    wanted: tuple[str, ...]


def plan(
    query: Query, filters: Filters, scope: Scope, order: str, start: tuple[Value, ...]
) -> Plan | None:
    """None when the scope can see nothing at all."""
    counted = tuple(gate.kind for gate in gates(scope))
    wanted = tuple(kind for kind in counted if not filters.kinds or kind in filters.kinds)
    return Plan(query, filters, scope, order, start, counted, wanted) if counted else None


def run(plan: Plan, limit: int, *, count: bool) -> Found:
    """The first `limit` documents after the start, and the counts of all kinds that the scope may see."""
    kinds = plan.counted if count else plan.wanted
    if not kinds:
        return Found([], {})
    expected = _expected(plan, kinds)
    if expected <= GATHER:
        found = _gather(plan, kinds, limit, most=GATHER)
        if found is not None:
            return found
    counts = _count(plan) if count else {}
    return _page(plan, limit, counts)


def _page(plan: Plan, limit: int, counts: dict[str, int]) -> Found:
    """One page of very many matches."""
    few = bool(counts) and all(counts.get(kind, 0) <= CAP for kind in plan.wanted)
    if not plan.wanted or (few and not any(counts.get(kind) for kind in plan.wanted)):
        return Found([], counts)
    if not few and plan.order == "date" and (found := _walk(plan, limit)) is not None:
        return Found(found.ids, counts, found.places)
    found = _gather(plan, plan.wanted, limit, most=None)
    return Found(found.ids if found else [], counts, found.places if found else [])


def _expected(plan: Plan, kinds: Sequence[str]) -> float:
    """How many documents the planner expects the index to find, from its statistics of the commonest lexemes."""
    where = _compiled(asked(plan.query, plan.filters, plan.scope, _narrowed(plan, kinds)))
    if where is None:
        return 0
    if not where.sql:
        return float("inf")
    answer = _fetch(f"EXPLAIN (FORMAT JSON) SELECT FROM search_document WHERE {where.sql}", where.params)[0][0]
    parsed = json.loads(answer) if isinstance(answer, str) else answer
    return float(parsed[0]["Plan"]["Plan Rows"])


def _gather(plan: Plan, kinds: Sequence[str], limit: int, most: int | None) -> Found | None:
    """All matches of these kinds in one set, counted and ordered; None when there are more than `most`."""
    where = _where(plan, kinds)
    if where is None:
        return Found([], {})
    tier, tier_params = _tier(plan)
    after, after_params = _after(plan)
    bound = "" if most is None else f"LIMIT {most + 1}"
    sql = f"""
WITH hit AS MATERIALIZED (
    SELECT id, kind, "on", {tier} AS tier FROM search_document WHERE {where.sql} {bound}
)
(SELECT kind, count(*), NULL::bigint, NULL::date, NULL::int FROM hit GROUP BY kind)
UNION ALL
(SELECT NULL, NULL, id, "on", tier FROM hit WHERE kind = ANY(%s) {after} ORDER BY {_ordering(plan)} LIMIT %s)
"""
    rows = _fetch(sql, [*tier_params, *where.params, list(plan.wanted), *after_params, limit])
    counts = {str(row[0]): int(row[1]) for row in rows if row[0] is not None}
    if most is not None and sum(counts.values()) > most:
        return None
    hits = [row for row in rows if row[0] is None]
    capped = {kind: min(number, CAP + 1) for kind, number in counts.items()}
    return Found([row[2] for row in hits], capped, [_place(plan, row[2], row[3], row[4]) for row in hits])


def _count(plan: Plan) -> dict[str, int]:
    """Each kind counted up to the cap, by the index, each within its own gate."""
    parts: list[str] = []
    params: list[Any] = []
    for kind in plan.counted:
        where = _where(plan, [kind])
        if where is not None:
            parts.append(
                f"SELECT %s, count(*) FROM (SELECT FROM search_document WHERE {where.sql} LIMIT {CAP + 1}) AS capped"
            )
            params += [kind, *where.params]
    if not parts:
        return {}
    return {kind: number for kind, number in _fetch(" UNION ALL ".join(parts), params) if number}


def _walk(plan: Plan, limit: int) -> Found | None:
    """The newest matches, looking at one document after the other; None when the stride ends before the page is full.

    The index of lexemes is not asked: `strpos` on the row at hand is cheaper than fetching its lexemes.
    """
    where = _compiled(told(plan.query, plan.filters, plan.scope, plan.wanted))
    if where is None:
        return Found([], {})
    after, after_params = _after(plan)
    sql = f"""
SELECT id, "on", (SELECT 1 WHERE false) FROM (
    SELECT id, kind, row_id, text, keys, "on", year, state, division_path, org_id, office_paths, target_id, org_ids,
           about_orgs, about_persons
    FROM search_document WHERE true {after} ORDER BY {NEWEST} LIMIT {STRIDE}
) AS search_document WHERE {where.sql or 'true'} LIMIT %s
"""
    rows = _fetch(sql, [*after_params, *where.params, limit])
    if len(rows) < limit:
        return None
    return Found([row[0] for row in rows], {}, [_place(plan, row[0], row[1], 0) for row in rows])


def _where(plan: Plan, kinds: Sequence[str]) -> Fragment | None:
    index = asked(plan.query, plan.filters, plan.scope, _narrowed(plan, kinds))
    condition = told(plan.query, plan.filters, plan.scope, kinds)
    return _compiled(condition if index is None else index & condition)


def _narrowed(plan: Plan, kinds: Sequence[str]) -> Sequence[str]:
    return kinds


def _compiled(condition: Q | None) -> Fragment | None:
    return Fragment("", ()) if condition is None else fragment(condition)


def _ordering(plan: Plan) -> str:
    return NEWEST if plan.order == "date" else f"tier, {NEWEST}"


def _tier(plan: Plan) -> tuple[str, list[Any]]:
    """For the order by relevance: 0 the whole title or name is what was asked, 1 all terms in the title, 2 the rest."""
    clauses = plan.query.clauses
    if plan.order == "date" or not clauses:
        return "0", []
    whole = normalise(" ".join(clause[0].text for clause in clauses))
    letters = "".join(clause[0].letters for clause in clauses)
    title = "split_part(text, E'\\n', 1)"
    exact = f"{title} = %s OR (%s <> '' AND ' ' || keys || ' ' LIKE '%%%% ' || %s || ' %%%%')"
    in_title = " AND ".join(
        "(" + " OR ".join(f"strpos({title}, %s) > 0" for _term in clause) + ")" for clause in clauses
    )
    terms = [term.text for clause in clauses for term in clause]
    return f"CASE WHEN {exact} THEN 0 WHEN {in_title} THEN 1 ELSE 2 END", [whole, letters, letters, *terms]


def _after(plan: Plan) -> tuple[str, list[Any]]:
    if not plan.start:
        return "", []
    if plan.order == "date":
        return 'AND ("on", id) < (%s, %s)', list(plan.start)
    tier, on, document_id = plan.start
    return 'AND (tier > %s OR (tier = %s AND ("on", id) < (%s, %s)))', [tier, tier, on, document_id]


def _place(plan: Plan, document_id: int, on: date, tier: int) -> tuple[Value, ...]:
    return (on, document_id) if plan.order == "date" else (tier, on, document_id)


def _fetch(sql: str, params: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, list(params))
        return cursor.fetchall()
