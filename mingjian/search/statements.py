"""The SQL of the two ways (see `engine`), composed of conditions that were compiled from the gate and the query."""

# ruff: noqa: S608  # only compiled conditions and constants are put together; every value is a parameter

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from math import ceil
from typing import Any

from django.db import connection

from mingjian.lib.cursor import Value
from mingjian.lib.text import normalise
from mingjian.offices.scope import Scope
from mingjian.search import marks
from mingjian.search.conditions import Conditions, Fragment, all_of, compile_for, terms_asked
from mingjian.search.estimates import Estimate, estimate
from mingjian.search.filters import Filters
from mingjian.search.language import Query

CAP = 10_000
# More matches than this are not gathered: walking and counting samples is cheaper.
GATHER = 20_000
# How many of the newest documents a walk looks at before it gives up and gathers after all.
STRIDE = 60_000
# Below this estimate the terms alone are asked of the index.
RARE = 3_000
# How many samples are counted at most, and how many more matches than the cap they should hold.
MOST_FINE, MOST_COARSE, MARGIN = 12, 2, 1.15
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
    """A search, compiled. `counted` are the kinds to count, `wanted` those whose documents are shown."""

    query: Query
    conditions: Conditions
    estimate: Estimate
    order: str
    start: tuple[Value, ...]
    counted: tuple[str, ...]
    wanted: tuple[str, ...]
    last_year: int | None = None

    @property
    def rare(self) -> bool:
        """So few match that the terms alone are asked of the index."""
        return self.estimate.bound <= RARE and bool(self.conditions.asked)


def plan(query: Query, filters: Filters, scope: Scope, order: str, start: tuple[Value, ...], *, count: bool) -> Plan:
    """Compile, estimate, and settle what is counted and what is wanted."""
    conditions = compile_for(query, filters, scope)
    seen = tuple(conditions.gates)
    wanted = tuple(kind for kind in seen if not filters.kinds or kind in filters.kinds)
    reach = dict.fromkeys(conditions.reach[kind] for kind in seen if conditions.reach[kind])
    expected = estimate(query, list(reach)) if seen else Estimate(0, wide=True)
    if expected.bound > RARE:
        terms = terms_asked(query, expected.lexemes)
        conditions = replace(conditions, asked=(*terms, *conditions.asked[len(terms) :]))
    last_year = max((last for _first, last in filters.years), default=None)
    return Plan(query, conditions, expected, order, start, seen if count else wanted, wanted, last_year)


def run(plan: Plan, limit: int, *, count: bool) -> Found:
    """The first `limit` documents after the start, and the counts by kind."""
    if not plan.counted:
        return Found([], {})
    share = {} if plan.rare else _probe(plan)
    if sum(share.values()) * marks.FINE <= GATHER and (found := _gather(plan, plan.counted, limit, most=GATHER)):
        return found
    share = share or _probe(plan)
    counts = _count(plan, share) if count else {}
    return _page(plan, limit, counts)


def _page(plan: Plan, limit: int, counts: dict[str, int]) -> Found:
    """One page where there are very many matches of some kinds, though perhaps not of those wanted."""
    few = bool(counts) and sum(counts.get(kind, 0) for kind in plan.wanted) <= CAP
    found = _walk(plan, limit) if plan.order == "date" and plan.wanted and not few else None
    found = found or _gather(plan, plan.wanted, limit, most=None)
    return Found(found.ids, counts, found.places) if found else Found([], counts)


def _probe(plan: Plan) -> dict[str, int]:
    """Matches by kind in one of 128 samples of all documents."""
    where = _where(plan, plan.counted, [marks.fine_mark(PROBED)], whole=True)
    sql = f"SELECT kind, count(*) FROM {DOCUMENTS} WHERE {where.sql} GROUP BY kind"
    return {str(kind): int(number) for kind, number in _fetch(sql, where.params)}


def _gather(plan: Plan, kinds: Sequence[str], limit: int, most: int | None) -> Found | None:
    """All matches of these kinds in one set, counted and ordered; None when there are more than `most`."""
    where = _where(plan, kinds, whole=kinds == plan.counted)
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


def _count(plan: Plan, share: Mapping[str, int]) -> dict[str, int]:
    """Each kind counted up to the cap.

    A kind that the probe found common is counted in as many samples as should hold the cap and a little more; when
    they do not, and for the other kinds, everything is counted: rare kinds together, the others each.
    """
    samples = {kind: chosen for kind in plan.counted if (chosen := _samples(share.get(kind, 0)))}
    sampled = _capped({kind: _where(plan, [kind], chosen) for kind, chosen in samples.items()})
    counts = {kind: number for kind, number in sampled.items() if number > CAP}
    rest = [kind for kind in plan.counted if kind not in counts]
    rare = [kind for kind in rest if share.get(kind, 0) * marks.FINE <= CAP // 4]
    counts.update(_capped({kind: _where(plan, [kind]) for kind in rest if kind not in rare}))
    counts.update(_counted_together(plan, rare))
    return {kind: number for kind, number in counts.items() if number}


def _samples(share: int) -> list[str]:
    """The samples in which a kind with this many matches in a fine one reaches the cap; none: count everything.

    More than two of the coarse ones cost the index more than everything.
    """
    fine = ceil(MARGIN * CAP / share) if share else marks.FINE
    if fine <= MOST_FINE:
        return [marks.fine_mark(PROBED + number) for number in range(fine)]
    coarse = ceil(fine * marks.COARSE / marks.FINE)
    return [marks.coarse_mark(PROBED + number) for number in range(coarse)] if coarse <= MOST_COARSE else []


def _capped(wheres: Mapping[str, Fragment]) -> dict[str, int]:
    """Matches of each condition up to the cap and one more, in one statement."""
    one = f"SELECT %s, count(*) FROM (SELECT FROM {DOCUMENTS} WHERE {{}} LIMIT {CAP + 1}) AS capped"
    sql = " UNION ALL ".join(one.format(where.sql) for where in wheres.values())
    params = [value for kind, where in wheres.items() for value in (kind, *where.params)]
    return {str(kind): int(number) for kind, number in _fetch(sql, params)} if wheres else {}


def _counted_together(plan: Plan, kinds: Sequence[str]) -> dict[str, int]:
    """Matches of kinds that the probe found rare, in one pass."""
    if not kinds:
        return {}
    where = _where(plan, kinds)
    sql = f"SELECT kind, least(count(*), {CAP + 1}) FROM {DOCUMENTS} WHERE {where.sql} GROUP BY kind"
    return {str(kind): int(number) for kind, number in _fetch(sql, where.params)}


def _walk(plan: Plan, limit: int) -> Found | None:
    """The newest matches, looking at one document after the other; None when the stride ends before the page is full.

    The index of lexemes is not asked: `strpos` on the row at hand is cheaper than fetching its lexemes.
    """
    where = all_of([plan.conditions.told, plan.conditions.gate(plan.wanted)])
    after, after_params = _after(plan)
    if plan.last_year is not None and plan.last_year < date.max.year:
        # Begin where the years that are asked for end, not with today.
        after, after_params = f'{after} AND "on" < %s', [*after_params, date(plan.last_year + 1, 1, 1)]
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


def shown(plan: Plan, ids: Sequence[int]) -> list[tuple[Any, ...]]:
    """What a page shows of these documents, through the gate."""
    if not ids:
        return []
    gate = plan.conditions.gate(plan.wanted)
    sql = f'SELECT id, kind, row_id, title, body, "on", state FROM search_document WHERE id = ANY(%s) AND {gate.sql}'
    return _fetch(sql, [list(ids), *gate.params])


def _where(plan: Plan, kinds: Sequence[str], samples: Sequence[str] = (), *, whole: bool = False) -> Fragment:
    """The condition of a match of these kinds, in these samples. `whole`: of all kinds that are counted.

    What does not narrow is left out of what the index is asked: each mark that is in most documents costs it more
    than it saves.
    """
    by_reach = not plan.estimate.wide and not plan.rare
    index = plan.conditions.index(kinds, samples, by_kind=not (whole or plan.rare), by_reach=by_reach)
    return all_of([index, plan.conditions.gate(kinds), plan.conditions.told_after])


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
