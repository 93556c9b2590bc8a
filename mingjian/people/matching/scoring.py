"""The one scoring: an SQL expression made of `weights.toml`, for a whole register and for a single mention alike."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from math import exp2
from typing import Any, NamedTuple

from django.db import connection

from mingjian.people.matching.model import Comparison, Level, Model, shipped
from mingjian.people.matching.relation import Relation

_LN2 = "0.6931471805599453"
# How many persons bear a name: the months of birth told beside it. Without any it is one.
NAMES = """
SELECT name_key,
  greatest(1, count(DISTINCT date_trunc('month', birth_lower)) FILTER (WHERE birth_upper - birth_lower <= 31))
    AS persons
FROM {relation} WHERE name_key <> ''
"""
# OFFSET 0 keeps the planner from writing each level out again wherever it is read: four times the work.
_SCORED = """
SELECT a, b, score, share, {decision} AS decision, {apart} AS apart, {packed} AS packed FROM (
  SELECT n.*, {prior} + {weights} AS score, n.share * {rare} <= 1 AS rare FROM (
    SELECT c.*,
      (coalesce(n.persons, 1) - 1 + {least} + {of_table} * c.frequency) / (%(persons)s + {of_table}) AS share
    FROM (
      SELECT a.id AS a, b.id AS b, a.name_key, greatest(a.frequency, b.frequency) AS frequency,
        a.chief AND b.chief AS chief,
        {levels}
      FROM {pairs} AS pair JOIN {a} AS a ON a.id = pair.a JOIN {b} AS b ON b.id = pair.b OFFSET 0
    ) AS c LEFT JOIN {names} AS n ON c.name_key <> '' AND n.name_key = c.name_key OFFSET 0
  ) AS n OFFSET 0
) AS w
"""


class Scored(NamedTuple):
    """A pair with its score in bits; `packed` holds the code of each comparison's level in the order of the model.

    `share` is the share of people of that name. `decision` is `join`, `queue` or empty; `apart` says that no way may
    bring the two together.
    """

    a: int
    b: int
    score: float
    share: float
    decision: str
    apart: bool
    packed: int

    def codes(self, model: Model) -> tuple[int, ...]:
        """The level of each comparison as a number, 0 for unknown; four bits each."""
        return tuple(self.packed >> 4 * at & 15 for at in range(len(model.comparisons)))

    @property
    def probability(self) -> float:
        """That both are one person, by the weights."""
        return 1 / (1 + exp2(-max(min(self.score, 60.0), -60.0)))

    def levels(self, model: Model) -> dict[str, str]:
        """The level of each comparison by name."""
        return {
            comparison.name: comparison.names[code]
            for comparison, code in zip(model.comparisons, self.codes(model), strict=True)
        }


def population(relation: Relation) -> int:
    """How many persons a register holds, counted by names and months of birth."""
    with connection.cursor() as cursor:
        counted = NAMES.format(relation=relation.table) + " GROUP BY name_key"
        cursor.execute(f"SELECT coalesce(sum(persons), 0) FROM ({counted}) AS named")  # noqa: S608  # a plain name
        return int(cursor.fetchone()[0])


def score_pairs(
    relation_a: Relation | str,
    relation_b: Relation | str,
    pairs: str,
    *,
    names: str,
    persons: int,
    parameters: Mapping[str, Any] | None = None,
    model: Model | None = None,
    all_pairs: bool = False,
) -> Iterator[Scored]:
    """Score pairs (a relation with columns a and b) of two relations. What is not joined, queued or apart is left out.

    `names` is a relation of names with their persons, `persons` the sum. A relation given as text is a sub-query with
    `parameters`.
    """
    model = model or shipped()
    statement = statement_of(model, _from(relation_a), _from(relation_b), pairs, names, all_pairs=all_pairs)
    with connection.cursor() as cursor:
        cursor.execute(statement, {**(parameters or {}), "persons": persons})
        while rows := cursor.fetchmany(20_000):
            yield from map(Scored._make, rows)


def _from(relation: Relation | str) -> str:
    return relation.table if isinstance(relation, Relation) else f"({relation})"


@lru_cache(maxsize=32)
def statement_of(model: Model, a: str, b: str, pairs: str, names: str, *, all_pairs: bool) -> str:
    """The whole statement; its one parameter of its own is `persons`."""
    strong = " OR ".join("(" + " AND ".join(_holds(model, each) for each in every) + ")" for every in model.strong)
    against = " OR ".join(_holds(model, each) for each in model.against)
    joins = f"w.score >= {model.upper} AND ({_joinable(model)}) AND NOT ({against}) AND ({strong})"
    decision = f"CASE WHEN {joins} THEN 'join' WHEN w.score >= {model.lower} THEN 'queue' ELSE '' END"
    apart = "(" + " OR ".join(_holds(model, each) for each in model.apart) + ")"
    statement = _SCORED.format(
        a=a,
        b=b,
        pairs=pairs,
        names=names,
        levels=",\n        ".join(f"{_level(each)} AS {each.name}_level" for each in model.comparisons),
        prior=model.prior,
        weights=" + ".join(_weight(each) for each in model.comparisons),
        least=model.least,
        of_table=model.of_table,
        rare=model.rare,
        decision=decision,
        apart=apart,
        packed=" + ".join(f"({each.name}_level << {4 * at})" for at, each in enumerate(model.comparisons)),
    )
    return statement if all_pairs else f"{statement} WHERE w.score >= {model.lower} OR {apart}"


def _escaped(condition: str) -> str:
    return condition.replace("%", "%%")


def _level(comparison: Comparison) -> str:
    """The code of the first level that holds; 0 when not known or none does."""
    cases = " ".join(f"WHEN {_escaped(each.when)} THEN {code}" for code, each in enumerate(comparison.levels, start=1))
    return f"CASE WHEN ({_escaped(comparison.known)}) IS NOT TRUE THEN 0 {cases} ELSE 0 END"


def _weight(comparison: Comparison) -> str:
    """The bits of a comparison; a name that is equal weighs by how rare it is."""
    weights = ", ".join(["0", *(str(_fixed(level)) for level in comparison.levels)])
    column = f"n.{comparison.name}_level"
    fixed = f"(ARRAY[{weights}]::double precision[])[{column} + 1]"
    rarities = [
        f"WHEN {code} THEN ln({level.m} / n.share) / {_LN2}"
        for code, level in enumerate(comparison.levels, start=1)
        if level.by_rarity
    ]
    return f"CASE {column} {' '.join(rarities)} ELSE {fixed} END" if rarities else fixed


def _fixed(level: Level) -> float:
    return 0.0 if level.by_rarity else level.weight


def _joinable(model: Model) -> str:
    """A name by which a rule may join; with an equal number, any that is not another altogether."""
    names = "|".join(model.names)
    return (
        f"{_holds(model, f'name.{names}')} OR ({_holds(model, 'id.equal')} AND NOT {_holds(model, 'name.different')})"
    )


def _holds(model: Model, condition: str) -> str:
    """`birth.day|month`, or one of the two words that are no level: rare, chief."""
    if condition in {"rare", "chief"}:
        return f"w.{condition}"
    name, _, wanted = condition.partition(".")
    comparison = next(each for each in model.comparisons if each.name == name)
    codes = ", ".join(str(comparison.names.index(each)) for each in wanted.split("|"))
    return f"w.{name}_level IN ({codes})"


def columns_of(names: Sequence[str], types: Mapping[str, str]) -> str:
    """Named parameters as the columns of one row."""
    return ", ".join(f"%({name})s::{types[name].removesuffix(' NOT NULL')} AS {name}" for name in names)
