"""What the index is asked and what every document is asked after it, as SQL on `search_document`.

The index only makes the set small. What decides is the gate's own predicate, compiled from its query set, and `strpos`
on the stored text: only a term that is one bigram needs none where the index was asked for it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet, FullResultSet
from django.db import connection
from django.db.models import Q

from mingjian.lib.text import bigrams, tsquery_for, tsquery_for_pinyin
from mingjian.offices.gate import SCOPED, Gate
from mingjian.offices.scope import Depth, Scope
from mingjian.search import marks
from mingjian.search.filters import Filters
from mingjian.search.language import Query, Term
from mingjian.search.models import Document

# Two or three letters are looked for at the beginning of a pinyin or of initials, more anywhere: "an" is in half of
# all names.
SHORT_LETTERS = 3
# A wider range of years is left to the stored year alone.
MOST_YEARS = 30


@dataclass(frozen=True, slots=True)
class Fragment:
    """A condition as SQL with its parameters. Empty SQL is always true."""

    sql: str = ""
    params: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Conditions:
    """Everything a search asks, compiled once.

    `gates` holds a condition for each kind of which the scope may see anything. `asked` are tsqueries that must all
    hold, of terms and filters; `reach` the tsquery of what the scope reaches by kind (empty: nothing but by sight) and
    `sighted` the rows that sights show by kind, which carry no mark of it. `told` is asked of every document,
    `told_after` of those that the index found.
    """

    gates: Mapping[str, Fragment]
    asked: tuple[str, ...]
    reach: Mapping[str, str]
    sighted: Mapping[str, tuple[int, ...]]
    told: Fragment
    told_after: Fragment

    def gate(self, kinds: Sequence[str]) -> Fragment:
        """The gate of these kinds."""
        return any_of(self.gates[kind] for kind in kinds)

    def index(self, kinds: Sequence[str], samples: Sequence[str], *, by_kind: bool, by_reach: bool) -> Fragment:
        """What the index is asked: terms and filters, in these samples; and the kinds and the reach if so told."""
        parts = [*self.asked]
        if samples:
            parts.append(any_mark(samples))
        if not (by_kind or by_reach) and parts:
            return Fragment(f"lexemes @@ {TSQUERY}", (_all(parts),))
        reached = [kind for kind in kinds if self.reach[kind]]
        narrowed = self._reached(reached) if by_reach else any_mark(map(marks.kind_mark, reached))
        found = [Fragment(f"lexemes @@ {TSQUERY}", (_all([*parts, narrowed]),))] if reached else []
        for kind in kinds:
            if rows := self.sighted.get(kind):
                sql, params = "kind = %s AND row_id = ANY(%s)", (kind, list(rows))
                asked = (f"lexemes @@ {TSQUERY} AND ", (_all(parts),)) if parts else ("", ())
                found.append(Fragment(f"({asked[0]}{sql})", (*asked[1], *params)))
        return any_of(found)

    def _reached(self, kinds: Sequence[str]) -> str:
        """Kinds that are reached alike are asked together."""
        alike: dict[str, list[str]] = {}
        for kind in kinds:
            alike.setdefault(self.reach[kind], []).append(marks.kind_mark(kind))
        return " | ".join(f"(({any_mark(of_kind)}) & ({where}))" for where, of_kind in alike.items())


TSQUERY = "%s::tsquery"


def compile_for(query: Query, filters: Filters, scope: Scope) -> Conditions:
    """Compile a query within a scope."""
    gates: dict[str, Fragment] = {}
    reach: dict[str, str] = {}
    sighted: dict[str, tuple[int, ...]] = {}
    for gate in gates_of(scope):
        compiled = compiled_gate(scope, gate.kind)
        if compiled is not None:
            gates[gate.kind] = compiled
            reach[gate.kind] = _reach(gate, scope)
            sighted[gate.kind] = scope.sighted(gate.kind, Depth.FULL)
    return Conditions(
        gates=gates,
        asked=tuple(terms_asked(query) + _filters_asked(filters)),
        reach=reach,
        sighted=sighted,
        told=all_of([*_terms_told(query, after=False), *_filters_told(filters)]),
        told_after=all_of([*_terms_told(query, after=True), *_filters_told(filters)]),
    )


def gates_of(scope: Scope) -> list[Gate]:
    """The gates of the kinds of which this scope may see anything at all."""
    found: list[Gate] = [model.gate for model in SCOPED.values()]  # type: ignore[attr-defined]  # each declares one
    return [gate for gate in found if scope.has(gate.right) or scope.sighted(gate.kind, Depth.FULL)]


def compiled_gate(scope: Scope, kind: str) -> Fragment | None:
    """The predicate of `visible_to` for one kind; None when it holds for no document."""
    condition: Q = Document.objects.gate_of(scope, [kind])
    query = Document.objects.filter(condition).query
    compiler = query.get_compiler(connection=connection)
    try:
        sql, params = compiler.compile(query.where)
    except EmptyResultSet:
        return None
    except FullResultSet:
        return Fragment()
    return Fragment(f"({sql})", tuple(params))


def all_of(fragments: Iterable[Fragment]) -> Fragment:
    """All of the conditions."""
    real = [each for each in fragments if each.sql]
    return Fragment(" AND ".join(each.sql for each in real), tuple(value for each in real for value in each.params))


def any_of(fragments: Iterable[Fragment]) -> Fragment:
    """One of the conditions; of none, never."""
    parts = list(fragments)
    if not parts:
        return Fragment("false")
    if any(not each.sql for each in parts):
        return Fragment()
    sql = " OR ".join(each.sql for each in parts)
    return Fragment(f"({sql})", tuple(value for each in parts for value in each.params))


def any_mark(found: Iterable[str]) -> str:
    """A tsquery for one of the marks."""
    return " | ".join(map(marks.quoted, found))


def _all(parts: Sequence[str]) -> str:
    return " & ".join(f"({part})" for part in parts)


def terms_asked(query: Query, expected: Mapping[str, float] | None = None) -> list[str]:
    """The tsqueries of the clauses that the index can answer; given how many documents hold each bigram, by the two
    rarest bigrams of each term: further ones cost the index more than `strpos` on what they would have left out."""
    indexed = [clause for clause in query.clauses if all(term.indexed for term in clause)]
    return [" | ".join(f"({_asked_of(term, expected)})" for term in clause) for clause in indexed]


def _asked_of(term: Term, expected: Mapping[str, float] | None) -> str:
    if len(term.letters) > 1:
        return f"({tsquery_for(term.text)}) | ({tsquery_for_pinyin(term.letters)})"
    if expected is None:
        return tsquery_for(term.text)
    rarest = sorted(bigrams(term.text), key=lambda each: (expected.get(each, 0.0), each))[:2]
    return " & ".join(map(marks.quoted, rarest))


def _filters_asked(filters: Filters) -> list[str]:
    narrow = all(last - first < MOST_YEARS for first, last in filters.years)
    years = [marks.year_mark(year) for first, last in filters.years for year in range(first, last + 1)]
    groups = (
        years if narrow else [],
        [marks.division_mark(path) for path in filters.division_paths],
        [marks.org_mark(org_id) for org_id in filters.org_ids],
        [marks.state_mark(state) for state in filters.states],
    )
    return [any_mark(group) for group in groups if group]


def _reach(gate: Gate, scope: Scope) -> str:
    found = [marks.office_mark(path) for path in scope.paths(gate.right)]
    if gate.task_target:
        found += [marks.target_mark(target_id) for target_id in scope.targets(gate.right)]
    if gate.task_org or gate.task_orgs:
        found += [marks.org_mark(org_id) for org_id in scope.task_orgs(gate.right)]
    return any_mark(found)


def _terms_told(query: Query, *, after: bool) -> list[Fragment]:
    found = [any_of(map(told_of, clause)) for clause in query.clauses if not (after and _is_one_bigram(clause))]
    return found + [Fragment("strpos(text, %s) = 0", (term.text,)) for term in query.excluded]


def _is_one_bigram(clause: Sequence[Term]) -> bool:
    return all(len(term.text) == 2 and term.indexed and not term.letters for term in clause)


def told_of(term: Term) -> Fragment:
    """Whether the document holds the term in its text or, for letters, in its pinyin."""
    text = Fragment("strpos(text, %s) > 0", (term.text,))
    if not term.letters:
        return text
    if len(term.letters) <= SHORT_LETTERS:
        return any_of([text, Fragment("strpos(' ' || keys, %s) > 0", (f" {term.letters}",))])
    return any_of([text, Fragment("strpos(keys, %s) > 0", (term.letters,))])


def _filters_told(filters: Filters) -> list[Fragment]:
    found: list[Fragment] = []
    if filters.years:
        found.append(any_of(Fragment("year BETWEEN %s AND %s", years) for years in filters.years))
    if filters.division_paths:
        found.append(Fragment("division_path <@ ANY(%s::ltree[])", (list(filters.division_paths),)))
    if filters.org_ids:
        orgs = list(filters.org_ids)
        found.append(Fragment("(org_id = ANY(%s) OR org_ids && %s::bigint[])", (orgs, orgs)))
    if filters.states:
        found.append(Fragment("state = ANY(%s)", (list(filters.states),)))
    return found
