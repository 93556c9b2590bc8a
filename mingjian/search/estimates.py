"""How common a search may be, from the planner's statistics of lexemes: one EXPLAIN that reads no document."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db import connection

from mingjian.lib.text import bigrams
from mingjian.search import marks
from mingjian.search.conditions import TSQUERY
from mingjian.search.language import Query, Term

MOST_ASKED = 24


@dataclass(frozen=True, slots=True)
class Estimate:
    """`bound`: no more documents than this should match. `wide`: the scope's marks would leave out less than half.
    `lexemes`: how many documents hold each bigram asked for."""

    bound: float
    wide: bool
    lexemes: Mapping[str, float] = field(default_factory=dict)


def estimate(query: Query, reach: Sequence[str]) -> Estimate:
    """The rarest bigram of the rarest term bounds the search: bigrams of one term are anything but independent.

    `reach` are the tsqueries of what the scope reaches, one for each way in which kinds are reached.
    """
    clauses = [clause for clause in query.clauses if all(term.indexed for term in clause)]
    lexemes = list(dict.fromkeys(each for clause in clauses for term in clause for each in _lexemes(term)))
    asked = [marks.quoted(lexeme) for lexeme in lexemes[:MOST_ASKED]]
    everything, *rows = _rows([*asked, *reach])
    found = dict(zip(lexemes, rows[: len(asked)], strict=False))
    bounds = [sum(_bound(term, found, everything) for term in clause) for clause in clauses]
    wide = all(number > everything / 2 for number in rows[len(asked) :])
    return Estimate(min(bounds, default=everything), wide, found)


def _lexemes(term: Term) -> list[str]:
    pinyin = [f"~{each}" for each in sorted(bigrams(term.letters))]
    return sorted(bigrams(term.text)) + pinyin


def _bound(term: Term, found: dict[str, float], everything: float) -> float:
    text = min((found[each] for each in bigrams(term.text) if each in found), default=everything)
    pinyin = [found[f"~{each}"] for each in bigrams(term.letters) if f"~{each}" in found]
    return text + (min(pinyin) if pinyin else 0)


def _rows(asked: Sequence[str]) -> list[float]:
    """Expected rows: of the table, then of each tsquery."""
    parts = ["SELECT FROM search_document", *[f"SELECT FROM search_document WHERE lexemes @@ {TSQUERY}"] * len(asked)]
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) {' UNION ALL '.join(parts)}", list(asked))
        answer = cursor.fetchone()[0]
    plan = (json.loads(answer) if isinstance(answer, str) else answer)[0]["Plan"]
    return [float(each["Plan Rows"]) for each in plan.get("Plans", [plan])]
