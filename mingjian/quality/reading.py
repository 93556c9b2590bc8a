"""What a reader sees of faults: the rows within reach, through their own gate, with the condition asked anew.

A count and the list behind it are the same question (`rows_of`), so they cannot differ; a mended row leaves both.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Count, Q

from mingjian.offices.gate import SharedRow
from mingjian.offices.scope import Scope
from mingjian.quality.models import Fault, Look, Muting
from mingjian.quality.registry import Asking, Rows, Rule

COUNTED = "SELECT hit.rule, count(DISTINCT hit.id) FROM ({hits}) hit GROUP BY GROUPING SETS ((hit.rule), ())"
BY_OFFICE = """
SELECT shown.office, count(DISTINCT hit.id) FROM ({hits}) hit CROSS JOIN unnest(hit.offices) AS held(office)
JOIN unnest(%s::bigint[], %s::bigint[]) AS shown(held_by, office) ON shown.held_by = held.office
GROUP BY shown.office
"""


def within_reach(rule: Rule, scope: Scope, under: str = "") -> Rows:
    """The rows of the rule's register that the scope holds by reach, at `under` and below it when told."""
    any_model: Any = rule.model
    gate = rule.gate
    rows: Rows = any_model.objects.visible_to(scope).filter(gate.reach_q(scope))
    if under:
        rows = rows.filter(**{f"{gate.reach}__{'any_within' if gate.reach_many else 'within'}": under})
    return rows


def rows_of(rule: Rule, scope: Scope, *, under: str = "", muted: bool = False) -> Rows:
    """The rows that break the rule now, of those the last look found; those muted today apart."""
    looked = Fault.objects.filter(rule=rule.code, gone_on=None).values("row_id")
    silent = Muting.objects.filter(rule=rule.code, lifted_at=None, since__lte=scope.on, until__gte=scope.on)
    rows = within_reach(rule, scope, under).filter(pk__in=looked)
    rows = rows.filter(pk__in=silent.values("row_id")) if muted else rows.exclude(pk__in=silent.values("row_id"))
    return rule.faulty(rows, Asking(scope.on, scope))


@dataclass(frozen=True, slots=True)
class Counts:
    """One register's counts within reach: rows by rule, rows that break any, all rows."""

    faults: dict[str, int]
    unclean: int
    total: int

    @property
    def clean_share(self) -> float | None:
        """The share of rows without any fault; None without rows."""
        return 1 - self.unclean / self.total if self.total else None


def counts_of(rules: Sequence[Rule], scope: Scope, under: str = "") -> Counts:
    """The counts of one register by its rules, at `under` and below it when told. Two statements."""
    hits, params = _union([(rule, rows_of(rule, scope, under=under)) for rule in rules])
    counted = dict(_fetch(COUNTED, hits, params))
    unclean = counted.pop(None, 0)
    return Counts(counted, unclean, within_reach(rules[0], scope, under).count())


def by_office(rules: Sequence[Rule], scope: Scope, below: Mapping[int, Sequence[int]]) -> dict[int, tuple[int, int]]:
    """Office → rows of one register that break any rule, and all rows, held by it or by those `below` it.

    A row that several of them hold counts once. Two statements, however many offices.
    """
    pairs = [(held_by, office) for office, several in below.items() for held_by in several]
    offices = [[held_by for held_by, _office in pairs], [office for _held, office in pairs]]
    hits, params = _union([(rule, rows_of(rule, scope)) for rule in rules])
    unclean = dict(_fetch(BY_OFFICE, hits, [*params, *offices]))
    every, params = _union([(rules[0], within_reach(rules[0], scope))])
    totals = dict(_fetch(BY_OFFICE, every, [*params, *offices]))
    return {office: (unclean.get(office, 0), totals.get(office, 0)) for office in below}


def _union(parts: Sequence[tuple[Rule, Rows]]) -> tuple[str, list[Any]]:
    """The parts as one query of (rule, id, offices that hold the row)."""
    queries: list[str] = []
    params: list[Any] = []
    for rule, rows in parts:
        shared = issubclass(rule.model, SharedRow)
        column = "office_ids" if shared else "office_id"
        try:
            query, given = rows.order_by().values_list("pk", column).query.sql_with_params()
        except EmptyResultSet:
            continue
        offices = "q.offices" if shared else "ARRAY[q.offices]"
        # The names come from the models, never from people.
        queries.append(f"SELECT %s::text AS rule, q.id, {offices} AS offices FROM ({query}) q(id, offices)")  # noqa: S608
        params += [rule.code, *given]
    return " UNION ALL ".join(queries), params


def _fetch(statement: str, hits: str, params: list[Any]) -> list[tuple[Any, ...]]:
    if not hits:
        return []
    with connection.cursor() as cursor:
        cursor.execute(statement.format(hits=hits), params)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


def trend_of(rule: Rule, scope: Scope, days: int) -> list[tuple[date, int]]:
    """How many rows within reach broke the rule at the end of each of the last days, before today. Two queries.

    Only rows that the reader sees now are counted on any day, so a row that has left every view left its days too.
    """
    since = scope.on - timedelta(days=days - 1)
    rows = within_reach(rule, scope).order_by().values("pk")
    faults = Fault.objects.filter(rule=rule.code, row_id__in=rows).filter(Q(gone_on=None) | Q(gone_on__gt=since))
    spans = list(faults.order_by().values_list("found_on", "gone_on").annotate(count=Count("pk")))
    muted = _muted(rule, faults, since)
    return [
        (day, sum(count for found, gone, count in spans if _holds(day, found, gone)) - _silent(day, muted))
        for day in (since + timedelta(days=each) for each in range(days - 1))
    ]


Span = tuple[date, date | None]


def _muted(rule: Rule, faults: Any, since: date) -> list[tuple[Span, Span]]:
    """The faults that were muted for some of the days: the fault's span, and that of its muting."""
    mutings = Muting.objects.filter(rule=rule.code, until__gte=since)
    silent: dict[int, list[Span]] = {}
    for row_id, start, until, lifted in mutings.values_list("row_id", "since", "until", "lifted_at"):
        end = until + timedelta(days=1)
        silent.setdefault(row_id, []).append((start, min(end, lifted.date()) if lifted else end))
    found = faults.filter(row_id__in=list(silent)).values_list("row_id", "found_on", "gone_on") if silent else ()
    return [((first, gone), each) for row_id, first, gone in found for each in silent[row_id]]


def _silent(day: date, muted: Sequence[tuple[Span, Span]]) -> int:
    return sum(_holds(day, *fault) and _holds(day, *muting) for fault, muting in muted)


def _holds(day: date, first: date, end: date | None) -> bool:
    return first <= day and (end is None or day < end)


def looked_at(rules: Iterable[Rule]) -> dict[str, Look]:
    """Code → the last look of each rule."""
    return {look.rule: look for look in Look.objects.filter(rule__in=[rule.code for rule in rules])}


def muting_of(rule: Rule, row_id: int) -> Muting | None:
    """The muting that stands for a row the caller found through the gate."""
    return Muting.objects.filter(rule=rule.code, row_id=row_id, lifted_at=None).first()
