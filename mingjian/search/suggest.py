"""Names of bodies and persons, offered while somebody types: the same gate as everywhere."""

from dataclasses import dataclass

from django.db.models import F, Q, Value

from mingjian.lib.text import normalise
from mingjian.offices.scope import Scope
from mingjian.search.conditions import Filters, HoldsWord, asked, gates
from mingjian.search.errors import BadQuery
from mingjian.search.kinds import SUGGESTED
from mingjian.search.language import Query, literal
from mingjian.search.models import Document

# So many names are weighed; a beginning that more names share is not worth suggesting from.
WEIGHED = 500


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
    kinds = sorted(gate.kind for gate in gates(scope) if gate.kind in SUGGESTED)
    if not kinds or query.is_empty:
        return []
    found = sorted(_beginning(query, begun, scope, kinds), key=lambda each: (len(each.name), each.name))
    names = {(each.kind, each.name): each for each in reversed(found)}
    return [each for each in found if names[each.kind, each.name] is each][:limit]


def _beginning(query: Query, begun: str, scope: Scope, kinds: list[str]) -> list[Suggestion]:
    index = asked(query, Filters(), scope, kinds)
    if index is None:
        return []
    beginning = Q(text__startswith=begun)
    if letters := query.clauses[0][0].letters:
        beginning |= Q(HoldsWord(F("keys"), Value(f" {letters}")))
    rows = Document.objects.filter(index & Document.objects.gate_of(scope, kinds) & beginning)
    return [Suggestion(*row) for row in rows.values_list("kind", "row_id", "title")[:WEIGHED]]
