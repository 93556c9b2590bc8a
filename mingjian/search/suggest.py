"""Names of bodies and persons, offered while somebody types: the same gate as everywhere."""

from dataclasses import dataclass

from django.db import connection

from mingjian.lib.text import normalise
from mingjian.offices.scope import Scope
from mingjian.search.conditions import Fragment, all_of, any_of, compile_for
from mingjian.search.errors import BadQuery
from mingjian.search.filters import Filters
from mingjian.search.kinds import SUGGESTED
from mingjian.search.language import Query, literal

# So many names are weighed; a beginning that more names share is not worth suggesting from.
WEIGHED = 500
SELECT = "SELECT kind, row_id, title FROM search_document"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One name and the row that bears it."""

    kind: str
    row_id: int
    name: str


def suggest(text: str, scope: Scope, limit: int = 8) -> list[Suggestion]:
    """Names in the scope that begin with `text`, or whose pinyin or initials do; the shortest first."""
    begun = normalise(text)
    try:
        query = literal(begun)
    except BadQuery:
        return []
    if query.is_empty:
        return []
    found = sorted(_beginning(query, begun, scope), key=lambda each: (len(each.name), each.name))
    names = {(each.kind, each.name): each for each in reversed(found)}
    return [each for each in found if names[each.kind, each.name] is each][:limit]


def _beginning(query: Query, begun: str, scope: Scope) -> list[Suggestion]:
    conditions = compile_for(query, Filters(), scope)
    kinds = sorted(SUGGESTED & conditions.gates.keys())
    beginning = [Fragment("starts_with(text, %s)", (begun,))]
    if letters := query.clauses[0][0].letters:
        beginning.append(Fragment("strpos(' ' || keys, %s) > 0", (f" {letters}",)))
    index = conditions.index(kinds, (), by_kind=True, by_reach=True)
    where = all_of([index, conditions.gate(kinds), any_of(beginning)])
    with connection.cursor() as cursor:
        cursor.execute(f"{SELECT} WHERE {where.sql} LIMIT {WEIGHED}", list(where.params))
        return [Suggestion(*row) for row in cursor.fetchall()]
