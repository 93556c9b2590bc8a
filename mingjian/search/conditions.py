"""Turning a query and a scope into conditions: what the index is asked, and what every document is asked after it.

The index (`asked`) only makes the set small; `told` is what decides. It holds the gate's own predicate, and `strpos`
on the stored text for every term that more than one bigram stands for.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet, FullResultSet
from django.db import connection
from django.db.models import BooleanField, F, Func, Q, Value

from mingjian.lib.text import normalise, tsquery_for, tsquery_for_pinyin
from mingjian.offices.gate import SCOPED, Gate
from mingjian.offices.models import Division, FormerName
from mingjian.offices.rights import Right
from mingjian.offices.scope import Depth, Scope
from mingjian.search import errors, kinds, marks
from mingjian.search.errors import BadQuery
from mingjian.search.language import Query, Term
from mingjian.search.models import Document

# Two or three letters are looked for at the beginning of a pinyin or of initials, more anywhere: "an" is in half of
# all names.
SHORT_LETTERS = 3


class Asks(Func):
    """`lexemes @@ tsquery`: answered by the index alone, without reading the document's lexemes."""

    template = "(%(expressions)s::tsquery)"
    arg_joiner = " @@ "
    output_field = BooleanField()


class Holds(Func):
    """`strpos(column, text) > 0`."""

    template = "(strpos(%(expressions)s) > 0)"
    output_field = BooleanField()


class HoldsWord(Func):
    """A word of `keys` begins so: `strpos(' ' || column, ' abc') > 0`."""

    template = "(strpos(' ' || %(expressions)s) > 0)"
    output_field = BooleanField()


@dataclass(frozen=True, slots=True)
class Fragment:
    """A condition as SQL on `search_document`, with its parameters. Empty SQL is always true."""

    sql: str
    params: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Filters:
    """The filters of a query after everything named in it was found."""

    kinds: tuple[str, ...] = ()
    years: tuple[tuple[int, int], ...] = ()
    division_paths: tuple[str, ...] = ()
    org_ids: tuple[int, ...] = ()
    states: tuple[str, ...] = ()


def resolve(query: Query, scope: Scope) -> Filters:
    """Find what the filters name. Raises BadQuery where nothing is called so (an organisation: in this scope)."""
    found: list[str] = []
    for value in query.kinds:
        code = kinds.named(value)
        if code is None:
            known = "、".join(str(kind.words) for kind in kinds.KINDS.values())
            raise BadQuery("no_kind", errors.NO_KIND, {"value": value, "known": known})
        found.append(code)
    states: list[str] = []
    for value in query.states:
        codes = kinds.states_named(value)
        if not codes:
            raise BadQuery("no_state", errors.NO_STATE, {"value": value})
        states += codes
    return Filters(
        kinds=tuple(found),
        years=query.years,
        division_paths=tuple(path for value in query.divisions for path in _division_paths(value)),
        org_ids=query.organisation_ids
        + tuple(org_id for value in query.organisations for org_id in _org_ids(value, scope)),
        states=tuple(states),
    )


def _division_paths(value: str) -> list[str]:
    """By code, by name, or by a retired name; a name that several divisions bear means all of them."""
    named = Q(code=value) | Q(name=value) | Q(pk__in=FormerName.objects.filter(name=value).values("division_id"))
    paths = [str(path) for path in Division.objects.filter(named).values_list("path", flat=True)[:50]]
    if not paths:
        raise BadQuery("no_division", errors.NO_DIVISION, {"value": value})
    return paths


def _org_ids(value: str, scope: Scope) -> list[int]:
    """Bodies in the scope whose document is called so; else those whose name holds the words; fifty at most."""
    name = normalise(value)
    bodies = Document.objects.visible_to(scope).filter(kind="organisation")
    asked = asks([_term_asks(Term(name))], ["'k:organisation'"]) if Term(name).indexed else Q(pk__in=())
    holding = bodies.filter(asked).filter(Holds(F("text"), Value(name)))
    found = list(holding.values_list("row_id", "title")[:50])
    exact = [row_id for row_id, title in found if normalise(title) == name]
    if not found:
        raise BadQuery("no_organisation", errors.NO_ORGANISATION, {"value": value})
    return exact or [row_id for row_id, _title in found]


def told(query: Query, filters: Filters, scope: Scope, of_kinds: Sequence[str] = ()) -> Q:
    """What decides: the gate, the filters, and every term found in the stored text."""
    condition: Q = Document.objects.gate_of(scope, of_kinds)
    for clause in query.clauses:
        condition &= _either(_term_told(term) for term in clause)
    for term in query.excluded:
        condition &= ~Q(Holds(F("text"), Value(term.text)))
    return condition & _filters_told(filters)


def _term_told(term: Term) -> Q:
    found = Q(Holds(F("text"), Value(term.text)))
    if not term.letters:
        return found
    if len(term.letters) <= SHORT_LETTERS:
        return found | Q(HoldsWord(F("keys"), Value(f" {term.letters}")))
    return found | Q(Holds(F("keys"), Value(term.letters)))


def _filters_told(filters: Filters) -> Q:
    condition = Q()
    if filters.years:
        condition &= _either(Q(year__range=years) for years in filters.years)
    if filters.division_paths:
        condition &= _either(Q(division_path__within=path) for path in filters.division_paths)
    if filters.org_ids:
        condition &= Q(org_id__in=filters.org_ids) | Q(org_ids__overlap=list(filters.org_ids))
    if filters.states:
        condition &= Q(state__in=filters.states)
    return condition


def _either(parts: Iterable[Q]) -> Q:
    result: Q | None = None
    for part in parts:
        result = part if result is None else result | part
    return Q(pk__in=()) if result is None else result


def asks(*alternatives: Sequence[str]) -> Q:
    """The index holds all of the tsqueries of one of the alternatives."""
    text = " | ".join(" & ".join(f"({part})" for part in parts) for parts in alternatives)
    return Q(Asks(F("lexemes"), Value(text)))


def asked(
    query: Query, filters: Filters, scope: Scope, of_kinds: Sequence[str], samples: Sequence[str] = ()
) -> Q | None:
    """What the index is asked; None where the scope reaches nothing. `samples` are marks of the samples to look in.

    Rows that a sight shows carry no mark of it: they are asked for by their ids beside.
    """
    parts = _query_asked(query) + _filters_asked(filters)
    if samples:
        parts.append(" | ".join(map(marks.quoted, samples)))
    reach, rows = _reach_asked(scope, of_kinds)
    if rows is None:
        return asks([*parts, reach]) if reach else None
    inside = asks([*parts, reach]) if reach else Q(pk__in=())
    return inside | (asks(parts) & rows if parts else rows)


def _query_asked(query: Query) -> list[str]:
    indexed = [clause for clause in query.clauses if all(term.indexed for term in clause)]
    return [" | ".join(f"({_term_asks(term)})" for term in clause) for clause in indexed]


def _term_asks(term: Term) -> str:
    text = tsquery_for(term.text)
    if len(term.letters) < 2:
        return text
    return f"({text}) | ({tsquery_for_pinyin(term.letters)})"


def _filters_asked(filters: Filters) -> list[str]:
    groups = (
        [marks.year_mark(year) for first, last in filters.years for year in range(first, min(last, first + 30) + 1)]
        if all(last - first <= 30 for first, last in filters.years)
        else [],
        [marks.division_mark(path) for path in filters.division_paths],
        [marks.org_mark(org_id) for org_id in filters.org_ids],
        [marks.state_mark(state) for state in filters.states],
    )
    return [" | ".join(map(marks.quoted, group)) for group in groups if group]


def _reach_asked(scope: Scope, of_kinds: Sequence[str]) -> tuple[str, Q | None]:
    """The marks of what the scope reaches, and the rows that sights show. Kinds reached alike are asked together."""
    alike: dict[str, list[str]] = {}
    sighted: list[Q] = []
    for gate in gates(scope, of_kinds):
        alike.setdefault(_marks_of(gate, scope), []).append(marks.quoted(marks.kind_mark(gate.kind)))
        if rows := scope.sighted(gate.kind, Depth.FULL):
            sighted.append(Q(kind=gate.kind, row_id__in=rows))
    reach = " | ".join(f"(({' | '.join(of_kind)}) & ({where}))" for where, of_kind in alike.items() if where)
    return reach, _either(sighted) if sighted else None


def gates(scope: Scope, of_kinds: Sequence[str] = ()) -> list[Gate]:
    """The gates of the kinds (all, unless told) of which this scope may see anything at all."""
    found: list[Gate] = [model.gate for model in SCOPED.values()]  # type: ignore[attr-defined]  # each declares one
    return [gate for gate in found if (not of_kinds or gate.kind in of_kinds) and _may_see(gate, scope)]


def _may_see(gate: Gate, scope: Scope) -> bool:
    return scope.has(gate.right) or bool(scope.sighted(gate.kind, Depth.FULL))


def _marks_of(gate: Gate, scope: Scope) -> str:
    right: Right = gate.right
    found = [marks.office_mark(path) for path in scope.paths(right)]
    if gate.task_target:
        found += [marks.target_mark(target_id) for target_id in scope.targets(right)]
    if gate.task_org or gate.task_orgs:
        found += [marks.org_mark(org_id) for org_id in scope.task_orgs(right)]
    return " | ".join(map(marks.quoted, found))


def fragment(condition: Q) -> Fragment | None:
    """The condition as SQL on `search_document`; None when it holds for nothing."""
    query = Document.objects.filter(condition).query
    compiler = query.get_compiler(connection=connection)
    compiler.pre_sql_setup()
    try:
        sql, params = compiler.compile(query.where)
    except EmptyResultSet:
        return None
    except FullResultSet:
        return Fragment("", ())
    return Fragment(sql, tuple(params))
