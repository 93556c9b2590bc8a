"""Which mentions are compared with which: those that share a key (`blocks.py`), found in SQL.

A key that more mentions share than `weights.toml` allows is left out: what is lost of a name as frequent as that are
the pairs that agree neither in the year of birth, nor in the month with one character changed, nor in the body, nor in
the number.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

from mingjian.people.matching.comparable import Comparable
from mingjian.people.matching.model import Model, shipped
from mingjian.people.matching.relation import TYPES, Relation
from mingjian.people.matching.scoring import NAMES, columns_of

MASKED = "'m', 's', 't'"
PAIRS, NAMED = "matched_pair", "matched_name"
# A key's mentions as an array, so that a block is paired without a join.
_BLOCKS = """
CREATE TEMPORARY TABLE {table} ON COMMIT DROP AS
SELECT array_agg(id) AS ids{more} FROM (
  SELECT id, pattern <> '' AS masked, left(block, 1) AS kind, hashtextextended(block, 0) AS block
  FROM {relation}, unnest(blocks) AS block WHERE {where}
) AS keyed GROUP BY block, kind HAVING count(*) > 1 AND count(*) <= {most}
"""
_SHARED_WITH_A_MASKED_ONE = """
left(block, 1) IN ({masked}) AND block IN (
  SELECT key FROM {relation}, unnest(blocks) AS key WHERE pattern <> '' AND left(key, 1) IN ({masked}))
"""
_PAIRS = """
CREATE TEMPORARY TABLE {pairs} ON COMMIT DROP AS
SELECT DISTINCT a, b FROM (
  SELECT a, b FROM matched_block, unnest(ids) AS a, unnest(ids) AS b WHERE a < b
  UNION ALL
  SELECT least(a, b), greatest(a, b) FROM matched_mask, unnest(masked_ids) AS a, unnest(ids) AS b WHERE a <> b
) AS found
"""
_NAMED = "CREATE TEMPORARY TABLE {named} ON COMMIT DROP AS " + NAMES + " GROUP BY name_key"
# Of each key only so many are fetched as may share it, and one more to see whether it is to be left out.
_SHARING = """
FROM {asked} CROSS JOIN LATERAL unnest(asked.blocks) AS key (block) CROSS JOIN LATERAL (
  SELECT id, masked, count(*) OVER () AS shared FROM (
    SELECT id, pattern <> '' AS masked FROM {relation} WHERE blocks @> ARRAY[key.block] LIMIT {most} + 1
  ) AS those
) AS found
WHERE found.shared <= {most} AND found.id <> asked.id
  AND (left(key.block, 1) NOT IN ({masked}) OR found.masked OR asked.pattern <> '')
"""
_OF_ONE = "SELECT DISTINCT asked.id AS a, found.id AS b " + _SHARING
_OF_SOME = "SELECT DISTINCT least(asked.id, found.id) AS a, greatest(asked.id, found.id) AS b " + _SHARING


@contextmanager
def pairs_within(relation: Relation, model: Model | None = None) -> Iterator[tuple[str, str]]:
    """The pairs of one relation and the persons of its names, as temporary relations; in the caller's transaction."""
    model = model or shipped()
    words = {"relation": relation.table, "masked": MASKED, "pairs": PAIRS, "named": NAMED, "most": _most("kind", model)}
    tables = ("matched_block", "matched_mask", PAIRS, NAMED)
    with connection.cursor() as cursor:
        plain = f"left(block, 1) NOT IN ({MASKED})"
        cursor.execute(_BLOCKS.format(table=tables[0], more="", where=plain, **words))
        shared = _SHARED_WITH_A_MASKED_ONE.format(**words)
        more = ", array_agg(id) FILTER (WHERE masked) AS masked_ids"
        cursor.execute(_BLOCKS.format(table=tables[1], more=more, where=shared, **words))
        cursor.execute(_PAIRS.format(**words))
        cursor.execute(_NAMED.format(**words))
        for table in (PAIRS, NAMED):
            cursor.execute(f"ANALYZE {table}")
        yield PAIRS, NAMED
        cursor.execute(f"DROP TABLE {', '.join(tables)}")


def of_one(mention: Comparable, relation: Relation, model: Model | None = None) -> tuple[str, str, str, dict[str, Any]]:
    """For a single mention and an indexed relation: its row, its pairs and its name as sub-queries, with parameters."""
    row = f"SELECT {columns_of(list(TYPES), TYPES)}"
    asked = "(SELECT %(id)s::bigint AS id, %(pattern)s::text AS pattern, %(blocks)s::text[] AS blocks) AS asked"
    pairs = _OF_ONE.format(asked=asked, **_words(relation, model or shipped()))
    names = NAMES.format(relation=relation.table) + " AND blocks @> ARRAY['n' || %(name_key)s] GROUP BY name_key"
    return row, f"({pairs})", f"({names})", mention._asdict()


def of_some(relation: Relation, model: Model | None = None) -> tuple[str, str]:
    """For the mentions `ids` of an indexed relation: the pairs they stand in, and their names, as sub-queries."""
    chosen = f"SELECT name_key, id, pattern, blocks FROM {relation.table} WHERE id = ANY(%(ids)s)"  # noqa: S608
    pairs = _OF_SOME.format(asked=f"({chosen}) AS asked", **_words(relation, model or shipped()))
    blocks = f"SELECT 'n' || name_key FROM ({chosen}) AS asked WHERE name_key <> ''"  # noqa: S608  # a plain name
    names = NAMES.format(relation=relation.table) + f" AND blocks && ARRAY({blocks}) GROUP BY name_key"
    return f"({pairs})", f"({names})"


def _words(relation: Relation, model: Model) -> dict[str, str]:
    return {"relation": relation.table, "masked": MASKED, "most": _most("left(key.block, 1)", model)}


def _most(kind: str, model: Model) -> str:
    """How many mentions may share a key of a kind."""
    return f"CASE {kind} " + " ".join(f"WHEN '{letter}' THEN {most}" for letter, most in model.blocks.items()) + " END"
