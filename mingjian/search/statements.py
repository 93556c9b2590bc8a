"""The SQL of the two ways (see `engine`), composed of conditions that were compiled from the gate and the query."""

# ruff: noqa: S608  # only compiled conditions and constants are put together; every value is a parameter

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import ceil
from typing import Any

from django.db import connection

from mingjian.lib.cursor import Value
from mingjian.lib.text import normalise
from mingjian.offices.scope import Scope
from mingjian.search import marks
from mingjian.search.conditions import Filters, Fragment, asked, fragment, gates, told
from mingjian.search.language import Query

CAP = 10_000
# More matches than this are not gathered: walking and counting samples is cheaper.
GATHER = 20_000
# How many of the newest documents a walk looks at before it gives up and gathers after all.
STRIDE = 60_000
# The fine sample that is counted first, to see how common the matches are.
PROBED = 3

NEWEST = '"on" DESC, id DESC'

# The kind is hidden behind an expression, so that the index of lexemes leads and no other index is read through.
DOCUMENTS = """(
    SELECT id, kind || '' AS kind, row_id, text, keys, lexemes, "on", year, state, division_path, org_id, office_paths,
           target_id, org_ids, about_orgs, about_persons
    FROM search_document
) AS search_document"""


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


def plan(query: Query, filters: Filters, scope: Scope, order: str, start: tuple[Value, ...]) -> Plan:
    """Settle what is counted and what is wanted."""
    counted = tuple(gate.kind for gate in gates(scope))
    wanted = tuple(kind for kind in counted if not filters.kinds or kind in filters.kinds)
    return Plan(query, filters, scope, order, start, counted, wanted)


def run(plan: Plan, limit: int, *, count: bool) -> Found:
    """The first `limit` documents after the start, and the counts of all kinds that the scope may see."""
    kinds = plan.counted if count else plan.wanted
    if not kinds:
        return Found([], {})
    share = _probe(plan, kinds)
    if sum(share.values()) * marks.FINE <= GATHER and (found := _gather(plan, kinds, limit, most=GATHER)) is not None:
        return found
    counts = _count(plan, kinds, share) if count else {}
    return _page(plan, limit, counts)


def _page(plan: Plan, limit: int, counts: dict[str, int]) -> Found:
    """One page where there are very many matches of some kinds, though perhaps not of those wanted."""
    if not plan.wanted:
        return Found([], counts)
    few = bool(counts) and sum(counts.get(kind, 0) for kind in plan.wanted) <= CAP
    if plan.order == "date" and not few and (found := _walk(plan, limit)) is not None:
        return Found(found.ids, counts, found.places)
    found = _gather(plan, plan.wanted, limit, most=None)
    return Found(found.ids, counts, found.places) if found is not None else Found([], counts)


def _probe(plan: Plan, kinds: Sequence[str]) -> dict[str, int]:
    """Matches by kind in one of 128 samples of all documents."""
    where = _where(plan, kinds, [marks.fine_mark(PROBED)])
    if where is None:
        return {}
    sql = f"SELECT kind, count(*) FROM {DOCUMENTS} WHERE {where.sql} GROUP BY kind"
    return {str(kind): int(number) for kind, number in _fetch(sql, where.params)}


def _gather(plan: Plan, kinds: Sequence[str], limit: int, most: int | None) -> Found | None:
    """All matches of these kinds in one set, counted and ordered; None when there are more than `most`."""
    where = _where(plan, kinds)
    if where is None:
        return Found([], {})
    tier, tier_params = _tier(plan)
    after, after_params = _after(plan)
    bound = "" if most is None else f"LIMIT {most + 1}"
    sql = f"""
WITH hit AS MATERIALIZED (SELECT id, kind, "on", {tier} AS tier FROM {DOCUMENTS} WHERE {where.sql} {bound})
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


def _count(plan: Plan, kinds: Sequence[str], share: Mapping[str, int]) -> dict[str, int]:
    """Each kind counted up to the cap.

    A kind that the probe found common is counted in as many samples as should hold the cap and half of it more; when
    they do not, and for the other kinds, everything is counted.
    """
    samples = {kind: chosen for kind in kinds if (chosen := _samples(share.get(kind, 0)))}
    sampled = _capped({kind: _where(plan, [kind], chosen) for kind, chosen in samples.items()})
    counts = {kind: number for kind, number in sampled.items() if number > CAP}
    rest = [kind for kind in kinds if kind not in counts]
    common = [kind for kind in rest if share.get(kind, 0) * marks.FINE > CAP // 2]
    counts.update(_capped({kind: _where(plan, [kind]) for kind in common}))
    counts.update(_counted_together(plan, [kind for kind in rest if kind not in common]))
    return {kind: number for kind, number in counts.items() if number}


def _samples(share: int) -> list[str]:
    """The samples in which a kind with this many matches in a fine one reaches the cap; none: count everything."""
    fine = ceil(1.5 * CAP / share) if share else marks.FINE
    if fine <= marks.FINE // marks.COARSE:
        return [marks.fine_mark(PROBED + number) for number in range(fine)]
    coarse = ceil(fine * marks.COARSE / marks.FINE)
    if coarse <= marks.COARSE // 2:
        return [marks.coarse_mark(PROBED + number) for number in range(coarse)]
    return []


def _capped(wheres: Mapping[str, Fragment | None]) -> dict[str, int]:
    """Matches of each condition up to the cap and one more, in one statement."""
    parts: list[str] = []
    params: list[Any] = []
    for kind, where in wheres.items():
        if where is not None:
            parts.append(
                f"SELECT %s, count(*) FROM (SELECT FROM {DOCUMENTS} WHERE {where.sql} LIMIT {CAP + 1}) AS capped"
            )
            params += [kind, *where.params]
    return {str(kind): int(number) for kind, number in _fetch(" UNION ALL ".join(parts), params)} if parts else {}


def _counted_together(plan: Plan, kinds: Sequence[str]) -> dict[str, int]:
    """Matches of kinds that the probe found rare, in one pass."""
    where = _where(plan, kinds) if kinds else None
    if where is None:
        return {}
    sql = f"SELECT kind, least(count(*), {CAP + 1}) FROM {DOCUMENTS} WHERE {where.sql} GROUP BY kind"
    return {str(kind): int(number) for kind, number in _fetch(sql, where.params)}


def _walk(plan: Plan, limit: int) -> Found | None:
    """The newest matches, looking at one document after the other; None when the stride ends before the page is full.

    The index of lexemes is not asked: `strpos` on the row at hand is cheaper than fetching its lexemes.
    """
    where = fragment(told(plan.query, plan.filters, plan.scope, plan.wanted))
    if where is None:
        return Found([], {})
    after, after_params = _after(plan)
    sql = f"""
SELECT id, "on" FROM (
    SELECT id, kind, row_id, text, keys, "on", year, state, division_path, org_id, office_paths, target_id, org_ids,
           about_orgs, about_persons
    FROM search_document WHERE true {after} ORDER BY {NEWEST} LIMIT {STRIDE}
) AS search_document WHERE {where.sql or "true"} LIMIT %s
"""
    rows = _fetch(sql, [*after_params, *where.params, limit])
    if len(rows) < limit:
        return None
    return Found([row[0] for row in rows], {}, [_place(plan, row[0], row[1], 0) for row in rows])


def _where(plan: Plan, kinds: Sequence[str], samples: Sequence[str] = ()) -> Fragment | None:
    """The condition of a match of these kinds, in these samples; None when there can be none.

    Rows shown by a sight are asked for by their ids and belong to no sample: a sample then may hold more.
    """
    index = asked(plan.query, plan.filters, plan.scope, kinds, samples)
    return None if index is None else fragment(index & told(plan.query, plan.filters, plan.scope, kinds))


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
    exact = f"{title} = %s OR (%s <> '' AND strpos(' ' || keys || ' ', %s) > 0)"
    in_title = " AND ".join(
        "(" + " OR ".join(f"strpos({title}, %s) > 0" for _term in clause) + ")" for clause in clauses
    )
    terms = [term.text for clause in clauses for term in clause]
    return f"CASE WHEN {exact} THEN 0 WHEN {in_title} THEN 1 ELSE 2 END", [whole, letters, f" {letters} ", *terms]


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
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows
